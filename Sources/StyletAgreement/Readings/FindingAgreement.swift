import StyletCore
import StyletImaging

/// Two readers' drawings of one finding.
///
/// What is empty gives no agreement. Where one reader drew nothing and said so, nothing of it is common: overlap and
/// detection are 0, distances are undefined. Where that was not said, it may not have been looked for, and nothing is
/// told.
public struct FindingAgreement: NamedFinding, Equatable, Sendable {
  public enum State: String, Sendable, CaseIterable {
    case both
    case firstOnly = "first_only"
    case secondOnly = "second_only"
    case neither
  }

  /// One reader's part.
  public struct Side: Equatable, Sendable {
    public var voxels: Int
    /// Drawn, or said not to be there.
    public var isAssessed: Bool
    /// Of both lungs, as this reader has them; nil without lungs, and where it is not assessed.
    public var percent: Double?
    /// Of the voxels those that no reader has looked at.
    public var unreviewed: Int
    /// The lungs are as a program drew them.
    public var lungsAreProposed: Bool

    init(_ reading: StudyReading, _ row: ComparedFinding, voxels: Int) {
      let values = reading.values(of: row)
      self.voxels = voxels
      isAssessed = voxels > 0 || reading.saysWhatIsNotThere
      unreviewed = reading.unreviewed.reduce(0) { $0 + (values.contains($1.key) ? $1.value : 0) }
      lungsAreProposed = reading.extent?.lungsAreProposed ?? false
      guard isAssessed, let both = reading.extent?.both, both.lungVoxels > 0 else { return }
      let inLungs = both.findings.reduce(0) { $0 + (values.contains($1.key) ? $1.value.voxels : 0) }
      percent = 100 * Double(inLungs) / Double(both.lungVoxels)
    }
  }

  public let row: ComparedFinding
  public let finding: Finding?
  public let first, second: Side
  public let masks: MaskAgreement

  /// - Parameter masks: what the two drew of the finding.
  init(
    _ a: StudyReading, _ b: StudyReading, _ row: ComparedFinding, _ finding: Finding?, _ masks: MaskAgreement
  ) {
    (self.row, self.finding, self.masks) = (row, finding, masks)
    first = Side(a, row, voxels: masks.first)
    second = Side(b, row, voxels: masks.second)
  }

  public var state: State {
    switch (masks.first > 0, masks.second > 0) {
    case (true, true): .both
    case (true, false): .firstOnly
    case (false, true): .secondOnly
    case (false, false): .neither
    }
  }

  /// One drew it, and the other says that it is not there.
  private var isContradicted: Bool { (state == .firstOnly || state == .secondOnly) && isAssessed }
  /// Both drew it or said that it is not there.
  public var isAssessed: Bool { first.isAssessed && second.isAssessed }

  private func told(_ number: Double?) -> Double? { state == .both ? number : isContradicted ? 0 : nil }

  /// 0...1; nil where it is undefined.
  public var dice: Double? { told(masks.dice) }
  public var jaccard: Double? { told(masks.jaccard) }
  public var surfaceDice: Double? {
    state == .both ? masks.surface?.dice : told(0)
  }
  /// mm; nil unless both drew it, and on a sheared grid.
  public var hausdorff95: Double? { masks.surface?.hausdorff95 }
  public var hausdorff: Double? { masks.surface?.hausdorff }
  public var averageDistance: Double? { masks.surface?.average }

  /// Lesions found; nil where a reader did not say whether there are any.
  public var lesions: LesionMatches? { isAssessed ? masks.lesions : nil }

  /// mL; nil where it is not assessed.
  public var firstMillilitres: Double? { first.isAssessed ? masks.millilitres(masks.first) : nil }
  public var secondMillilitres: Double? { second.isAssessed ? masks.millilitres(masks.second) : nil }
  /// First less second.
  public var difference: Double? { firstMillilitres.flatMap { a in secondMillilitres.map { a - $0 } } }
  public var percentDifference: Double? { first.percent.flatMap { a in second.percent.map { a - $0 } } }

  /// Whether a drawing has voxels that no reader has looked at.
  public var isUnreviewed: Bool { first.unreviewed > 0 || second.unreviewed > 0 }
  public var lungsAreProposed: Bool { first.lungsAreProposed || second.lungsAreProposed }
}
