import StyletBase

/// A case in the order in which triage would have it read, in words.
public struct TriageRow: Hashable, Sendable {
  /// Of the case, as the coordinator knows it.
  public var name: String
  /// "P2", and as which it counts by its wait.
  public var tier: String
  /// Minutes since it came.
  public var minutes: Int
  public var extent: String
  public var diagnosis: String
  /// Why it has its tier.
  public var why: String
  /// What to look at, each with its number and its slice.
  public var evidence: [String]
  /// Its place by arrival, base 1.
  public var arrival: Int

  public init(
    name: String, tier: String, minutes: Int, extent: String, diagnosis: String, why: String, evidence: [String],
    arrival: Int
  ) {
    (self.name, self.tier, self.minutes, self.extent) = (name, tier, minutes, extent)
    (self.diagnosis, self.why, self.evidence, self.arrival) = (diagnosis, why, evidence, arrival)
  }
}

/// What is known of the order now.
public struct TriagePage: Hashable, Sendable {
  public var rows: [TriageRow]
  /// What makes the order another one than it should be; empty where nothing does.
  public var alerts: [String]
  /// What it goes by.
  public var rule: String

  public init(rows: [TriageRow], alerts: [String], rule: String) {
    (self.rows, self.alerts, self.rule) = (rows, alerts, rule)
  }
}

/// Where the order comes from, and who acts on it.
public protocol TriageSource: AnyObject {
  /// What has changed since it was asked last; nil where nothing has.
  func news() throws -> TriagePage?
  /// Opens a case at the slice to look at first.
  func open(_ name: String) throws
  /// - Parameter tier: "p1" to "p5", or "auto".
  /// - Throws: what is said; where it is no tier, too.
  func set(_ tier: String, of name: String, because reason: String) throws
}
