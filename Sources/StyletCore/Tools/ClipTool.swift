import StyletBase
import StyletImaging

/// Takes away what of a finding lies outside a range of values, or outside, or inside, the labels of another layer.
///
/// The gate plays no part: it would keep just what is to go. Cost: the finding's box.
public struct ClipTool: Tool {
  public static let id = "clip"

  public enum Bounds: Sendable {
    /// HU; the ends stay.
    case values(ClosedRange<Double>)
    /// What is labelled there stays. Must have the layer's size.
    case inside(LabelMap, name: String)
    /// What is labelled there goes.
    case outside(LabelMap, name: String)

    package var words: [String: String] {
      switch self {
      case .values(let range): ["values": "\(range.lowerBound.plain) to \(range.upperBound.plain) HU"]
      case .inside(_, let name): ["inside": name]
      case .outside(_, let name): ["outside": name]
      }
    }
  }

  public let bounds: Bounds
  public let scope: ShapeScope

  public init(to bounds: Bounds, scope: ShapeScope) {
    self.bounds = bounds
    self.scope = scope
  }

  public func edit(in context: ToolContext) -> Edit? {
    guard context.canReshape, let within = scope.box(in: context),
      let old = MaskBox(of: context.label, in: context.layer.labels, within: within)
    else { return nil }
    var new = old
    let name: StepName
    switch bounds {
    case .values(let range):
      let samples = context.volume.rescale.samples(in: range)
      new.keep(in: context.volume) { samples?.contains($0) ?? false }
      name = context.words("tool.clip-values", scope)
    case .inside(let labels, let layer), .outside(let labels, let layer):
      precondition(labels.size == context.layer.size, "layer of another grid")
      var other = MaskBox(old.box)
      for k in old.box.k {
        for j in old.box.j {
          labels.forEachRun(j: j, k: k) { i, count, _ in
            let run = (i..<i + count).clamped(to: old.box.i)
            if !run.isEmpty, old.box.j.contains(j) { other.set(true, j: j, k: k, run) }
          }
        }
      }
      if case .outside = bounds { other = other.complement }
      for n in new.bytes.indices { new.bytes[n] &= other.bytes[n] }
      if case .outside = bounds {
        name = context.words("tool.clip-off", scope, ["layer": layer])
      } else {
        name = context.words("tool.clip-to", scope, ["layer": layer])
      }
    }
    var builder = EditBuilder(context.withoutGate)
    builder.reshape(context.label, from: old, to: new)
    return builder.edit(
      name: name, tool: Self.id,
      parameters: context.withoutGate.parameters(
        scope.words.merging(bounds.words) { a, _ in a }, plane: context.plane), origin: .manual)
  }
}
