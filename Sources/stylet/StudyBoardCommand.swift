import ArgumentParser
import StyletBase
import StyletFiles
import StyletReport
import StyletScreen
import StyletStudy

/// `stylet study board`: the coordinator's page, as a screen, for programs, or as one HTML page.
struct StudyBoardCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "board", abstract: words("cli.study.board.abstract"), discussion: words("cli.study.board.discussion"))

  @Argument(help: ArgumentHelp(words("cli.study.folder")), transform: Input.path) var study: String
  @Option(parsing: .unconditional, help: ArgumentHelp(words("cli.study.board.silent"))) var silent = 7
  @Option(parsing: .unconditional, help: ArgumentHelp(words("cli.study.board.gap"))) var gap = 10
  @Option(parsing: .unconditional, help: ArgumentHelp(words("cli.study.board.dice")), transform: Input.number)
  var dice: Double?
  @Option(help: ArgumentHelp(words("cli.study.board.alike"))) var alike: [String] = []
  @Flag(help: ArgumentHelp(words("cli.study.board.measure"))) var measure = false
  @Flag(help: ArgumentHelp(words("cli.info.json"))) var json = false
  @Option(help: ArgumentHelp(words("cli.study.board.html"))) var html: String?
  @OptionGroup var keymap: KeymapOptions
  @OptionGroup var screen: ScreenOptions
  @OptionGroup var script: ScriptOptions
  @OptionGroup var language: LanguageOption

  func validate() throws {
    if !(1...3650).contains(silent) { throw ValidationError(words("cli.study.board.no-silent", ["days": silent])) }
    if !(1...1440).contains(gap) { throw ValidationError(words("cli.study.board.no-gap", ["minutes": gap])) }
    if let dice, !(0...1).contains(dice) {
      throw ValidationError(words("cli.study.board.no-dice", ["dice": "\(dice)"]))
    }
    if json, html != nil { throw ValidationError(words("cli.study.board.one-form")) }
  }

  func run() throws {
    try script.check()
    if script.save { throw Failure(.usage, words("study.work.no-save"), advice: words("study.work.no-save-advice")) }
    let folder = StudyFolder(study)
    try script.output.writing([html].compactMap { $0 }, reading: inputs, toStandardOutput: true, as: [.text]) {}
    let isPrinted = json || html != nil || script.script == nil && !Output.isTerminal
    guard isPrinted else { return try show(folder) }
    var reader = try StudyBoardReader(folder, options)
    if measure {
      let line = ProgressLine(study)
      defer { line.finish() }
      reader.measure { done, all in line.update(Double(done) / Double(max(all, 1))) }
    }
    let board = reader.board
    if json { return try Output.write(Words.inData { JSONValue.object(board.json).text + "\n" }) }
    let document = BoardWords(board).document()
    guard let html else { return try Output.write(ReportText.render(document)) }
    try script.output.writing(reading: inputs, toStandardOutput: true, as: [.text]) {
      try OutputFile.write(Array(ReportPage.render(document).utf8), to: html)
    }
  }

  private var inputs: [String] { StudyFolder(study).coordinatorFiles }

  private var options: StudyBoardReader.Options {
    StudyBoardReader.Options(days: silent, gap: gap * 60, dice: dice, alike: alike)
  }

  private func show(_ folder: StudyFolder) throws {
    // Before the terminal is taken: what is no study, or not the coordinator's, is said at once.
    _ = try Study.read(folder)
    let given = [keymap.keymap].compactMap { $0 } + script.files
    let stage = try Stage(screen: screen, script: script, inputs: given + inputs)
    let (map, problems) = try keymap.load()
    let feed = StudyBoardFeed(folder, options, measures: measure)
    defer { feed.stop() }
    let board = Board(feed, keymap: map, traits: stage.traits)
    board.say(ResearchUse.notice)
    for problem in problems { board.say(problem) }
    if !stage.isTerminal { board.waitForWork() }
    let desk = try CoordinatorDesk(folder, board: board, keymap: map, traits: stage.traits)
    try stage.play(desk)
    if !stage.isTerminal, let refusal = desk.refusal { throw refusal }
  }
}
