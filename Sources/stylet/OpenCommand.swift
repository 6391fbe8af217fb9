import ArgumentParser
import Foundation
import StyletCore
import StyletScreen

/// `stylet open`: the workstation.
struct Open: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Open a scan in the workstation.",
    discussion: """
      With --script the keys are played without a terminal, written as in "30G<Space>5<Right>p3<Down>p:w<Enter>"; \
      @FILE reads them from a file.
      """)

  @Argument(help: "An image file, a folder of DICOM files, or a project.", transform: Input.path) var scan: String
  @Option(help: "Who reads: a name or pseudonym for the project file.") var reader = ""
  @Option(
    name: .customLong("project"), help: "The project file; SCAN.stylet.json beside the scan when not given.",
    transform: Input.path)
  var projectFile: String?
  @Option(
    help: """
      auto looks for the lungs of a scan that may be a chest, when its project has none: in the background, or with \
      --script before the first key. ask leaves that to :lungs.
      """)
  var lungs = LungsChoice.auto
  @Option(
    name: .customLong("protocol"),
    help: "The questions of the structured reading: covid-chest, ild, or a TOML file. A project remembers its own.",
    transform: Input.path)
  var protocolName: String?
  @OptionGroup var which: ScanOptions
  @OptionGroup var keymap: KeymapOptions
  @OptionGroup var screen: ScreenOptions
  @OptionGroup var script: ScriptOptions

  func run() throws {
    try script.check()
    let files = try ProjectFiles.resolve(scan, project: projectFile, choice: which.choice)
    // Before the scan is read: a wrong terminal is said at once.
    let inputs =
      try files.all + [files.scan] + Self.parts(files, script) + [protocolName, keymap.keymap].compactMap { $0 }
    let stage = try Stage(screen: screen, script: script, inputs: inputs)
    let (map, problems) = try keymap.load()
    let reading = try Reading(
      files: files, reader: reader, protocolName: protocolName, keymap: map, traits: stage.traits,
      atOnce: stage.isTerminal, incomplete: which.incomplete, lungs: lungs)
    for problem in problems { reading.workstation.say("\(problem)", .warning) }
    do {
      try stage.play(reading.workstation)
      if script.save { try reading.save() }
    } catch {
      // What a reader has drawn stays in the journal; what a script has drawn and not saved was for looking.
      if stage.isTerminal { try? reading.end() } else { try? reading.endAsOpened() }
      throw error
    }
    if stage.isTerminal { try reading.end() } else { try reading.endAsOpened() }
  }
}

extension Open {
  /// The slices of a series are files that a picture of the screen must not land on.
  private static func parts(_ files: ProjectFiles, _ script: ScriptOptions) throws -> [String] {
    script.dumpScreen == nil ? [] : try Scans.describe(files.scan, files.choice).parts + script.files
  }
}

/// Playing keys without a terminal.
struct ScriptOptions: ParsableArguments {
  @Option(help: "Keys to play without a terminal, or @FILE.") var script: String?
  @Option(help: "Columns x rows of the screen that is played on.") var size = "120x40"
  @Option(help: "Write the last screen here as text.") var dumpScreen: String?
  @Flag(help: "Save the project after the last key; what is not saved then is given up.") var save = false
  @OptionGroup var output: OutputOptions

  func check() throws {
    if script == nil && (dumpScreen != nil || save) {
      throw Failure(.usage, "--dump-screen and --save go with --script", advice: "add --script KEYS")
    }
  }

  /// The file that the keys are read from, when they are.
  var files: [String] { script.map { $0.hasPrefix("@") ? [String($0.dropFirst())] : [] } ?? [] }

  func keys() throws -> [Key] {
    guard let script else { return [] }
    guard script.hasPrefix("@") else { return try KeyScript.parse(script) }
    let path = try Input.path(String(script.dropFirst()))
    let text = try NamedFile.text(
      path, limit: 1 << 20, kind: "a script", advice: "give a file of keys as Samples/scripts has them")
    return try KeyScript.parse(text, name: path)
  }
}

extension LungsChoice: ExpressibleByArgument {}
