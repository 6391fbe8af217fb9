import StyletBase

/// What is said of a project's layer of what is proposed: by what, how much it was, and between what and what it may be.
/// An annotation, so that file, journal and undo have it with the layer. In the same list stand what readers have
/// accepted (``Acceptance``), and entries of others.
public struct ProposalRecord: Hashable, Sendable {
  /// What proposed it, with its version.
  public var source: String
  /// Of all that was proposed.
  public var millilitres: Double
  /// mL, as ``ProposalReport/interval``; nil where what proposed it does not say.
  public var interval: ClosedRange<Double>?

  public init(source: String, millilitres: Double, interval: ClosedRange<Double>? = nil) {
    self.source = source
    self.millilitres = millilitres
    self.interval = interval
  }

  /// nil when there is none, or none of this form.
  public init?(_ annotations: Annotations) {
    guard let known = annotations.proposal.lazy.compactMap(ProposalRecord.init).first else { return nil }
    self = known
  }

  private init?(_ entry: JSONValue) {
    guard let entry = entry.object, let source = entry["source"]?.string, let mL = entry["ml"]?.double, mL >= 0 else {
      return nil
    }
    self.init(source: source, millilitres: mL)
    guard let list = entry["ml_interval"]?.array else { return }
    guard list.count == 2, let low = list[0].double, let high = list[1].double, 0 <= low, low <= high else {
      return nil
    }
    interval = low...high
  }

  public var json: JSONObject {
    var o: JSONObject = ["source": .string(source), "ml": .double(millilitres)]
    o["ml_interval"] = interval.map { .array([.double($0.lowerBound), .double($0.upperBound)]) }
    return o
  }

  /// The interval while the layer holds what was proposed, to half a percent; nil once a part was taken or changed.
  /// - Parameter millilitres: in the layer.
  public func interval(for millilitres: Double) -> ClosedRange<Double>? {
    abs(millilitres - self.millilitres) <= 0.005 * self.millilitres ? interval : nil
  }

  /// The changes that put a record, or none, in the place of what is said now; what was accepted stays.
  public static func changes(to record: ProposalRecord?, in annotations: Annotations) -> [AnnotationChange] {
    let entries = annotations.proposal, new = record.map { JSONValue.object($0.json) }
    guard entries.filter({ Acceptance($0) == nil }) != [new].compactMap({ $0 }) else { return [] }
    var changes: [AnnotationChange] = [], at = 0
    for entry in entries {
      if Acceptance(entry) != nil { at += 1 } else { changes.append(.init(.proposal, at: at, old: entry, new: nil)) }
    }
    if let new { changes.append(AnnotationChange(.proposal, at: 0, old: nil, new: new)) }
    return changes
  }
}
