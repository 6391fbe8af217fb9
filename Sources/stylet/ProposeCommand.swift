import ArgumentParser
import Dispatch
import StyletBase
import StyletCore
import StyletDetection
import StyletFiles
import StyletFormats
import StyletImaging
import StyletProject
import StyletScreen

/// `stylet propose`: opacities of the lungs, found by the program or by another segmenter.
struct ProposeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "propose",
    abstract: words("cli.propose.abstract"),
    discussion: words("cli.propose.discussion", ["json": ProposeJSON.help]))

  @Argument(help: ArgumentHelp(words("cli.argument.scan")), transform: Input.path) var scan: String
  @Argument(help: ArgumentHelp(words("cli.argument.mask-out"))) var out: String
  @Option(
    help: ArgumentHelp(words("cli.propose.lungs")),
    transform: Input.path)
  var lungs: String?
  @Option(name: .customLong("with"), help: ArgumentHelp(words("cli.propose.with")))
  var segmenter: String?
  @Option(
    help: ArgumentHelp(words("cli.propose.model")),
    transform: Input.path)
  var model: String?
  @Option(help: ArgumentHelp(words("cli.argument.form",
    ["forms": Masks.forms.joined(separator: ", ")]))) var to: String?
  @OptionGroup var which: ScanOptions
  @OptionGroup var output: OutputOptions
  @Flag(help: ArgumentHelp(words("cli.propose.json"))) var json = false
  @OptionGroup var language: LanguageOption

  func validate() throws {
    if model != nil, segmenter != nil {
      throw ValidationError(words("cli.propose.model-with"))
    }
    if json, segmenter != nil { throw ValidationError(words("cli.propose.json-with")) }
  }

  func run() throws {
    try Scans.mustExist(scan)
    let other = try segmenter.map { try ExternalSegmenter.named($0) }
    let masks = [lungs, model].compactMap { $0 }
    try output.writing([out], reading: [scan] + masks, as: [.mask, .text]) {}
    let writer = try FormatRegistry.standard.maskWriter(for: out, form: to)
    let onDisk = ScanFiles(scan)
    let image = try Scans.read(scan, which.choice, incomplete: which.incomplete)
    let said: String, source: MaskSource
    if let other {
      source = try Self.mask(by: other, image.volume, scan: scan, which.choice)
      said = ProposalWords.summary(
        of: source.layer.labels, source.findings, volume: image.volume, from: other.name)
    } else {
      let found = try find(image.volume)
      source = Self.mask(of: found, image.volume, scan: scan, which.choice)
      let grid = image.volume.grid
      said =
        json
        ? try ProposeJSON.text(found.report, scan: scan, choice: which.choice, grid: grid, onDisk)
        : ProposalWords.summary(found.report)
    }
    try output.writing(reading: [scan] + masks + image.description.parts) { try writer.write(source, to: out) }
    try Output.write(said)
  }

  /// What was found, as it is written.
  static func mask(of found: LesionProposal, _ volume: Volume, scan: String, _ choice: ScanChoice) -> MaskSource {
    var layer = LabelLayer(name: LabelLayer.proposal, size: volume.size)
    draw(found.labels, [:], in: &layer, volume)
    return MaskSource(layer: layer, findings: LesionProposal.table, volume: volume, scan: scan, choice: choice)
  }

  /// What another segmenter finds, as it is written.
  static func mask(by other: Segmenter, _ volume: Volume, scan: String, _ choice: ScanChoice) throws -> MaskSource {
    let (labels, mapping) = try run(other, volume), isLungs = other.kind == .lungs
    var layer = LabelLayer(name: isLungs ? LabelLayer.lungs : LabelLayer.proposal, size: volume.size)
    draw(labels, mapping, in: &layer, volume)
    var source = MaskSource(
      layer: layer, findings: isLungs ? LungLabels.table : .standard, volume: volume, scan: scan, choice: choice)
    source.proposer = other.name
    return source
  }

  private func find(_ volume: Volume) throws -> LesionProposal {
    let given = try lungs.map { try Self.lungs($0, on: volume) }
    let model = try model.map { try Self.model($0) }
    let found = Self.working(words("cli.propose.progress")) { work -> LesionProposal? in
      let lesions = work.part(given == nil ? 0.35...1 : 0...1)
      guard let own = given ?? Lungs.find(in: volume, work: work.part(0...0.35))?.labels else { return nil }
      return LesionProposal.find(in: volume, lungs: own, model: model, work: lesions)
    }
    guard let found else { throw Failure(.defect, words("cli.propose.ended")) }
    return found
  }

  /// What another segmenter finds, and what its values are.
  private static func run(_ segmenter: Segmenter, _ volume: Volume) throws -> (LabelMap, [UInt8: UInt8]) {
    let (labels, values) = try working(segmenter.name) { try ExternalSegmenter.run(segmenter, on: volume, work: $0) }
    switch segmenter.kind {
    case .lungs: return (labels, try ExternalSegmenter.lungs(segmenter, values, in: labels))
    case .lesions: return (labels, try ExternalSegmenter.findings(segmenter, values, .standard))
    }
  }

  private static func draw(_ mask: LabelMap, _ mapping: [UInt8: UInt8], in layer: inout LabelLayer, _ volume: Volume) {
    let context = ToolContext(layer: layer, volume: volume, plane: .axial, label: 0)
    let edit = ImportTool(mask: mask, mapping: mapping, origin: .proposed).edit(in: context)
    if let edit { layer.apply(edit) }
  }

  private static func model(_ path: String) throws -> OpacityModel {
    try Scans.mustExist(path)
    return try OpacityModel.parse(NamedFile.bytes(path, limit: OpacityModel.largestFile), name: path)
  }

  private static func lungs(_ path: String, on volume: Volume) throws -> LabelMap {
    let mask = try Masks.read(path, grid: volume.grid, findings: LungLabels.table)
    for problem in mask.remarks { Messages.remark(path, problem) }
    let lungs = try Failure.naming(path) { try LungMask(mask, on: volume) }
    for remark in LungWords.divided(lungs) { Messages.remark(path, remark) }
    return lungs.labels
  }

  /// With a line that says how far it is.
  static func working<Value>(_ title: String, _ body: (CancellableWork) throws -> Value) rethrows -> Value {
    let line = ProgressLine(title), work = CancellableWork()
    let timer = DispatchSource.makeTimerSource(queue: .global())
    timer.schedule(deadline: .now() + 0.5, repeating: 0.1)
    timer.setEventHandler { line.update(work.progress) }
    timer.resume()
    defer {
      timer.cancel()
      line.finish()
    }
    return try body(work)
  }
}
