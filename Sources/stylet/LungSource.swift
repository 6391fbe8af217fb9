import StyletBase
import StyletCore
import StyletDetection
import StyletFiles
import StyletFormats
import StyletImaging
import StyletScreen

/// Where a subcommand takes the lungs from.
enum LungSource {
  static var help: String { words("cli.lungs.source") }

  /// Puts the lungs that were asked for in place of those that a project has.
  /// - Parameter argument: "auto", or a mask's path; nil leaves what is there.
  static func apply(_ argument: String?, to scan: inout LabelledScan) throws {
    guard let argument else { return }
    if argument == "auto" {
      return try apply(LungsCommand.find(in: scan.volume), to: &scan)
    }
    try Scans.mustExist(argument)
    let mask = try Masks.read(argument, grid: scan.volume.grid, findings: LungLabels.table)
    let lungs = try Failure.naming(argument) { try LungMask(mask, on: scan.volume) }
    var layer = LabelLayer(name: LabelLayer.lungs, size: scan.volume.size)
    if let edit = lungs.edit(of: layer, scan.annotations, volume: scan.volume, source: argument.lastPathPart) {
      layer.apply(edit)
      _ = scan.annotations.apply(ifFitting: edit.annotations)
    }
    guard !Set(layer.origins.keys.map(\.label)).isDisjoint(with: [LungLabels.right, LungLabels.left]) else {
      throw Failure(
        .badData, path: argument, words("cli.lungs.no-mask"), advice: words("cli.lungs.no-mask-advice"))
    }
    for problem in mask.remarks + LungWords.divided(lungs) { Messages.remark(argument, problem) }
    if !lungs.leftOut.isEmpty {
      let named = lungs.leftOut.map(String.init).listedInWords(5)
      Messages.remark(argument, words("cli.lungs.others", ["labels": named]))
    }
    scan.lungs = layer
  }
  /// Puts lungs that were found in their place.
  static func apply(_ found: Lungs, to scan: inout LabelledScan) throws {
    var layer = LabelLayer(name: LabelLayer.lungs, size: scan.volume.size)
    guard !found.report.isEmpty, let edit = found.edit(layer: layer.name) else {
      throw Failure(.badData, path: scan.path, words("cli.lungs.none"), advice: words("cli.lungs.none-advice"))
    }
    layer.apply(edit)
    scan.lungs = layer
    _ = scan.annotations.apply(ifFitting: found.zoneChanges(scan.annotations, on: scan.volume.grid))
  }
}
