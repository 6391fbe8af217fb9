import ArgumentParser
import Dispatch
import StyletCore
import StyletFormats
import StyletScreen

/// `stylet lungs`: the lungs of a scan, found by the program.
struct LungsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lungs",
    abstract: "Find the lungs and write them as a mask on the source grid.",
    discussion: """
      Values: 1 right lung, 2 left lung, 3 trachea and the bronchi outside the lungs. The file's ending chooses the \
      form, or --to does, as for export. Volumes, zone limits, air in the body that is no lung and what should be \
      looked at go to standard output, with slices counted from 1. A proposal: a reader corrects it.

      As JSON it is: format (stylet-lungs), version, program, notice; scan (name, sha256, size, spacing_mm, \
      voxel_mm3); lungs, with right, left, both and airways, each with ml; limits of the zones (carina and veins, each \
      with k and source; null without lungs); remarks, what should be looked at: badge, side, slices, voxel, its \
      numbers by name (ml, mm, cm2, percent, count, ratio, added, in HU) and words; air, a row each: kind (stomach, \
      bowel, airway, oesophagus, outside, unexplained), side, ml, slices, voxel. side is right, left or null; slices \
      are first and last k, voxel i, j, k, all counted from 0 towards left, back and head, or null where there is no \
      one place. The rows of air are those of a project file, which Samples/stylet-project.schema.json describes.
      """)

  @Argument(help: "A scan.", transform: Input.path) var scan: String
  @Argument(help: "The mask to write.") var out: String
  @Option(help: "The form, one of: \(Masks.forms.joined(separator: ", ")).") var to: String?
  @OptionGroup var which: ScanOptions
  @Flag(help: "Print JSON.") var json = false
  @OptionGroup var output: OutputOptions

  func run() throws {
    try Scans.mustExist(scan)
    try output.writing([out], reading: [scan], as: [.mask, .text]) {}
    let writer = try FormatRegistry.standard.maskWriter(for: out, form: to)
    let image = try Scans.read(scan, which.choice, incomplete: which.incomplete)
    let lungs = try Self.find(in: image.volume)
    var layer = LabelLayer(name: "lungs", size: image.volume.size)
    if let edit = lungs.edit(layer: layer.name) { layer.apply(edit) }
    let source = MaskSource(
      layer: layer, findings: Lungs.table, volume: image.volume, scan: scan, choice: which.choice)
    try output.writing(reading: [scan] + image.description.parts) { try writer.write(source, to: out) }
    guard json else { return try Output.write(LungWords.summary(lungs)) }
    let facts = try Scans.facts(scan, which.choice, image.volume.grid)
    try Output.write(LungsJSON(lungs, scan: facts, words: LungWords.text).text)
  }

  /// With a line that says how far it is.
  static func find(in volume: Volume) throws -> Lungs {
    let line = ProgressLine("lungs"), work = ToolWork()
    let timer = DispatchSource.makeTimerSource(queue: .global())
    timer.schedule(deadline: .now() + 0.5, repeating: 0.1)
    timer.setEventHandler { line.update(work.progress) }
    timer.resume()
    let lungs = Lungs.find(in: volume, work: work)
    timer.cancel()
    line.finish()
    guard let lungs else { throw Failure(.defect, "the search for the lungs ended early") }
    return lungs
  }
}
