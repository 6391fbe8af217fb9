import ArgumentParser
import Dispatch
import StyletBase
import StyletCore
import StyletDetection
import StyletFiles
import StyletFormats
import StyletImaging
import StyletScreen

/// `stylet lungs`: the lungs of a scan, found by the program.
struct LungsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lungs",
    abstract: words("cli.lungs.abstract"),
    discussion: words("cli.lungs.discussion"))

  @Argument(help: ArgumentHelp(words("cli.argument.scan")), transform: Input.path) var scan: String
  @Argument(help: ArgumentHelp(words("cli.argument.mask-out"))) var out: String
  @Option(help: ArgumentHelp(words("cli.argument.form",
    ["forms": Masks.forms.joined(separator: ", ")]))) var to: String?
  @OptionGroup var which: ScanOptions
  @Flag(help: ArgumentHelp(words("cli.info.json"))) var json = false
  @OptionGroup var output: OutputOptions
  @OptionGroup var language: LanguageOption

  func run() throws {
    try Scans.mustExist(scan)
    try output.writing([out], reading: [scan], as: [.mask, .text]) {}
    let writer = try FormatRegistry.standard.maskWriter(for: out, form: to)
    let onDisk = ScanFiles(scan)
    let image = try Scans.read(scan, which.choice, incomplete: which.incomplete)
    let lungs = try Self.find(in: image.volume)
    let source = Self.mask(of: lungs, image.volume, scan: scan, which.choice)
    try output.writing(reading: [scan] + image.description.parts) { try writer.write(source, to: out) }
    guard json else { return try Output.write(LungWords.summary(lungs)) }
    let facts = try Scans.facts(scan, which.choice, image.volume.grid, onDisk)
    try Output.write(LungsJSON(lungs, scan: facts, words: LungWords.text).text)
  }

  /// The lungs as they are written.
  static func mask(of lungs: Lungs, _ volume: Volume, scan: String, _ choice: ScanChoice) -> MaskSource {
    var layer = LabelLayer(name: words("cli.lungs.progress"), size: volume.size)
    if let edit = lungs.edit(layer: layer.name) { layer.apply(edit) }
    return MaskSource(layer: layer, findings: LungLabels.table, volume: volume, scan: scan, choice: choice)
  }

  /// With a line that says how far it is.
  static func find(in volume: Volume) throws -> Lungs {
    let line = ProgressLine("lungs"), work = CancellableWork()
    let timer = DispatchSource.makeTimerSource(queue: .global())
    timer.schedule(deadline: .now() + 0.5, repeating: 0.1)
    timer.setEventHandler { line.update(work.progress) }
    timer.resume()
    let lungs = Lungs.find(in: volume, work: work)
    timer.cancel()
    line.finish()
    guard let lungs else { throw Failure(.defect, words("cli.lungs.ended")) }
    return lungs
  }
}
