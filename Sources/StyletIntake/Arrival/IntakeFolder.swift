import Glibc
import StyletBase

/// Where intake keeps what it knows and what it has not let in (docs/intake.md).
public struct IntakeFolder: Sendable {
  public let study: String
  /// Where copies lie that may name a patient: the study's own folder, or where scans are de-identified the site's.
  public let kept: String

  /// - Parameter site: nil where scans are taken as they came.
  public init(study: String, site: String?) {
    self.study = study
    kept = site ?? study.appendingPath("intake")
  }

  public var root: String { study.appendingPath("intake") }
  public var claim: String { root.appendingPath("intake.claim") }
  public var heartbeat: String { root.appendingPath("heartbeat.json") }
  public var quality: String { root.appendingPath("quality") }
  public var receipts: String { root.appendingPath("receipts") }
  public var scans: String { study.appendingPath("scans") }
  var series: String { root.appendingPath("series") }
  var cleaned: String { root.appendingPath("cleaned") }
  public func cleaned(_ key: String) -> String { cleaned.appendingPath(key) }
  public var waiting: String { kept.appendingPath("waiting") }
  public var quarantine: String { kept.appendingPath("quarantine") }
  var mapping: String { kept.appendingPath("mapping") }
  /// Who became whom, of a scan that was de-identified.
  public func mapping(_ key: String) -> String { mapping.appendingPath(key) }

  func record(_ key: String) -> String { series.appendingPath(String(key.prefix(2))).appendingPath(key + ".json") }
  public func waiting(_ key: String) -> String { waiting.appendingPath(key) }
  public func quarantine(_ key: String) -> String { quarantine.appendingPath(key) }
  /// A file that is put aside by itself, by its digest: however often it comes, it lies there once.
  func single(_ digest: String) -> String { singles.appendingPath(digest) }
  var singles: String { quarantine.appendingPath("single") }
  public func quality(_ id: String) -> String { quality.appendingPath(id + ".json") }
  func receipt(_ number: Int) -> String {
    let digits = String(number)
    return receipts.appendingPath(String(repeating: "0", count: max(0, 6 - digits.count)) + digits + ".json")
  }

  /// As `cases.jsonl` names an accepted scan: from the study's folder on.
  public func place(_ key: String) -> String { "scans/" + key.prefix(16) }

  /// Makes the folders that are not there.
  public func make() throws {
    for path in [root, series, quality, receipts, cleaned, kept, waiting, quarantine, singles, mapping] {
      try Paths.makeFolder(path)
    }
    try Paths.makeFolder(scans, mode: 0o750)
  }
}
