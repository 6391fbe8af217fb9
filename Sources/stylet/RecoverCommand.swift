import ArgumentParser
import StyletBase
import StyletProject

/// `stylet recover`: what can be had back.
struct Recover: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "recover",
    abstract: words("cli.recover.abstract"),
    discussion: words("cli.recover.discussion"))

  @Argument(help: ArgumentHelp(words("cli.argument.project")), transform: Input.path) var project: String

  @Option(help: ArgumentHelp(words("cli.recover.reader"))) var reader = ""
  @OptionGroup var language: LanguageOption

  func run() throws {
    let report = try ProjectCheck.recover(project, reader: reader, scan: Scans.probe())
    try Output.line(words("cli.recover.steps", ["base": report.base, "steps": report.steps]))
    if report.base != report.project { try Output.line(words("cli.recover.scan",
      ["scan": report.scan.escapedForTerminal])) }
    if let line = report.unusableFrom { try Output.line(words("cli.recover.line", ["line": line])) }
    for why in report.leftAside { try Output.line(words("cli.recover.not-used", ["why": "\(why)"])) }
    for other in report.others { try Output.line(words("cli.recover.beside", ["other": "\(other)"])) }
    for path in report.kept { try Output.line(words("cli.recover.kept", ["path": "\(path)"])) }
  }
}
