/// A piece of a finding between two drawn slices by its shape alone: the signed distance between those of the slices
/// (Raya and Udupa, IEEE Trans Med Imaging 9, 1990), each moved to where the piece has come to.
///
/// A piece without a partner ends like a ball: within half the gap and within its own radius of the slice it is
/// drawn on. That is shorter than the shape would go on by itself, because two lesions of one finding may lie in a
/// gap of many slices and nothing must grow into the lung between them.
struct ShapePrior {
  let lower: SignedDistance?
  let upper: SignedDistance?
  let shift: SIMD2<Double>
  /// From slice to slice across the gap, mm.
  let gap: Double
  /// The finding's voxels at its drawn ends, and as far around as a boundary may move.
  private(set) var box: SliceBox
  /// The largest distance inside, mm; of two pieces that of the thicker one.
  let thickness: Double
  /// How a piece without a partner goes on by the CT, once that is known.
  private var path: ObliquePieceTrack?

  init(
    _ group: ComponentGroup, lower a: SliceMask, upper b: SliceMask, margin: Int, spacing: SIMD2<Double>, gap: Double
  ) {
    let boxes = group.lower.map { a.components[$0].box } + group.upper.map { b.components[$0].box }
    // Where the piece moves, places are looked up as far away as it moves.
    let way = Int(max(group.shift.x.magnitude, group.shift.y.magnitude).rounded(.up))
    let around = boxes.dropFirst().reduce(boxes[0]) { $0.union($1) }.grown(by: margin + way)
    func distance(_ mask: SliceMask, _ chosen: Set<Int>) -> SignedDistance? {
      guard !chosen.isEmpty else { return nil }
      var inside = [Bool](repeating: false, count: around.count)
      mask.forEachVoxel(of: chosen) { i, j in
        inside[(j - around.j.lowerBound) * around.width + i - around.i.lowerBound] = true
      }
      return SignedDistance(inside, box: around, spacing: spacing)
    }
    (lower, upper) = (distance(a, group.lower), distance(b, group.upper))
    (shift, self.gap, box) = (group.shift, gap, around)
    thickness = Double(max(lower?.values.max() ?? 0, upper?.values.max() ?? 0))
  }

  /// Lets a piece without a partner go on as the CT has it.
  mutating func follow(_ path: ObliquePieceTrack) {
    guard path.support > 0 else { return }
    self.path = path
    let way = path.offsets.map { max($0.x.magnitude, $0.y.magnitude) }.max() ?? 0
    box = box.grown(by: Int(way.rounded(.up)))
  }

  /// How far the piece has moved from the lower slice, and how far it has still to go, at the part `t` of the gap.
  func moved(_ t: Double) -> (fromLower: SIMD2<Double>, toUpper: SIMD2<Double>) {
    guard let path else { return (shift * t, shift * (1 - t)) }
    let offset = path.offsets[Int((t * Double(path.offsets.count - 1)).rounded())]
    return lower == nil ? (.zero, -offset) : (offset, .zero)
  }

  /// Signed distances over the box, mm; nil where the piece has ended.
  /// - Parameters:
  ///   - t: 0 at the lower slice, 1 at the upper one.
  ///   - reach: how much longer a piece goes on that has no partner; 1 by its shape alone.
  func values(at t: Double, reach: Double = 1) -> [Float]? {
    guard let lower, let upper else { return ending(at: t, reach: reach) }
    let m = moved(t)
    let (a, b) = (SIMD2<Float>(m.fromLower), SIMD2<Float>(m.toUpper))
    let part = Float(t)
    var out = [Float](repeating: 0, count: box.count)
    if shift == .zero {
      for n in out.indices { out[n] = (1 - part) * lower.values[n] + part * upper.values[n] }
      return out
    }
    var n = 0
    for j in box.j {
      for i in box.i {
        let (x, y) = (Float(i), Float(j))
        out[n] = (1 - part) * lower.at(i: x - a.x, j: y - a.y) + part * upper.at(i: x + b.x, j: y + b.y)
        n += 1
      }
    }
    return out
  }

  private func ending(at t: Double, reach: Double) -> [Float]? {
    guard let drawn = lower ?? upper else { return nil }
    let away = (lower == nil ? 1 - t : t) * gap
    let end = max(min(gap / 2, thickness + 1e-6) * reach, (path?.support ?? 0) * gap)
    guard away < end else { return nil }
    let lost = Float(thickness) * Float(1 - (1 - away / end * (away / end)).squareRoot())
    guard path != nil else { return drawn.values.map { $0 - lost } }
    let m = moved(t)
    let way = SIMD2<Int>(m.toUpper - m.fromLower)
    return box.j.flatMap { j in box.i.map { i in drawn.nearest(i: i + way.x, j: j + way.y) - lost } }
  }
}
