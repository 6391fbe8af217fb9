import StyletBase
import StyletImaging

/// A scan of the study, as `cases.jsonl` has it. The coordinator's alone.
public struct StudyCase: Hashable, Sendable {
  public enum Use: String, Sendable, CaseIterable {
    case study
    /// Its answer is known: `gold/CASE.stylet.json`.
    case gold
  }

  public enum Status: String, Sendable, CaseIterable {
    case open
    /// Of a patient who has taken back consent, of a damaged scan: nobody reads it any more.
    case withdrawn
  }

  public var id: CaseID
  /// Relative to the study's folder, or absolute.
  public var path: String
  public var choice = ScanChoice.standard
  /// ``ScanIdentity``: of all bytes; and of what is looked at when it is opened.
  public var sha256: String
  public var fingerprint: String
  /// How many files it is made of.
  public var files: Int
  /// Voxels, and mm, in canonical order.
  public var size: [Int]
  public var spacing: [Double]
  public var site: String
  public var scanner: String?
  public var kernel: String?
  /// As the scanner states it, mm.
  public var thickness: Double?
  public var contrast: Bool?
  /// A pseudonym: HMAC of the patient's number with the study's key, or of the scan's digest where there is none.
  public var patient: String
  /// 1 is read first … 5; nil where nobody says.
  public var priority: Int?
  public var use = Use.study
  /// So striking that a reader would know it again: never repeated.
  public var isStriking = false
  /// What its readers have to be experienced in.
  public var demands: [String: Int] = [:]
  public var status = Status.open
  /// UTC.
  public var added: String

  public init(
    id: CaseID, path: String, sha256: String, fingerprint: String, files: Int, size: [Int], spacing: [Double],
    site: String, patient: String, added: String
  ) {
    (self.id, self.path, self.sha256, self.fingerprint, self.files) = (id, path, sha256, fingerprint, files)
    (self.size, self.spacing, self.site, self.patient, self.added) = (size, spacing, site, patient, added)
  }
}
