import Dispatch
import Glibc
import StyletImaging

/// Filters over the slabs of a ``ProposalSlabs``: a value for each block, i fastest, then j, then k. Lengths are mm.
///
/// Slabs are worked at one by one on all cores, each by itself: results do not depend on their number.
struct SlabFilters: Sendable {
  let ni: Int
  let nj: Int
  let nk: Int
  let spacing: SIMD3<Double>

  init(_ box: VoxelBox, spacing: SIMD3<Double>) {
    (ni, nj, nk, self.spacing) = (box.i.count, box.j.count, box.k.count, spacing)
  }

  var plane: Int { ni * nj }
  var count: Int { plane * nk }

  // MARK: Gaussian

  /// Blurred in the plane, and across where `across` is given; what lies beyond the box is 0. Short kernels are exact to
  /// three deviations, long ones three running means (Wells, IEEE PAMI 8 (1986), 234).
  /// Cost: the blocks, times the kernel where it is short.
  func blurred(_ values: [Float], _ deviation: Double, across: Double = 0) -> [Float] {
    var out = values
    let x = Passes(deviation / spacing.x), y = Passes(deviation / spacing.y)
    let (ni, nj, plane) = (ni, nj, plane)
    out.withUnsafeMutableBufferPointer { out in
      nonisolated(unsafe) let out = out
      DispatchQueue.concurrentPerform(iterations: nk) { k in
        var one = [Float](repeating: 0, count: plane)
        one.withUnsafeMutableBufferPointer { one in
          let slab = UnsafeMutableBufferPointer(rebasing: out[k * plane..<(k + 1) * plane])
          y.apply(slab, one, lines: 1, count: nj, width: ni)
          x.applyRows(slab, one, rows: nj, count: ni)
        }
      }
    }
    return across > 0 ? blurredAcross(out, across) : out
  }

  private func blurredAcross(_ values: [Float], _ deviation: Double) -> [Float] {
    var out = values
    let z = Passes(deviation / spacing.z)
    let (ni, nj, nk, plane) = (ni, nj, nk, plane)
    out.withUnsafeMutableBufferPointer { out in
      nonisolated(unsafe) let out = out
      DispatchQueue.concurrentPerform(iterations: nj) { j in
        var row = [Float](repeating: 0, count: ni * nk), one = row
        row.withUnsafeMutableBufferPointer { row in
          one.withUnsafeMutableBufferPointer { one in
            for k in 0..<nk { for i in 0..<ni { row[k &* ni &+ i] = out[k &* plane &+ j &* ni &+ i] } }
            z.apply(row, one, lines: 1, count: nk, width: ni)
            for k in 0..<nk { for i in 0..<ni { out[k &* plane &+ j &* ni &+ i] = row[k &* ni &+ i] } }
          }
        }
      }
    }
    return out
  }

  /// A Gaussian along one axis.
  private struct Passes: Sendable {
    /// From the centre outwards; empty where there are running means.
    private var weights: [Float] = []
    /// Half widths of running means.
    private var means: [Int] = []

    /// - Parameter deviation: blocks.
    init(_ deviation: Double) {
      let deviation = min(deviation, 1000)
      if deviation < 2.2 {
        let reach = max(Int((3 * deviation).rounded()), 1)
        let exact = (0...reach).map { exp(-Double($0 * $0) / (2 * max(deviation * deviation, 1e-6))) }
        let sum = 2 * exact.reduce(0, +) - 1
        weights = exact.map { Float($0 / sum) }
      } else {
        // widths w and w + 2, so many of either that the variances add up
        let ideal = (4 * deviation * deviation + 1).squareRoot()
        let width = 2 * Int((ideal - 1) / 2) + 1
        let w = Double(width)
        let narrow = Int(((12 * deviation * deviation - 3 * w * w - 12 * w - 9) / (-4 * w - 4)).rounded())
        means = (0..<3).map { ($0 < narrow ? width : width + 2) / 2 }
      }
    }

    /// `count` rows of `width` values, blurred across the rows; `spare` is of the same size.
    func apply(
      _ values: UnsafeMutableBufferPointer<Float>, _ spare: UnsafeMutableBufferPointer<Float>, lines: Int, count: Int,
      width: Int
    ) {
      if means.isEmpty {
        _ = spare.update(fromContentsOf: values)
        let reach = weights.count - 1
        for n in 0..<count {
          let to = n &* width
          for x in 0..<width { values[to &+ x] = weights[0] * spare[to &+ x] }
          for d in 1...reach {
            let weight = weights[d]
            if n >= d { for x in 0..<width { values[to &+ x] += weight * spare[(n &- d) &* width &+ x] } }
            if n + d < count { for x in 0..<width { values[to &+ x] += weight * spare[(n &+ d) &* width &+ x] } }
          }
        }
        return
      }
      var sums = [Float](repeating: 0, count: width)
      sums.withUnsafeMutableBufferPointer { sums in
        for half in means {
          _ = spare.update(fromContentsOf: values)
          let scale = 1 / Float(2 * half + 1)
          for x in 0..<width { sums[x] = 0 }
          for n in 0..<min(half, count) { for x in 0..<width { sums[x] += spare[n &* width &+ x] } }
          for n in 0..<count {
            if n + half < count { for x in 0..<width { sums[x] += spare[(n &+ half) &* width &+ x] } }
            if n > half { for x in 0..<width { sums[x] -= spare[(n &- half &- 1) &* width &+ x] } }
            for x in 0..<width { values[n &* width &+ x] = sums[x] * scale }
          }
        }
      }
    }

