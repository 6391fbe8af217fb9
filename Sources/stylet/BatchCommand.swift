import ArgumentParser
import StyletBase

/// `stylet batch`: many scans, on this machine or on a cluster.
struct BatchCommand: ParsableCommand {
  @OptionGroup var language: LanguageOption

  static let configuration = CommandConfiguration(
    commandName: "batch",
    abstract: words("cli.batch.abstract"),
    discussion: words("cli.batch.discussion"),
    subcommands: [
      BatchPlan.self, BatchRun.self, BatchStatusCommand.self, BatchMergeCommand.self, BatchSubmit.self, BatchWork.self,
    ])
}

/// The plan and the folder of a run.
struct BatchPlace: ParsableArguments {
  @Argument(help: ArgumentHelp(words("cli.batch.manifest")), transform: Input.path) var manifest: String
  @Option(name: .customLong("out"), help: ArgumentHelp(words("cli.batch.out")), transform: Input.path) var out: String
}
