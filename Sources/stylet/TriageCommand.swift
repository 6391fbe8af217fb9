import ArgumentParser
import StyletBase
import StyletStudy
import StyletTriage

/// `stylet triage`: in which order cases are read.
struct TriageCommand: ParsableCommand {
  @OptionGroup var language: LanguageOption

  static let configuration = CommandConfiguration(
    commandName: "triage", abstract: words("cli.triage.abstract"), discussion: words("cli.triage.discussion"),
    subcommands: [
      TriageRun.self, TriageListCommand.self, TriageOverride.self, TriageSimulate.self, TriageMeasure.self,
    ],
    defaultSubcommand: TriageRun.self)
}

/// What tiers go by.
struct TriageOptions: ParsableArguments {
  @Option(help: ArgumentHelp(words("cli.triage.rule")), transform: Input.path) var rule: String?
  @Option(help: ArgumentHelp(words("cli.triage.clinical")), transform: Input.path) var clinical: String?

  func read() throws -> TriageRule { try rule.map { try TriageRule.read($0) } ?? .standard }
}
