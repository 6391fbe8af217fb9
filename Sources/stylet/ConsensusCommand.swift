import ArgumentParser
import StyletAgreement
import StyletBase
import StyletCore
import StyletFiles
import StyletFormats
import StyletImaging
import StyletProject
import StyletReport

extension ConsensusRule.Method: ExpressibleByArgument {}
extension ConsensusRule.Tie: ExpressibleByArgument {}

/// `stylet consensus`: one drawing made of several readers' of one scan.
struct ConsensusCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "consensus",
    abstract: words("cli.consensus.abstract"),
    discussion: words("cli.consensus.discussion"))

  @Argument(help: ArgumentHelp(words("cli.consensus.paths")), transform: Input.path) var readers: [String]
  @Option(help: ArgumentHelp(words("cli.consensus.out"))) var out: String?
  @Option(help: ArgumentHelp(words("cli.agree.scan")), transform: Input.path) var scan: String?
  @Option(help: ArgumentHelp(words("cli.consensus.rule"))) var rule = ConsensusRule.Method.majority
  @Option(help: ArgumentHelp(words("cli.consensus.tie"))) var tie: ConsensusRule.Tie?
  @Option(help: ArgumentHelp(words("cli.agree.finding"))) var finding: [String] = []
  @OptionGroup var which: ScanOptions
  @Flag(help: ArgumentHelp(words("cli.info.json"))) var json = false
  @Flag(help: ArgumentHelp(words("cli.agree.csv"))) var csv = false
  @OptionGroup var language: LanguageOption

  func validate() throws {
    if readers.count < 2 { throw ValidationError(words("cli.consensus.two")) }
    if rule == .staple, tie != nil { throw ValidationError(words("cli.consensus.no-tie")) }
    if json, csv { throw ValidationError(words("cli.extent.json-csv")) }
  }

  func run() throws {
    let target = try out.map { try ConsensusTarget($0, reading: readers + [scan].compactMap { $0 }) }
    for path in readers { try Scans.mustExist(path) }
    if let folder = readers.first(where: Paths.isFolder) {
      throw Failure(.usage, path: folder, words("cli.consensus.folder"), advice: words("cli.consensus.folder-advice"))
    }
    try checkDistinct()
    let compared = try ComparedReaders(readers, scan: scan, which, lungs: nil)
    let onDisk = readers.map(ScanFiles.init)
    let found = try compared.readings(readers)
    let own = found.readings.compactMap { $0 }
    try Agree.check(finding, own, of: readers[0])
    for (path, reading) in zip(readers, own) {
      // What is in no file yet has no digest.
      guard let unsaved = reading.unsaved else { continue }
      throw Failure(.badData, path: path, unsaved.inWords, advice: words("cli.consensus.unsaved-advice"))
    }
    let digests = try zip(zip(readers, onDisk), found.digests).compactMap { file, digest in
      try digest.map { digest in try file.1.identified([file.0]) { digest } }
    }
    let consensus: ScanConsensus
    do throws(ConsensusRefusal) {
      consensus = try ScanConsensus(
        found.scan, readings: Array(zip(own, digests)), only: finding.isEmpty ? nil : finding,
        rule: ConsensusRule(rule, tie: tie ?? .undecided))
    } catch {
      throw Self.failure(error, readers)
    }
    let report = ConsensusReport(consensus)
    try target?.write(consensus, of: own, on: found, incomplete: which.incomplete)
    if json { return try Output.write(Words.inData { report.json }) }
    if csv { return try Output.write(Words.inData { report.csv }) }
    try Output.write(ReportText.render(ConsensusWords(consensus).document()))
  }

  /// One reading twice is two votes of one reader.
  private func checkDistinct() throws {
    for (n, path) in readers.enumerated() {
      guard let other = readers[..<n].first(where: { FileState.isSame($0, path) }) else { continue }
      throw Failure(
        .usage, path: path, words("cli.consensus.twice", ["other": other]), advice: words("cli.consensus.twice-advice"))
    }
  }

  /// - Parameter readers: their files, in the consensus's order.
  static func failure(_ refusal: ConsensusRefusal, _ readers: [String]) -> Failure {
    func names(_ places: [Int]) -> String { places.map { readers[$0].lastPathPart }.listedInWords(5) }
    return switch refusal {
    case .notRead(let place):
      Failure(
        .badData, path: readers[place], words("cli.consensus.not-read"), advice: words("cli.consensus.not-read-advice"))
    case .isConsensus(let place):
      Failure(
        .badData, path: readers[place], words("cli.consensus.is-consensus"),
        advice: words("cli.consensus.is-consensus-advice"))
    case .tooManyFindings:
      Failure(
        .badData, path: readers[0], words("cli.consensus.too-many"), advice: words("cli.consensus.too-many-advice"))
    case .tooManyReaders(let most):
      Failure(.usage, words("cli.consensus.too-many-readers", ["n": most]))
    case .disagreement(let code, let drawn, let missing):
      Failure(
        .badData, path: readers[missing.first ?? 0],
        words(
          "cli.consensus.disagreement", ["code": code, "drawn": names(drawn), "missing": names(missing)]),
        advice: words("cli.consensus.disagreement-advice"))
    }
  }
}
