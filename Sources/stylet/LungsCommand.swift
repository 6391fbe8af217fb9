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
      Values: 1 right lung, 2 left lung, 3 trachea and main bronchi. The file's ending chooses the form, or --to does, \
      as for export. Volumes, zone limits and what should be looked at go to standard output. A proposal: a reader \
      corrects it.
      """)

  @Argument(help: "A scan.") var scan: String
  @Argument(help: "The mask to write.") var out: String
  @Option(help: "The form, one of: \(Masks.forms.joined(separator: ", ")).") var to: String?
  @OptionGroup var which: ScanOptions

  func run() throws {
    try Scans.mustExist(scan)
    let writer = try FormatRegistry.standard.maskWriter(for: out, form: to)
    let image = try Scans.read(scan, which.choice)
    let lungs = try Self.find(in: image.volume)
    var layer = LabelLayer(name: "lungs", size: image.volume.size)
    if let edit = lungs.edit(layer: layer.name) { layer.apply(edit) }
    let source = MaskSource(
      layer: layer, findings: Lungs.table, volume: image.volume, scan: scan, choice: which.choice)
    try writer.write(source, to: out)
    try Output.write(LungWords.summary(lungs))
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
