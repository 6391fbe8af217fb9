import StyletBase
import StyletBatch
import StyletCore
import StyletDetection
import StyletFiles
import StyletFormats
import StyletImaging
import StyletProject
import StyletReport
import StyletScreen

/// The steps of one item: by what the commands of their names are made of, so that the numbers and the files are theirs,
/// and the scan is read once.
struct BatchItemWork {
  /// The scan is not the one that was planned.
  struct Changed: Error {}

  private let item: BatchItem
  private let settings: BatchSettings
  private let folder: String
  private let choice: ScanChoice
  private let policy: OutputPolicy

  /// - Parameter folder: where the files go; it is there.
  init(_ item: BatchItem, _ settings: BatchSettings, folder: String) {
    (self.item, self.settings, self.folder) = (item, settings, folder)
    choice = ScanChoice(series: item.series, fillGaps: settings.fillsGaps)
    policy = OutputPolicy(inputs: [item.path])
  }

  func run() throws {
    try Scans.mustExist(item.path)
    try OutputPolicy.$current.withValue(policy) {
      try Words.inData { try settings.subject == .scans ? ofScan() : ofProject() }
    }
  }

  private func place(_ file: String) -> String { folder.appendingPath(file) }
  private func write(_ text: String, _ file: String) throws {
    try OutputFile.write(Array(text.utf8), to: place(file))
  }

  private func check(_ files: [String]) throws {
    guard try ScanIdentity.fingerprint(ofFiles: files) == item.fingerprint else { throw Changed() }
  }

  private func ofScan() throws {
    let path = item.path, onDisk = ScanFiles(path)
    // One that was changed is said to be so, and not that it cannot be read.
    if item.files == 1, !Paths.isFolder(path) { try check([path]) }
    let image = try Scans.read(path, choice, incomplete: settings.takesIncomplete, remarking: false)
    let parts = Scans.parts(of: path, image.description), volume = image.volume
    try check(parts)
    let digest = try onDisk.identified(parts) { try Scans.identity(of: parts) }
    let facts = ScanFacts(name: item.name, sha256: digest, grid: volume.grid)
    func mask(_ source: MaskSource, _ file: String) throws {
      try FormatRegistry.standard.maskWriter(for: place(file)).write(source, to: place(file))
    }
    var found: Lungs?
    func lungs() throws -> Lungs {
      if let found { return found }
      let lungs = try LungsCommand.find(in: volume)
      found = lungs
      return lungs
    }
    for step in settings.steps.all {
      switch step {
      case .lungs:
        try mask(LungsCommand.mask(of: lungs(), volume, scan: path, choice), step.files[0])
        try write(LungsJSON(lungs(), scan: facts, words: LungWords.text).text, step.files[1])
      case .propose:
        let own = try lungs().labels
        guard let proposal = LesionProposal.find(in: volume, lungs: own, model: nil, work: CancellableWork()) else {
          throw Failure(.defect, words("cli.propose.ended"))
        }
        try mask(ProposeCommand.mask(of: proposal, volume, scan: path, choice), step.files[0])
        try write(ProposalJSON(proposal.report, scan: facts, words: ProposalWords.text).text, step.files[1])
      case .segment(let name):
        let other = try ExternalSegmenter.named(name)
        try mask(ProposeCommand.mask(by: other, volume, scan: path, choice), step.files[0])
      case .extent, .quantitative:
        var scan = LabelledScan.plain(path, choice, image, onDisk)
        if step == .extent {
          scan = try scan.labelled(by: place(BatchStep.propose.files[0]), findings: scan.table)
        }
        try LungSource.apply(lungs(), to: &scan)
        try write(ExtentCommand.report(scan, facts, qct: step == .quantitative).json, step.files[0])
      case .report: break  // a plan of scans has none
      }
    }
  }

  private func ofProject() throws {
    let found = try ProjectFiles.resolve(item.path).files
    try check(BatchSources.files(of: found, Scans.describe(found.scan, found.choice)))
    for step in settings.steps.all {
      switch step {
      case .extent, .quantitative:
        let isQuantitative = step == .quantitative
        let scan = try LabelledScan.open(
          item.path, needLabels: !isQuantitative, incomplete: settings.takesIncomplete)
        try write(ExtentCommand.report(scan, scan.facts(), qct: isQuantitative).json, step.files[0])
      case .report:
        let reported = try ReportedProject(item.path, identified: false, incomplete: settings.takesIncomplete)
        try write(reported.page(withImages: true), step.files[0])
        try write(ReportJSON(reported.data).text, step.files[1])
      case .lungs, .propose, .segment: break  // a plan of projects has none
      }
    }
  }
}
