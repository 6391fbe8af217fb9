import StyletBase

/// Something that a row of the rule asks for. Raw values are the members of its text.
public struct TriageCondition: Hashable, Sendable {
  public enum Kind: String, Sendable, CaseIterable {
    case emergency, urgent
    case spo2Below = "spo2_below"
    case oxygenFrom = "oxygen_from", oxygenAbove = "oxygen_above"
    case respiratoryFrom = "respiratory_from"
    case news2From = "news2_from", parameterFrom = "parameter_from"
    case ageFrom = "age_from", comorbiditiesFrom = "comorbidities_from"
    case extentFrom = "extent_from", consolidationFrom = "consolidation_from"

    /// What may stand there.
    fileprivate var range: ClosedRange<Double> {
      switch self {
      case .emergency, .urgent: 1...1
      case .spo2Below: 0...100
      case .oxygenFrom, .oxygenAbove, .respiratoryFrom: 0...100
      case .news2From: 0...20
      case .parameterFrom: 0...3
      case .ageFrom: 0...150
      case .comorbiditiesFrom: 0...50
      case .extentFrom: 0...5
      case .consolidationFrom: 0...1
      }
    }
  }

  public var kind: Kind
  /// Its bound; 1 where it is a yes.
  public var bound: Double

  /// Whether it is known and so.
  /// - Parameter value: nil where it is not known.
  func fits(_ value: Double?) -> Bool {
    guard let value else { return false }
    return switch kind {
    case .spo2Below: value < bound
    case .oxygenAbove: value > bound
    default: value >= bound
    }
  }

  static func all(_ fields: inout FieldReader) -> [TriageCondition] {
    let all = Kind.allCases.compactMap { kind -> TriageCondition? in
      guard fields.has(kind.rawValue) else { return nil }
      if kind == .emergency || kind == .urgent {
        if fields.bool(kind.rawValue) == false { fields.report(kind.rawValue, "true was expected, or nothing") }
        return TriageCondition(kind: kind, bound: 1)
      }
      return TriageCondition(kind: kind, bound: fields.number(kind.rawValue, in: kind.range))
    }
    if all.isEmpty { fields.report("tier", "stands alone: a row asks for something") }
    return all
  }
}
