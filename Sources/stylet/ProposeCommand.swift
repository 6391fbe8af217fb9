import ArgumentParser
import Dispatch
import Foundation
import StyletCore
import StyletFormats
import StyletScreen

/// `stylet propose`: opacities of the lungs, found by the program or by another segmenter.
struct ProposeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "propose",
    abstract: "Find opacities in the lungs and write them as a mask on the source grid.",
    discussion: """
      Values: 1 ground glass, 2 consolidation. The file's ending chooses the form, or --to does, as for export. What \
      was found, in mL and as a part of the lungs, and what should be looked at go to standard output. A proposal: it \
      is part of no number until a reader has accepted it.

      \(ProposeJSON.help)
      """)

  @Argument(help: "A scan.", transform: Input.path) var scan: String
  @Argument(help: "The mask to write.") var out: String
  @Option(
    help: "The lungs as a mask: 1 right, 2 left, 3 airways; found by the program when not given.",
    transform: Input.path)
  var lungs: String?
  @Option(name: .customLong("with"), help: "A segmenter of the settings file, instead of the program's own search.")
  var segmenter: String?
  @Option(
    help: "A model of opacities made by stylet-train, instead of the program's own.",
    transform: Input.path)
  var model: String?
  @Option(help: "The form, one of: \(Masks.forms.joined(separator: ", ")).") var to: String?
  @OptionGroup var which: ScanOptions
  @OptionGroup var output: OutputOptions
  @Flag(help: "Print JSON, of the program's own search.") var json = false

  func validate() throws {
    if model != nil, segmenter != nil {
      throw ValidationError("--model is for the program's own search, not for --with")
    }
    if json, segmenter != nil { throw ValidationError("--json is for the program's own search, not for --with") }
  }

  func run() throws {
    try Scans.mustExist(scan)
    let other = try segmenter.map { try ExternalSegmenter.named($0) }
    let masks = [lungs, model].compactMap { $0 }
    try output.writing([out], reading: [scan] + masks, as: [.mask, .text]) {}
    let writer = try FormatRegistry.standard.maskWriter(for: out, form: to)
    let image = try Scans.read(scan, which.choice, incomplete: which.incomplete)
    var (layer, table) = (LabelLayer(name: LabelLayer.proposal, size: image.volume.size), LesionProposal.table)
    let words: String
    if let other {
      let (labels, mapping) = try Self.run(other, image.volume)
      if other.kind == .lungs {
        (layer, table) = (LabelLayer(name: LabelLayer.lungs, size: image.volume.size), Lungs.table)
      } else {
        table = .standard
      }
      Self.draw(labels, mapping, in: &layer, image.volume)
      words = ProposalWords.summary(of: layer.labels, table, volume: image.volume, from: other.name)
    } else {
      let found = try find(image.volume)
      Self.draw(found.labels, [:], in: &layer, image.volume)
      let grid = image.volume.grid
      words =
        json
        ? try ProposeJSON.text(found.report, scan: scan, choice: which.choice, grid: grid)
        : ProposalWords.summary(found.report)
    }
    var source = MaskSource(layer: layer, findings: table, volume: image.volume, scan: scan, choice: which.choice)
    source.proposer = other?.name
    try output.writing(reading: [scan] + masks + image.description.parts) { try writer.write(source, to: out) }
    try Output.write(words)
  }

  private func find(_ volume: Volume) throws -> LesionProposal {
    let given = try lungs.map { try Self.lungs($0, on: volume.grid) }
    let model = try model.map { try Self.model($0) }
    let found = Self.working("opacities") { work -> LesionProposal? in
      guard let own = given ?? Lungs.find(in: volume)?.labels else { return nil }
      return LesionProposal.find(in: volume, lungs: own, model: model, work: work)
    }
    guard let found else { throw Failure(.defect, "the search for opacities ended early") }
    return found
  }

  /// What another segmenter finds, and what its values are.
  private static func run(_ segmenter: Segmenter, _ volume: Volume) throws -> (LabelMap, [UInt8: UInt8]) {
    let (labels, values) = try working(segmenter.name) { try ExternalSegmenter.run(segmenter, on: volume, work: $0) }
    switch segmenter.kind {
    case .lungs: return (labels, try ExternalSegmenter.lungs(segmenter, values))
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

  private static func lungs(_ path: String, on grid: VoxelGrid) throws -> LabelMap {
    let mask = try FormatRegistry.standard.readMask(path, on: grid)
    for problem in mask.description.problems { Messages.remark(path, problem) }
    do {
      return try grid.placing(mask.labels, of: mask.description.grid)
    } catch let failure as Failure {
      throw failure.about(path)
    }
  }

  /// With a line that says how far it is.
  static func working<Value>(_ title: String, _ body: (ToolWork) throws -> Value) rethrows -> Value {
    let line = ProgressLine(title), work = ToolWork()
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
