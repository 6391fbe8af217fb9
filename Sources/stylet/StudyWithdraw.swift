import ArgumentParser
import StyletBase
import StyletStudy

/// `stylet study withdraw`: cases that nobody reads any more.
struct StudyWithdraw: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "withdraw", abstract: words("cli.study.withdraw.abstract"),
    discussion: words("cli.study.withdraw.discussion"))

  @Argument(help: ArgumentHelp(words("cli.study.folder")), transform: Input.path) var study: String
  @Argument(help: ArgumentHelp(words("cli.study.withdraw.cases")), transform: StudyWords.caseID) var cases: [CaseID]
  @Option(help: ArgumentHelp(words("cli.study.reason"))) var reason: String
  @Flag(help: ArgumentHelp(words("cli.study.withdraw.restore"))) var restore = false
  @OptionGroup var language: LanguageOption

  func validate() throws { try StudyWords.check(reason: reason) }

  func run() throws {
    var ids: [CaseID] = []
    for id in cases where !ids.contains(id) { ids.append(id) }
    let change = try StudyChange(StudyFolder(study))
    let written = try change.set(restore ? .open : .withdrawn, of: ids, because: reason)
    try Output.line(
      words("cli.study.withdraw.done", ["cases": ids.count, "restored": restore, "files": written]))
  }
}
