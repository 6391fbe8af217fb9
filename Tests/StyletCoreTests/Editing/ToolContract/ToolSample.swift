import StyletCore
import TestSupport

/// How the contract suite gets a tool to try: a row of ``all`` for each tool there is.
struct ToolSample: Sendable, CustomStringConvertible {
  let name: String
  /// Whether it minds the gate and what may be drawn over; what is locked binds every tool.
  var keepsRules = true
  /// Whether a second time changes nothing.
  var isIdempotent = true
  /// The tool with parameters of any kind, for this context, which it may change to what the tool is used with.
  let make: @Sendable (_ context: inout ToolContext, _ random: inout SeededRandom) -> any Tool

  var description: String { name }

  static let all: [ToolSample] = [
    ToolSample(name: "brush") { context, random in
      BrushTool(
        radius: .random(in: 0...4, using: &random), shape: Bool.random(using: &random) ? .disc : .ball,
        path: (0..<Int.random(in: 1...2, using: &random)).map { _ in voxel(context, &random) })
    },
    ToolSample(name: "contour") { context, random in
      let plane = Plane.allCases.randomElement(using: &random)!
      let extent = plane.size(of: context.layer.size)
      return ContourTool(
        plane: plane, w: .random(in: 0..<extent.w, using: &random),
        vertices: (0..<Int.random(in: 1...5, using: &random)).map { _ in
          .init(u: .random(in: 0..<extent.u, using: &random), v: .random(in: 0..<extent.v, using: &random))
        })
    },
    ToolSample(name: "fill") { context, random in
      // inside an outline, where the slice has room for one
      context.label = max(context.label, 1)
      let seed = voxel(context, &random), plane = context.plane
      let c = plane.coordinates(of: seed, in: context.layer.size)
      var outline = EditBuilder(layer: context.layer)
      for v in c.v - 1...c.v + 2 {
        let isEdge = v == c.v - 1 || v == c.v + 2
        for u in isEdge ? [c.u - 1..<c.u + 3] : [c.u - 1..<c.u, c.u + 2..<c.u + 3] {
          outline.set(plane, w: c.w, v: v, u: u, to: context.label)
        }
        outline.set(plane, w: c.w, v: v, u: c.u..<c.u + 1, to: isEdge ? context.label : 0) { _, old in !isEdge && old != 0 }
      }
      if let edit = outline.edit(name: "outline", tool: "setting", origin: .proposed) { context.layer.apply(edit) }
      return FillTool(at: seed)
    },
    ToolSample(name: "clear") { context, random in
      // the gate plays no part, and the tool says itself what it takes away
      (context.label, context.gate, context.erasing) = (0, nil, Bool.random(using: &random) ? 1 : nil)
      return ClearTool(label: context.erasing, w: slice(context, &random))
    },
    ToolSample(name: "copy") { context, random in
      CopyTool(from: slice(context, &random), to: slice(context, &random), over: Bool.random(using: &random))
    },
    ToolSample(name: "import", keepsRules: false) { context, random in
      ImportTool(
        mask: ToolSetting.layer(context.layer.size, &random).labels,
        mapping: [1: .random(in: 0...3, using: &random), 3: 2], source: "mask")
    },
    ToolSample(name: "grow on the slice") { grow(&$0, &$1, isSpatial: false) },
    ToolSample(name: "grow in space") { grow(&$0, &$1, isSpatial: true) },
  ]

  private static func grow(_ context: inout ToolContext, _ random: inout SeededRandom, isSpatial: Bool) -> any Tool {
    GrowTool(
      seed: voxel(context, &random), tolerance: .random(in: 0...600, using: &random),
      radius: .random(in: 0.5...12, using: &random), isSpatial: isSpatial)
  }

  static func voxel(_ context: ToolContext, _ random: inout SeededRandom) -> VoxelIndex {
    let size = context.layer.size
    return VoxelIndex(
      .random(in: 0..<size.i, using: &random), .random(in: 0..<size.j, using: &random),
      .random(in: 0..<size.k, using: &random))
  }

  static func slice(_ context: ToolContext, _ random: inout SeededRandom) -> Int {
    .random(in: 0..<context.plane.size(of: context.layer.size).w, using: &random)
  }
}

/// Small scans and drawings, no two axes alike, for tools to be tried on.
enum ToolSetting {
  static let sizes = [(9, 7, 5), (1, 6, 4), (8, 1, 3), (7, 5, 1), (1, 1, 1)].map { GridSize($0.0, $0.1, $0.2)! }

  /// Patches of few values, so that a region can grow; HU are samples less 24.
  static func volume(_ size: GridSize) -> Volume {
    let affine = Affine([0.7, 0.02, 0], [0, 0.9, 0.1], [0, -0.2, 1.6], origin: [-20, 3, 11])
    return try! Volume(grid: VoxelGrid(size: size, affine: affine), rescale: Rescale(slope: 1, intercept: -24)) { out in
      for n in out.indices {
        let (i, j, k) = (n % size.i, n / size.i % size.j, n / (size.i * size.j))
        out[n] = Int16((i / 3 * 7 + j / 2 * 5 + k / 2 * 3) % 5 * 250 - 700 + n % 7)
      }
    }
  }

  /// Spans and outlines of three findings, of any origin.
  static func layer(_ size: GridSize, _ random: inout SeededRandom) -> LabelLayer {
    var layer = LabelLayer(name: LabelLayer.findings, size: size)
    for n in 0..<8 {
      var builder = EditBuilder(layer: layer)
      let label = UInt8.random(in: 0...3, using: &random), k = Int.random(in: 0..<size.k, using: &random)
      let i = Int.random(in: 0..<size.i, using: &random), j = Int.random(in: 0..<size.j, using: &random)
      let end = min(i + Int.random(in: 1...5, using: &random), size.i)
      for row in j..<min(j + 4, size.j) {
        if n % 2 == 0 || row == j || row == min(j + 4, size.j) - 1 {
          builder.set(j: row, k: k, i..<end, to: label)
        } else {
          builder.set(j: row, k: k, i..<i + 1, to: label)
          if end - i > 1 { builder.set(j: row, k: k, end - 1..<end, to: label) }
        }
      }
      let origin = Origin.allCases.randomElement(using: &random)!
      if let edit = builder.edit(name: "setting", tool: "setting", origin: origin) { layer.apply(edit) }
    }
    return layer
  }

  /// Any plane, finding, gate, rule and lock.
  static func context(_ layer: LabelLayer, _ volume: Volume, _ random: inout SeededRandom) -> ToolContext {
    func chance(_ n: Int) -> Bool { Int.random(in: 0..<n, using: &random) == 0 }
    let over: DrawOver =
      chance(2) ? .everything : chance(2) ? .unlabelled : .finding(.random(in: 0...3, using: &random))
    return ToolContext(
      layer: layer, volume: volume, plane: Plane.allCases.randomElement(using: &random)!,
      label: chance(5) ? 0 : .random(in: 1...3, using: &random), erasing: chance(2) ? 2 : nil,
      gate: chance(3) ? -500...300 : nil, over: over, locked: chance(3) ? [.random(in: 1...3, using: &random)] : [])
  }
}
