import ArgumentParser
import StyletBase
import StyletFiles
import StyletProject
import StyletScreen

/// `stylet compare`: two readings of one scan side by side, and a third made of them.
struct Compare: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare",
    abstract: words("cli.compare.abstract"),
    discussion: words("cli.compare.discussion"))

  @Argument(help: ArgumentHelp(words("cli.compare.reading")), transform: Input.path) var a: String
  @Argument(help: ArgumentHelp(words("cli.compare.reading")), transform: Input.path) var b: String
  @Option(help: ArgumentHelp(words("cli.compare.scan")), transform: Input.path) var scan: String?
  @Option(help: ArgumentHelp(words("cli.compare.out")), transform: Input.path) var out: String?
  @Option(help: ArgumentHelp(words("cli.open.reader"))) var reader = ""
  @Flag(help: ArgumentHelp(words("cli.compare.names"))) var names = false
  @Option(help: ArgumentHelp(words("cli.open.lungs"))) var lungs = LungsChoice.auto
  @OptionGroup var which: ScanOptions
  @OptionGroup var keymap: KeymapOptions
  @OptionGroup var screen: ScreenOptions
  @OptionGroup var script: ScriptOptions
  @OptionGroup var language: LanguageOption

  func run() throws {
    try script.check()
    let compared = try ComparedFiles(a, b, scan: scan, which.choice, isNamed: names)
    let found = try compared.result(out)
    let inputs = try compared.inputs + found.files.all + [keymap.keymap].compactMap { $0 }
      + Open.parts(found.files, script)
    let stage = try Stage(screen: screen, script: script, inputs: inputs)
    let (map, problems) = try keymap.load()
    let reading = try Reading(
      found, reader: reader, keymap: map, traits: stage.traits, atOnce: stage.isTerminal,
      incomplete: which.incomplete, lungs: lungs, comparing: compared)
    for problem in problems { reading.workstation.say("\(problem)", .warning) }
    try reading.play(on: stage, saving: script.save)
  }
}
