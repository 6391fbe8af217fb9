import ArgumentParser
import StyletBase
import StyletProject
import StyletScreen

/// `stylet open`: the workstation.
struct Open: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "open",
    abstract: words("cli.open.abstract"),
    discussion: words("cli.open.discussion"))

  @Argument(help: ArgumentHelp(words("cli.argument.opened")), transform: Input.path) var scan: String
  @Option(help: ArgumentHelp(words("cli.open.reader"))) var reader = ""
  @Option(
    name: .customLong("project"), help: ArgumentHelp(words("cli.open.project")),
    transform: Input.path)
  var projectFile: String?
  @Option(
    help: ArgumentHelp(words("cli.open.lungs")))
  var lungs = LungsChoice.auto
  @Option(
    name: .customLong("protocol"),
    help: ArgumentHelp(words("cli.open.protocol")),
    transform: Input.path)
  var protocolName: String?
  @OptionGroup var which: ScanOptions
  @OptionGroup var keymap: KeymapOptions
  @OptionGroup var screen: ScreenOptions
  @OptionGroup var script: ScriptOptions
  @OptionGroup var language: LanguageOption

  func run() throws {
    try script.check()
    let found = try ProjectFiles.resolve(scan, project: projectFile, choice: which.choice), files = found.files
    // Before the scan is read: a wrong terminal is said at once.
    let inputs =
      try files.all + [files.scan] + Self.parts(files, script) + [protocolName, keymap.keymap].compactMap { $0 }
    let stage = try Stage(screen: screen, script: script, inputs: inputs)
    let (map, problems) = try keymap.load()
    let manner = ScanDesk.Manner(
      reader: reader, keymap: map, traits: stage.traits, atOnce: stage.isTerminal, lungs: lungs)
    let desk = try ScanDesk(manner) { archives in
      try Reading(
        found, reader: reader, protocolName: protocolName, keymap: map, traits: stage.traits,
        atOnce: stage.isTerminal, incomplete: which.incomplete, lungs: lungs
      ) { files in
        files.archives = archives
        return files
      }
    }
    for problem in problems { desk.say("\(problem)", .warning) }
    try desk.play(on: stage, saving: script.save)
  }
}

extension Open {
  /// The slices of a series are files that a picture of the screen must not land on.
  static func parts(_ files: ProjectFiles, _ script: ScriptOptions) throws -> [String] {
    script.dumpScreen == nil ? [] : try Scans.describe(files.scan, files.choice).parts + script.files
  }
}

/// Playing keys without a terminal.
struct ScriptOptions: ParsableArguments {
  @Option(help: ArgumentHelp(words("cli.open.script"))) var script: String?
  @Option(help: ArgumentHelp(words("cli.open.size"))) var size = "120x40"
  @Option(help: ArgumentHelp(words("cli.open.dump"))) var dumpScreen: String?
  @Flag(help: ArgumentHelp(words("cli.open.save"))) var save = false
  @OptionGroup var output: OutputOptions

  func check() throws {
    if script == nil && (dumpScreen != nil || save) {
      throw Failure(.usage, words("cli.open.need-script"), advice: words("cli.open.need-script-advice"))
    }
  }

  /// The file that the keys are read from, when they are.
  var files: [String] { script.map { $0.hasPrefix("@") ? [String($0.dropFirst())] : [] } ?? [] }

  func keys() throws -> [Key] {
    guard let script else { return [] }
    guard script.hasPrefix("@") else { return try KeyScript.parse(script) }
    let path = try Input.path(String(script.dropFirst()))
    let text = try NamedFile.text(
      path, limit: 1 << 20, kind: words("cli.open.script-file"), advice: words("cli.open.script-file-advice"))
    return try KeyScript.parse(text, name: path)
  }
}

extension LungsChoice: ExpressibleByArgument {}
