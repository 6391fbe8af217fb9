import ArgumentParser
import Foundation
import StyletCore
import StyletScreen

/// `stylet import`: a mask into a project.
struct Import: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Replace a project's findings, or its lungs, by those of a mask on the scan's grid.",
    discussion: """
      Takes NIfTI, NRRD, MetaImage, .seg.nrrd, DICOM SEG, RTSTRUCT and COCO. The mask's labels become findings by \
      their code, name or value; what is not known becomes a new one. Given a scan, its project is opened or begun. \
      What was drawn before stays in the .bak file.
      """)

  @Argument(help: "A project, or a scan.", transform: Input.path) var project: String
  @Argument(help: "The mask, on the scan's grid or a part of it.", transform: Input.path) var mask: String
  @Option(help: "What its labels become: \"2=GGO,Mass=NOD,7=none\".") var map = ""
  @Option(
    help: "A file that names its labels: an ITK-SNAP label file or dcmqi's JSON.",
    transform: Input.path)
  var table: String?
  @Option(help: "What it is: findings, or lungs (1 right, 2 left, 3 airways; one value is divided by side).")
  var layer = ProjectLayer.findings
  @Option(
    name: .customLong("project"), help: "The project file of the scan.",
    transform: Input.path)
  var projectFile: String?
  @OptionGroup var which: ScanOptions
  @Option(help: "Who imports.") var reader = ""

  func run() throws {
    let files = try ProjectFiles.resolve(project, project: projectFile, choice: which.choice)
    var (image, opened) = try Scans.open(
      files, reader: reader, readOnly: false, incomplete: which.incomplete)
    let volume = image.volume
    if case .readOnly(let why) = opened.store.access { throw why }
    defer { try? opened.store.close(opened.session, keepingUnsaved: true) }
    if opened.session.seal != nil {
      let project = opened.store.project, check = Scans.signature(project, opened.session, at: files.project)
      let seal = ReadingRecord(project.reading).refusal(isVoid: check.state == .void)
      if let seal { throw seal.about(files.project) }
    }
    if layer == .lungs { return try importLungs(&opened, volume) }
    let imported = try Masks.read(
      mask, grid: volume.grid, findings: opened.store.project.labels, table: table, rules: map)
    let context = ToolContext(layer: opened.session.findings, volume: volume, plane: .axial, label: 0)
    let tool = ImportTool(mask: imported.labels, mapping: imported.mapping, source: imported.source)
    try opened.store.update { $0.labels = imported.findings }
    if let edit = tool.edit(in: context) { try opened.session.perform(edit) }
    opened.store.note(.imported, imported.source)
    try opened.store.save(&opened.session)
    for line in imported.matches { try Output.line(line.escapedForTerminal) }
    for line in imported.remarks { try Output.line("note: " + line.escapedForTerminal) }
    let report = ExtentReport(ledger: opened.session.ledger, findings: imported.findings, volume: volume)
    try Output.write(report.table + QuantitativeCTWords.checks(report.badges))
  }

  private func importLungs(_ opened: inout OpenedProject, _ volume: Volume) throws {
    let imported = try Masks.read(mask, grid: volume.grid, findings: Lungs.table, table: table, rules: map)
    let lungs: LungMask
    do {
      lungs = try LungMask(imported.labels, mapping: imported.mapping)
    } catch let failure as Failure {
      throw failure.about(mask)
    }
    let session = opened.session
    let layer = session.layers.first { $0.name == LabelLayer.lungs }
      ?? LabelLayer(name: LabelLayer.lungs, size: volume.size)
    if let edit = lungs.edit(of: layer, session.annotations, volume: volume, source: imported.source) {
      try opened.session.perform(edit)
    }
    opened.store.note(.imported, imported.source)
    try opened.store.save(&opened.session)
    for line in imported.remarks { try Output.line("note: " + line.escapedForTerminal) }
    try Output.write(LungWords.imported(lungs, source: imported.source, on: volume))
  }
}
