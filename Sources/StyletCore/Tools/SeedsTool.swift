import StyletImaging

/// Grows the strokes of a finding to the edge between them and what lies around: on the slice, or through the slices.
///
/// Within a region of interest every labelled voxel is a seed of its finding, every voxel of
/// ``ToolContext/background`` one of the background, and so is the rim of the region. Each other voxel goes to the
/// seed that is nearest by the shortest way over neighbours along the axes, where a step costs
/// `min(difference in HU, 400)² / 100 + smoothness · mm`: cellular growing (GrowCut) in the form that is computed at
/// once, Zhu et al., Fast GrowCut, 2014. Squared differences, so that noise on a long way weighs less than an edge.
/// Ways do not lead through voxels that the gate or the lungs shut out. What is drawn stays as it is.
///
/// The region of interest is the box around the finding's strokes and `margin` to all sides. Strokes count that are
/// within the margin of the cursor, or within the margin of such strokes. Cost: n·log n of the region's voxels.
public struct SeedsTool: Tool {
  public static let id = "grow-seeds"
  package static let mostVoxels = 1 << 26

  /// The cursor.
  public let at: VoxelIndex
  /// mm around the strokes.
  public let margin: Double
  /// Cost of a mm: the higher, the shorter and smoother the edge.
  public let smoothness: Double
  /// Whether the other findings grow as well; they compete in any case.
  public let all: Bool
  /// Whether it grows through the slices.
  public let isSpatial: Bool

  public init(at: VoxelIndex, margin: Double = 25, smoothness: Double = 5, all: Bool = false, isSpatial: Bool) {
    self.at = at
    self.margin = margin
    self.smoothness = smoothness
    self.all = all
    self.isSpatial = isSpatial
  }

  /// Where it works; nil when no stroke of the finding is near, or the margin makes no sense.
  package func region(in context: ToolContext) -> VoxelBox? {
    let grid = context.volume.grid, plane = isSpatial ? nil : context.plane
    guard grid.size.contains(at), context.label != 0, margin > 0 else { return nil }
    var box = VoxelBox(around: at, radius: margin, grid: grid, plane: plane)
    for _ in 0..<2 {
      guard let strokes = context.layer.labels.bounds(of: context.label, in: box) else { return nil }
      box = strokes.widened(by: margin, grid: grid, plane: plane)
    }
    return box.count <= Self.mostVoxels ? box : nil
  }

  /// Whether there is something to grow from.
  public func hasSeeds(in context: ToolContext) -> Bool { region(in: context) != nil }

  public func edit(in context: ToolContext) -> Edit? {
    guard let box = region(in: context), smoothness >= 0 else { return nil }
    var field = SeedField(box: box, context: context)
    guard field.grow(context.volume, smoothness: smoothness, work: context.work) else { return nil }
    var builder = EditBuilder(context)
    field.forEachGrown { j, k, range, label in
      let grows = label == context.label || all && !context.locked.contains(label)
      if grows { builder.set(j: j, k: k, range, to: label) }
    }
    let c = context.plane.coordinates(of: at, in: context.volume.size)
    return builder.edit(
      name: isSpatial
        ? .words("tool.seeds-space") : context.words("tool.seeds", w: c.w, of: context.plane), tool: Self.id,
      parameters: context.parameters(
        [
          "at": at.words, "margin": "\(margin.plain) mm", "smoothness": smoothness.plain,
          "findings": all ? "all" : "one", "space": isSpatial ? "3" : "2",
        ], plane: context.plane), origin: .grown)
  }
}

extension LabelMap {
  /// The box around the voxels of a label within `box`; nil when there is none.
  package func bounds(of label: UInt8, in box: VoxelBox) -> VoxelBox? {
    var found: VoxelBox?
    for k in box.k {
      for j in box.j {
        forEachRun(j: j, k: k) { i, count, there in
          let part = (i..<i + count).clamped(to: box.i)
          guard there == label, !part.isEmpty else { return }
          guard let old = found else {
            found = VoxelBox(i: part, j: j..<j + 1, k: k..<k + 1)
            return
          }
          found = VoxelBox(
            i: min(old.i.lowerBound, part.lowerBound)..<max(old.i.upperBound, part.upperBound),
            j: min(old.j.lowerBound, j)..<max(old.j.upperBound, j + 1),
            k: min(old.k.lowerBound, k)..<max(old.k.upperBound, k + 1))
        }
      }
    }
    return found
  }
}
