import ArgumentParser
import StyletBase
import StyletProject
import StyletStudy

extension StudyRules.Teaching: ExpressibleByArgument {}

/// The rules of a study as they are typed: what is not given stays as it is.
struct StudyRuleOptions: ParsableArguments {
  @Option(help: ArgumentHelp(words("cli.study.rules.ai"))) var ai: StudyRules.Proposals?
  @Option(help: ArgumentHelp(words("cli.study.rules.tie"))) var tie: StudyRules.Tie?
  @Option(help: ArgumentHelp(words("cli.study.rules.tolerance")), transform: Input.number) var tolerance: Double?
  @Option(help: ArgumentHelp(words("cli.study.rules.teaching"))) var teaching: StudyRules.Teaching?
  @Option(help: ArgumentHelp(words("cli.study.rules.dice")), transform: Input.number) var adjudicateDice: Double?
  @Option(help: ArgumentHelp(words("cli.study.rules.extent")), transform: Input.number) var adjudicateExtent: Double?
  @Option(help: ArgumentHelp(words("cli.study.rules.answer"))) var adjudicateAnswer: [String] = []
  @Flag(help: ArgumentHelp(words("cli.study.rules.no-answers"))) var adjudicateNoAnswers = false
  @Flag(inversion: .prefixedNo, help: ArgumentHelp(words("cli.study.rules.detection")))
  var adjudicateDetection: Bool?

  func validate() throws {
    if let tolerance, !(0...1000).contains(tolerance) {
      throw ValidationError(words("cli.agree.no-tolerance", ["mm": "\(tolerance)"]))
    }
    for (name, value, most) in [
      ("--adjudicate-dice", adjudicateDice, 1.0), ("--adjudicate-extent", adjudicateExtent, 100),
    ] {
      guard let value, !(0...most).contains(value) else { continue }
      throw ValidationError(
        words("cli.study.design.range", ["option": name, "value": "\(value)", "low": 0, "high": Int(most)]))
    }
    if adjudicateAnswer.count > AdjudicationRule.mostAnswers {
      throw ValidationError(words("cli.study.rules.many-answers", ["most": AdjudicationRule.mostAnswers]))
    }
    if adjudicateNoAnswers, !adjudicateAnswer.isEmpty {
      throw ValidationError(words("cli.study.rules.either-answers"))
    }
  }

  /// - Parameters:
  ///   - known: what holds where nothing is given.
  ///   - form: the study's protocol; nil where it has none.
  /// - Throws: a ``Failure`` that names an answer that it does not ask for.
  func rules(from known: StudyRules, _ form: ReadingProtocol?) throws -> StudyRules {
    var rules = known
    (rules.tie, rules.tolerance) = (tie ?? known.tie, tolerance ?? known.tolerance)
    (rules.proposals, rules.teaching) = (ai ?? known.proposals, teaching ?? known.teaching)
    let own = known.adjudication
    (rules.adjudication.dice, rules.adjudication.extent) = (adjudicateDice ?? own.dice, adjudicateExtent ?? own.extent)
    rules.adjudication.detection = adjudicateDetection ?? own.detection
    if adjudicateNoAnswers || !adjudicateAnswer.isEmpty { rules.adjudication.answers = try answers(form) }
    return rules
  }

  private func answers(_ form: ReadingProtocol?) throws -> [String] {
    var answers: [String] = []
    for field in adjudicateAnswer where !answers.contains(field) {
      guard let own = form?.field(field), !own.isComputed else {
        throw Failure(
          .usage, words("study.export.no-field", ["field": field]),
          advice: form.map { form in
            let known = form.fields.filter { !$0.isComputed }.map(\.id)
            return words("error.use-one-of", ["known": known.joined(separator: ", ")])
          } ?? words("cli.study.rules.needs-protocol"))
      }
      answers.append(field)
    }
    return answers
  }
}
