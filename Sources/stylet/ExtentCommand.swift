import ArgumentParser
import StyletCore

/// `stylet extent`: the numbers of the live panel.
struct ExtentCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "extent",
    abstract: "Print the extent of each finding: the same numbers as the live panel.")

  @Argument(help: "A project, or a scan together with --labels.") var path: String
  @Option(help: "A mask on the scan's grid.") var labels: String?
  @OptionGroup var which: ScanOptions
  @Flag(help: "Print JSON.") var json = false
  @Flag(help: "Print CSV.") var csv = false

  func validate() throws {
    if json && csv { throw ValidationError("--json and --csv exclude each other") }
  }

  func run() throws {
    let report = try LabelledScan.open(path, which.choice, labels: labels, needLabels: true).report
    try Output.write(json ? report.json : csv ? report.csv : report.table)
  }
}
