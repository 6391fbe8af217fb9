import Glibc
import StyletImaging

/// Grows a lesion from a voxel in it: on the slice, or through the slices.
///
/// 1. Which values belong is found from the seed and what lies around it (``LesionValues``), cut to the gate.
/// 2. What can be reached from the seed over neighbours along the axes (four on a slice, six in space) with these
///    values, within `radius` of the seed and where the finding may be drawn or is already, is the region; holes in
///    it of at most 0.5 mL (60 mm² on a slice) are filled. Of a seed that is brighter than these values, so on a vessel
///    in the lesion, what is as bright within 4 mm may be crossed too.
/// 3. What hangs on it by a neck thinner than `neck` is cut off (``NeckCut``): vessels, chest wall.
/// 4. Of what is left at most `limit` is kept, the voxels nearest to the seed along the region.
///
/// So it cannot run away: not past the radius, not along what is thin, not over the limit. Cost: the voxels of the box
/// around the radius, and of the ball of 30 mm.
public struct GrowTool: Tool {
  public static let id = "grow"
  /// mL, and mm² on a slice.
  static let largestHole = (volume: 0.5, area: 60.0)
  /// Of a box: some ten bytes each are needed.
  package static let mostVoxels = 1 << 28

  public let seed: VoxelIndex
  /// How far from the lesion's value to what lies around it, percent: 50 is half way.
  public let tolerance: Double
  /// mm from the seed.
  public let radius: Double
  /// mm: what is thinner is cut off where it hangs on the lesion; 0 cuts nothing.
  public let neck: Double
  /// mL that are kept at most; nil for no limit.
  public let limit: Double?
  /// Whether it grows through the slices.
  public let isSpatial: Bool

  public init(
    seed: VoxelIndex, tolerance: Double = 50, radius: Double = 30, neck: Double = 5, limit: Double? = nil,
    isSpatial: Bool
  ) {
    self.seed = seed
    self.tolerance = tolerance
    self.radius = radius
    self.neck = neck
    self.limit = limit
    self.isSpatial = isSpatial
  }

  public func edit(in context: ToolContext) -> Edit? {
    guard context.volume.size.contains(seed), context.label != 0, tolerance >= 0, radius > 0 else { return nil }
    let values = range(in: context)
    guard let region = region(in: context, values: values) else { return nil }
    context.work?.progress = 0.9
    var mask = region
    let isFull = hold(&mask, context)
    if context.work?.isCancelled == true { return nil }
    var builder = EditBuilder(context)
    mask.forEachRun(of: FloodBox.reached) { j, k, range in builder.set(j: j, k: k, range, to: context.label) }
    let c = context.plane.coordinates(of: seed, in: context.volume.size)
    var own = [
      "seed": seed.words, "tolerance": "\(tolerance.plain) %", "radius": "\(radius.plain) mm",
      "neck": "\(neck.plain) mm", "space": isSpatial ? "3" : "2",
      "values": "\(values.lowerBound.rounded().plain) to \(values.upperBound.rounded().plain) HU",
    ]
    if let limit { own["limit"] = "\(limit.plain) mL" + (isFull ? Self.isMet : "") }
    return builder.edit(
      name: isSpatial ? .words("tool.grow-space") : context.words("tool.grow", w: c.w, of: context.plane),
      tool: Self.id,
      parameters: context.parameters(own, plane: context.plane), origin: .grown)
  }

  /// The values of the voxels that an edit of this tool took, HU; nil for other edits.
  public static func values(of edit: Edit) -> ClosedRange<Double>? {
    guard edit.tool == id, let words = edit.parameters["values"]?.split(separator: " "), words.count == 4,
      let low = Double(words[0]), let high = Double(words[2]), low <= high
    else { return nil }
    return low...high
  }

  private static let isMet = ", met"

  /// Whether the edit is of this tool and stopped at its limit: the lesion may be larger, or it leaked.
  public static func hasMetLimit(_ edit: Edit) -> Bool {
    edit.tool == id && edit.parameters["limit"]?.hasSuffix(isMet) == true
  }

