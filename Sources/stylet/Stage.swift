import Glibc
import StyletBase
import StyletFiles
import StyletScreen
import StyletTerminal

/// Where the workstation is played: a real terminal, or a script without one.
struct Stage {
  let traits: TerminalTraits
  private let probe: TerminalProbe?
  private let link: LinkChoice
  private let script: ScriptOptions?
  private let keys: [Key]
  /// Files that a picture of the screen is not written over.
  private let inputs: [String]

  /// - Parameters:
  ///   - script: nil for a terminal and nothing else.
  ///   - inputs: the files that are read.
  init(screen: ScreenOptions, script: ScriptOptions? = nil, inputs: [String] = []) throws {
    self.script = script
    link = screen.link
    self.inputs = inputs
    if let path = script?.dumpScreen {
      try script?.output.writing([path], reading: inputs, toStandardOutput: true, as: [.text]) {}
    }
    keys = try script?.keys() ?? []
    if let script, script.script != nil {
      probe = nil
      var plain = TerminalTraits(tier: screen.tier ?? .indexed, unicode: !screen.ascii)
      plain.isLight = screen.background == .light
      traits = screen.chosen(plain)
      _ = try ScreenOptions.parsedSize(script.size)
    } else {
      guard isatty(STDIN_FILENO) == 1, isatty(STDOUT_FILENO) == 1 else {
        throw Failure(
          .usage, words("cli.open.no-terminal"),
          advice: words("cli.open.no-terminal-advice"))
      }
      let probe = try TerminalProbe(
        colour: screen.colour, ascii: screen.ascii, background: screen.background, picture: screen.picture)
      self.probe = probe
      traits = screen.chosen(probe.traits)
    }
  }

  var isTerminal: Bool { probe != nil }

  /// Until the reader leaves, or the script ends.
  /// - Throws: an ``EndingSignal`` where that ended the session: what it holds is to be kept and closed first.
  func play(_ application: some Application) throws {
    if let probe {
      var options = TerminalSession.Options()
      options.link = link
      if case .hangUp(let signal) = try TerminalSession.run(application, on: probe, options: options) { throw EndingSignal(signal) }
      return
    }
    guard let script else { return }
    let (width, height) = try ScreenOptions.parsedSize(script.size)
    let runner = ScriptRunner(application, width: width, height: height)
    let last = runner.play(keys)
    let problem = application.unknownInput
    if let path = script.dumpScreen {
      try script.output.writing(reading: inputs, toStandardOutput: true, as: [.text]) {
        try OutputFile.write(Array(last.text.utf8), to: path)
      }
    }
    // Said last: the picture shows what the screen said of it.
    if let problem { throw problem }
  }
}
