import ArgumentParser
import StyletAgreement
import StyletBase

/// `stylet agree`: how far readers of the same scans agree.
struct Agree: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "agree",
    abstract: words("cli.agree.abstract"),
    discussion: words("cli.agree.discussion"))

  @Argument(help: ArgumentHelp(words("cli.agree.paths")), transform: Input.path) var readers: [String]
  @Option(help: ArgumentHelp(words("cli.agree.scan")), transform: Input.path) var scan: String?
  @Option(help: ArgumentHelp(words("cli.agree.finding"))) var finding: [String] = []
  @Option(parsing: .unconditional, help: Input.help(words("cli.agree.tolerance"), 2.0), transform: Input.number)
  var tolerance = 2.0
  @Option(help: ArgumentHelp(LungSource.help), transform: Input.path) var lungs: String?
  @Option(parsing: .unconditional, help: ArgumentHelp(words("cli.agree.seed"))) var seed: UInt32 = 1
  @OptionGroup var which: ScanOptions
  @OptionGroup var forms: AgreementForms
  @OptionGroup var language: LanguageOption

  func validate() throws {
    if readers.count < 2 { throw ValidationError(words("cli.agree.two")) }
    if !(0...1000).contains(tolerance) {
      throw ValidationError(words("cli.agree.no-tolerance", ["mm": "\(tolerance)"]))
    }
  }

  func run() throws {
    try forms.check(reading: readers + [scan, lungs].compactMap { $0 })
    let compared = try ComparedReaders(readers, scan: scan, which, lungs: lungs)
    var inputs: [String] = []
    let scans = try compared.scans.map { paths in
      let found = try compared.readings(paths)
      inputs += found.inputs
      try Self.check(finding, found.readings.compactMap { $0 }, of: readers[0])
      return ScanAgreement(
        found.scan, patient: found.patient, isStated: found.patientIsStated, readings: found.readings,
        only: finding.isEmpty ? nil : finding, tolerance: tolerance)
    }
    let report = AgreementReport(
      scans, readers: compared.names, tolerance: tolerance, seed: UInt64(seed), alone: compared.alone)
    try forms.tell(report, reading: inputs)
  }

  /// That somebody has the findings that are asked for.
  /// - Parameter path: for the message.
  static func check(_ finding: [String], _ readings: [StudyReading], of path: String) throws {
    let known = readings.flatMap { $0.findings.findings.map(\.code) }
    guard let code = finding.first(where: { !known.contains($0) }) else { return }
    let each = known.enumerated().filter { known.firstIndex(of: $1) == $0 }.map(\.element)
    throw Failure(
      .usage, path: path, words("cli.agree.no-finding", ["code": code]),
      advice: words("cli.agree.no-finding-advice", ["known": each.joined(separator: ", ")]))
  }
}
