import StyletCore
import StyletImaging

/// Operations on the shape of a large finding: on its slice within 100 ms, in space in the background.
struct ShapeBench {
  let volume: Volume

  func run() {
    let size = volume.size
    var layer = LabelLayer(name: LabelLayer.findings, size: size)
    let centre = VoxelIndex(size.i / 2, size.j / 2, size.k / 2)
    // 25 mm to either side of a path through the lung: several hundred millilitres
    let path = [VoxelIndex(centre.i / 2, centre.j, centre.k / 2), VoxelIndex(centre.i, centre.j, centre.k)]
    var context = ToolContext(layer: layer, volume: volume, plane: .axial, label: 1)
    if let edit = BrushTool(radius: 25, shape: .ball, path: path).edit(in: context) { layer.apply(edit) }
    context.layer = layer
    let millilitres = ExtentLedger(recounting: layer.labels, volume: volume).extent(of: 1, volume: volume)?.millilitres
    for (scope, words, budget) in [
      (ShapeScope.slice(centre.k), "slice", "≤ 100 ms"), (.space, "\(Int(millilitres ?? 0)) mL", "in the background"),
    ] {
      let tools: [(String, any Tool)] = [
        ("margin of 5 mm", MarginTool(margin: 5, scope: scope)),
        ("margin of -5 mm", MarginTool(margin: -5, scope: scope)),
        ("smooth, 1.5 mm", SmoothTool(size: 1.5, scope: scope)),
        ("closing, 3 mm", SmoothTool(method: .closing, size: 3, scope: scope)),
        ("holes", FillHolesTool(scope == .space ? .cavities : .slice(centre.k))),
        ("parts", IslandsTool(.removeSmaller(1e6), scope: scope)),
        ("split", SplitTool(into: 2, value: -500, least: 0.05, scope: scope)),
        ("clip", ClipTool(to: .values(-700 ... -200), scope: scope)),
        ("copy fitted", CopyFittedTool(from: centre.k, to: centre.k + (scope == .space ? 12 : 1), rim: 2)),
      ]
      for (name, tool) in tools {
        var times = Timings()
        for _ in 0..<(scope == .space ? 5 : 30) { _ = times.measure { tool.edit(in: context) } }
        Report.times("\(name), \(words)", times, budget: budget)
      }
    }
  }
}
