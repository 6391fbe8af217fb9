import StyletBase
import StyletImaging

/// Smooths the outline of a finding.
///
/// - ``Method/gaussian``: each connected part is blurred with a Gaussian of `size` (standard deviation) and cut again
///   at the level at which its volume is as near as can be to what it was. Parts are smoothed one by one, so that a
///   small one does not feed a large one.
/// - ``Method/opening``: takes away what a ball of radius `size` does not fit into: bumps, bridges, threads.
/// - ``Method/closing``: fills what a ball of radius `size` outside the finding does not fit into: gaps, notches.
///
/// A part that is too thin for the size, so that more than half of it would go, stays as it is, and the edit's name
/// says how many did. Cost: the boxes of the parts with a rim of three times the size.
public struct SmoothTool: Tool {
  public static let id = "smooth"

  public enum Method: String, Sendable, CaseIterable { case gaussian, opening, closing }

  public let method: Method
  /// mm.
  public let size: Double
  public let scope: ShapeScope

  public init(method: Method = .gaussian, size: Double, scope: ShapeScope) {
    self.method = method
    self.size = size
    self.scope = scope
  }

  public func edit(in context: ToolContext) -> Edit? {
    guard context.canReshape, size > 0, size.isFinite, let within = scope.box(in: context) else { return nil }
    let spacing = context.volume.grid.spacing
    let rim = VoxelBox.steps(method == .gaussian ? 2 * size : size, spacing: spacing) &+ 1
    guard let old = MaskBox(of: context.label, in: context.layer.labels, within: within, rim: rim) else { return nil }
    guard let (new, kept) = smoothed(old, spacing, rim, within, context.work) else { return nil }
    var builder = EditBuilder(context)
    builder.reshape(context.label, from: old, to: new)
    return builder.edit(
      name: kept == 0
        ? context.words("tool.smooth", scope) : context.words("tool.smooth-keeping", scope, ["kept": "\(kept)"]),
      tool: Self.id,
      parameters: context.parameters(
        scope.words.merging(["method": method.rawValue, "size": "\(size.plain) mm", "kept": "\(kept)"]) { a, _ in a },
        plane: context.plane), origin: .manual)
  }

  /// The smooth shape in the same box, and how many parts stay as they are; nil when nobody waits for it.
  private func smoothed(
    _ old: MaskBox, _ spacing: SIMD3<Double>, _ rim: SIMD3<Int>, _ within: VoxelBox, _ work: CancellableWork?
  ) -> (MaskBox, kept: Int)? {
    let parts = Components(old, .corners)
    switch method {
    case .gaussian:
      var new = MaskBox(old.box)
      var kept = 0, done = 0
      let all = Double(max(old.voxels, 1))
      var left = false
      parts.forEachPart(rim: rim, within: old.box) { part, mask in
        guard work?.isCancelled != true,
          let values = GaussianBlur.values(mask, deviation: size, spacing: spacing, within: within, work: work)
        else {
          left = true
          return false
        }
        var smooth = Self.cut(values, like: mask, voxels: parts.voxels[part])
        if !Self.isMostlyKept(mask, smooth, parts.voxels[part]) {
          smooth = mask
          kept += 1
        }
        smooth.forEachRun { j, k, i in new.set(true, j: j, k: k, i) }
        done += parts.voxels[part]
        work?.progress = Double(done) / all
        return true
      }
      return left ? nil : (new, kept)
    case .opening:
      guard var new = old.opened(radius: size, spacing: spacing, work: work) else { return nil }
      var overlap = [Int](repeating: 0, count: parts.count)
      for (run, part) in parts.runs {
        for n in new.box.offsets(of: run) { overlap[Int(part)] += Int(new.bytes[n]) }
      }
      let thin = parts.voxels.indices.filter { 2 * overlap[$0] < parts.voxels[$0] }
      let isThin = Set(thin)
      parts.mask(in: new.box) { isThin.contains($0) }.forEachRun { j, k, i in new.set(true, j: j, k: k, i) }
      return (new, thin.count)
    case .closing:
      return old.closed(radius: size, spacing: spacing, work: work).map { ($0, 0) }
    }
  }

  /// The voxels of highest value, so many that their number is nearest to `voxels`; equal ones go together, so that a
  /// symmetric shape stays symmetric.
  private static func cut(_ values: [Float], like mask: MaskBox, voxels: Int) -> MaskBox {
    let levels = 8192
    var counts = [Int](repeating: 0, count: levels + 1)
    func level(_ value: Float) -> Int { Int(min(max(value, 0), 1) * Float(levels)) }
    for value in values where value > 0 { counts[level(value)] += 1 }
    var cut = levels, above = 0
    while cut > 1, above + counts[cut] <= voxels {
      above += counts[cut]
      cut -= 1
    }
    // the level that goes past: with it or without it, whichever is nearer
    if above > 0, above + counts[cut] - voxels >= voxels - above { cut += 1 }
    var new = MaskBox(mask.box)
    for n in values.indices where values[n] > 0 && level(values[n]) >= cut { new.bytes[n] = 1 }
    return new
  }

  private static func isMostlyKept(_ old: MaskBox, _ new: MaskBox, _ voxels: Int) -> Bool {
    var common = 0
    for n in old.bytes.indices { common &+= Int(old.bytes[n] & new.bytes[n]) }
    return 2 * common >= voxels
  }
}
