import ArgumentParser
import StyletBase
import StyletDetection
import StyletFormats
import StyletImaging
import StyletReport
import StyletStudy
import StyletTriage

/// `stylet triage measure`: what a run starts for each scan, and nobody else.
struct TriageMeasure: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "measure", abstract: words("cli.triage.measure.abstract"), shouldDisplay: false)

  @Argument(help: ArgumentHelp(words("cli.study.folder")), transform: Input.path) var study: String
  @Argument(help: ArgumentHelp(words("cli.study.withdraw.cases")), transform: StudyWords.caseID) var name: CaseID
  @Option(help: ArgumentHelp(words("cli.triage.rule")), transform: Input.path) var rule: String?
  @OptionGroup var language: LanguageOption

  func run() throws {
    EndOfParent.watch()
    let began = ContinuousClock.now, folder = StudyFolder(study)
    let rule = try rule.map { try TriageRule.read($0) } ?? .standard
    guard let one = try StudyCase.read(folder).first(where: { $0.id == name }) else {
      throw Failure(
        .usage, path: study, words("error.study.no-case", ["case": name.text]),
        advice: words("error.study.no-case-advice"))
    }
    let path = folder.located(one.path), onDisk = ScanFiles(path)
    guard Paths.exists(path) else { throw Failure(.noInput, path: name.text, words("triage.no-scan")) }
    let image = try Scans.read(path, one.choice, remarking: false)
    let parts = Scans.parts(of: path, image.description)
    let fingerprint = try onDisk.identified(parts) { try ScanIdentity.fingerprint(ofFiles: parts) }
    guard fingerprint == one.fingerprint else {
      throw Failure(.badData, path: name.text, words("triage.another-scan"))
    }
    var result = TriageResult(one, measured: UTC.now())
    result.reading = began.secondsUntilNow
    guard let found = ScanMeasuring(image.volume) else { throw Failure(.defect, words("triage.gave-up")) }
    result.measures = found.measures
    if let limits = found.lungs.zones {
      result.zones = ZonePicture(lungs: found.lungs.labels, limits: limits, grid: image.volume.grid).map(ZoneOutlines.init)
    }
    try writePicture(found, image.volume, of: one, to: folder)
    result.seconds = began.secondsUntilNow
    try result.write(folder, rule: rule)
  }

  /// The slice with most of what is proposed, or the middle one.
  private func writePicture(_ found: ScanMeasuring, _ volume: Volume, of one: StudyCase, to folder: StudyFolder) throws {
    let layer = ProposeCommand.mask(of: found.proposal, volume, scan: "", one.choice).layer
    let painter = SlicePainter(
      volume: volume, findings: layer, table: LesionProposal.table, lungs: found.lungs.labels, zones: found.lungs.zones)
    let k = found.measures.slice ?? volume.size.k / 2
    let picture = painter.paint(PictureFrame(.axial, w: k, of: volume.grid, longest: 320))
    try Paths.makeFolder(folder.triage)
    try StudyFile.write(try PNGWriter.encode(picture), to: folder.triagePicture(one.id))
  }
}

extension ContinuousClock.Instant {
  /// To a hundredth.
  fileprivate var secondsUntilNow: Double {
    let (seconds, atto) = (ContinuousClock.now - self).components
    return ((Double(seconds) + Double(atto) / 1e18) * 100).rounded() / 100
  }
}
