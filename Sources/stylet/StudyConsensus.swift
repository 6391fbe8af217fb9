import ArgumentParser
import StyletAgreement
import StyletBase
import StyletImaging
import StyletStudy

/// `stylet study consensus`: one drawing of each case that several have read, in the study's folder.
struct StudyConsensus: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "consensus", abstract: words("cli.study.consensus.abstract"),
    discussion: words("cli.study.consensus.discussion"))

  @Argument(help: ArgumentHelp(words("cli.study.folder")), transform: Input.path) var study: String
  @Option(help: ArgumentHelp(words("cli.consensus.rule"))) var rule = ConsensusRule.Method.majority
  @Flag(help: ArgumentHelp(words("cli.study.consensus.again"))) var again = false
  @OptionGroup var language: LanguageOption

  func run() throws {
    let sealed = try SealedStudy(StudyFolder(study))
    let cases = try sealed.readTogether()
    let line = ProgressLine(study)
    defer { line.finish() }
    let change = try StudyChange(sealed.folder)
    var written = 0, stale: [String] = []
    for (n, row) in cases.enumerated() {
      line.update(Double(n) / Double(cases.count))
      let path = sealed.folder.consensus(row.one.id)
      var isThere = Paths.exists(path)
      // Made of these readings it is what would be made again; of others it is put aside where that is asked for.
      if isThere, try SealedReading.madeOf(path) != Set(row.readings.map(sealed.seal)) {
        guard again else {
          stale.append(row.one.id.text)
          continue
        }
        try change.putAside(path, because: Words.inData { words("cli.study.consensus.because") })
        isThere = false
      }
      if !isThere {
        try write(row.one, row.readings, of: sealed, to: path)
        written += 1
      } else if try change.isTold(path) {
        continue
      }
      let readings = try row.readings.map { (path: sealed.path(of: $0), digest: try sealed.seal(of: $0)) }
      try change.made(path, as: .consensus, of: readings)
    }
    line.finish()
    try Output.line(words("cli.study.consensus.written", ["n": written, "all": cases.count]))
    guard stale.isEmpty else {
      throw Failure(
        .badData, path: sealed.folder.consensus,
        words("cli.study.consensus.stale", ["n": stale.count, "cases": stale.listedInWords(5)]),
        advice: words("cli.study.consensus.stale-advice"))
    }
  }

  private func write(
    _ one: StudyCase, _ designed: [DesignedReading], of sealed: SealedStudy, to path: String
  ) throws {
    let target = try ConsensusTarget(path, reading: designed.map(sealed.path))
    let (scan, volume) = try sealed.scan(of: one)
    let readings = try designed.map { designed -> (reading: StudyReading, sha256: String) in
      let own = try sealed.reading(designed, on: volume)
      var reading = StudyReading(own, name: designed.alias.text)
      reading.protocolFile = sealed.protocolFile(of: own)
      return (reading, own.digest)
    }
    let facts = ScanFacts(name: one.id.text, sha256: one.sha256, grid: volume.grid)
    let consensus: ScanConsensus
    do throws(ConsensusRefusal) {
      consensus = try ScanConsensus(
        facts, readings: readings, rule: ConsensusRule(rule, tie: sealed.study.rulesInForce.tie.ofConsensus))
    } catch {
      throw ConsensusCommand.failure(error, designed.map(sealed.path))
    }
    try target.write(
      consensus, of: readings.map(\.reading),
      on: ComparedReaders.Found(
        scan: facts, path: scan, choice: one.choice, patient: one.patient, patientIsStated: true, readings: [],
        inputs: designed.map(sealed.path)),
      incomplete: false)
  }
}

extension StudyRules.Tie {
  fileprivate var ofConsensus: ConsensusRule.Tie {
    switch self {
    case .undecided: .undecided
    case .background: .out
    case .drawn: .in
    }
  }
}
