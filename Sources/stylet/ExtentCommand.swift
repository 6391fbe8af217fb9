import ArgumentParser
import StyletBase
import StyletCore
import StyletImaging
import StyletScreen

/// `stylet extent`: the numbers of the live panel.
struct ExtentCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "extent",
    abstract: words("cli.extent.abstract"),
    discussion: words("cli.extent.discussion"))

  @Argument(help: ArgumentHelp(words("cli.extent.path")), transform: Input.path) var path: String
  @Option(help: ArgumentHelp(words("cli.extent.labels")), transform: Input.path) var labels: String?
  @Option(help: ArgumentHelp(LungSource.help), transform: Input.path) var lungs: String?
  @OptionGroup var which: ScanOptions
  @Flag(help: ArgumentHelp(words("cli.extent.lesions"))) var lesions = false
  @Flag(help: ArgumentHelp(words("cli.extent.qct"))) var qct = false
  @Flag(help: ArgumentHelp(words("cli.info.json"))) var json = false
  @Flag(help: ArgumentHelp(words("cli.extent.csv"))) var csv = false
  @OptionGroup var language: LanguageOption

  func validate() throws {
    if json && csv { throw ValidationError(words("cli.extent.json-csv")) }
    if csv && lesions && (qct || lungs != nil) {
      throw ValidationError(words("cli.extent.one-table"))
    }
  }

  func run() throws {
    var scan = try LabelledScan.open(path, which.choice, labels: labels, needLabels: !qct, incomplete: which.incomplete)
    let facts = json ? try scan.facts() : nil
    var list: LesionReport?
    if lesions {
      let catalogue = LesionCatalogue(scan.labels, volume: scan.volume)
      list = LesionReport(catalogue, findings: scan.table, grid: scan.volume.grid, origins: scan.layer.origins)
      list?.scan = facts
      list?.unsaved = scan.unsaved
      list?.badges = scan.volume.acquisition.valueBadges
    }
    if let list, !qct, lungs == nil {
      return try Output.write(json ? list.json : csv ? list.csv : list.table + QuantitativeCTWords.checks(list.badges))
    }
    try LungSource.apply(lungs, to: &scan)
    let report = try Self.report(scan, facts, lesions: list, qct: qct)
    if json || csv { return try Output.write(json ? report.json : report.csv) }
    let lesionTable = list.map { "\n" + $0.table } ?? ""
    try Output.write(
      ExtentWords.text(report) + lesionTable + (report.disease == nil ? "" : "\n" + ResearchUse.notice + "\n"))
  }

  /// The numbers of a scan with what is drawn on it.
  static func report(
    _ scan: LabelledScan, _ facts: ScanFacts?, lesions: LesionReport? = nil, qct: Bool
  ) throws -> DiseaseReport {
    var report = DiseaseReport(scan.session, findings: scan.table, quantitative: qct)
    (report.lesions, report.extent.scan, report.extent.unsaved) = (lesions, facts, scan.unsaved)
    if qct && report.quantitative == nil {
      throw Failure(.usage, path: scan.path, words("cli.extent.no-lungs"), advice: words("cli.extent.no-lungs-advice"))
    }
    return report
  }
}
