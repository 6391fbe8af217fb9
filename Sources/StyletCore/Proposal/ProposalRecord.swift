/// What is said of a project's layer of what is proposed: how much it was, and between what and what it may be. An
/// annotation, so that file, journal and undo have it with the layer.
public struct ProposalRecord: Hashable, Sendable {
  /// What proposed it, with its version.
  public var source: String
  /// Of all that was proposed.
  public var millilitres: Double
  /// mL, as ``ProposalReport/interval``.
  public var interval: ClosedRange<Double>

  public init(source: String, millilitres: Double, interval: ClosedRange<Double>) {
    self.source = source
    self.millilitres = millilitres
    self.interval = interval
  }

  /// nil when there is none, or none of this form.
  public init?(_ annotations: Annotations) {
    guard let entry = annotations.proposal.lazy.compactMap({ $0.object }).first, let source = entry["source"]?.string,
      let mL = entry["ml"]?.double, mL >= 0, let list = entry["ml_interval"]?.array, list.count == 2,
      let low = list[0].double, let high = list[1].double, 0 <= low, low <= high
    else { return nil }
    self.init(source: source, millilitres: mL, interval: low...high)
  }

  public var json: JSONObject {
    [
      "source": .string(source), "ml": .double(millilitres),
      "ml_interval": .array([.double(interval.lowerBound), .double(interval.upperBound)]),
    ]
  }

  /// The interval while the layer holds what was proposed, to half a percent; nil once a part was taken or changed.
  /// - Parameter millilitres: in the layer.
  public func interval(for millilitres: Double) -> ClosedRange<Double>? {
    abs(millilitres - self.millilitres) <= 0.005 * self.millilitres ? interval : nil
  }

  /// The changes that put a record, or none, in the place of what is said now.
  public static func changes(to record: ProposalRecord?, in annotations: Annotations) -> [AnnotationChange] {
    let old = annotations.proposal, new = record.map { JSONValue.object($0.json) }
    guard old != [new].compactMap({ $0 }) else { return [] }
    return old.map { AnnotationChange(.proposal, at: 0, old: $0, new: nil) }
      + (new.map { [AnnotationChange(.proposal, at: 0, old: nil, new: $0)] } ?? [])
  }
}
