import ArgumentParser
import StyletBase
import StyletProject
import StyletScreen
import StyletStudy

/// `stylet study work`: a reader's day.
struct StudyWork: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "work",
    abstract: words("cli.study.work.abstract"),
    discussion: words("cli.study.work.discussion"))

  @Argument(help: ArgumentHelp(words("cli.study.folder")), transform: Input.path) var study: String
  @Option(help: ArgumentHelp(words("cli.study.work.reader"))) var reader: String
  @OptionGroup var keymap: KeymapOptions
  @OptionGroup var screen: ScreenOptions
  @OptionGroup var script: ScriptOptions
  @OptionGroup var language: LanguageOption

  func run() throws {
    try script.check()
    if script.save { throw Failure(.usage, words("study.work.no-save"), advice: words("study.work.no-save-advice")) }
    guard let name = ReaderName(reader) else {
      throw Failure(.usage, words("study.work.no-reader", ["wanted": ReaderName.wanted]))
    }
    // Before anything is claimed: a wrong terminal is said at once.
    let folder = StudyFolder(study), given = [keymap.keymap].compactMap { $0 } + script.files
    let stage = try Stage(screen: screen, script: script, inputs: given + folder.files(of: name))
    let (map, problems) = try keymap.load()
    let diary = try StudyDiary(folder, reader: name)
    try diary.checkProtocol()
    let desk = StudyDesk(diary, keymap: map, traits: stage.traits, atOnce: stage.isTerminal)
    for problem in problems { desk.say(problem) }
    do { try stage.play(desk) } catch {
      desk.end()
      throw error
    }
    desk.end()
    // Nobody looks at the screen of a script.
    if !stage.isTerminal, let refusal = desk.refusal { throw refusal }
  }
}

extension StudyWork {
  /// What `stylet` alone means in a reader's folder of a study; nothing elsewhere.
  static var ofThisFolder: [String] {
    let own = ".".absolutePath, readers = own.pathFolder
    guard readers.lastPathPart == "readers", let name = ReaderName(own.lastPathPart) else { return [] }
    let folder = StudyFolder(readers.pathFolder)
    guard Paths.exists(folder.study), Paths.exists(folder.list(name)) else { return [] }
    return ["study", "work", folder.path, "--reader", name.text]
  }
}

extension StudyFolder {
  /// What a picture of the screen must not land on.
  fileprivate func files(of reader: ReaderName) -> [String] {
    [study, readingProtocol, cases, key, design, list(reader), places(reader)] + logs(reader).map(\.path)
  }
}

extension StudyDiary {
  /// That the protocol is there, and is the study's: without one nothing says when a reading is complete.
  func checkProtocol() throws {
    let path = folder.readingProtocol
    guard let used = study.protocolUsed else {
      throw Failure(
        .usage, path: folder.path, words("study.work.needs-protocol"), advice: words("study.work.ask-coordinator"))
    }
    guard Paths.exists(path), sha256(try SafeFile.read(path, limit: ReadingProtocol.largestFile).bytes) == used.digest
    else {
      throw Failure(
        .badData, path: path, words("study.work.other-protocol", ["protocol": "\(used.reference)"]),
        advice: words("study.work.ask-coordinator"))
    }
  }
}
