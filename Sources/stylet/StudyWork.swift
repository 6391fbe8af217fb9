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
    let aliases = ((try? ListedReading.read(self, reader)) ?? []).map(\.alias)
    let scans = ((try? scans(of: aliases, of: reader)) ?? [])
    return [study, cases, key, design, list(reader), places(reader)] + protocolFiles + logs(reader).map(\.path) + scans
  }
}

extension StudyDiary {
  /// That the protocol is there, and is the study's: without one nothing says when a reading is complete.
  func checkProtocol() throws { _ = try protocolFile(study.protocolInForce) }

  /// Where the protocol lies that a reading follows: the version that it was begun under.
  func protocolFile(of alias: Alias) throws -> String {
    guard study.protocols.count > 1 else { return try protocolFile(study.protocolInForce) }
    let path = folder.project(reader, alias)
    let own = Paths.exists(path) ? try SealedReading.read(path).project.readingProtocol : nil
    let known = study.protocols.first { $0.reference == own }
    // Begun and never saved, it is in the journal, which follows what was in force then.
    return try protocolFile(known ?? begun(alias).map(study.protocolInForce(at:)) ?? study.protocolInForce)
  }

  private func protocolFile(_ used: StudyProtocol?) throws -> String {
    guard let used else {
      throw Failure(
        .usage, path: folder.path, words("study.work.needs-protocol"), advice: words("study.work.ask-coordinator"))
    }
    _ = try folder.bytes(of: used, in: study)
    return folder.file(of: used, in: study)
  }
}
