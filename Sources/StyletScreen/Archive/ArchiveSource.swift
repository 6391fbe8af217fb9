import StyletBase

/// What an archive is asked for, as it was typed.
public struct ArchiveSearch: Hashable, Sendable {
  public enum Field: Int, CaseIterable, Hashable, Sendable { case patient, name, modality, from, to, description }

  public var texts: [Field: String]

  public init(_ texts: [Field: String] = [.modality: "CT"]) { self.texts = texts }

  /// Without blanks around it; nil where nothing is typed.
  public subscript(field: Field) -> String? {
    let text = (texts[field] ?? "").trimmed
    return text.isEmpty ? nil : text
  }
}

/// A study that an archive has, or a series of one.
public struct ArchiveRow: Hashable, Sendable {
  /// Its UID.
  public var uid: String
  public var date = "", modality = "", patient = "", name = "", description = ""
  /// How many instances, as the archive counts them; empty where it does not say.
  public var instances = ""

  public init(_ uid: String) { self.uid = uid }
}

/// What an archive has answered.
public struct ArchiveFound: Sendable {
  public var rows: [ArchiveRow]
  /// The study whose series they are; nil of studies.
  public var study: String?
  /// There are more than these.
  public var isCut = false
  /// What is odd about the answer, in words.
  public var remarks: [String] = []

  public init(_ rows: [ArchiveRow], of study: String? = nil) { (self.rows, self.study) = (rows, study) }
}

/// The archives of the settings; they answer beside the screen, which asks what is new.
public protocol ArchiveSource: AnyObject {
  /// In alphabetical order.
  var names: [String] { get }
  /// - Parameters:
  ///   - study: then its series are asked for, and the search does not count.
  ///   - most: rows.
  func ask(_ search: ArchiveSearch, study: String?, of archive: String, most: Int)
  /// What came of what was asked last, once; nil while it has not come.
  func answer() -> Result<ArchiveFound, any Error>?
  /// Returns when nothing that was asked for is under way.
  func waitForAnswer()
}
