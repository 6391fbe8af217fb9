import ArgumentParser
import StyletBase
import StyletFiles
import StyletReport
import StyletScreen
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
  @OptionGroup var keymap: KeymapOptions
  @OptionGroup var screen: ScreenOptions
  @OptionGroup var script: ScriptOptions
  @OptionGroup var language: LanguageOption

  func validate() throws {
    if json, html != nil { throw ValidationError(words("cli.study.board.one-form")) }
  }

  func run() throws {
    try script.check()
    if script.save { throw Failure(.usage, words("study.work.no-save"), advice: words("study.work.no-save-advice")) }
    let folder = StudyFolder(study), inputs = folder.coordinatorFiles + [folder.triage]
    try script.output.writing([html].compactMap { $0 }, reading: inputs, toStandardOutput: true, as: [.text]) {}
    let isPrinted = json || html != nil || script.script == nil && !Output.isTerminal
    guard isPrinted else { return try show(folder, inputs) }
    let desk = try TriageDesk(folder, rule: options.read(), clinical: options.clinical)
    let sheet = TriageSheet(desk.order(), desk.study, sign: try TriageSign.read(folder))
    if json { return try Output.write(Words.inData { JSONValue.object(sheet.json).text + "\n" }) }
    guard let html else { return try Output.write(sheet.text) }
    try script.output.writing(reading: inputs, toStandardOutput: true, as: [.text]) {
      try OutputFile.write(Array(ReportPage.render(sheet.document(folder)).utf8), to: html)
    }
  }

  private func show(_ folder: StudyFolder, _ inputs: [String]) throws {
    let given = [keymap.keymap].compactMap { $0 } + script.files
    let stage = try Stage(screen: screen, script: script, inputs: given + inputs)
    let (map, problems) = try keymap.load()
    let desk = try CoordinatorDesk(
      folder, board: nil, rule: options.rule, clinical: options.clinical, keymap: map, traits: stage.traits)
    for problem in problems { desk.say(problem) }
    try stage.play(desk)
    if !stage.isTerminal, let refusal = desk.refusal { throw refusal }
  }
}
