import StyletBase
import StyletImaging

/// Takes another finding, or a part of it, into the finding drawn with: the union of the two.
///
/// Labels of a layer do not overlap, so this is to call the other's voxels by this finding's label. A slice on which
/// the finding was not before takes over the origin of what came; one on which it was came of a proposal if either
/// did. To cut a finding with the labels of another layer is ``ClipTool``'s. Cost: the other finding's box.
public struct CombineTool: Tool {
  public static let id = "combine"

  public enum Part: Hashable, Sendable {
    /// The connected part at a voxel, in space (26 neighbours).
    case part(VoxelIndex)
    /// All of it on one slice of the active plane, base 0.
    case slice(Int)
    case all
  }

  /// The finding that is taken in.
  public let other: UInt8
  public let part: Part

  public init(_ other: UInt8, _ part: Part) {
    self.other = other
    self.part = part
  }

  public func edit(in context: ToolContext) -> Edit? {
    let labels = context.layer.labels
    var within = VoxelBox(labels.size)
    if case .slice(let w) = part {
      guard let slice = VoxelBox(context.plane, w: w, in: labels.size) else { return nil }
      within = slice
    }
    guard context.canReshape, other != context.label, let mask = MaskBox(of: other, in: labels, within: within) else {
      return nil
    }
    var builder = EditBuilder(context)
    var words = ["from": "\(other)"]
    switch part {
    case .part(let at):
      let parts = Components(mask, .corners)
      guard let wanted = parts.part(at: at) else { return nil }
      for (run, part) in parts.runs where Int(part) == wanted { builder.set(run, to: context.label) }
      words["part"] = at.words
    case .slice(let w):
      mask.forEachRun { j, k, i in builder.set(j: j, k: k, i, to: context.label) }
      words["w"] = "\(w)"
    case .all: mask.forEachRun { j, k, i in builder.set(j: j, k: k, i, to: context.label) }
    }
    let edit = builder.edit(
      name: name(in: context), tool: Self.id, parameters: context.parameters(words, plane: context.plane),
      origin: .manual)
    return edit?.inheriting(from: other, by: context.label, in: context.layer)
  }

  private func name(in context: ToolContext) -> StepName {
    switch part {
    case .part: .words("tool.take-in-part")
    case .slice(let w): context.words("tool.take-in-slice", w: w, of: context.plane)
    case .all: .words("tool.take-in")
    }
  }
}

extension Edit {
  /// Where `heir` was not on a slice before, its voxels come from `label` and with them their origin; where it was,
  /// the two are put together. All runs of the edit make `heir` of `label`.
  func inheriting(from label: UInt8, by heir: UInt8, in layer: LabelLayer) -> Edit {
    var edit = self
    edit.origins.removeAll { $0.key.label == heir }
    for k in slices {
      let key = SliceKey(k: k, label: heir), old = layer.origins[key]
      let source = layer.origins[SliceKey(k: k, label: label)] ?? .manual
      let new = old?.joined(with: source) ?? source
      if old != new { edit.origins.append(OriginChange(key: key, old: old, new: new)) }
    }
    edit.origins.sort { ($0.key.k, $0.key.label) < ($1.key.k, $1.key.label) }
    return edit
  }
}
