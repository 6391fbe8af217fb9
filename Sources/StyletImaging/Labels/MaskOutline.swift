/// The outlines of a mask on one slice, such that any usual way to fill them gives the mask back, voxel by voxel.
///
/// An outline runs along the edges of the mask's voxels, a hundredth of a voxel inside of them (``inset``). So
///   - no centre lies nearer to it than 0.49 voxels: a reader that asks which centres are inside has no doubt;
///   - a reader that rounds vertices to whole voxels first, and then takes what is inside or on the outline
///     (OpenCV's fillPoly, as rt-utils uses it), gets vertices in voxels of the mask and nothing outside of it;
///   - voxels that only touch at a corner, and holes that touch one another or the rim so, are kept apart: no
///     outline crosses or touches itself.
///
/// What is left out is that hundredth: the area of a voxel alone is 0.96 of its own, that of a disc of 13 voxels
/// across 0.995.
///
/// Tracing is by following cracks (Rosenfeld and Kak, Digital Picture Processing, 1982, §11.1): the mask is connected
/// by edges, its background by edges and corners.
public struct MaskOutline: Hashable, Sendable {
  /// A corner of an inset voxel: `u / 2` and `v / 2` (rounded down) are the voxel's place, and an odd number means
  /// its far side. So the order of the numbers is the order of the places, and all of the geometry is exact.
  public struct Corner: Hashable, Sendable {
    public var u: Int32
    public var v: Int32

    public init(_ u: Int, _ v: Int) {
      self.u = Int32(truncatingIfNeeded: u)
      self.v = Int32(truncatingIfNeeded: v)
    }

    /// In voxels, centres at whole numbers.
    public var place: SIMD2<Double> { [Self.place(u), Self.place(v)] }

    private static func place(_ n: Int32) -> Double {
      Double(n >> 1) + (n & 1 == 1 ? 0.5 - MaskOutline.inset : MaskOutline.inset - 0.5)
    }
  }

  /// How the holes of a region leave.
  public enum Holes: Sendable {
    /// One outline for each region: a channel without width leads to each hole and back (the "keyhole" of PS3.3
    /// C.8.8.6.3). Right for readers that fill by even-odd, by non-zero winding, and outline by outline.
    case keyhole
    /// An outline of its own for each hole: right only where outlines are combined by exclusive or.
    case separate
  }

  /// Voxels.
  public static let inset = 0.01

  /// The last is joined to the first. Clockwise where v points down, holes the other way.
  public let corners: [Corner]
  public let isHole: Bool

  /// The outlines of the voxels that carry `label`, in order of their first voxel.
  ///
  /// - Parameters:
  ///   - labels: `width · height` of them, u fastest.
  ///   - width, height: less than 2³⁰.
  /// - Cost: the voxels, and the length of the outlines.
  public static func trace(
    _ labels: UnsafeBufferPointer<UInt8>, width: Int, height: Int, label: UInt8, holes: Holes = .keyhole
  ) -> [MaskOutline] {
    precondition(labels.count >= width * height, "buffer too small")
    let picture = Picture(labels: labels, width: width, height: height, label: label)
    var seen = [Bool](repeating: false, count: width * height)
    var outers: [Crack] = []
    var outlines: [MaskOutline] = []
    var channels: [Int: Crack] = [:]
    for v in 0..<height {
      for u in 0..<width where !seen[v &* width &+ u] && picture.has(u, v) && !picture.has(u, v &- 1) {
        let start = Crack(u: u, v: v, side: 0)
        let loop = picture.loop(from: start) { seen[$0] = true }
        switch (loop.isHole, holes) {
        case (_, .separate): outlines.append(loop)
        case (false, .keyhole): outers.append(start)
        case (true, .keyhole):
          let (foot, first) = picture.channel(from: loop)
          channels[foot] = first
        }
      }
    }
    for start in outers { outlines.append(picture.joined(from: start, &channels)) }
    return outlines
  }
}

/// A side of a voxel between the mask and its background, the mask to the right of who goes along it.
private struct Crack: Equatable {
  var u: Int
  var v: Int
  /// 0 the near side in v, gone along towards +u; 1 the far side in u, towards +v; 2 and 3 the ways back.
  var side: Int
}

private struct Picture {
  let labels: UnsafeBufferPointer<UInt8>
  let width: Int
  let height: Int
  let label: UInt8

