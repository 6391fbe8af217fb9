import StyletBase
import StyletImaging

/// What has to be known of a DICOM file that came, to bring it together with others: none of its texts is to be shown.
package struct DeliveredInstance: Sendable {
  /// Why a file is no part of a CT scan.
  package enum Refusal: Hashable, Sendable {
    case directory, scout, notCT
    /// Another object, an image in colour, one that does not say where it lies.
    case other
  }

  package let instanceUID: String
  package let seriesUID: String
  package let studyUID: String
  /// The patient's number with who gave it out; where there is none, the name.
  package let patient: String
  /// Whether it can be told from others: its bytes are of the character set that is stated.
  package let isPatientReadable: Bool
  /// NumberOfSeriesRelatedInstances (0020,1209): nil where it is not stated, as in most files.
  package let stated: Int?
  /// InstanceNumber.
  package let number: Int?
  /// Where its slices lie along their normal, mm; and what they have in common with those of one volume.
  package let heights: [Double]
  package let shape: String
  package let refusal: Refusal?

  /// - Returns: nil where the bytes are no DICOM.
  /// - Throws: ``Failure`` where they are, and are cut short, contradict themselves or lack what a slice has to have.
  ///   Cost: the headers; the pixels are stepped over.
  package init?(_ bytes: [UInt8]) throws {
    guard let file = try DICOMFile(source: DICOMSource(memory: bytes), whole: true) else { return nil }
    let dataSet = file.dataSet
    let content = try DICOMContent(file, at: DICOMLocation(path: ""))
    instanceUID = try dataSet.string(.sopInstanceUID) ?? ""
    seriesUID = try dataSet.string(.seriesInstanceUID) ?? ""
    studyUID = try dataSet.string(.studyInstanceUID) ?? ""
    let number = try dataSet.string(.patientID), issuer = try dataSet.string(.issuerOfPatientID)
    patient = try number.map { "number|\(issuer ?? "")|\($0)" } ?? "name|\(dataSet.string(.patientName) ?? "")"
    isPatientReadable = !patient.unicodeScalars.contains("\u{fffd}")
    let most = 1 << 20
    stated = (try? dataSet.integer(.seriesRelatedInstances, in: 1...most)) ?? nil
    self.number = (try? dataSet.integer(.instanceNumber, in: 0...Int(Int32.max))) ?? nil
    let slices: [SliceHeader]
    switch content {
    case .slice(let slice):
      try slice.checkPixels()
      slices = [slice]
    case .frames(let frames, _): slices = frames
    case .unplaced, .setAside: slices = []
    }
    heights = slices.map(\.height)
    shape = slices.first.map(Self.shape) ?? ""
    switch content {
    case .slice, .frames: refusal = slices.allSatisfy(\.isCT) ? nil : .notCT
    case .unplaced(let image): refusal = image.isScout ? .scout : .other
    case .setAside(.directory): refusal = .directory
    case .setAside: refusal = .other
    }
  }

  /// Whether content that begins so is DICOM.
  package static func recognises(_ head: [UInt8], size: Int) -> Bool { DICOMFile.recognises(head, size: size) }

  private static func shape(_ slice: SliceHeader) -> String {
    let normal = [slice.normal.x, slice.normal.y, slice.normal.z].map { String(Int(($0 * 1000).rounded())) }
    return (["\(slice.format.columns)x\(slice.format.rows)"] + normal).joined(separator: " ")
  }
}

extension DICOMTag {
  fileprivate static let seriesRelatedInstances = DICOMTag(code: 0x0020_1209)
}
