import StyletBase
import StyletCore
import StyletFiles
import StyletImaging
import StyletProject

/// A scan with what was drawn on it, for subcommands that only look.
struct LabelledScan {
  let path: String
  var choice = ScanChoice.standard
  let volume: Volume
  var reader = ""
  /// What tells the scan's content from another's, where a project says it.
  var sha256: String?
  /// Its files from before they were read, where no project says whose content they have.
  private var onDisk: ScanFiles?
  /// All files that it was read from.
  var inputs: [String] = []
  var layer: LabelLayer { didSet { counts = nil } }
  var table: LabelTable
  /// The lungs, where a project has them.
  var lungs: LabelLayer? { didSet { counts = nil } }
  /// What opening the project has counted of it.
  private var counts: EditSession.Counts?
  var annotations = Annotations()
  /// The findings that count as lesion, by the project's protocol; nil for all.
  var lesionFindings: Set<UInt8>?
  /// A reader has said that there is no lesion.
  var isReadAsNone = false
  /// What of it the project's file does not have yet; nil where there is nothing.
  var unsaved: UnsavedSteps?
  /// The project without its layers and annotations, which are here; nil where there is none.
  private(set) var project: Project?

  var labels: LabelMap { layer.labels }

  /// - Parameters:
  ///   - path: a scan or a project.
  ///   - choice: which scan of the path; a project says it itself.
  ///   - labels: a project or a mask on the scan's grid; only with a scan.
  ///   - needLabels: refuse a scan that comes without any.
  static func open(
    _ path: String, _ choice: ScanChoice = .standard, labels: String? = nil, needLabels: Bool = false,
    incomplete: Bool = false
  ) throws -> LabelledScan {
    for path in [path] + [labels].compactMap({ $0 }) { try Scans.mustExist(path) }
    if ProjectFiles.isProject(path) {
      if labels != nil {
        throw Failure(.usage, path: path, words("cli.labels.two"), advice: words("cli.labels.two-advice"))
      }
      return try openProject(ProjectFiles.resolve(path, choice: choice), incomplete)
    }
    if let labels, ProjectFiles.isProject(labels) {
      return try openProject(ProjectFiles.resolve(path, project: labels, choice: choice), incomplete)
    }
    if labels == nil && needLabels {
      _ = try Scans.describe(path, choice)  // what is no scan at all is said first
      throw Failure(.usage, path: path, words("cli.labels.none"), advice: words("cli.labels.none-advice"))
    }
    let onDisk = ScanFiles(path)
    let scan = plain(path, choice, try Scans.read(path, choice, incomplete: incomplete), onDisk)
    return try labels.map { try scan.labelled(by: $0, findings: scan.table) } ?? scan
  }

  /// A scan on which nothing is drawn.
  /// - Parameter onDisk: its files, from before it was read.
  static func plain(_ path: String, _ choice: ScanChoice, _ image: LoadedImage, _ onDisk: ScanFiles) -> LabelledScan {
    LabelledScan(
      path: path, choice: choice, volume: image.volume, onDisk: onDisk, inputs: [path] + image.description.parts,
      layer: LabelLayer(name: LabelLayer.findings, size: image.volume.size), table: .standard)
  }

  /// The same scan, on which nothing is drawn, with the labels of a mask on its grid.
  /// - Parameter findings: what they are matched with.
  func labelled(by mask: String, findings: LabelTable) throws -> LabelledScan {
    var scan = self
    let imported = try Masks.read(mask, grid: volume.grid, findings: findings, isListed: false)
    scan.table = imported.findings
    let context = ToolContext(layer: layer, volume: volume, plane: .axial, label: 0)
    if let edit = ImportTool(mask: imported.labels, mapping: imported.mapping).edit(in: context) {
      scan.layer.apply(edit)
    }
    return scan
  }

  /// As saved, with what its journal holds beyond that; nothing is locked or written.
  static func openProject(_ found: ResolvedFiles, _ incomplete: Bool) throws -> LabelledScan {
    let files = found.files, (image, opened) = try Scans.open(found, readOnly: true, incomplete: incomplete)
    Scans.remark(opened.store.project, opened.session, at: files.project)
    var scan = LabelledScan(
      path: files.scan, choice: files.choice, volume: image.volume, reader: opened.store.project.reader,
      sha256: opened.store.project.scan.sha256,
      inputs: files.all + [files.scan] + image.description.parts,
      layer: opened.session.findings, table: opened.store.project.labels, lungs: opened.session.lungs,
      annotations: opened.session.annotations, lesionFindings: opened.session.lesionFindings,
      isReadAsNone: opened.session.isReadAsNone, unsaved: opened.unsaved)
    (scan.counts, scan.project) = (opened.session.counts, opened.store.project)
    return scan
  }

  /// What leaves of it.
  var source: MaskSource {
    var source = MaskSource(layer: layer, findings: table, volume: volume, scan: path, choice: choice, reader: reader)
    (source.lungs, source.annotations, source.lesionFindings) = (lungs, annotations, lesionFindings)
    source.isReadAsNone = isReadAsNone
    (source.scanSHA256, source.unsaved, source.counts) = (sha256, unsaved, counts)
    return source
  }

  /// What is said of the scan in a program's answer. Cost: reads everything where no project has the digest.
  func facts() throws -> ScanFacts {
    if let sha256 { return ScanFacts(name: path.lastPathPart, sha256: sha256, grid: volume.grid) }
    return try Scans.facts(path, choice, volume.grid, onDisk ?? ScanFiles(path))
  }

  /// All of it, with its numbers: those that opening has counted, unless other lungs came in.
  var session: EditSession { source.session }
}
