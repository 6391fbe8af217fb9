import ArgumentParser
import StyletBase
import StyletCore
import StyletDetection
import StyletFiles
import StyletImaging
import StyletProject
import StyletScreen

/// `stylet import`: a mask into a project.
struct Import: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: words("cli.import.abstract"),
    discussion: words("cli.import.discussion"))

  @Argument(help: ArgumentHelp(words("cli.import.project")), transform: Input.path) var project: String
  @Argument(help: ArgumentHelp(words("cli.import.mask")), transform: Input.path) var mask: String
  @Option(help: ArgumentHelp(words("cli.import.map"))) var map = ""
  @Option(
    help: ArgumentHelp(words("cli.import.table")),
    transform: Input.path)
  var table: String?
  @Option(help: ArgumentHelp(words("cli.import.layer")))
  var layer = ProjectLayer.findings
  @Option(
    name: .customLong("project"), help: ArgumentHelp(words("cli.import.project-file")),
    transform: Input.path)
  var projectFile: String?
  @OptionGroup var which: ScanOptions
  @Option(help: ArgumentHelp(words("cli.import.reader"))) var reader = ""
  @OptionGroup var language: LanguageOption

  func run() throws {
    let found = try ProjectFiles.resolve(project, project: projectFile, choice: which.choice), files = found.files
    var (image, opened) = try Scans.open(found, reader: reader, readOnly: false, incomplete: which.incomplete)
    let volume = image.volume
    if case .readOnly(let why) = opened.store.access { throw why }
    defer { try? opened.store.close(opened.session, keepingUnsaved: true) }
    if opened.session.seal != nil {
      let project = opened.store.project, check = Scans.signature(project, opened.session, at: files.project)
      if let seal = check.refusal { throw seal.about(files.project) }
    }
    if layer == .lungs { return try importLungs(&opened, volume) }
    let imported = try Masks.read(
      mask, grid: volume.grid, findings: opened.store.project.labels, table: table, rules: map)
    let context = ToolContext(layer: opened.session.findings, volume: volume, plane: .axial, label: 0)
    let tool = ImportTool(mask: imported.labels, mapping: imported.mapping, source: imported.source)
    try opened.store.update { $0.labels = imported.findings }
    // The trail says what changed the project: a mask of what is drawn already did not.
    if let edit = tool.edit(in: context) {
      try opened.session.perform(edit)
      opened.store.note(.imported, imported.source)
    }
    try opened.store.save(&opened.session)
    for line in imported.matches { try Output.line(line.escapedForTerminal) }
    for remark in imported.remarks { Messages.remark(mask, remark) }
    let report = ExtentReport(ledger: opened.session.ledger, findings: imported.findings, volume: volume)
    try Output.write(report.table + QuantitativeCTWords.checks(report.badges))
  }

  private func importLungs(_ opened: inout OpenedProject, _ volume: Volume) throws {
    let imported = try Masks.read(mask, grid: volume.grid, findings: LungLabels.table, table: table, rules: map)
    let lungs = try Failure.naming(mask) { try LungMask(imported, on: volume) }
    let session = opened.session
    let layer = session.layers.first { $0.name == LabelLayer.lungs }
      ?? LabelLayer(name: LabelLayer.lungs, size: volume.size)
    if let edit = lungs.edit(of: layer, session.annotations, volume: volume, source: imported.source) {
      try opened.session.perform(edit)
      opened.store.note(.imported, imported.source)
    }
    try opened.store.save(&opened.session)
    for remark in imported.remarks { Messages.remark(mask, remark) }
    try Output.write(LungWords.imported(lungs, source: imported.source, on: volume))
  }
}
