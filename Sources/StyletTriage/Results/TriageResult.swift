import StyletBase
import StyletReport
import StyletStudy

/// What was measured of a case, or why it could not be: `triage/CASE.json`. Being there it says that the case is done;
/// it is written last, under another name, and renamed.
public struct TriageResult: Hashable, Sendable {
  public static let format = "stylet-triage", version = 1
  static let limit = 1 << 22

  public var caseID: CaseID
  /// SHA-256 of the scan, as the study has it; ``settings(_:)`` that it was measured by.
  public var scan, settings: String
  /// UTC; and seconds of reading the scan, and in all.
  public var measured: String
  public var reading = 0.0, seconds = 0.0
  /// In English; nil where it went well.
  public var failure: String?
  public var measures: TriageMeasures?
  public var zones: ZoneOutlines?

  public init(_ one: StudyCase, measured: String) {
    (caseID, scan, settings, self.measured) = (one.id, one.sha256, Self.settings, measured)
  }

  /// SHA-256 of all that the numbers hang on besides the scan. The rule is none of it: tiers are made of the numbers
  /// anew.
  public static let settings = sha256(Array("stylet triage|\(Release.version)|\(ScanMeasuring.standards)".utf8))

  /// Whether it is of this scan, measured as this program would.
  public func fits(_ one: StudyCase) -> Bool { scan == one.sha256 && settings == Self.settings }

  /// What tiers are made of. A scan that could not be measured has a remark that says so.
  public var known: TriageMeasures {
    if let measures { return measures }
    var none = TriageMeasures()
    none.remarks = ["failed"]
    return none
  }

  // MARK: File

  /// - Parameter rule: what tier and diagnosis of the scan alone are told by.
  public func write(_ folder: StudyFolder, rule: TriageRule) throws {
    try Paths.makeFolder(folder.triage)
    let text = Words.inData { JSONValue.object(json(rule)).text + "\n" }
    try StudyFile.write(Array(text.utf8), to: folder.triageResult(caseID))
  }

  private func json(_ rule: TriageRule) -> JSONObject {
    let verdict = TriageVerdict(rule, measures: known, clinical: nil, asked: nil)
    return [
      "format": .string(Self.format), "version": .int(Self.version), "program": .string("stylet \(Release.version)"),
      "notice": .string(ResearchUse.inData), "case": .string(caseID.text), "sha256": .string(scan),
      "settings": .string(settings), "measured": .string(measured), "reading_seconds": .double(reading),
      "seconds": .double(seconds), "failure": failure.map(JSONValue.string) ?? .null,
      "measures": measures.map { .object($0.json) } ?? .null, "zone_picture": zones.map { .object($0.json) } ?? .null,
      "rule": .object(rule.json), "diagnosis": .object(ProposedDiagnosis(rule, known).json),
      "tier_of_scan": .string(verdict.tier.rawValue),
    ]
  }

  /// nil where there is none.
  public static func read(_ folder: StudyFolder, _ id: CaseID) throws -> TriageResult? {
    let path = folder.triageResult(id)
    guard Paths.exists(path) else { return nil }
    return try StudyFile.object(SafeFile.read(path, limit: limit).bytes, path, "") { TriageResult(&$0) }
  }

  private init?(_ f: inout FieldReader) {
    let format = f.string("format"), version = f.int("version", in: 1...1 << 30)
    if format != Self.format { f.report("format", "\(Self.format) was expected") }
    if let version, version != Self.version { f.report("version", "this program reads \(Self.version)") }
    _ = (f.text("program"), f.text("notice", most: 1024))
    let id = f.name("case", as: CaseID.self), scan = f.digest("sha256"), settings = f.digest("settings")
    let measured = f.time("measured")
    (reading, seconds) = (f.number("reading_seconds"), f.number("seconds"))
    failure = f.text("failure", most: 4096)
    if var inner = f.reader("measures", required: false) {
      measures = TriageMeasures(&inner)
      inner.refuseOthers()
    }
    if var inner = f.reader("zone_picture", required: false) {
      zones = ZoneOutlines(&inner)
      inner.refuseOthers()
    }
    // What follows of the numbers is made anew.
    _ = (f.value("rule"), f.value("diagnosis"), f.value("tier_of_scan"))
    guard let id, let scan, let settings, let measured else { return nil }
    (caseID, self.scan, self.settings, self.measured) = (id, scan, settings, measured)
  }
}

extension TriageRule {
  public var json: JSONObject {
    ["id": .string(id), "rule_version": .int(version), "sha256": .string(digest)]
  }

  /// "chest-triage 1".
  public var name: String { "\(id) \(version)" }
}

extension ProposedDiagnosis {
  public var json: JSONObject {
    [
      "sfr": .string(sfr.rawValue), "co_rads": .string(group.rawValue),
      "evidence": .array(
        evidence.map { one in
          .object([
            "sign": .string(one.sign.rawValue), "amount": one.value.map(JSONValue.double) ?? .null,
            "slice": one.slice.map { .int($0 + 1) } ?? .null,
          ])
        }),
    ]
  }
}
