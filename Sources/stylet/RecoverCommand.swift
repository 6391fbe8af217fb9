import ArgumentParser
import StyletCore

/// `stylet recover`: what can be had back.
struct Recover: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Rebuild a project from its last good state and its journal.",
    discussion: "What is replaced stays in the .bak file.")

  @Argument(help: "A project.", transform: Input.path) var project: String

  @Option(help: "Who recovers.") var reader = ""

  func run() throws {
    let report = try ProjectCheck.recover(project, reader: reader, scan: Scans.probe())
    try Output.line("\(report.base): \(report.steps) steps taken from the journal")
    if report.base != report.project { try Output.line("it is of the scan \(report.scan.escapedForTerminal)") }
    if let line = report.unusableFrom { try Output.line("the journal could not be used from line \(line) on") }
    for why in report.leftAside { try Output.line("not used: \(why)") }
    for other in report.others { try Output.line("beside it: \(other)") }
    for path in report.kept { try Output.line("kept what was there before as \(path)") }
  }
}
