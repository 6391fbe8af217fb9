import ArgumentParser
import Glibc
import StyletBase
import StyletCore
import StyletFormats
import StyletImaging
import StyletPhantom
import StyletProject
import StyletScreen

/// `stylet demo`: the sample case in the workstation, with a guided tour.
struct Demo: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "demo",
    abstract: words("cli.demo.abstract"),
    discussion: words("cli.demo.discussion"))

  @Flag(help: ArgumentHelp(words("cli.demo.tour"))) var tour = false
  @OptionGroup var keymap: KeymapOptions
  @OptionGroup var screen: ScreenOptions
  @Option(help: ArgumentHelp(words("cli.demo.size"))) var size = "120x40"
  @OptionGroup var language: LanguageOption

  func run() throws {
    // The tour's steps are keys to type; where it is played by itself, they are the default ones, too.
    let map = tour || !Self.isOnTerminal ? Keymap.standard : try keymap.load().keymap
    try Leftovers.withFolder("stylet-demo-") { try play(in: $0, keymap: map) }
  }

  private func play(in folder: String, keymap map: Keymap) throws {
    let scan = folder + "/sample.nii"
    let phantom = try Self.makeCase(at: scan)

    let steps = Tour.steps(for: phantom)
    if Self.isOnTerminal {
      let stage = try Stage(screen: screen)
      let reading = try Reading(ProjectFiles.resolve(scan), reader: "demo", keymap: map, traits: stage.traits)
      let work = reading.workstation
      let application: any Application = tour ? TourGuide(work, steps: steps, traits: stage.traits) : work
      try stage.play(application)
      try reading.end()
    } else {
      try playTour(steps, scan: scan, keymap: map)
    }
  }

  /// Takes some seconds, and says so.
  private static func makeCase(at path: String) throws -> Phantom {
    let line = ProgressLine(words("cli.demo.making"))
    line.begin()
    defer { line.finish() }
    let phantom = try Phantom.make(PhantomSpecification(size: GridSize(256, 256, 160)!, seed: 7))
    try Scans.writer(for: path).write(phantom.volume, to: path)
    return phantom
  }

  /// Otherwise it is played by itself.
  static var isOnTerminal: Bool { isatty(STDIN_FILENO) == 1 && isatty(STDOUT_FILENO) == 1 }

  private func playTour(_ steps: [TourStep], scan: String, keymap: Keymap) throws {
    let (width, height) = try ScreenOptions.parsedSize(size)
    let traits = screen.traitsForPrinting()
    let reading = try Reading(ProjectFiles.resolve(scan), reader: "demo", keymap: keymap, traits: traits)
    let runner = ScriptRunner(reading.workstation, width: width, height: height)
    for step in steps { runner.play(try KeyScript.parse(step.keys)) }
    try screen.print(reading.workstation.draw(width: width, height: height), traits: traits)
    let work = reading.workstation
    let report = DiseaseReport(work.session, findings: work.table)
    try Output.write("\n" + ExtentWords.text(report) + "\n" + ResearchUse.notice + "\n")
    try reading.end()
  }
}
