import ArgumentParser
import StyletBase
import StyletFormats
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
    try refuseScan()
    let problems = try ProjectCheck.problems(at: project, scan: Scans.probe(whole: !whole.incomplete))
    for problem in problems { try Output.line("\(problem)") }
    guard problems.contains(where: { $0.weight == .error }) else {
      try Output.line(problems.isEmpty ? words("cli.validate.valid") : words("cli.validate.remarks"))
      return
    }
    let advice = ProjectAdvice.on(problems, project, scan: Scans.probe())
    throw Failure(.badData, path: project, words("cli.validate.not-valid"), advice: advice)
  }

  /// A scan is named where its project was meant: easily done, as `open` takes it.
  private func refuseScan() throws {
    guard Paths.exists(project), !ProjectFiles.isProject(project),
      (try? FormatRegistry.standard.reader(for: project)) != nil
    else { return }
    let own = ProjectFiles(scan: project).project
    throw Failure(
      .badData, path: project, words("cli.validate.is-scan"),
      advice: Paths.exists(own)
        ? words("cli.validate.its-project", ["path": own]) : words("cli.validate.no-project", ["path": project]))
  }
}
