import StyletBase

/// What triage says of a case, in the language in force.
public enum TriageWords {
  /// "P2: extent of class 4, severe, 57 % automatic, unreviewed; SpO2 92 %, below 94 %".
  public static func verdict(_ verdict: TriageVerdict, _ rule: TriageRule, _ measures: TriageMeasures?) -> String {
    Joint.named(verdict.tier.label, reasons(verdict, rule, measures))
  }

  public static func reasons(_ verdict: TriageVerdict, _ rule: TriageRule, _ measures: TriageMeasures?) -> String {
    Joint.clauses(verdict.reasons.map { reason($0, rule, measures) })
  }

  static func reason(_ reason: TriageVerdict.Reason, _ rule: TriageRule, _ measures: TriageMeasures?) -> String {
    switch reason {
    case .row(let n, let values):
      zip(rule.rows[n].conditions, values).map { condition($0, $1, measures) }.reduce("") {
        $0.isEmpty ? $1 : words("triage.and", ["one": $0, "other": $1])
      }
    case .asked(let tier, let instead):
      words("triage.asked", ["asked": tier, "known": instead != nil, "instead": instead ?? 0])
    case .notMeasured: words("triage.not-measured")
    case .unusable(let remarks): words("triage.unusable", ["why": list(remarks)])
    case .doubtful(let remarks): words("triage.doubtful", ["why": list(remarks)])
    case .overridden(let reason): words("triage.overridden", ["reason": reason])
    }
  }

  private static func condition(_ condition: TriageCondition, _ value: Double, _ measures: TriageMeasures?) -> String {
    let isShare = condition.kind == .consolidationFrom
    return words(
      "triage.condition",
      [
        "kind": condition.kind.rawValue, "here": isShare ? percent(100 * value) : NumberText.trimmed(value),
        "bound": isShare ? percent(100 * condition.bound) : NumberText.trimmed(condition.bound),
        "percent": percent(measures?.extent), "class": sfr(Int(value)),
      ])
  }

  /// "minimal".
  public static func sfr(_ grade: Int) -> String { words("triage.sfr", ["grade": "\(grade)"]) }

  public static func percent(_ x: Double?) -> String { x.map { NumberText.fixed($0, $0 < 10 ? 1 : 0) } ?? "?" }

  /// Remarks on lungs, proposal and values.
  public static func list(_ remarks: [String]) -> String { remarks.map(remark).joined(separator: ", ") }

  public static func remark(_ name: String) -> String { words("triage.remark", ["name": name]) }

  // MARK: Diagnosis

  /// "typical; CO-RADS 4-5".
  public static func diagnosis(_ d: ProposedDiagnosis) -> String {
    words("triage.diagnosis", ["sfr": d.sfr.rawValue, "group": d.group.rawValue])
  }

  public static func evidence(_ one: ProposedDiagnosis.Evidence) -> String {
    let value = one.value ?? 0
    let number: String =
      switch one.sign {
      case .multifocal, .againstWall, .unevenBases: NumberText.fixed(value, 0)
      case .emphysema, .none: percent(value)
      default: percent(100 * value)
      }
    let said = words("triage.evidence", ["sign": one.sign.rawValue, "n": number])
    return one.slice.map { words("triage.at-slice", ["said": said, "slice": $0 + 1]) } ?? said
  }

  /// The numbers, and what they rest on: doubt stands beside them.
  public static func extent(_ m: TriageMeasures) -> String {
    guard let extent = m.extent else { return words("triage.no-lungs") }
    let isRange = m.least != nil && m.most != nil
    let said = words(
      "triage.extent",
      [
        "percent": percent(extent), "ranged": isRange, "least": percent(m.least), "most": percent(m.most),
        "glass": NumberText.fixed(m.groundGlass, 0), "solid": NumberText.fixed(m.consolidation, 0),
      ])
    return Joint.clauses([said] + (m.remarks.isEmpty ? [] : [words("triage.look-at", ["why": list(m.remarks)])]))
  }
}
