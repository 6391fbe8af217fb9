import ArgumentParser
import StyletBase
import StyletProject

/// `stylet validate`: is a project whole?
struct Validate: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "validate",
    abstract: words("cli.validate.abstract"),
    discussion: words("cli.validate.discussion"))

  @Argument(help: ArgumentHelp(words("cli.argument.project")), transform: Input.path) var project: String
  @OptionGroup var language: LanguageOption

  @OptionGroup var whole: WholeScan

  func run() throws {
    let problems = try ProjectCheck.problems(at: project, scan: Scans.probe(whole: !whole.incomplete))
    for problem in problems { try Output.line("\(problem)") }
    guard problems.contains(where: { $0.weight == .error }) else {
      try Output.line(problems.isEmpty ? words("cli.validate.valid") : words("cli.validate.remarks"))
      return
    }
    let advice = ProjectAdvice.on(problems, project, scan: Scans.probe())
    throw Failure(.badData, path: project, words("cli.validate.not-valid"), advice: advice)
  }
}
