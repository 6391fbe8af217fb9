import StyletBase
import StyletImaging

extension SegmentationHeader {
  // MARK: Frames

  /// Where each frame lies, and which segment it shows: from its own functional groups, or else the shared ones.
  ///
  /// - Parameter segments: those that frames may refer to; nil for a label map.
  static func frames(_ dataSet: DICOMObject, count: Int, segments: Set<UInt8>?) throws -> [Frame] {
    let shared = try dataSet.items(DICOMTag.sharedFunctionalGroupsSequence).first
    let own = try dataSet.items(DICOMTag.perFrameFunctionalGroupsSequence)
    guard own.count == count else {
      if own.isEmpty, try dataSet.string(DICOMTag(0x0020, 0x9311))?.hasPrefix("TILED") == true { throw slide }
      throw Failure(
        .badData, "there are functional groups for \(own.count) frames, and \(count) frames",
        at: "(5200,9230) PerFrameFunctionalGroupsSequence")
    }
    let common = try shared.map { try SharedGroups($0) } ?? SharedGroups()
    return try own.enumerated().map { n, groups in
      do {
        return try frame(groups, common, segments: segments)
      } catch var failure as Failure {
        failure.place = "frame \(n + 1)" + (failure.place.map { ", " + $0 } ?? "")
        throw failure
      }
    }
  }

  private static let slide = Failure(
    .badData, "a segmentation of a microscope slide's tiles, not of a scan", advice: "name a segmentation of the scan")

  /// The groups that all frames may share, taken apart once.
  private struct SharedGroups {
    var segment: Int?
    var position: PatientPoint?
    var orientation: (row: PatientPoint, column: PatientPoint)?
    var spacing: (alongRow: Double, alongColumn: Double)?

    init() {}

    init(_ groups: DICOMObject) throws {
      if let item = try groups.items(DICOMTag.segmentIdentificationSequence).first {
        segment = try item.integer(DICOMTag.referencedSegmentNumber, in: 0...65535)
      }
      if let item = try groups.items(DICOMTag.planePositionSequence).first {
        position = try SegmentationHeader.position(item)
      }
      if let item = try groups.items(DICOMTag.planeOrientationSequence).first {
        orientation = try SegmentationHeader.orientation(item)
      }
      if let item = try groups.items(DICOMTag.pixelMeasuresSequence).first {
        spacing = try SegmentationHeader.spacing(item)
      }
    }
  }

  private static func frame(_ groups: DICOMObject, _ shared: SharedGroups, segments: Set<UInt8>?) throws -> Frame {
    let own = try SharedGroups(groups)
    if groups[DICOMTag(0x0048, 0x021a)] != nil { throw slide }
    var segment = 0
    if let segments {
      guard let number = own.segment ?? shared.segment else {
        throw Failure(.badData, "no segment is named", at: "\(DICOMTag.referencedSegmentNumber) is missing")
      }
      guard let value = UInt8(exactly: number), segments.contains(value) else {
        throw Failure(
          .badData, "segment \(number) is not among those described",
          at: "\(DICOMTag.referencedSegmentNumber)")
      }
      segment = number
    }
    guard let position = own.position ?? shared.position else {
      throw Failure(
        .badData, "the frame has no position in the patient", at: "\(DICOMTag.imagePositionPatient) is missing")
    }
    guard let orientation = own.orientation ?? shared.orientation else {
      throw Failure(
        .badData, "the frame has no orientation in the patient", at: "\(DICOMTag.imageOrientationPatient) is missing")
    }
    guard let spacing = own.spacing ?? shared.spacing else {
      throw Failure(.badData, "the frame's pixels have no size", at: "\(DICOMTag.pixelSpacing) is missing")
    }
    return Frame(
      segment: segment, position: position, alongRow: orientation.row, alongColumn: orientation.column,
      spacing: spacing)
  }

  private static func position(_ item: DICOMObject) throws -> PatientPoint {
    let p = try item.numbers(.imagePositionPatient)
    guard p.count == 3, p.allSatisfy({ abs($0) < 1e6 }) else {
      throw Failure(.badData, "a position has three coordinates in mm", at: "\(DICOMTag.imagePositionPatient)")
    }
    return [p[0], p[1], p[2]]
  }

