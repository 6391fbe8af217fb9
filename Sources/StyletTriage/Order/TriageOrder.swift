import StyletBase
import StyletStudy

/// The cases of a study in the order in which they should be read: a pure function of what is known of them, the rule
/// and the time.
public struct TriageOrder: Sendable {
  public struct Row: Hashable, Sendable {
    public var study: StudyCase
    /// nil where it was not measured yet.
    public var result: TriageResult?
    public var clinical: ClinicalFields?
    public var verdict: TriageVerdict
    /// As which it counts by its wait, 1…5.
    public var rank: Int
    /// Its place in order of arrival, base 0.
    public var arrival: Int
    /// Whether the rule alone decides.
    public var override: TierOverrides.Entry?

    public var id: CaseID { study.id }
    /// Whether it counts as an earlier tier for its wait.
    public var isAged: Bool { rank < verdict.rank }
  }

  public let rows: [Row]
  public let rule: TriageRule
  public let time: String

  /// - Parameters:
  ///   - cases: of the study, in order of arrival; those withdrawn have no row.
  ///   - results: those that fit their scans.
  ///   - time: UTC; waits are counted until then.
  public init(
    _ cases: [StudyCase], results: [CaseID: TriageResult], clinical: ClinicalTable?, overrides: TierOverrides,
    rule: TriageRule, time: String = UTC.now()
  ) {
    (self.rule, self.time) = (rule, time)
    let now = UTC.seconds(time) ?? 0
    var rows: [Row] = []
    for one in cases where one.status == .open {
      let result = results[one.id], clinical = clinical?.rows[one.id]
      var verdict = TriageVerdict(rule, measures: result?.known, clinical: clinical, asked: one.priority)
      let override = overrides[one.id]
      if let override, let tier = override.tier {
        (verdict.tier, verdict.rank) = (tier, tier.number ?? rule.quality.px)
        verdict.reasons.insert(.overridden(override.reason), at: 0)
      }
      let minutes = Double(max(now - (UTC.seconds(one.added) ?? now), 0)) / 60
      rows.append(
        Row(
          study: one, result: result, clinical: clinical, verdict: verdict,
          rank: rule.ageing.tier(verdict.rank, waited: minutes), arrival: rows.count, override: override))
    }
    // By tier and wait, then the larger extent, then who came first.
    func key(_ row: Row) -> (Int, Double, Int) { (row.rank, -(row.result?.measures?.extent ?? -1), row.arrival) }
    self.rows = rows.sorted { key($0) < key($1) }
  }

  // MARK: File

  public static let format = "stylet-triage-order"

  /// What is kept of it, and changes only where the order does: no time is in it but that of arrivals.
  public var bytes: [UInt8] {
    let text = JSONValue.object([
      "format": .string(Self.format), "version": .int(1), "program": .string("stylet \(Release.version)"),
      "notice": .string(ResearchUse.inData), "rule": .object(rule.json),
      "rows": .array(rows.map { .object($0.json(rule)) }),
    ])
    return Array(Words.inData { text.text + "\n" }.utf8)
  }

  /// The tiers of a file that was written before, by case; empty where there is none, or it cannot be read: it is made
  /// anew then.
  public static func tiers(_ folder: StudyFolder) -> [CaseID: OrderOfReading.Row] {
    guard Paths.exists(folder.triageOrder),
      let bytes = try? SafeFile.read(folder.triageOrder, limit: StudyFile.limit).bytes,
      let rows = (try? JSONParser.parse(bytes))?.object?["rows"]?.array
    else { return [:] }
    var known: [CaseID: OrderOfReading.Row] = [:]
    for row in rows {
      guard let id = row.object?["case"]?.string.flatMap({ CaseID($0) }), let tier = row.object?["tier"]?.string,
        let rank = row.object?["counts_as"]?.int
      else { continue }
      known[id] = OrderOfReading.Row(tier: tier, rank: rank)
    }
    return known
  }

  /// What has changed since then, in data's words, and of which cases: "C00012 px → p2 (extent_from 4)".
  public func changes(since known: [CaseID: OrderOfReading.Row]) -> [(id: CaseID, what: String)] {
    let own = rows.compactMap { row -> (id: CaseID, what: String)? in
      let before = known[row.id], tier = row.verdict.tier.rawValue
      if let before, before.tier == tier, before.rank == row.rank { return nil }
      let isAged = before?.tier == tier && row.isAged
      let why = isAged ? "waited" : row.verdict.reasons.first.map { $0.code(rule) } ?? "rule"
      let from =
        before.map { isAged ? "\($0.tier) as \($0.rank) to \(row.rank)" : "\($0.tier) to \(tier)" } ?? "new, \(tier)"
      return (row.id, "\(row.id) \(from) (\(why))")
    }
    let here = Set(rows.map(\.id))
    return own + known.keys.filter { !here.contains($0) }.sorted().map { ($0, "\($0) gone") }
  }

  /// What a reader's program is told.
  /// - Parameter design: what aliases stand for.
  public func order(for reader: ReaderName, _ design: [DesignedReading]) -> OrderOfReading {
    let byCase = Dictionary(rows.map { ($0.id, $0) }) { first, _ in first }
    var told: [Alias: OrderOfReading.Row] = [:]
    for reading in design where reading.reader == reader {
      guard let row = byCase[reading.caseID] else { continue }
      told[reading.alias] = OrderOfReading.Row(tier: row.verdict.tier.rawValue, rank: row.rank)
    }
    return OrderOfReading(told, unknown: rule.quality.px)
  }
}

extension TriageOrder.Row {
  public func json(_ rule: TriageRule) -> JSONObject {
    [
      "case": .string(id.text), "tier": .string(verdict.tier.rawValue), "counts_as": .int(rank),
      "asked": study.priority.map { .int($0) } ?? .null, "arrived": .string(study.added), "arrival": .int(arrival + 1),
      "reasons": .array(verdict.reasons.map { .object($0.json(rule)) }),
    ]
  }
}

extension TriageVerdict.Reason {
  func json(_ rule: TriageRule) -> JSONObject {
    func names(_ all: [String]) -> JSONValue { .array(all.map(JSONValue.string)) }
    return switch self {
    case .row(let n, let values):
      [
        "why": .string("row"), "row": .int(n + 1), "asks": .string(code(rule)),
        "here": .array(values.map(JSONValue.double)),
      ]
    case .asked(let tier, let instead): [
      "why": .string("asked"), "asked": .int(tier), "rule_alone": instead.map { .int($0) } ?? .null,
    ]
    case .notMeasured: ["why": .string("not_measured")]
    case .unusable(let all): ["why": .string("unusable"), "remarks": names(all)]
    case .doubtful(let all): ["why": .string("doubtful"), "remarks": names(all)]
    case .overridden(let reason): ["why": .string("overridden"), "reason": .string(reason)]
    }
  }

  /// In data's words.
  func code(_ rule: TriageRule) -> String {
    switch self {
    case .row(let n, _):
      rule.rows[n].conditions.map { $0.kind.isYes ? $0.kind.rawValue : "\($0.kind.rawValue) \($0.bound)" }
        .joined(separator: ", ")
    case .asked(let tier, _): "asked \(tier)"
    case .notMeasured: "not measured"
    case .unusable(let all): "unusable: " + all.joined(separator: ", ")
    case .doubtful(let all): "doubtful: " + all.joined(separator: ", ")
    case .overridden(let reason): reason
    }
  }
}

extension TriageCondition.Kind {
  var isYes: Bool { self == .emergency || self == .urgent }
}
