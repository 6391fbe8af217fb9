import ArgumentParser
import StyletBase
import StyletProject
import StyletStudy

/// `stylet study amend`: other rules while a study goes on.
struct StudyAmend: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "amend", abstract: words("cli.study.amend.abstract"), discussion: words("cli.study.amend.discussion"))

  @Argument(help: ArgumentHelp(words("cli.study.folder")), transform: Input.path) var study: String
  @Option(help: ArgumentHelp(words("cli.study.reason"))) var reason: String
  @OptionGroup var given: StudyRuleOptions
  @OptionGroup var language: LanguageOption

  func validate() throws { try StudyWords.check(reason: reason) }

  func run() throws {
    let folder = StudyFolder(study), change = try StudyChange(folder)
    let form = try StudyForms(change.study, folder).inForce
    let written = try change.follow(given.rules(from: change.study.rulesInForce, form), because: reason)
    let begun = (Paths.names(in: folder.adjudication) ?? []).count { $0.hasSuffix(ProjectNames.ending) }
    try Output.line(words("cli.study.amend.done", ["any": begun > 0, "decided": begun, "files": written]))
  }
}
