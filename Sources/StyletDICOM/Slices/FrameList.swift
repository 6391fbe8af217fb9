import StyletBase
import StyletImaging

/// The frames of a file of several, each as a slice: Enhanced CT and its kin (PS3.3 A.38, A.70).
struct FrameList {
  /// In the file's order; scout frames are left out.
  let slices: [SliceHeader]
  let scouts: [UnplacedImage]

  /// No object has more: a perfusion study of the whole chest has some 20,000.
  private static let mostFrames = 65_535
  /// Volumes, or directions, that frames of one file may fall into.
  private static let mostKinds = 1024

  /// Cost: each frame's groups are read once, in order; pixels are not.
  ///
  /// - Throws: ``Failure`` when the frames stated and those described are not as many, when a frame is not
  ///   described, or when the file has more frames than any scan.
  init(_ file: DICOMFile, pixels: DICOMElement, sopClass: String, at location: DICOMLocation) throws {
    let dataSet = file.dataSet
    let count = try dataSet.integer(.numberOfFrames, in: 1...Self.mostFrames) ?? 1
    guard dataSet[.perFrameFunctionalGroupsSequence] != nil else {
      throw Failure(
        .badData, "the frames are not described", at: "\(DICOMTag.perFrameFunctionalGroupsSequence) is missing",
        advice: "export the series again, or with an image a file")
    }
    let common = try FrameAttributes(
      dataSet, shared: try dataSet.items(.sharedFunctionalGroupsSequence, atMost: 1).first)
    let table = FrameTable(count: count, extended: dataSet[.extendedOffsetTable])
    // The frames of a file are one volume or several; those of another file are not of it unless it says so.
    let object =
      count == 1
      ? "" : try dataSet.string(.concatenationUID) ?? dataSet.string(.sopInstanceUID) ?? location.path
    var slices: [SliceHeader] = []
    var scouts: [UnplacedImage] = []
    var templates: [FramePart: SliceHeader] = [:]
    var kinds: Set<Kind> = []
    var number = 0
    try dataSet.forEachItem(.perFrameFunctionalGroupsSequence) { item in
      number += 1
      guard number <= count else { throw Self.mismatch(count, "more") }
      let attributes = try common.frame(number, item)
      let part = try FramePart(attributes, object: object)
      if part.type.split(separator: "\\").contains("LOCALIZER") {
        scouts.append(try UnplacedImage(scout: attributes, number: number, at: location))
        return
      }
      let template: SliceHeader
      if let known = templates[part] {
        template = known
      } else {
        template = try SliceHeader(
          file, pixels: pixels, sopClass: sopClass, at: location, attributes, frames: table)
        templates[part] = template
      }
      let slice = try SliceHeader(like: template, attributes, number: number, part: part)
      kinds.insert(Kind(part: part, alongRow: slice.alongRow, alongColumn: slice.alongColumn))
      guard kinds.count <= Self.mostKinds else {
        throw Failure(
          .badData, "the frames lie in more than \(Self.mostKinds) directions or volumes",
          at: "\(DICOMTag.imageOrientationPatient) of frame \(number)")
      }
      slices.append(slice)
    }
    guard number == count else { throw Self.mismatch(count, "\(number)") }
    self.slices = slices
    self.scouts = scouts
  }

  private struct Kind: Hashable {
    let part: FramePart
    let alongRow: PatientPoint
    let alongColumn: PatientPoint
  }

  private static func mismatch(_ stated: Int, _ described: String) -> Failure {
    Failure(
      .badData, "\(stated) frames are stated and \(described) described",
      at: "\(DICOMTag.numberOfFrames), \(DICOMTag.perFrameFunctionalGroupsSequence)", advice: "export the series again")
  }
}
