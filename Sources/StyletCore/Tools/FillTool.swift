import StyletImaging

/// Fills the area that the active finding's drawing encloses around a voxel, on its slice in the active plane.
///
/// The area is what can be reached from the voxel in steps to the four neighbours without meeting the finding.
/// Its unlabelled voxels are filled; other findings inside it stay as they are. An area that reaches the edge
/// of the slice is not enclosed. Cost: the slice.
public struct FillTool: Tool {
  public static let id = "fill"

  /// Why there is nothing to fill.
  public enum Refusal: Error, Hashable, Sendable {
    /// The drawing has a gap: the area reaches the edge of the slice.
    case notEnclosed
    /// The voxel belongs to the finding's drawing already.
    case onDrawing
    /// Erasing: there is no finding to fill with.
    case noFinding
    /// The area is enclosed, but no voxel in it is free and within the gate.
    case nothingFree
  }

  public let at: VoxelIndex

  public init(at: VoxelIndex) { self.at = at }

  public func edit(in context: ToolContext) -> Edit? { try? outcome(in: context).get() }

  /// The edit, or the reason for none.
  public func outcome(in context: ToolContext) -> Result<Edit, Refusal> {
    guard context.label != 0 else { return .failure(.noFinding) }
    let plane = context.plane, size = context.layer.size
    let extent = plane.size(of: size)
    guard size.contains(at) else { return .failure(.notEnclosed) }
    let seed = plane.coordinates(of: at, in: size)
    var slice = [UInt8](repeating: 0, count: extent.u * extent.v)
    slice.withUnsafeMutableBufferPointer {
      context.layer.labels.read(plane, w: seed.w, u: 0..<extent.u, v: 0..<extent.v, into: $0)
    }
    guard slice[seed.v * extent.u + seed.u] != context.label else { return .failure(.onDrawing) }
    guard let area = enclosed(around: (seed.u, seed.v), by: context.label, slice, extent.u, extent.v) else {
      return .failure(.notEnclosed)
    }
    var builder = EditBuilder(context)
    for s in area.union() {
      builder.set(plane, w: seed.w, v: Int(s.v), u: Int(s.low)..<Int(s.high) + 1, to: context.label) { $1 == 0 }
    }
    let edit = builder.edit(
      name: context.words("tool.fill", w: seed.w, of: plane), tool: Self.id,
      parameters: context.parameters(["at": at.words], plane: plane), origin: .manual)
    return edit.map { .success($0) } ?? .failure(.nothingFree)
  }

  /// The rows of the area, nil when it reaches the edge. Fills whole spans at a time.
  private func enclosed(
    around seed: (u: Int, v: Int), by wall: UInt8, _ slice: [UInt8], _ width: Int, _ height: Int
  ) -> SpanSet? {
    var area = SpanSet()
    var seen = [Bool](repeating: false, count: slice.count)
    var waiting = [seed]
    func open(_ u: Int, _ v: Int) -> Bool { slice[v * width + u] != wall && !seen[v * width + u] }
    while let (u, v) = waiting.popLast() {
      guard open(u, v) else { continue }
      var low = u, high = u
      while low > 0, open(low - 1, v) { low -= 1 }
      while high < width - 1, open(high + 1, v) { high += 1 }
      if low == 0 || high == width - 1 || v == 0 || v == height - 1 { return nil }
      area.insert(w: 0, v: v, low...high)
      for x in low...high { seen[v * width + x] = true }
      for y in [v - 1, v + 1] {
        for x in low...high where open(x, y) && (x == low || !open(x - 1, y)) { waiting.append((x, y)) }
      }
    }
    return area
  }
}
