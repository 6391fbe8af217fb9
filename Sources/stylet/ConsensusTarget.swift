import StyletAgreement
import StyletBase
import StyletCore
import StyletFiles
import StyletFormats
import StyletImaging
import StyletProject

/// Where a consensus goes: a project of its own, or a mask. What is there already is never written over.
struct ConsensusTarget {
  private let path: String
  private let inputs: [String]
  private var isProject: Bool { path.hasSuffix(ProjectNames.ending) }

  /// - Throws: a ``Failure`` where it cannot be written, before anything long is done.
  init(_ path: String, reading inputs: [String]) throws {
    (self.path, self.inputs) = (path, inputs)
    guard path != OutputPolicy.standardOutput else {
      throw Failure(
        .usage, path: path, words("error.output.stdout-no-ending"), advice: words("cli.consensus.to-a-file"))
    }
    let isThere =
      isProject ? ProjectFiles(scan: path, project: path).all.contains(where: Paths.exists) : Paths.exists(path)
    if isThere {
      throw Failure(
        .cannotCreate, path: path, words("cli.consensus.there"), advice: words("error.output.other-name"))
    }
    guard !isProject else { return }
    _ = try FormatRegistry.standard.maskWriter(for: path, form: nil)
    try policy(inputs).check(path)
  }

  private func policy(_ inputs: [String]) -> OutputPolicy { OutputPolicy(inputs: inputs, kinds: [.mask]) }

  /// - Parameters:
  ///   - readings: what it was made of.
  ///   - found: the scan.
  func write(
    _ consensus: ScanConsensus, of readings: [StudyReading], on found: ComparedReaders.Found, incomplete: Bool
  ) throws {
    isProject
      ? try writeProject(consensus, readings, found, incomplete)
      : try writeMask(consensus, found, incomplete)
  }

  private func writeMask(_ consensus: ScanConsensus, _ found: ComparedReaders.Found, _ incomplete: Bool) throws {
    let image = try Scans.read(found.path, found.choice, incomplete: incomplete, remarking: false)
    try check(image.volume.grid, consensus)
    var layer = LabelLayer(name: LabelLayer.findings, size: image.volume.size)
    if let edit = Self.edit(consensus, in: layer, image.volume) { layer.apply(edit) }
    var source = MaskSource(
      layer: layer, findings: consensus.findings, volume: image.volume, scan: found.path, choice: found.choice)
    source.scanSHA256 = consensus.scan.sha256
    source.lesionFindings = consensus.findings.lesionFindings
    try OutputPolicy.$current.withValue(policy(found.inputs + image.description.parts)) {
      try Masks.export(source, to: path)
    }
  }

  /// As a proposal: every slice is a program's until a reader has looked at it, and nobody's reading until it is signed.
  private func writeProject(
    _ consensus: ScanConsensus, _ readings: [StudyReading], _ found: ComparedReaders.Found, _ incomplete: Bool
  ) throws {
    let files = try ProjectFiles.resolve(found.path, project: path, choice: found.choice)
    var (image, opened) = try Scans.open(files, readOnly: false, incomplete: incomplete)
    defer { try? opened.store.close(opened.session, keepingUnsaved: false) }
    if case .readOnly(let why) = opened.store.access { throw why }
    try check(image.volume.grid, consensus)
    guard opened.store.project.scan.sha256 == consensus.scan.sha256 else {
      throw Failure(
        .badData, path: found.path, words("error.scan-changed"), advice: words("error.input.try-later"))
    }
    let form = Self.commonForm(readings)
    try opened.store.update { project in
      project.labels = consensus.findings
      guard let form else { return }
      project.readingProtocol = form.form.reference
      var record = ReadingRecord()
      record.protocolFile = form.file.map { ProjectFiles.relative($0, to: files.files.project) }
      project.reading = record.json
    }
    opened.session.lesionFindings = form?.form.lesionFindings ?? consensus.findings.lesionFindings
    if let edit = Self.edit(consensus, in: opened.session.findings, image.volume) { try opened.session.perform(edit) }
    opened.store.note(.consensus, others: ConsensusReport(consensus).record)
    try opened.store.save(&opened.session)
  }

  private func check(_ grid: VoxelGrid, _ consensus: ScanConsensus) throws {
    guard grid.mismatch(with: consensus.scan.grid) == nil else {
      throw Failure(.badData, path: path, words("error.scan-changed"), advice: words("error.input.try-later"))
    }
  }

  private static func edit(_ consensus: ScanConsensus, in layer: LabelLayer, _ volume: Volume) -> Edit? {
    ImportTool(mask: consensus.labels, source: "consensus", origin: .proposed)
      .edit(in: ToolContext(layer: layer, volume: volume, plane: .axial, label: 0))
  }

  /// The protocol that all readings follow; nil where they do not follow one.
  private static func commonForm(_ readings: [StudyReading]) -> (form: ReadingProtocol, file: String?)? {
    guard let first = readings.first, let form = first.form,
      readings.allSatisfy({ $0.form?.reference == form.reference })
    else { return nil }
    return (form, first.protocolFile)
  }
}