    /// Each of `rows` rows of `count` values by itself.
    func applyRows(
      _ values: UnsafeMutableBufferPointer<Float>, _ spare: UnsafeMutableBufferPointer<Float>, rows: Int, count: Int
    ) {
      // turned, so that both axes are worked at in the same way
      for j in 0..<rows { for i in 0..<count { spare[i &* rows &+ j] = values[j &* count &+ i] } }
      apply(spare, values, lines: 1, count: count, width: rows)
      _ = values.update(fromContentsOf: spare)
      for i in 0..<count { for j in 0..<rows { spare[j &* count &+ i] = values[i &* rows &+ j] } }
      _ = values.update(fromContentsOf: spare)
    }
  }

  // MARK: Opening

  /// Grey opening in the plane by a disc, of a mask's values alone: what is brighter and has no room for the disc within
  /// the mask's own values goes (vessels, walls), what reaches the mask's rim does not. 0 outside the mask.
  /// Cost: the blocks times those of the disc, twice.
  func opened(_ values: [Float], _ mask: [UInt8], radius: Double) -> [Float] {
    let ry = min(Int(radius / spacing.y), nj), rx = min(Int(radius / spacing.x), ni)
    /// How far the disc reaches along i, for each step along j.
    let halves = (-ry...ry).map { y in
      (0...rx).last { x in
        let a = Double(x) * spacing.x, b = Double(y) * spacing.y
        return a * a + b * b <= radius * radius + 1e-6
      } ?? 0
    }
    var out = values
    let (ni, nj, plane) = (ni, nj, plane)
    out.withUnsafeMutableBufferPointer { out in
      mask.withUnsafeBufferPointer { mask in
        nonisolated(unsafe) let out = out, mask = mask
        DispatchQueue.concurrentPerform(iterations: nk) { k in
          var low = [Float](repeating: .infinity, count: plane), high = [Float](repeating: -.infinity, count: plane)
          var wide = [Float](repeating: 0, count: ni + 2 * rx)
          func pass(_ from: [Float], _ to: inout [Float], _ empty: Float, _ choose: (Float, Float) -> Float) {
            for j in 0..<nj {
              for x in wide.indices { wide[x] = empty }
              for i in 0..<ni { wide[rx &+ i] = from[j &* ni &+ i] }
              for (n, half) in halves.enumerated() {
                let row = j + n - ry
                guard row >= 0, row < nj else { continue }
                for d in -half...half {
                  for i in 0..<ni { to[row &* ni &+ i] = choose(to[row &* ni &+ i], wide[rx &+ d &+ i]) }
                }
              }
            }
          }
          let first = (0..<plane).map { mask[k * plane + $0] != 0 ? out[k * plane + $0] : .infinity }
          pass(first, &low, .infinity) { $1 < $0 ? $1 : $0 }
          for n in 0..<plane where mask[k * plane + n] == 0 { low[n] = -.infinity }
          pass(low, &high, -.infinity) { $1 > $0 ? $1 : $0 }
          for n in 0..<plane { out[k * plane + n] = mask[k * plane + n] != 0 ? high[n] : 0 }
        }
      }
    }
    return out
  }

  // MARK: Beside, above, below

  /// For each block `choose` of its own value and those of the slabs at the steps `steps`; a slab beyond the box is its
  /// last one.
  func chosen(_ values: [Float], _ steps: ClosedRange<Int>, _ choose: (Float, Float) -> Float) -> [Float] {
    var out = values
    for k in 0..<nk {
      for step in steps {
        let other = min(max(k + step, 0), nk - 1)
        for n in 0..<plane { out[k &* plane &+ n] = choose(out[k &* plane &+ n], values[other &* plane &+ n]) }
      }
    }
    return out
  }

  /// Values of the slab a step away; a slab beyond the box is its last one.
  func shifted(_ values: [Float], by step: Int) -> [Float] {
    var out: [Float] = []
    out.reserveCapacity(count)
    for k in 0..<nk {
      let other = min(max(k + step, 0), nk - 1)
      out += values[other * plane..<(other + 1) * plane]
    }
    return out
  }
}
