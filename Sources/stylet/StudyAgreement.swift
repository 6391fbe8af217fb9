import ArgumentParser
import StyletAgreement
import StyletBase
import StyletImaging
import StyletStudy

/// `stylet study agreement`: how far the readers of a study agree, or each with himself.
struct StudyAgreement: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "agreement", abstract: words("cli.study.agreement.abstract"),
    discussion: words("cli.study.agreement.discussion"))

  @Argument(help: ArgumentHelp(words("cli.study.folder")), transform: Input.path) var study: String
  @Flag(help: ArgumentHelp(words("cli.study.agreement.repeats"))) var repeats = false
  @Option(help: ArgumentHelp(words("cli.agree.finding"))) var finding: [String] = []
  @Option(parsing: .unconditional, help: ArgumentHelp(words("cli.study.agreement.tolerance")), transform: Input.number)
  var tolerance: Double?
  @Option(parsing: .unconditional, help: ArgumentHelp(words("cli.agree.seed"))) var seed: UInt32 = 1
  @OptionGroup var forms: AgreementForms
  @OptionGroup var language: LanguageOption

  func validate() throws {
    if let tolerance, !(0...1000).contains(tolerance) {
      throw ValidationError(words("cli.agree.no-tolerance", ["mm": "\(tolerance)"]))
    }
  }

  func run() throws {
    let folder = StudyFolder(study), inputs = folder.coordinatorFiles
    try forms.check(reading: inputs)
    try forms.tell(report(SealedStudy(folder)), reading: inputs)
  }

  /// A case with the readings that are compared, each in the column of its reader, or of its occasion.
  private typealias Row = (one: StudyCase, readings: [(column: Int, reading: DesignedReading)])

  private func report(_ sealed: SealedStudy) throws -> AgreementReport {
    let (columns, rows) = try repeats ? Self.occasions(sealed) : Self.readers(sealed)
    let mm = tolerance ?? sealed.study.rulesInForce.tolerance
    let line = ProgressLine(study)
    defer { line.finish() }
    var scans: [ScanAgreement] = []
    for (n, row) in rows.enumerated() {
      line.update(Double(n) / Double(rows.count))
      let volume = try sealed.scan(of: row.one).volume
      var readings = [StudyReading?](repeating: nil, count: columns.count)
      for (column, reading) in row.readings {
        readings[column] = StudyReading(try sealed.reading(reading, on: volume), name: reading.alias.text)
      }
      try Agree.check(finding, readings.compactMap { $0 }, of: study)
      scans.append(
        ScanAgreement(
          ScanFacts(name: row.one.id.text, sha256: row.one.sha256, grid: volume.grid), patient: row.one.patient,
          isStated: sealed.isPatientStated(row.one), readings: readings, only: finding.isEmpty ? nil : finding,
          tolerance: mm))
    }
    return AgreementReport(scans, readers: columns, tolerance: mm, seed: UInt64(seed))
  }

  private static func readers(_ sealed: SealedStudy) throws -> (columns: [String], rows: [Row]) {
    let read = try sealed.readTogether()
    let names = Set(read.flatMap { $0.readings.map(\.reader.text) }).sorted()
    let places = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, $0) })
    return (names, read.map { row in (row.one, row.readings.map { (places[$0.reader.text] ?? 0, $0) }) })
  }

  /// What a reader has read twice: a row for each reader and case.
  private static func occasions(_ sealed: SealedStudy) throws -> (columns: [String], rows: [Row]) {
    let rows = sealed.cases.filter { $0.status == .open }.flatMap { one -> [Row] in
      let again = sealed.sealed(one.id) { $0 == .repeat }, before = sealed.sealed(one.id, where: \.isOfCase)
      return again.compactMap { second in
        before.first { $0.reader == second.reader }.map { (one, [(0, $0), (1, second)]) }
      }
    }
    guard !rows.isEmpty else { throw sealed.nothingCommon(repeats: true) }
    return ([words("cli.study.agreement.first"), words("cli.study.agreement.again")], rows)
  }
}
