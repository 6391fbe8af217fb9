import StyletBase
import StyletImaging

/// A reading that the design asks of a reader, as `keys/design.jsonl` has it: what its alias stands for. The
/// coordinator's alone: it names repeats and gold.
public struct DesignedReading: Hashable, Sendable {
  public enum Kind: String, Sendable, CaseIterable {
    /// The case's own readings.
    case first
    /// Another reader's of the same case, drawn by lot in advance: agreement is counted of these.
    case double
    /// The same reader's once more.
    case `repeat`
    /// Of a case whose answer is known.
    case gold

    /// Of the case itself, by whom the design asks: what agreement, decisions and what leaves are made of.
    public var isOfCase: Bool { self == .first || self == .double }
  }

  public var reader: ReaderName
  public var alias: Alias
  public var caseID: CaseID
  /// 1, and 2 of a repeat.
  public var occasion: Int
  public var kind: Kind

  public init(reader: ReaderName, alias: Alias, caseID: CaseID, occasion: Int, kind: Kind) {
    (self.reader, self.alias, self.caseID, self.occasion, self.kind) = (reader, alias, caseID, occasion, kind)
  }
}

/// A row of a reader's worklist, `readers/NAME/list.jsonl`: it shows neither case nor kind.
public struct ListedReading: Hashable, Sendable {
  public var alias: Alias
  /// 1…5; nil where nobody says.
  public var priority: Int?
  /// The day to read it by.
  public var due: String?
  /// It opens once the first so many rows of the list are sealed or skipped, and days have passed since the last of
  /// them was; nil where it is open from the beginning. Repeats and others alike have it: it tells nothing.
  public var opens: Opening?

  public struct Opening: Hashable, Sendable {
    public var after: Int
    public var days: Int

    public init(after: Int, days: Int) { (self.after, self.days) = (after, days) }

    /// When its part of a list opens, in seconds; nil while a row before it is neither sealed nor skipped.
    /// - Parameter settled: when each was, UTC.
    func time(in list: [ListedReading], settled: [Alias: String]) -> Int? {
      var latest = 0
      for before in list.prefix(after) {
        guard let time = settled[before.alias].flatMap(UTC.seconds) else { return nil }
        latest = max(latest, time)
      }
      return latest + days * 86_400
    }
  }

  public init(alias: Alias, priority: Int? = nil, due: String? = nil, opens: Opening? = nil) {
    (self.alias, self.priority, self.due, self.opens) = (alias, priority, due, opens)
  }
}

/// Where the scan of an alias lies.
public struct ScanPlace: Hashable, Sendable {
  /// Relative to the study's folder, or absolute: never to be shown to a reader.
  public var path: String
  public var choice: ScanChoice
  public var sha256: String
  public var fingerprint: String
  /// Of a copy whose header names its voxels' file anew; nil where what lies there is the scan as it came in.
  public var copy: Copy?

  /// The same of the copy's files.
  public struct Copy: Hashable, Sendable {
    public var sha256: String
    public var fingerprint: String

    public init(sha256: String, fingerprint: String) { (self.sha256, self.fingerprint) = (sha256, fingerprint) }
  }

  public init(path: String, choice: ScanChoice, sha256: String, fingerprint: String, copy: Copy? = nil) {
    (self.path, self.choice, self.sha256, self.fingerprint) = (path, choice, sha256, fingerprint)
    self.copy = copy
  }

  /// A digest or fingerprint of what lies there, as it is of the scan that came in.
  public func original(_ digest: String) -> String {
    digest == copy?.sha256 ? sha256 : digest == copy?.fingerprint ? fingerprint : digest
  }
}
