import StyletBase
import StyletCore
import StyletImaging
import StyletProject

/// What is said of two readings that are compared.
extension Sentence {
  static var compareMode: String { words("compare.mode") }
  static var notComparing: Failure {
    Failure(.usage, words("compare.not-comparing"), advice: words("compare.not-comparing-advice"))
  }
  static var stillComparing: Failure { Failure(.usage, words("compare.still")) }
  static var otherReadings: Failure {
    Failure(.badData, words("compare.other-readings"), advice: words("compare.other-project"))
  }
  static var notOfComparison: Failure {
    Failure(.badData, words("compare.not-of-comparison"), advice: words("compare.other-project"))
  }
  static var noDifference: String { words("compare.no-difference") }
  static var noRegionHere: Failure {
    Failure(.usage, words("compare.no-region-here"), advice: words("compare.no-region-here-advice"))
  }
  static var nothingOpen: Failure { Failure(.usage, words("compare.nothing-open")) }
  static var hasNoUnion: Failure {
    Failure(.usage, words("compare.no-union"), advice: words("compare.no-union-advice"))
  }

  static var isLookedAt: Failure { Failure(.usage, words("compare.looked-at-only")) }

  static func compared(_ open: Int, of count: Int, isLookedAt: Bool) -> String {
    isLookedAt ? words("compare.looked-at", ["n": count]) : words("compare.compared", ["open": open, "n": count])
  }
  static func regionsOpen(_ n: Int) -> String { words("compare.regions-open", ["n": n]) }
  static func answersOpen(_ n: Int) -> String { words("compare.answers-open", ["n": n]) }
  static func take(_ take: ComparedTake) -> String { words("compare.take", ["take": take.rawValue]) }
  static func showsSide(_ side: ComparisonShown.Side) -> String { words("compare.shows", ["side": side.rawValue]) }

  /// "Region 3 of 34, 12 open: 4.20 mL GGO, only A 3.00 mL, only B 1.20 mL"
  static func region(
    _ region: Disagreement.Region, number: Int, of count: Int, open: Int, _ taken: ComparedTake?, _ table: LabelTable
  ) -> String {
    words(
      "compare.region",
      [
        "number": number, "count": count, "open": open, "ml": compareMillilitres(region.millilitres),
        "says": says(region, table), "isopen": taken == nil, "taken": taken.map(take) ?? "",
      ])
  }

  /// What A says and B says.
  private static func says(_ region: Disagreement.Region, _ table: LabelTable) -> String {
    if region.isConflict {
      return Joint.clauses(
        region.parts.prefix(2).map {
          words("compare.says", ["a": said($0.a, table), "b": said($0.b, table)])
        })
    }
    let code = region.findings.first.map { said($0, table) } ?? ""
    let (a, b) = (region.millilitres(a: true), region.millilitres(a: false))
    return words(
      "compare.only",
      [
        "finding": code, "who": a > 0 && b > 0 ? "both" : a > 0 ? "a" : "b", "a": compareMillilitres(a),
        "b": compareMillilitres(b),
      ])
  }

  private static func said(_ label: UInt8, _ table: LabelTable) -> String {
    label == 0 ? words("compare.nothing") : (table[label]?.code ?? "\(label)").escapedForTerminal
  }

  static func compareMillilitres(_ x: Double) -> String { NumberText.fixed(x, x < 0.095 ? 3 : x < 99.995 ? 2 : 1) }

  static func decided(_ take: ComparedTake, regions: Int, drawn: Double, cleared: Double, open: Int) -> String {
    words(
      "compare.decided",
      [
        "take": self.take(take), "n": regions, "drawn": compareMillilitres(drawn),
        "hascleared": cleared > 0, "cleared": compareMillilitres(cleared), "open": open,
      ])
  }

  // MARK: Lists

  static func regions(_ open: Int, of count: Int) -> String { words("compare.regions", ["open": open, "n": count]) }

  static var regionColumns: [ListColumn] {
    [
      ListColumn("#", width: 3), ListColumn(words("compare.column-finding"), isNumber: false, width: 9),
      ListColumn("mL", width: 7), ListColumn("A", width: 7), ListColumn("B", width: 7),
      ListColumn(words("compare.column-taken"), isNumber: false, width: 12),
    ]
  }

  static func regionRow(
    _ region: Disagreement.Region, number: Int, _ taken: ComparedTake?, _ table: LabelTable
  ) -> [String] {
    let part = region.parts.first
    func side(_ label: UInt8?, _ a: Bool) -> String {
      region.isConflict ? label.map { said($0, table) } ?? "" : compareMillilitres(region.millilitres(a: a))
    }
    return [
      "\(number)", region.findings.map { said($0, table) }.joined(separator: "/"),
      compareMillilitres(region.millilitres), side(part?.a, true), side(part?.b, false),
      taken.map(take) ?? words("compare.open"),
    ]
  }

  static func noDifferingAnswer(isAsked: Bool) -> String { words("compare.no-answers", ["asked": isAsked]) }
  static var answerAnew: String { words("compare.answer-anew") }
  static var unansweredThere: Failure { Failure(.usage, words("compare.unanswered-there")) }

  static func differingAnswers(_ open: Int, of count: Int) -> String {
    words("compare.answers", ["open": open, "n": count])
  }

  static var answerColumns: [ListColumn] {
    [
      ListColumn(words("compare.column-question"), isNumber: false, width: 24),
      ListColumn("A", isNumber: false, width: 12), ListColumn("B", isNumber: false, width: 12),
      ListColumn(words("compare.column-now"), isNumber: false, width: 12),
    ]
  }

  static func answerRow(_ answer: DifferingAnswer) -> [String] {
    [
      answer.field.title.escapedForTerminal, value(answer.a, answer.field), value(answer.b, answer.field),
      answer.now.map { value($0.value, answer.field) } ?? words("compare.open"),
    ]
  }

  static func answerDetail(_ answer: DifferingAnswer) -> String {
    words(
      "compare.answer-detail",
      [
        "question": answer.field.title.escapedForTerminal, "a": detail(answer.a, answer.field),
        "b": detail(answer.b, answer.field),
      ])
  }

  private static func value(_ value: AnswerValue?, _ field: ReadingField) -> String {
    value.map { ReadingText.value($0, field).escapedForTerminal } ?? "-"
  }

  /// Of a grid all regions, by their names.
  private static func detail(_ value: AnswerValue?, _ field: ReadingField) -> String {
    guard case .grid(let regions, _) = field.kind, case .regions(let answers)? = value else {
      return self.value(value, field)
    }
    return regions.compactMap { region in
      answers[region.id].map { word in
        let said = word == AnswerValue.notAssessedRegion ? ReadingText.notAssessed : field.option(word)?.title ?? word
        return (region.title + " " + said).escapedForTerminal
      }
    }.joined(separator: ", ")
  }
}
