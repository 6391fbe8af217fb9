import StyletBase

/// A form that a study leaves in. A new one is a file with this and a row of ``ExportForms/all``.
public protocol ExportForm: Sendable {
  /// What `--to` calls it, and the folder that it is in.
  var name: String { get }
  /// Whether it names the scans beside what was drawn on them.
  var namesImages: Bool { get }
  /// What there is of each case, to be written while its scan is open.
  func files(of one: ExportedCase, in set: ExportedSet) -> [CaseFile]
  /// All else, once every case is known.
  /// - Parameter digests: SHA-256 of the files of cases that were written, by path.
  func tables(of set: ExportedSet, digests: [String: String]) throws -> [ExportedFile]
}

/// A file that is made of a case's scan.
public struct CaseFile: Hashable, Sendable {
  public enum Content: String, Sendable {
    /// Values of ``ExportLabels``, on the scan's grid: NIfTI.
    case mask
    /// The scan itself: NIfTI, by ``ExportImages``.
    case image
    /// DICOM SEG; not there where nothing is drawn.
    case segmentation
    /// DICOM SR of its numbers and answers; it refers to ``segmentation``, where there is one.
    case report
  }

  /// Below the form's folder.
  public var path: String
  public var content: Content

  public init(_ path: String, _ content: Content) { (self.path, self.content) = (path, content) }
}

/// A file whose bytes are known.
public struct ExportedFile: Hashable, Sendable {
  public var path: String
  public var bytes: [UInt8]

  public init(_ path: String, _ bytes: [UInt8]) { (self.path, self.bytes) = (path, bytes) }

  public init(_ path: String, text: String) { self.init(path, Array(text.utf8)) }

  /// JSON over several lines, for people too.
  public init(_ path: String, json: JSONObject) { self.init(path, text: JSONValue.object(json).text + "\n") }
}
