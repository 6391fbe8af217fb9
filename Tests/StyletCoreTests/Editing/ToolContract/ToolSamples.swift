import StyletCore
import StyletImaging
import TestSupport

extension ToolSample {
  static let drawing: [ToolSample] = [
    ToolSample(name: "brush") { context, random in
      BrushTool(
        radius: .random(in: 0...4, using: &random), shape: Bool.random(using: &random) ? .disc : .ball,
        path: (0..<Int.random(in: 1...2, using: &random)).map { _ in voxel(context, &random) })
    },
    ToolSample(name: "adaptive brush", weight: 1) { context, random in
      BrushTool(
        radius: .random(in: 1...3, using: &random), shape: Bool.random(using: &random) ? .disc : .ball,
        isAdaptive: true, path: (0..<Int.random(in: 1...2, using: &random)).map { _ in voxel(context, &random) })
    },
    ToolSample(name: "contour") { context, random in
      let plane = Plane.allCases.randomElement(using: &random)!
      return ContourTool(
        plane: plane, w: .random(in: 0..<plane.size(of: context.layer.size).w, using: &random),
        vertices: vertices(plane, context.layer.size, &random))
    },
    ToolSample(name: "contour along edges", weight: 2) { context, random in
      let plane = context.plane, w = slice(context, &random)
      var wire = LiveWire(volume: context.volume, plane: plane, w: w)
      let anchors = vertices(plane, context.layer.size, &random)
      let ways = anchors.indices.flatMap { wire.path(from: anchors[$0], to: anchors[($0 + 1) % anchors.count]) }
      return ContourTool(plane: plane, w: w, vertices: ways)
    },
    // It gives back what the contour drawn before had covered or erased: other findings, whatever their value, and,
    // where that one erased, outside of `within`. A second time it would give back once more.
    ToolSample(name: "contour drawn anew", breaks: [.label, .gate, .over, .within], isIdempotent: false) {
      context, random in
      let plane = Plane.allCases.randomElement(using: &random)!, size = context.layer.size
      let w = Int.random(in: 0..<plane.size(of: size).w, using: &random)
      func contour(_ replacing: Edit? = nil) -> ContourTool {
        ContourTool(plane: plane, w: w, vertices: vertices(plane, size, &random), replacing: replacing)
      }
      guard var old = contour().edit(in: context) else { return contour() }
      context.layer.apply(old)
      if chance(3, &random), let (step, fill) = contour().replacement(of: old, in: context) {
        if let step { context.layer.apply(step) }
        old = fill
      }
      if chance(2, &random) {  // since then somebody drew over it
        let at = voxel(context, &random)
        context.set(at.i..<at.i + 3, at.j..<at.j + 2, at.k..<at.k + 2, to: .random(in: 0...3, using: &random))
      }
      if chance(3, &random) { context.locked = [.random(in: 1...3, using: &random)] }
      return contour(old)
    },
    // It makes the layer what a mask is: nothing of how the reader draws at the moment has a part in that.
    ToolSample(name: "import", breaks: [.label, .gate, .over, .within], weight: 3) { context, random in
      ImportTool(
        mask: ToolSetting.layer(context.layer.size, &random).labels,
        mapping: [1: .random(in: 0...3, using: &random), 3: 2], source: "mask")
    },
  ]

  static let slices: [ToolSample] = [
    ToolSample(name: "fill") { context, random in
      let seed = voxel(context, &random)
      context.encircle(seed)
      return FillTool(at: seed)
    },
    // It takes away whatever the values; and says itself what.
    ToolSample(name: "clear", breaks: [.gate]) { context, random in
      (context.label, context.erasing) = (0, Bool.random(using: &random) ? 1 : nil)
      return ClearTool(label: context.erasing, w: slice(context, &random))
    },
    ToolSample(name: "copy") { context, random in
      CopyTool(from: drawnSlice(context, &random), to: slice(context, &random), over: Bool.random(using: &random))
    },
    ToolSample(name: "copy fitted", weight: 3) { context, random in
      CopyFittedTool(
        from: drawnSlice(context, &random), to: slice(context, &random), rim: .random(in: 0...2.5, using: &random))
    },
  ]

