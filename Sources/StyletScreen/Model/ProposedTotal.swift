/// What is proposed in all.
public struct ProposedTotal: Hashable, Sendable {
  public var millilitres: Double
  /// Of both lungs, mL; 0 where they are not known.
  public var lungs: Double
  /// mL, from the least to the most that is likely; nil where it is not known.
  public var interval: ClosedRange<Double>?

  public var percent: Double? { lungs > 0 ? 100 * millilitres / lungs : nil }
}

/// mL proposed of a finding.
public struct ProposedExtent: Hashable, Sendable {
  public var finding: UInt8
  public var millilitres: Double
}