  /// The values that belong to the region, HU, the gate left aside.
  package func range(in context: ToolContext) -> ClosedRange<Double> {
    LesionValues(seed: seed, tolerance: tolerance / 100, plane: flat(context)).range(in: context)
  }

  /// The plane of the slice that it stays on.
  private func flat(_ context: ToolContext) -> Plane? { isSpatial ? nil : context.plane }

  /// The region without regard to the limit; nil when there is none, or nobody waits for it any more.
  package func region(in context: ToolContext, values: ClosedRange<Double>) -> FloodBox? {
    let grid = context.volume.grid, work = context.work
    guard let samples = context.volume.rescale.samples(in: values) else { return nil }
    let box = VoxelBox(around: seed, radius: radius, grid: grid, plane: flat(context))
    guard box.count <= Self.mostVoxels else { return nil }
    var mask = FloodBox(box: box, context: context, around: seed, radius: radius, samples: samples)
    work?.progress = 0.15
    guard let start = start(in: &mask, values, context.volume) else { return nil }
    guard mask.flood(from: start, FloodBox.open, to: FloodBox.reached, work: work) != nil else { return nil }
    work?.progress = 0.25
    mask = mask.cropped(to: FloodBox.reached)
    mask.fillHoles(upTo: largestHole(context), work: work)
    work?.progress = 0.35
    let cut = NeckCut(width: neck, seed: seed, spacing: grid.spacing)
    return cut.cut(&mask, work: work) { work?.progress = 0.35 + 0.5 * $0 } ? mask : nil
  }

  /// Opens the seed, which belongs whatever the noise at that voxel; where it is brighter than the lesion, what is
  /// brighter within 4 mm too, so that the region gets out of a vessel.
  /// - Returns: the offset of the seed; nil where it may not be drawn on.
  private func start(in mask: inout FloodBox, _ values: ClosedRange<Double>, _ volume: Volume) -> Int? {
    let start = mask.box.offset(of: seed), radius = LesionValues.coreRadius, spacing = volume.grid.spacing
    guard mask.states[start] != FloodBox.closed else { return nil }
    mask.states[start] = FloodBox.open
    guard volume.value(at: seed) > values.upperBound else { return start }
    let near = VoxelBox(around: seed, radius: radius, grid: volume.grid, plane: nil).intersection(mask.box)
    for k in near.k {
      for j in near.j {
        for i in near.i where volume.value(at: VoxelIndex(i, j, k)) > values.upperBound {
          let n = mask.box.offset(of: VoxelIndex(i, j, k))
          let away = SIMD3(Double(i - seed.i), Double(j - seed.j), Double(k - seed.k)) * spacing
          guard mask.states[n] == FloodBox.unlike, (away * away).sum() <= radius * radius else { continue }
          mask.states[n] = FloodBox.open
        }
      }
    }
    return start
  }

  /// In voxels.
  private func largestHole(_ context: ToolContext) -> Int {
    let grid = context.volume.grid
    let s = context.plane.spacing(of: grid)
    let voxels = isSpatial ? Self.largestHole.volume * 1000 / grid.voxelVolume : Self.largestHole.area / (s.u * s.v)
    return voxels.isFinite ? Int(min(max(voxels, 0), 1e9)) : 0
  }

  /// Leaves at most the limit of the region.
  /// - Returns: whether that took something away.
  private func hold(_ mask: inout FloodBox, _ context: ToolContext) -> Bool {
    guard let limit else { return false }
    let voxels = (limit * 1000 / context.volume.grid.voxelVolume).rounded(.down)
    let most = voxels.isFinite ? Int(min(max(voxels, 1), 1e12)) : .max
    guard mask.count(of: FloodBox.reached) > most else { return false }
    mask.keepNearest(most, to: seed, spacing: context.volume.grid.spacing, work: context.work)
    return true
  }
}
