import StyletBase
import StyletImaging

/// Fills what a finding encloses: areas on a slice, or cavities in space.
///
/// A hole is made of voxels that do not carry the finding and cannot reach the edge of the scan in steps to neighbours
/// along the axes without meeting it. Its unlabelled voxels are filled; other findings inside it stay as they are.
/// Cost: the finding's box.
public struct FillHolesTool: Tool {
  public static let id = "fill-holes"

  public enum Holes: Hashable, Sendable {
    /// What is enclosed on one slice of the active plane, base 0.
    case slice(Int)
    /// What is enclosed on any slice of the active plane, each looked at alone.
    case slices
    /// What is enclosed on all sides.
    case cavities
  }

  public let holes: Holes

  public init(_ holes: Holes) { self.holes = holes }

  public func edit(in context: ToolContext) -> Edit? {
    guard context.canReshape else { return nil }
    let labels = context.layer.labels, plane = context.plane
    var builder = EditBuilder(context)
    let name: StepName, words: [String: String]
    switch holes {
    case .slice(let w):
      guard let slice = VoxelBox(plane, w: w, in: labels.size) else { return nil }
      fill(slice, context, &builder)
      (name, words) = (context.words("tool.holes", w: w, of: plane), ["holes": "slice", "w": "\(w)"])
    case .slices:
      guard let all = labels.bounds(of: context.label, within: VoxelBox(labels.size)) else { return nil }
      for n in all[plane.axes.w] {
        guard context.work?.isCancelled != true else { return nil }
        var slice = all
        slice[plane.axes.w] = n..<n + 1
        // enclosed or not is a matter of the whole slice: the box ends where the finding does, as the scan's edge does
        fill(slice.grown(by: SIMD3(1, 1, 1), within: VoxelBox(labels.size, across: plane, n)), context, &builder)
      }
      (name, words) = (.words("tool.holes-every", ["plane": plane.rawValue]), ["holes": "slices"])
    case .cavities:
      fill(VoxelBox(labels.size), context, &builder)
      (name, words) = (.words("tool.cavities"), ["holes": "cavities"])
    }
    return builder.edit(
      name: name, tool: Self.id, parameters: context.parameters(words, plane: plane), origin: .manual)
  }

  private func fill(_ within: VoxelBox, _ context: ToolContext, _ builder: inout EditBuilder) {
    // one voxel around, all of it outside, joins what is outside into one
    guard let mask = MaskBox(of: context.label, in: context.layer.labels, within: within, rim: SIMD3(1, 1, 1)) else {
      return
    }
    let outside = Components(mask.complement, .faces)
    let box = mask.box
    // an axis along which there is but one voxel has no edge to be reached
    func reachesEdge(_ part: VoxelBox) -> Bool {
      (0..<3).contains { a in
        within[a].count > 1
          && (part[a].lowerBound == box[a].lowerBound || part[a].upperBound == box[a].upperBound)
      }
    }
    for (run, part) in outside.runs where !reachesEdge(outside.boxes[Int(part)]) {
      builder.set(run, to: context.label) { $1 == 0 }
    }
  }
}

extension VoxelBox {
  /// Slice `n` along a plane's axis of slices, counted as the grid does (base 0).
  fileprivate init(_ size: GridSize, across plane: Plane, _ n: Int) {
    self.init(size)
    self[plane.axes.w] = n..<n + 1
  }
}