  func has(_ u: Int, _ v: Int) -> Bool {
    u >= 0 && v >= 0 && u < width && v < height && labels[v &* width &+ u] == label
  }

  private static let ways = [(1, 0), (0, 1), (-1, 0), (0, -1)]

  /// The crack after `at`, and the corner between; nil when it goes straight on.
  private func next(_ at: Crack) -> (Crack, MaskOutline.Corner?) {
    let (du, dv) = Self.ways[at.side]
    // Ahead along the crack, and ahead to the left, across it. To the left of (du, dv) is (dv, −du).
    let ahead = (u: at.u + du, v: at.v + dv), across = (u: at.u + du + dv, v: at.v + dv - du)
    if !has(ahead.u, ahead.v) {
      let corner = MaskOutline.Corner(2 * at.u + (du + dv > 0 ? 1 : 0), 2 * at.v + (dv - du > 0 ? 1 : 0))
      return (Crack(u: at.u, v: at.v, side: (at.side + 1) & 3), corner)
    }
    guard has(across.u, across.v) else { return (Crack(u: ahead.u, v: ahead.v, side: at.side), nil) }
    let corner = MaskOutline.Corner(2 * ahead.u + (dv - du > 0 ? 1 : 0), 2 * ahead.v + (-du - dv > 0 ? 1 : 0))
    return (Crack(u: across.u, v: across.v, side: (at.side + 3) & 3), corner)
  }

  /// - Parameter mark: gets the index of each voxel whose near side in v belongs to the loop.
  func loop(from start: Crack, mark: (Int) -> Void) -> MaskOutline {
    var corners: [MaskOutline.Corner] = []
    var area = 0
    var at = start
    repeat {
      if at.side == 0 {
        mark(at.v &* width &+ at.u)
        area -= at.v
      } else if at.side == 2 {
        area += at.v + 1
      }
      let (next, corner) = next(at)
      if let corner { corners.append(corner) }
      at = next
    } while at != start
    return MaskOutline(corners: corners, isHole: area < 0)
  }

  /// The channel of a hole: straight up (−v) from the first corner of its first row, along the far side of the voxels
  /// to the left of it, to the first outline that it meets.
  ///
  /// - Returns: the voxel at whose far upper corner it ends, and the crack of the hole that follows its beginning.
  ///   No two channels end at one voxel.
  func channel(from hole: MaskOutline) -> (foot: Int, first: Crack) {
    var corner = hole.corners[0]
    for c in hole.corners where (c.v, c.u) < (corner.v, corner.u) { corner = c }
    let u = Int(corner.u >> 1), top = Int(corner.v >> 1)
    var v = top
    while has(u, v - 1), has(u + 1, v - 1) { v -= 1 }
    return (v * width + u, Crack(u: u, v: top + 1, side: 1))
  }

  /// A region's outline with its holes, each behind its channel. With a stack of its own: holes may hang one below
  /// another as far as the picture is high.
  ///
  /// - Parameter channels: by the voxel where they end; those gone through are taken out.
  package func joined(from start: Crack, _ channels: inout [Int: Crack]) -> MaskOutline {
    var corners: [MaskOutline.Corner] = []
    func append(_ c: MaskOutline.Corner) {
      if corners.last != c { corners.append(c) }
    }
    var left: [(start: Crack, at: Crack, foot: MaskOutline.Corner)] = []
    var (start, at) = (start, start)
    while true {
      let (next, corner) = next(at)
      // A channel ends past the voxel gone along, or at the corner where the way turns up beside the voxel ahead.
      let foot: (u: Int, v: Int)? =
        at.side == 0 ? (at.u, at.v) : at.side == 1 && next.side == 0 ? (at.u, at.v + 1) : nil
      if let foot, !channels.isEmpty, let hole = channels.removeValue(forKey: foot.v * width + foot.u) {
        left.append((start, at, MaskOutline.Corner(2 * foot.u + 1, 2 * foot.v)))
        append(left[left.count - 1].foot)
        append(MaskOutline.Corner(2 * hole.u + 1, 2 * hole.v - 1))
        (start, at) = (hole, hole)
        continue
      }
      if let corner { append(corner) }
      at = next
      guard at == start else { continue }
      guard let back = left.popLast() else { break }
      append(back.foot)
      (start, at) = (back.start, back.at)
    }
    return MaskOutline(corners: corners, isHole: false)
  }
}