  static let growing: [ToolSample] = [
    ToolSample(name: "grow on the slice", weight: 1) { grow($0, &$1, isSpatial: false) },
    ToolSample(name: "grow in space", weight: 1) { grow($0, &$1, isSpatial: true) },
    // What has grown is a stroke as well: the next time the region reaches as much farther.
    ToolSample(name: "seeds on the slice", isIdempotent: false, weight: 2) {
      seeds(&$0, &$1, all: false, isSpatial: false)
    },
    ToolSample(name: "seeds in space", isIdempotent: false, weight: 2) { seeds(&$0, &$1, all: false, isSpatial: true) },
    // Each finding grows from its own seeds.
    ToolSample(name: "seeds of all findings", breaks: [.label], isIdempotent: false, weight: 2) {
      seeds(&$0, &$1, all: true, isSpatial: Bool.random(using: &$1))
    },
  ]

  private static func grow(_ context: ToolContext, _ random: inout SeededRandom, isSpatial: Bool) -> any Tool {
    GrowTool(
      seed: voxel(context, &random), tolerance: .random(in: 0...600, using: &random),
      radius: .random(in: 0.5...12, using: &random), neck: chance(2, &random) ? 5 : .random(in: 0...2, using: &random),
      limit: chance(3, &random) ? .random(in: 0.001...0.04, using: &random) : nil, isSpatial: isSpatial)
  }

  private static func seeds(
    _ context: inout ToolContext, _ random: inout SeededRandom, all: Bool, isSpatial: Bool
  ) -> any Tool {
    if chance(2, &random) { context.background = ToolSetting.layer(context.layer.size, &random).labels }
    let margin = Double.random(in: 1...8, using: &random), smoothness = Double.random(in: 0...20, using: &random)
    return SeedsTool(
      at: drawn(context, context.label, &random), margin: margin, smoothness: smoothness, all: all,
      isSpatial: isSpatial)
  }

  static let interpolation: [ToolSample] = [
    ToolSample(name: "interpolate the shape", weight: 2) { interpolate(&$0, &$1, strength: 0) },
    ToolSample(name: "interpolate with the CT", weight: 2) {
      interpolate(&$0, &$1, strength: .random(in: 0.1...1, using: &$1))
    },
    ToolSample(name: "accept interpolation", changesLabels: false) { context, random in
      let at = voxel(context, &random)
      context.label = max(context.label, 1)
      context.set(at.i..<at.i + 3, at.j..<at.j + 2, at.k..<at.k + 1, to: context.label, origin: .interpolated)
      return AcceptInterpolationTool()
    },
  ]

  /// The labels of any layer are lungs to it.
  static let lungs: [ToolSample] = [
    ToolSample(name: "accept lungs", changesLabels: false) { context, random in
      let at = voxel(context, &random)
      context.set(at.i..<at.i + 2, at.j..<at.j + 3, at.k..<at.k + 1, to: max(context.label, 1), origin: .proposed)
      return AcceptLungsTool()
    }
  ]

  /// Between two slices that are drawn on, with or without something of the finding on those between.
  private static func interpolate(
    _ context: inout ToolContext, _ random: inout SeededRandom, strength: Double
  ) -> any Tool {
    context.label = max(context.label, 1)
    let size = context.layer.size
    if size.k > 2 {
      let lower = Int.random(in: 0...size.k - 3, using: &random)
      let upper = min(lower + .random(in: 2...4, using: &random), size.k - 1)
      if chance(2, &random) { context.clear(context.label, lower + 1..<upper) }
      for k in [lower, upper] {
        let at = voxel(context, &random)
        let i = at.i..<at.i + .random(in: 1...5, using: &random), j = at.j..<at.j + .random(in: 1...5, using: &random)
        let origin = [Origin.manual, .copied, .grown].randomElement(using: &random)!
        context.set(i, j, k..<k + 1, to: context.label, origin: origin)
      }
    }
    let gaps = chance(2, &random) ? context.layer.gaps(of: context.label).filter { $0.lower % 2 == 0 } : nil
    return InterpolateTool(strength: strength, gaps: gaps)
  }
}
