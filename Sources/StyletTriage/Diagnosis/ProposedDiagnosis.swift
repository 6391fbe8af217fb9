/// A first diagnosis that the program proposes, with what speaks for it. It sees no sign but density and place: no crazy
/// paving, no reversed halo, no tree-in-bud, so that groups 4 and 5 stay together, and a person tells them apart.
public struct ProposedDiagnosis: Hashable, Sendable {
  /// The conclusion of the structured report of SFR and SIT.
  public enum SFR: String, Sendable, CaseIterable {
    case typical, compatible
    case other = "not_suggestive"
    case normal
    case notAssessable = "not_assessable"
  }

  /// CO-RADS (Prokop 2020), as far as the image alone tells; 6 is a laboratory's.
  public enum Group: String, Sendable, CaseIterable {
    case zero = "0", one = "1", two = "2", three = "3"
    case fourOrFive = "4-5"
  }

  /// What speaks for it, or is to be looked at.
  public enum Sign: String, Sendable, CaseIterable {
    case none, bilateral, unilateral, peripheral, posterior, basal
    case groundGlass = "ground_glass", consolidation, multifocal, emphysema
    case againstWall = "against_wall", unevenBases = "uneven_bases"
  }

  /// A sign with its number and, where there is one, the slice to look at: k, base 0.
  public struct Evidence: Hashable, Sendable {
    public var sign: Sign
    /// A share 0…1; mL, mm or % of lung where the sign is one of those; nil of none.
    public var value: Double?
    public var slice: Int?
  }

  public var sfr: SFR
  public var group: Group
  public var evidence: [Evidence]

  /// - Parameter measures: nil where the scan was not measured.
  public init(_ rule: TriageRule, _ measures: TriageMeasures?) {
    guard let m = measures, let grade = m.sfrClass, !m.remarks.contains(where: rule.quality.unusable.contains) else {
      (sfr, group, evidence) = (.notAssessable, .zero, [])
      return
    }
    let d = rule.diagnosis
    var found: [Evidence] = []
    func add(_ sign: Sign, _ value: Double?, _ slice: Int? = nil) {
      found.append(Evidence(sign: sign, value: value, slice: slice))
    }
    func isMore(_ share: Double?, than lung: Double?) -> Bool {
      guard let share, let lung, lung > 0 else { return false }
      return share >= d.peripheral && share >= d.peripheralRatio * lung
    }
    let isBilateral = (m.smallerSide ?? 0) >= d.bilateral, isPeripheral = isMore(m.peripheral, than: m.lungPeripheral)
    let glass = m.consolidationShare.map { 1 - $0 } ?? 0
    let isGlass = glass >= d.groundGlass, isMultifocal = m.pieces >= d.pieces
    if grade > 0 {
      add(isBilateral ? .bilateral : .unilateral, m.smallerSide, m.slice)
      if isGlass { add(.groundGlass, glass, m.groundGlassSlice) }
      if m.consolidation > 0 { add(.consolidation, 1 - glass, m.consolidationSlice) }
      if isPeripheral { add(.peripheral, m.peripheral) }
      if isMore(m.posterior, than: m.lungPosterior) { add(.posterior, m.posterior) }
      if isMore(m.basal, than: m.lungBasal) { add(.basal, m.basal) }
      if isMultifocal { add(.multifocal, Double(m.pieces)) }
    } else {
      add(.none, m.extent)
    }
    let isEmphysema = (m.laa950 ?? 0) >= d.emphysema
    if isEmphysema { add(.emphysema, m.laa950) }
    if let mL = m.againstWall { add(.againstWall, mL) }
    if let mm = m.unevenBases { add(.unevenBases, mm) }
    evidence = found
    let isOther = isEmphysema || m.againstWall != nil || m.unevenBases != nil
    switch (grade, isGlass) {
    case (0, _): (sfr, group) = (isOther ? .other : .normal, .one)
    case (_, false): (sfr, group) = (.other, .two)
    case _ where isBilateral && isPeripheral && isMultifocal: (sfr, group) = (.typical, .fourOrFive)
    default: (sfr, group) = (.compatible, .three)
    }
  }
}
