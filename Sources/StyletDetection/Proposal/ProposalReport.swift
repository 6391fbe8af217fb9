/// What a reader should know of a proposal. Shown, never hidden.
public enum ProposalBadge: Hashable, Sendable, Codable {
  /// There is no lung to look in.
  case noLungs
  /// Mild density at the back of both lungs that fades forwards was left out: gravity, to be confirmed.
  case dependent(millilitres: Double)
  /// Dense tissue in the lungs' outline with little aerated lung around it was left out: more likely the outline errs.
  case doubtfulLung(millilitres: Double)
  /// The lungs have hardly any normal air to tell opacity from.
  case littleAir
  /// Slices so thick that vessels and diaphragm may pass for opacity, mm between them.
  case thickSlices(millimetres: Double)
  /// Part of the proposal lies where the vessels at the hilum are thick, mL.
  case nearHilum(millilitres: Double)
}

/// A proposal in numbers.
public struct ProposalReport: Hashable, Sendable, Codable {
  /// Both lungs, mL.
  public var lungs = 0.0
  /// mL.
  public var groundGlass = 0.0
  public var consolidation = 0.0
  /// What of the lungs may be opacity, mL, from the least to the most that is likely: of the total, which need not be
  /// in its middle. nil where no such range is known.
  public var interval: ClosedRange<Double>?
  /// Connected parts of a class, as they are listed and taken over.
  public var lesions = 0
  /// The commonest value of aerated lung, HU.
  public var aerated = 0.0
  /// The standards and the model that it was made by.
  public var standards = ""
  public var badges: [ProposalBadge] = []

  public init() {}

  public var total: Double { groundGlass + consolidation }

  /// Of both lungs; nil without lungs.
  public var percent: Double? { lungs > 0 ? 100 * total / lungs : nil }
}
