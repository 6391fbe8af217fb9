/// How soon a case is to be read. A proposal for research.
public enum TriageTier: String, Sendable, CaseIterable {
  case p1, p2, p3, p4, p5
  /// Nothing is known that a tier could go by: read as the rule says, and never later than P3.
  case px

  /// P1 … P5.
  /// - Parameter number: 1…5.
  public init?(_ number: Int) { self.init(rawValue: "p\(number)") }

  /// 1…5; nil of ``px``.
  public var number: Int? { self == .px ? nil : rawValue.utf8.last.map { Int($0) - 48 } }

  /// As it is shown: "P2", "PX".
  public var label: String { rawValue.uppercased() }
}
