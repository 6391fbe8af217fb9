import StyletBase
import StyletStudy

/// Tiers that people have set: `triage/overrides.jsonl`, in the order in which they did. The last of a case counts.
public struct TierOverrides: Sendable {
  public struct Entry: Hashable, Sendable {
    public var caseID: CaseID
    /// nil gives the case back to the rule.
    public var tier: TriageTier?
    public var reason: String
    public var time: String

    public init(_ caseID: CaseID, _ tier: TriageTier?, because reason: String, time: String) {
      (self.caseID, self.tier, self.reason, self.time) = (caseID, tier, reason, time)
    }
  }

  public private(set) var entries: [Entry] = []

  public init() {}

  /// nil where nobody has, or has taken it back.
  public subscript(_ id: CaseID) -> Entry? {
    guard let last = entries.last(where: { $0.caseID == id }), last.tier != nil else { return nil }
    return last
  }

  public mutating func add(_ entry: Entry) { entries.append(entry) }

  /// By the word for none: the rule's again.
  public static let none = "auto"

  public var bytes: [UInt8] {
    StudyFile.bytes(
      ofLines: entries.map { one in
        [
          "case": .string(one.caseID.text), "tier": .string(one.tier?.rawValue ?? Self.none),
          "reason": .string(one.reason), "time": .string(one.time),
        ]
      })
  }

  /// Empty where there is no file.
  public static func read(_ folder: StudyFolder) throws -> TierOverrides {
    var all = TierOverrides()
    guard Paths.exists(folder.overrides) else { return all }
    all.entries = try StudyFile.lines(folder.overrides) { f -> Entry? in
      let id = f.name("case", as: CaseID.self), tier = f.text("tier", most: 8, required: true)
      let reason = f.text("reason", most: Study.longestReason, required: true), time = f.time("time")
      guard let id, let tier, let reason, let time else { return nil }
      let own = TriageTier(rawValue: tier)
      if own == nil, tier != none { f.report("tier", "p1 to p5, or \(none), was expected") }
      return Entry(id, own, because: reason, time: time)
    }
    return all
  }
}
