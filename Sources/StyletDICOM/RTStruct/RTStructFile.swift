import StyletBase
import StyletImaging

/// A structure set as its file has it: regions of interest and their contours, in millimetres.
struct RTStructFile {
  struct Region {
    let number: Int
    var name: String
    var colour: RGB?
    var type: CodedConcept?
    /// What an observation calls it.
    var label: String?
    var contours: [Contour] = []
    /// Contours that enclose nothing, by their type.
    var skipped: [String: Int] = [:]
  }

  struct Contour {
    let points: [PatientPoint]
    /// CLOSEDPLANAR_XOR: combined with others of its kind by exclusive or.
    let isXOR: Bool
    /// "(3006,0050) ContourData, offset 1234"
    let place: String
  }

  /// In the order of ROIContourSequence, then those without contours.
  private(set) var regions: [Region] = []
  /// "Stylet", when it wrote the file.
  let manufacturer: String
  private(set) var problems: [String] = []

  /// The types that enclose an area (PS3.3 C.8.8.6.1), and ANATOMIC's interpolated ones.
  private static let closed: Set = ["CLOSED_PLANAR", "CLOSEDPLANAR_XOR", "INTERPOLATED_PLANAR"]
  /// Of an IS value (PS3.5 §6.2).
  private static let numbers = Int(Int32.min)...Int(Int32.max)
  /// More than this is beyond any scanner, mm.
  private static let farthest = 1e7

  /// - Throws: a ``Failure`` when it is no structure set, or when one of its contours is not triplets of numbers.
  /// - Cost: time and memory follow the file's size.
  init(_ dataSet: DICOMObject) throws {
    guard try dataSet.string(.sopClassUID) == RTStruct.storageClass else {
      throw Failure(.badData, "not an RT structure set", at: "\(DICOMTag.sopClassUID)")
    }
    manufacturer = try dataSet.string(.manufacturer) ?? ""
    // Items are written in the data set's characters.
    let terms = try dataSet.bytes(.specificCharacterSet) ?? []
    let characters = DICOMCharacterSet(definedTerms: terms)
    var names: [Int: String] = [:]
    var order: [Int] = []
    for item in try dataSet.items(DICOMTag.structureSetROISequence) {
      guard let number = try item.integer(DICOMTag.roiNumber, in: Self.numbers) else { continue }
      guard names[number] == nil else { throw Self.twice(number, "StructureSetROISequence") }
      names[number] = try Self.text(item, .roiName, characters) ?? ""
      order.append(number)
    }
    var observations: [Int: DICOMObject] = [:]
    for item in try dataSet.items(DICOMTag.rtROIObservationsSequence) {
      guard let number = try item.integer(DICOMTag.referencedROINumber, in: Self.numbers) else { continue }
      if observations[number] == nil { observations[number] = item }
    }
    var seen = Set<Int>()
    var miscounted = 0
    for item in try dataSet.items(DICOMTag.roiContourSequence) {
      guard let number = try item.integer(DICOMTag.referencedROINumber, in: Self.numbers) else {
        problems.append(words("mask.region-less"))
        continue
      }
      guard seen.insert(number).inserted else { throw Self.twice(number, "ROIContourSequence") }
      if names[number] == nil { problems.append(words("mask.region-unlisted", ["number": number])) }
      var region = try Self.region(number, names[number] ?? "", observations[number], characters)
      region.colour = try Self.colour(item)
      for contour in try item.items(DICOMTag.contourSequence) {
        let type = try contour.string(DICOMTag.contourGeometricType) ?? "CLOSED_PLANAR"
        guard Self.closed.contains(type) else {
          region.skipped[String(type.prefix(16)), default: 0] += 1
          continue
        }
        guard let read = try Self.contour(contour, of: region, isXOR: type == "CLOSEDPLANAR_XOR") else { continue }
        let stated = try contour.integer(DICOMTag.numberOfContourPoints, in: Self.numbers)
        if let stated, stated != read.points.count { miscounted += 1 }
        region.contours.append(read)
      }
      regions.append(region)
    }
    if miscounted > 0 { problems.append(words("mask.points-miscounted", ["count": miscounted])) }
    for number in order where !seen.contains(number) {
      regions.append(try Self.region(number, names[number] ?? "", observations[number], characters))
    }
  }

  private static func twice(_ number: Int, _ sequence: String) -> Failure {
    Failure(.badData, "region of interest \(number) stands twice", at: sequence)
  }

  private static func text(_ item: DICOMObject, _ tag: DICOMTag, _ characters: DICOMCharacterSet) throws
    -> String?
  {
    guard item[.specificCharacterSet] == nil, let bytes = try item.bytes(tag) else {
      return try item.string(tag)
    }
    let first = bytes.prefix { $0 != UInt8(ascii: "\\") }.trimmingPadding()
    return first.isEmpty ? nil : characters.decode(first)
  }

  private static func region(
    _ number: Int, _ name: String, _ observation: DICOMObject?, _ characters: DICOMCharacterSet
  ) throws -> Region {
    var region = Region(number: number, name: name)
    guard let observation else { return region }
    region.label = try text(observation, .roiObservationLabel, characters)
    if let code = try observation.items(DICOMTag.rtROIIdentificationCodeSequence).first,
      let scheme = try code.string(DICOMTag.codingSchemeDesignator),
      let value = try code.string(DICOMTag.codeValue)
    {
      let meaning = try text(code, .codeMeaning, characters) ?? ""
      region.type = CodedConcept(scheme: scheme, value: value, meaning: meaning)
    }
    return region
  }

  /// A colour that is none is none.
  private static func colour(_ item: DICOMObject) throws -> RGB? {
    guard let c = try? item.numbers(DICOMTag.roiDisplayColor), c.count == 3 else { return nil }
    let parts = c.compactMap { UInt8(exactly: $0) }
    return parts.count == 3 ? RGB(parts[0], parts[1], parts[2]) : nil
  }

  private static func contour(_ item: DICOMObject, of region: Region, isXOR: Bool) throws -> Contour? {
    // Longer than other values may be: as long as the file allows.
    guard let element = item[.contourData], let bytes = try item.bytes(.contourData, atMost: .max) else { return nil }
    let place = element.place
    guard let points = ContourText.points(bytes) else {
      throw Failure(
        .badData, "a contour of region of interest \(region.number) is not triplets of numbers", at: place)
    }
    guard points.allSatisfy({ max(abs($0.x), abs($0.y), abs($0.z)) < farthest }) else {
      throw Failure(.badData, "a contour of region of interest \(region.number) lies beyond any scanner", at: place)
    }
    return Contour(points: points, isXOR: isXOR, place: place)
  }
}