  private static func orientation(_ item: DICOMObject) throws -> (row: PatientPoint, column: PatientPoint) {
    let o = try item.numbers(.imageOrientationPatient)
    let place = "\(DICOMTag.imageOrientationPatient)"
    guard o.count == 6, o.allSatisfy({ abs($0) < 2 }) else {
      throw Failure(.badData, "an orientation has six direction cosines", at: place)
    }
    let row = PatientPoint(o[0], o[1], o[2]), column = PatientPoint(o[3], o[4], o[5])
    guard abs(length(row) - 1) < 0.02, abs(length(column) - 1) < 0.02, abs(dot(row, column)) < 0.02 else {
      throw Failure(.badData, "rows and columns are not perpendicular unit vectors", at: place)
    }
    return (row, column)
  }

  private static func spacing(_ item: DICOMObject) throws -> (alongRow: Double, alongColumn: Double) {
    let s = try item.numbers(.pixelSpacing)
    guard s.count == 2, s.allSatisfy({ $0 > 1e-6 && $0 < 1e4 }) else {
      throw Failure(.badData, "a pixel's spacing is two positive lengths in mm", at: "\(DICOMTag.pixelSpacing)")
    }
    return (s[1], s[0])
  }

  // MARK: Segments

  static func segments(_ dataSet: DICOMObject, isLabelmap: Bool) throws -> [Segment] {
    let place = "(0062,0002) SegmentSequence"
    let items = try dataSet.items(DICOMTag.segmentSequence)
    guard items.count <= 256 else {
      throw Failure(
        .badData, "there are \(items.count) segments, and labels for 255", at: place,
        advice: "export fewer segments a file")
    }
    var segments: [Segment] = []
    for item in items {
      let number = try integer(item, DICOMTag.segmentNumber, in: 0...65535)
      // A label map may describe its background.
      if isLabelmap, number == 0 { continue }
      guard (1...255).contains(number), let value = UInt8(exactly: number) else {
        throw Failure(
          .badData, "the segment number \(number) is not one of the labels 1...255", at: place,
          advice: "number the segments anew, from 1")
      }
      guard !segments.contains(where: { $0.value == value }) else {
        throw Failure(.badData, "two segments have the number \(number)", at: place)
      }
      segments.append(try segment(item, value: value))
    }
    guard !segments.isEmpty else { throw Failure(.badData, "no segment is described", at: place) }
    return segments
  }

  private static func segment(_ item: DICOMObject, value: UInt8) throws -> Segment {
    func text(_ tag: DICOMTag) throws -> String { try (item.string(tag) ?? "").shown }
    let label = try text(.segmentLabel)
    let description = try text(.segmentDescription)
    let isOurs = try text(.trackingID).hasPrefix(SegmentTracking.prefix)
    // Others write what Stylet calls the code, or the name itself, into the label.
    let isCode = isOurs || isLikeCode(label)
    let type = try item.items(DICOMTag.segmentedPropertyTypeCodeSequence).first.flatMap { code in
      CodedConcept(
        scheme: (try code.string(DICOMTag.codingSchemeDesignator) ?? "").shown,
        value: (try code.string(DICOMTag.codeValue) ?? "").shown,
        meaning: (try code.string(DICOMTag.codeMeaning) ?? "").shown)
    }
    return Segment(
      value: value, name: isCode && !description.isEmpty ? description : label.isEmpty ? description : label,
      code: isCode ? label : nil, type: type.flatMap { $0.value.isEmpty ? nil : $0 },
      colour: LabColour.decode((try? item.numbers(DICOMTag.recommendedDisplayCIELabValue)) ?? []))
  }

  /// "GGO", "CON2": capitals and digits, short.
  private static func isLikeCode(_ label: String) -> Bool {
    (1...8).contains(label.count) && label.contains { $0.isLetter }
      && label.unicodeScalars.allSatisfy { ("A"..."Z").contains($0) || ("0"..."9").contains($0) }
  }
}

extension String {
  /// Without what a terminal must not get, and short.
  fileprivate var shown: String {
    var out = String.UnicodeScalarView()
    for s in unicodeScalars.prefix(256) {
      switch s.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned: continue
      default: out.append(s)
      }
    }
    return String(String(out).prefix(64))
  }
}
