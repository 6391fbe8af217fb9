import StyletAgreement
import StyletBase
import StyletProject

/// Why readings of a case have to be decided between. It names no reader.
public enum AdjudicationReason: Hashable, Sendable {
  /// One reading has the finding, and the other does not.
  case detection(ComparedFinding)
  /// Dice of the finding, 0...1.
  case dice(ComparedFinding, Double)
  /// How far the finding's share of the lungs differs, percentage points.
  case extent(ComparedFinding, Double)
  /// A field that is answered differently.
  case answer(field: String)
}

extension AdjudicationRule {
  /// Why a difference calls for a decision, finding by finding, then the answers; empty where it does not.
  public func reasons(of difference: ReadingDifference) -> [AdjudicationReason] {
    difference.parts.flatMap(reasons) + difference.answers.filter(answers.contains).map { .answer(field: $0) }
  }

  private func reasons(of part: ReadingDifference.Part) -> [AdjudicationReason] {
    var reasons: [AdjudicationReason] = []
    let overlap = part.overlap
    if (overlap.first > 0) != (overlap.second > 0) {
      if detection { reasons.append(.detection(part.finding)) }
    } else if let found = overlap.dice, found < dice {
      reasons.append(.dice(part.finding, found))
    }
    if let found = part.percentDifference, abs(found) > extent { reasons.append(.extent(part.finding, abs(found))) }
    return reasons
  }
}

extension AdjudicationReason {
  /// With the limit that it is beyond, for programs.
  func json(_ rule: AdjudicationRule) -> JSONObject {
    switch self {
    case .detection(let finding): ["kind": .string("detection"), "finding": .string(finding.code)]
    case .dice(let finding, let dice):
      [
        "kind": .string("dice"), "finding": .string(finding.code), "value": .double(dice),
        "limit": .double(rule.dice),
      ]
    case .extent(let finding, let points):
      [
        "kind": .string("extent"), "finding": .string(finding.code), "value": .double(points),
        "limit": .double(rule.extent),
      ]
    case .answer(let field): ["kind": .string("answer"), "field": .string(field)]
    }
  }

  /// In a word or two, in the language in force; the file's own words are to be escaped.
  /// - Parameter form: the study's protocol, which names its fields.
  public func said(_ rule: AdjudicationRule, form: ReadingProtocol?) -> String {
    func name(_ finding: ComparedFinding) -> String {
      if case .finding(let code) = finding { code } else { words("agree.lesion") }
    }
    return switch self {
    case .detection(let finding): words("study.adjudicate.detection", ["finding": name(finding)])
    case .dice(let finding, let dice):
      words(
        "study.adjudicate.dice",
        ["finding": name(finding), "dice": NumberText.fixed(dice, 3), "limit": NumberText.trimmed(rule.dice)])
    case .extent(let finding, let points):
      words(
        "study.adjudicate.extent",
        ["finding": name(finding), "points": NumberText.fixed(points, 2), "limit": NumberText.trimmed(rule.extent)])
    case .answer(let field): words("study.adjudicate.answer", ["field": form?.field(field)?.title ?? field])
    }
  }
}
