/// A tier, and why: what the rule makes of what is known of a case.
public struct TriageVerdict: Hashable, Sendable {
  /// Why a tier is no lower than it is.
  public enum Reason: Hashable, Sendable {
    /// A row of the rule that fits, with the values that made it fit, in the order of its conditions.
    case row(Int, values: [Double])
    /// Somebody asked for it; what the rule alone would have given.
    case asked(Int, instead: Int?)
    /// The scan was not measured yet, or cannot be used: its remarks that say so.
    case notMeasured, unusable([String]), doubtful([String])
    /// Somebody has set it.
    case overridden(String)
  }

  public var tier: TriageTier
  /// As which it is sorted, 1…5.
  public var rank: Int
  public var reasons: [Reason]

  /// - Parameters:
  ///   - measures: of the scan; nil where it was not measured.
  ///   - asked: 1…5, by whoever sent it.
  /// Of the rows that fit those of the lowest tier count; what was asked is never lowered; without usable numbers, or
  /// with doubtful ones, a case is PX, and no later than the rule's `px`, unless something raises it above that.
  public init(_ rule: TriageRule, measures: TriageMeasures?, clinical: ClinicalFields?, asked: Int?) {
    let remarks = measures?.remarks ?? []
    let unusable = remarks.filter(rule.quality.unusable.contains)
    let isUsable = measures != nil && unusable.isEmpty && measures?.sfrClass != nil
    let all = Self.rows(rule, isUsable ? measures : nil, clinical)
    let doubtful = Self.doubtful(rule, isUsable ? measures : nil, clinical, remarks)
    let lowest = all.map(\.tier).min()
    var rank = lowest ?? rule.quality.px, reasons = all.filter { $0.tier == lowest }.map(\.reason)
    tier = TriageTier(rank) ?? .px
    let isDoubtful = !doubtful.isEmpty || lowest == nil
    if isUsable ? isDoubtful && rank > rule.quality.px : rank >= rule.quality.px {
      (tier, rank) = (.px, rule.quality.px)
    }
    if measures == nil {
      reasons.append(.notMeasured)
    } else if !isUsable {
      reasons.append(.unusable(unusable))
    } else if !doubtful.isEmpty {
      reasons.append(.doubtful(doubtful))
    }
    if lowest == nil { tier = .px }
    if let asked, asked < rank, let own = TriageTier(asked) {
      reasons.insert(.asked(asked, instead: tier.number), at: 0)
      (tier, rank) = (own, asked)
    }
    (self.rank, self.reasons) = (rank, reasons)
  }

  /// Those that fit.
  /// - Parameter measures: nil where no row may ask for them.
  private static func rows(
    _ rule: TriageRule, _ measures: TriageMeasures?, _ clinical: ClinicalFields?
  ) -> [(tier: Int, reason: Reason)] {
    rule.rows.enumerated().compactMap { n, row in
      var values: [Double] = []
      for condition in row.conditions {
        let value = value(condition.kind, measures, clinical)
        guard condition.fits(value), let value else { return nil }
        values.append(value)
      }
      return (row.tier, .row(n, values: values))
    }
  }

  /// Remarks that make the numbers doubtful. Tissue that was left out does where it is enough to give another tier: a
  /// few millilitres of what may be a heart's edge are found on most scans, and say nothing of an extent.
  private static func doubtful(
    _ rule: TriageRule, _ measures: TriageMeasures?, _ clinical: ClinicalFields?, _ remarks: [String]
  ) -> [String] {
    let named = remarks.filter(rule.quality.doubtful.contains)
    guard let measures else { return named }
    let amounts = named.filter { measures.leftOut[$0] != nil }
    let most = rows(rule, measures.with(leftOut: amounts), clinical).map(\.tier).min()
    guard !amounts.isEmpty, most == rows(rule, measures, clinical).map(\.tier).min() else { return named }
    return named.filter { !amounts.contains($0) }
  }

  private static func value(
    _ kind: TriageCondition.Kind, _ measures: TriageMeasures?, _ clinical: ClinicalFields?
  ) -> Double? {
    switch kind {
    case .emergency: clinical?.isEmergency == true ? 1 : nil
    case .urgent: clinical?.isUrgent == true ? 1 : nil
    case .spo2Below: clinical?.spo2
    case .oxygenFrom, .oxygenAbove: clinical?.oxygen
    case .respiratoryFrom: clinical?.respiratoryRate
    case .news2From: clinical?.news2.score.map(Double.init)
    case .parameterFrom: clinical?.news2.highest.map(Double.init)
    case .ageFrom: clinical?.age
    case .comorbiditiesFrom: clinical?.comorbidities
    case .extentFrom: measures?.sfrClass.map(Double.init)
    case .consolidationFrom: measures?.consolidationShare
    }
  }
}
