import ArgumentParser
import StyletArchive
import StyletBase
import StyletProject
import StyletScreen

/// `stylet archive open`: the page of an archive in the workstation, or a series of it at once.
struct ArchiveOpen: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "open", abstract: words("cli.archive.open.abstract"), discussion: words("cli.archive.open.discussion"))

  @Argument(help: ArgumentHelp(words("cli.archive.open.name"))) var name: String?
  @Argument(help: ArgumentHelp(words("cli.archive.open.what"))) var what: String?
  @Option(help: ArgumentHelp(words("cli.archive.open.folder")), transform: Input.path) var folder: String?
  @Option(help: ArgumentHelp(words("cli.open.reader"))) var reader = ""
  @Option(help: ArgumentHelp(words("cli.open.lungs"))) var lungs = LungsChoice.auto
  @Option(
    name: .customLong("protocol"), help: ArgumentHelp(words("cli.open.protocol")), transform: Input.path)
  var protocolName: String?
  @OptionGroup var keymap: KeymapOptions
  @OptionGroup var screen: ScreenOptions
  @OptionGroup var script: ScriptOptions
  @OptionGroup var language: LanguageOption

  func run() throws {
    try script.check()
    let parts = what?.split(separator: "/", omittingEmptySubsequences: false).map(String.init) ?? []
    guard parts.count <= 2, parts.allSatisfy(isUID) else {
      throw Failure(.usage, words("archive.no-uid", ["uid": what ?? ""]), advice: words("archive.no-uid-advice"))
    }
    if let name { _ = try ArchiveCommand.named(name) }
    let stage = try Stage(
      screen: screen, script: script, inputs: [protocolName, keymap.keymap].compactMap { $0 } + script.files)
    let (map, problems) = try keymap.load()
    let manner = ScanDesk.Manner(
      reader: reader, protocolName: protocolName, keymap: map, traits: stage.traits, atOnce: stage.isTerminal,
      lungs: lungs, folder: folder)
    let desk = try ScanDesk(
      manner, archive: name, study: parts.first, series: parts.count == 2 ? parts[1] : nil)
    for problem in problems { desk.say("\(problem)", .warning) }
    try desk.play(on: stage, saving: script.save)
  }
}
