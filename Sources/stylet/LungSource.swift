import StyletCore
import StyletFormats

/// Where a subcommand takes the lungs from.
enum LungSource {
  static let help = "The lungs: a mask (1 right, 2 left), or \"auto\" to find them; a project's own when not given."

  /// Puts the lungs that were asked for in place of those that a project has.
  /// - Parameter argument: "auto", or a mask's path; nil leaves what is there.
  static func apply(_ argument: String?, to scan: inout LabelledScan) throws {
    guard let argument else { return }
    if argument == "auto" {
      let found = try LungsCommand.find(in: scan.volume)
      var layer = LabelLayer(name: LabelLayer.lungs, size: scan.volume.size)
      guard !found.report.isEmpty, let edit = found.edit(layer: layer.name) else {
        throw Failure(.badData, path: scan.path, "no lungs were found", advice: "give them with --lungs MASK")
      }
      layer.apply(edit)
      scan.lungs = layer
      _ = scan.annotations.apply(ifFitting: found.zoneChanges(scan.annotations, on: scan.volume.grid))
      return
    }
    try Scans.mustExist(argument)
    let mask = try Masks.read(argument, grid: scan.volume.grid, findings: Lungs.table)
    var layer = LabelLayer(name: LabelLayer.lungs, size: scan.volume.size)
    let context = ToolContext(layer: layer, volume: scan.volume, plane: .axial, label: 0)
    if let edit = ImportTool(mask: mask.labels, mapping: mask.mapping).edit(in: context) { layer.apply(edit) }
    guard !Set(layer.origins.keys.map(\.label)).isDisjoint(with: [Lungs.right, Lungs.left]) else {
      throw Failure(
        .badData, path: argument, "is no mask of lungs", advice: "the right lung is 1 and the left lung 2 in it")
    }
    for problem in mask.remarks { Messages.remark(argument, problem) }
    let others = Set(layer.origins.keys.map(\.label)).filter { $0 > Lungs.airway }.sorted()
    if !others.isEmpty {
      let named = others.map(String.init).listed(5)
      Messages.remark(argument, "labels that are no part of the lungs count as nothing: \(named)")
    }
    scan.lungs = layer
  }
}
