import StyletCore
import TestSupport

extension ToolSample {
  /// What works on the whole drawing of a finding.
  static let shape: [ToolSample] = margins + holes + islands + combinations + clips

  private static func scope(_ context: ToolContext, _ random: inout SeededRandom) -> ShapeScope {
    Bool.random(using: &random) ? .space : .slice(drawnSlice(context, &random))
  }

  private static let margins: [ToolSample] = [
    ToolSample(name: "margin", isIdempotent: false) { context, random in
      MarginTool(margin: .random(in: 0.5...3, using: &random), scope: scope(context, &random))
    },
    ToolSample(name: "margin taken off", isIdempotent: false) { context, random in
      MarginTool(margin: -.random(in: 0.5...2, using: &random), scope: scope(context, &random))
    },
    smooth(.gaussian), smooth(.opening), smooth(.closing),
  ]

  private static func smooth(_ method: SmoothTool.Method) -> ToolSample {
    ToolSample(name: "smooth, \(method.rawValue)", isIdempotent: false, weight: 2) { context, random in
      // a lump with a thread on it, so that there is something to smooth that is not thin altogether
      let at = voxel(context, &random)
      context.label = max(context.label, 1)
      context.set(at.i - 2..<at.i + 3, at.j - 2..<at.j + 2, at.k - 1..<at.k + 2, to: context.label)
      context.set(at.i + 3..<at.i + 6, at.j..<at.j + 1, at.k..<at.k + 1, to: context.label)
      return SmoothTool(method: method, size: .random(in: 0.5...2.5, using: &random), scope: scope(context, &random))
    }
  }

  private static let holes: [ToolSample] = [
    ToolSample(name: "fill holes of a slice") { context, random in
      let seed = voxel(context, &random)
      context.encircle(seed)
      return FillHolesTool(.slice(context.plane.coordinates(of: seed, in: context.layer.size).w))
    },
    ToolSample(name: "fill holes of all slices") { context, random in
      for _ in 0..<2 { context.encircle(voxel(context, &random)) }
      return FillHolesTool(.slices)
    },
    ToolSample(name: "fill cavities") { context, random in
      func middle(_ n: Int) -> Int { n < 3 ? 0 : .random(in: 1..<n - 1, using: &random) }
      let size = context.layer.size
      let (i, j, k) = (middle(size.i), middle(size.j), middle(size.k))
      context.label = max(context.label, 1)
      context.set(i - 1..<i + 2, j - 1..<j + 2, k - 1..<k + 2, to: context.label)
      context.set(i..<i + 1, j..<j + 1, k..<k + 1, to: chance(4, &random) ? 3 : 0)
      return FillHolesTool(.cavities)
    },
  ]

  /// What goes, goes whatever its values.
  private static func island(
    _ name: String, _ action: @escaping @Sendable (ToolContext, inout SeededRandom) -> IslandsTool.Action
  ) -> ToolSample {
    ToolSample(name: name, breaks: [.gate]) { context, random in
      IslandsTool(action(context, &random), scope: scope(context, &random))
    }
  }

  private static let islands: [ToolSample] = [
    island("keep the largest part") { _, _ in .keepLargest },
    // a voxel is about a microlitre
    island("remove small parts") { _, random in .removeSmaller(.random(in: 0...0.012, using: &random)) },
    island("keep a part") { context, random in .keep(drawn(context, context.label, &random)) },
    island("remove a part") { context, random in .remove(drawn(context, context.label, &random)) },
  ]

  private static func combine(
    _ name: String, _ part: @escaping @Sendable (ToolContext, UInt8, inout SeededRandom) -> CombineTool.Part
  ) -> ToolSample {
    ToolSample(name: name) { context, random in
      let other = context.label % 3 + 1
      return CombineTool(other, part(context, other, &random))
    }
  }

  /// The values that parts are told by play the gate's part, and the other finding is named, not drawn with.
  private static func split(_ side: SplitTool.Side) -> ToolSample {
    ToolSample(name: "split \(side.rawValue)", breaks: [.label, .gate, .over]) { context, random in
      SplitTool(
        into: .random(in: 1...3, using: &random), value: .random(in: -700...200, using: &random), side: side,
        least: chance(2, &random) ? 0 : .random(in: 0...0.006, using: &random), scope: scope(context, &random))
    }
  }

  private static let combinations: [ToolSample] = [
    combine("take in a finding") { _, _, _ in .all },
    combine("take in a finding's slice") { context, other, random in
      .slice(context.plane.coordinates(of: drawn(context, other, &random), in: context.layer.size).w)
    },
    combine("take in a part") { context, other, random in .part(drawn(context, other, &random)) },
    split(.above), split(.below),
  ]

  /// The gate would keep just what is to go.
  private static func clip(
    _ name: String, _ bounds: @escaping @Sendable (ToolContext, inout SeededRandom) -> ClipTool.Bounds
  ) -> ToolSample {
    ToolSample(name: name, breaks: [.gate]) { context, random in
      ClipTool(to: bounds(context, &random), scope: scope(context, &random))
    }
  }

  private static let clips: [ToolSample] = [
    clip("clip to values") { _, random in
      let low = Double.random(in: -800...200, using: &random)
      return .values(low...low + .random(in: 0...600, using: &random))
    },
    clip("clip to the lungs") { .inside(ToolSetting.region($0.layer.size, &$1), name: "lungs") },
    clip("clip off the lungs") { .outside(ToolSetting.region($0.layer.size, &$1), name: "lungs") },
  ]

  /// They are told which lesion, and what becomes of it.
  static let lesions: [ToolSample] = [
    ToolSample(name: "delete a lesion", breaks: [.label, .gate, .over], weight: 4) { context, random in
      LesionTool(
        at: drawn(context, nil, &random), becomes: 0, neighbourhood: chance(2, &random) ? .faces : .corners)
    },
    ToolSample(name: "relabel a lesion", breaks: [.label, .gate, .over]) { context, random in
      LesionTool(
        at: drawn(context, nil, &random), becomes: .random(in: 1...3, using: &random),
        neighbourhood: chance(2, &random) ? .faces : .corners)
    },
  ]
}
