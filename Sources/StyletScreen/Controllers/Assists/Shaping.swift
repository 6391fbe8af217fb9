import StyletCore
import StyletImaging

extension AssistTable {
  /// Operations on what is drawn.
  static let shaping: [Assist] = [
    Assist(
      id: "margin", parameters: [.millimetres("by", 2, -30...30), .scope], isLong: true
    ) { values, at, context in
      try mayReshape(context)
      return MarginTool(margin: values[0], scope: reach(values[1], at, context))
    } isQuick: { $0[1] == 0 },
    Assist(
      id: "smooth",
      parameters: [
        .millimetres("size", 1.5, 0.5...20), .choice(["by-blurring", "by-opening", "by-closing"]), .scope,
      ], isLong: true
    ) { values, at, context in
      try mayReshape(context)
      let methods = SmoothTool.Method.allCases
      return SmoothTool(
        method: methods[safe: Int(values[1])] ?? .gaussian, size: values[0], scope: reach(values[2], at, context))
    } isQuick: { $0[2] == 0 },
    Assist(
      id: "fill-holes",
      parameters: [.choice(["holes-of-slice", "holes-of-slices", "holes-closed"])], isLong: true
    ) { values, at, context in
      try mayReshape(context)
      switch values[0] {
      case 0: return FillHolesTool(.slice(context.plane.coordinates(of: at, in: context.layer.size).w))
      case 1: return FillHolesTool(.slices)
      default: return FillHolesTool(.cavities)
      }
    } isQuick: { $0[0] == 0 },
    Assist(
      id: "islands",
      parameters: [
        .choice(["keep-largest", "remove-smaller", "keep-this", "remove-this"]),
        Assist.Parameter(
          id: "least", unit: "mL", standard: 0.1, range: 0.01...1000, step: 0.01, isGeometric: true),
        .extent(standard: 1),
      ], isLong: true
    ) { values, at, context in
      try mayReshape(context)
      if values[0] >= 2, context.layer.labels[at] != context.label { throw Sentence.notOnFinding }
      let actions: [IslandsTool.Action] = [.keepLargest, .removeSmaller(values[1]), .keep(at), .remove(at)]
      return IslandsTool(actions[safe: Int(values[0])] ?? .keepLargest, scope: reach(values[2], at, context))
    } isQuick: { $0[2] == 0 },
    Assist(
      id: "copy-fitted", parameters: [.millimetres("rim", 1, 0...10)]
    ) { values, at, context in
      try mayReshape(context)
      let w = context.plane.coordinates(of: at, in: context.layer.size).w
      guard let from = context.nearestDrawnSlice(to: w) else { throw Sentence.noSliceToCopy }
      return CopyFittedTool(from: from, to: w, rim: values[0])
    },
    Assist(
      id: "clip",
      parameters: [
        .choice(["to-values", "to-lungs", "to-outside"]), .value("from", .lowest), .value("to", .highest),
        .scope,
      ], isLong: true
    ) { values, at, context in
      try mayReshape(context)
      let scope = reach(values[3], at, context)
      guard values[0] != 0 else {
        guard values[1] <= values[2] else { throw Sentence.noValues }
        return ClipTool(to: .values(values[1]...values[2]), scope: scope)
      }
      guard let lungs = context.lungs else { throw Sentence.noLungs }
      let bounds = values[0] == 1 ? ClipTool.Bounds.inside : ClipTool.Bounds.outside
      return ClipTool(to: bounds(lungs, LabelLayer.lungs), scope: scope)
    } isQuick: { $0[3] == 0 },
    Assist(
      id: "union", parameters: [.choice(["this-part", "all-on-slice", "whole-finding"])],
      isLong: true
    ) { values, at, context in
      try mayReshape(context)
      let other = context.layer.labels[at]
      guard other != 0, other != context.label else { throw Sentence.nothingToTakeIn }
      guard !context.locked.contains(other) else { throw Sentence.otherLocked }
      guard context.mayChange(other) else { throw Sentence.mayNotGoOver }
      switch values[0] {
      case 0: return CombineTool(other, .part(at))
      case 1: return CombineTool(other, .slice(context.plane.coordinates(of: at, in: context.layer.size).w))
      default: return CombineTool(other, .all)
      }
    } isQuick: { $0[0] == 1 },
    Assist(
      id: "split",
      parameters: [
        Assist.Parameter(id: "at", unit: "HU", standard: -300, range: -1100...3100, step: 25),
        Assist.Parameter(id: "into", unit: "", standard: 0, range: 0...255, step: 1, source: .otherFinding),
        .choice(["above", "below"]),
        Assist.Parameter(id: "least", unit: "mL", standard: 0.05, range: 0...100, step: 0.01, isGeometric: true),
        .scope,
      ], isLong: true
    ) { values, at, context in
      try mayReshape(context)
      guard let into = UInt8(exactly: values[1]), into != 0, into != context.label else {
        throw Sentence.nothingToSplitInto
      }
      guard !context.locked.contains(into) else { throw Sentence.otherLocked }
      if case .finding(let under) = context.over, under != context.label { throw Sentence.mayNotGoOver }
      return SplitTool(
        into: into, value: values[0], side: values[2] == 0 ? .above : .below, least: values[3],
        scope: reach(values[4], at, context))
    } isQuick: { $0[4] == 0 },
  ]

  private static func reach(_ value: Double, _ at: VoxelIndex, _ context: ToolContext) -> ShapeScope {
    value == 0 ? .slice(context.plane.coordinates(of: at, in: context.layer.size).w) : .space
  }

  private static func mayReshape(_ context: ToolContext) throws {
    if context.locked.contains(context.label) { throw Sentence.shapeLocked }
  }
}

extension Assist.Parameter {
  /// On the slice (0), or on the whole finding (1).
  fileprivate static func extent(standard: Int) -> Self {
    .choice(["on-slice", "on-whole"], standard: standard)
  }
  fileprivate static let scope = extent(standard: 0)

  fileprivate static func millimetres(_ id: String, _ mm: Double, _ range: ClosedRange<Double>) -> Self {
    Self(id: id, unit: "mm", standard: mm, range: range, step: 0.5)
  }

  fileprivate static func value(_ id: String, _ source: Source) -> Self {
    Self(id: id, unit: "HU", standard: 0, range: -1200...3100, step: 25, source: source)
  }
}
