import ArgumentParser
import StyletBase
import StyletFiles
import StyletReport
import StyletStudy
import StyletTriage

/// `stylet triage list`: the order, and why.
struct TriageListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: words("cli.triage.list.abstract"), discussion: words("cli.triage.list.discussion"))

  @Argument(help: ArgumentHelp(words("cli.study.folder")), transform: Input.path) var study: String
  @Flag(help: ArgumentHelp(words("cli.info.json"))) var json = false
  @Option(help: ArgumentHelp(words("cli.study.board.html"))) var html: String?
  @OptionGroup var options: TriageOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var language: LanguageOption

  func validate() throws {
    if json, html != nil { throw ValidationError(words("cli.study.board.one-form")) }
  }

  func run() throws {
    let folder = StudyFolder(study), inputs = folder.coordinatorFiles + [folder.triage]
    try output.writing([html].compactMap { $0 }, reading: inputs, toStandardOutput: true, as: [.text]) {}
    let desk = try TriageDesk(folder, rule: options.read(), clinical: options.clinical)
    let sheet = TriageSheet(desk.order(), desk.study, sign: try TriageSign.read(folder))
    if json { return try Output.write(Words.inData { JSONValue.object(sheet.json).text + "\n" }) }
    guard let html else { return try Output.write(sheet.text) }
    try output.writing(reading: inputs, toStandardOutput: true, as: [.text]) {
      try OutputFile.write(Array(ReportPage.render(sheet.document(folder)).utf8), to: html)
    }
  }
}
