import Glibc
import StyletBase
import StyletImaging

/// What the forest knows of a block: recipe 1 of the voxel model.
///
/// Values are HU above this scan's aerated level, so that a shift of a scan's HU is none of the features'. Means are of
/// the lung's blocks alone (normalised convolution, Knutsson and Westin 1993), so that chest wall and diaphragm do not
/// bleed in; where these are meant (`whole…`) it is said. Lengths are mm.
package enum ProposalFeatures {
  static let recipe = "slabs-1"

  /// In the order in which they are made.
  package static let names = [
    "mean10", "mean8x8", "above12", "above25", "ground12", "ground25",
    "open2", "open3.5", "open5", "open8", "open3.5-ground12", "open3.5-mean4", "open3.5-mean2.5x5", "open3.5-least",
    "hessian-low", "hessian-high", "slope2", "slope4", "deviation3", "deviation8",
    "share120-6", "share120-15", "share350-6", "share350-15",
    "depth-plane", "depth", "column", "tissue-below", "clear-above", "whole-most", "whole-least",
    "lung8", "lung4x5", "whole4x5", "dome20", "dome27",
  ]

  /// What the first of them take of all: for the wide means before the third, on which it waits, about as long as for a
  /// dozen others.
  static func part(made: Int) -> Double {
    let wide = 12.0
    return (Double(made) + (made > 2 ? wide : 0)) / (Double(names.count) + wide)
  }

  /// Makes the features one after another; each is for all blocks of the box, and is let go when the next one is made.
  /// - Parameters:
  ///   - level: HU of aerated lung.
  ///   - body: gets the feature's place in ``names``, and its values.
  /// - Returns: false when cancelled. Cost: some forty filters over the blocks.
  @discardableResult package static func make(
    _ slabs: ProposalSlabs, level: Double, work: CancellableWork? = nil,
    _ body: (_ feature: Int, _ values: [Float]) -> Void
  ) -> Bool {
    withoutActuallyEscaping(body) { body in
      var maker = FeatureMaker(slabs, Float(level), work, body)
      return maker.make()
    }
  }
}

private struct FeatureMaker {
  let slabs: ProposalSlabs
  let filters: SlabFilters
  let mask: [UInt8]
  /// 1 in the lung, 0 elsewhere.
  let lung: [Float]
  let level: Float
  let work: CancellableWork?
  let body: (Int, [Float]) -> Void
  private var feature = 0

  init(_ slabs: ProposalSlabs, _ level: Float, _ work: CancellableWork?, _ body: @escaping (Int, [Float]) -> Void) {
    (self.slabs, self.level, self.work, self.body) = (slabs, level, work, body)
    filters = SlabFilters(slabs.box, spacing: slabs.spacing)
    mask = slabs.lung.bytes
    lung = mask.map { Float($0) }
  }

  private mutating func give(_ name: String, _ values: [Float]) {
    assert(ProposalFeatures.names[feature] == name)
    body(feature, values)
    feature += 1
    work?.progress = 0.1 + 0.5 * ProposalFeatures.part(made: feature)
  }

  /// Values that are 0 outside the lung, averaged over the lung.
  private func mean(_ values: [Float], _ deviation: Double, across: Double = 0) -> [Float] {
    let weights = filters.blurred(lung, deviation, across: across)
    return joined(filters.blurred(values, deviation, across: across), weights) { $0 / max($1, 1e-3) }
  }

  private func joined(_ a: [Float], _ b: [Float], _ both: (Float, Float) -> Float) -> [Float] {
    var a = a
    for n in a.indices { a[n] = both(a[n], b[n]) }
    return a
  }

  /// Values of the lung, 0 elsewhere.
  private func within(_ values: [Float]) -> [Float] { joined(values, lung) { $1 > 0 ? $0 : 0 } }

  mutating func make() -> Bool {
    let above = joined(slabs.hu, lung) { [level] in $1 > 0 ? $0 - level : 0 }
    guard let near = values(above) else { return false }
    guard openings(near.first, near.ground) else { return false }
    guard shape(above, near.first, near.second) else { return false }
    guard shares(near.first) else { return false }
    return place()
  }

  private var isWanted: Bool { work?.isCancelled != true }

  /// The values smoothed, and above what is around.
  private mutating func values(_ above: [Float]) -> (first: [Float], second: [Float], ground: [Float])? {
    let first = within(mean(above, 1.2)), second = within(mean(above, 2.5))
    give("mean10", mean(above, 10))
    give("mean8x8", mean(above, 8, across: 8))
    guard isWanted else { return nil }
    // a mean that low values rule: what the lung around would be without vessels and lesions
    let softness: Float = 60
    let low = joined(first, lung) { $1 > 0 ? exp(-min(max($0, -200), 1000) / softness) : 0 }
    func ground(_ deviation: Double, _ across: Double) -> [Float] {
      mean(low, deviation, across: across).map { -softness * log(max($0, 1e-6)) }
    }
    let ground12 = ground(12, 8), ground25 = ground(25, 15)
    give("above12", joined(second, ground12, -))
    give("above25", joined(second, ground25, -))
    give("ground12", ground12)
    give("ground25", ground25)
    return isWanted ? (first, second, ground12) : nil
  }

  /// What is left when vessels and walls are taken away.
  private mutating func openings(_ first: [Float], _ ground: [Float]) -> Bool {
    give("open2", filters.opened(first, mask, radius: 2))
    let open = filters.opened(first, mask, radius: 3.5)
    give("open3.5", open)
    give("open5", filters.opened(first, mask, radius: 5))
    give("open8", filters.opened(first, mask, radius: 8))
    guard isWanted else { return false }
    give("open3.5-ground12", joined(open, ground, -))
    give("open3.5-mean4", mean(open, 4, across: 4))
    give("open3.5-mean2.5x5", mean(open, 2.5, across: 5))
    let full = joined(open, lung) { $1 > 0 ? $0 : 9999 }
    give("open3.5-least", filters.chosen(full, -1...1) { $1 < $0 ? $1 : $0 })
    return isWanted
  }

  /// Curvature, slope and texture.
  private mutating func shape(_ above: [Float], _ first: [Float], _ second: [Float]) -> Bool {
    let around = mean(above, 5)
    func smooth(_ values: [Float], _ deviation: Double) -> [Float] {
      var filled = around
      for n in filled.indices where lung[n] > 0 { filled[n] = values[n] }
      return filters.blurred(filled, deviation)
    }
    let narrow = differences(smooth(first, 1.6), 2), wide = differences(smooth(second, 3.2), 4)
    give("hessian-low", wide.low)
    give("hessian-high", wide.high)
    give("slope2", narrow.slope)
    give("slope4", wide.slope)
    guard isWanted else { return false }
    let squares = above.map { $0 * $0 }
    func deviation(_ length: Double) -> [Float] {
      joined(mean(squares, length), mean(above, length)) { max($0 - $1 * $1, 0).squareRoot() }
    }
    give("deviation3", deviation(3))
    give("deviation8", deviation(8))
    return isWanted
  }

  /// Slope and the eigenvalues of the second derivatives in the plane, for a step of `scale` mm.
  private func differences(_ a: [Float], _ scale: Float) -> (slope: [Float], low: [Float], high: [Float]) {
    let (ni, nj, plane) = (filters.ni, filters.nj, filters.plane)
    let dx = Float(1 / slabs.spacing.x), dy = Float(1 / slabs.spacing.y)
    var slope = [Float](repeating: 0, count: a.count), low = slope, high = slope
    for k in 0..<filters.nk {
      for j in 0..<nj {
        let north = max(j - 1, 0), south = min(j + 1, nj - 1)
        for i in 0..<ni {
          let west = max(i - 1, 0), east = min(i + 1, ni - 1)
          func at(_ i: Int, _ j: Int) -> Float { a[k &* plane &+ j &* ni &+ i] }
          let c = at(i, j), w = at(west, j), e = at(east, j), n = at(i, north), s = at(i, south)
          let x = (e - w) / 2 * dx, y = (s - n) / 2 * dy
          let xx = (e + w - 2 * c) * dx * dx, yy = (n + s - 2 * c) * dy * dy
          let xy = (at(east, south) - at(west, south) - at(east, north) + at(west, north)) / 4 * dx * dy
          let middle = (xx + yy) / 2, half = ((xx - yy) * (xx - yy) / 4 + xy * xy).squareRoot()
          let m = k &* plane &+ j &* ni &+ i
          slope[m] = (x * x + y * y).squareRoot() * scale
          low[m] = (middle - half) * scale * scale
          high[m] = (middle + half) * scale * scale
        }
      }
    }
    return (slope, low, high)
  }

  /// What part of the lung around is dense.
  private mutating func shares(_ first: [Float]) -> Bool {
    for limit: Float in [120, 350] {
      let dense = joined(first, lung) { $1 > 0 && $0 > limit ? 1 : 0 }
      for length in [6.0, 15] { give("share\(Int(limit))-\(Int(length))", mean(dense, length, across: 0.6 * length)) }
      guard isWanted else { return false }
    }
    return true
  }

  /// How the block lies in the lung, and to the tissue around: partial volume and motion at diaphragm and pleura.
  private mutating func place() -> Bool {
    let most = 40.0, spacing = slabs.spacing
    /// So far from slab to slab that only the plane counts.
    let flat = SIMD3(spacing.x, spacing.y, 1e4)
    func distance(_ mask: MaskBox, _ spacing: SIMD3<Double>, _ most: Double, _ isOutsideIn: Bool) -> [Float] {
      DistanceTransform(to: mask, spacing: spacing, limit: most, isOutsideIn: isOutsideIn).squares
        .map { min($0.squareRoot(), Float(most)) }
    }
    let outside = slabs.lung.complement
    give("depth-plane", distance(outside, flat, most, true))
    give("depth", distance(outside, spacing, most, true))
    give("column", mean(column(), 2).map { min($0, Float(most)) })
    guard isWanted else { return false }
    let whole = slabs.whole.map { [level] in $0 - level }
    let reach = max(1, Int((12 / spacing.z).rounded()))
    let near = filters.blurred(whole, 3)
    give("tissue-below", filters.chosen(near, -reach...0) { $1 > $0 ? $1 : $0 })
    give("clear-above", filters.chosen(near, 0...reach) { $1 < $0 ? $1 : $0 })
    let beside = filters.blurred(whole, 2), below = filters.shifted(beside, by: -1), above = filters.shifted(beside, by: 1)
    give("whole-most", joined(above, below) { max($0, $1) })
    give("whole-least", joined(above, below) { min($0, $1) })
    give("lung8", filters.blurred(lung, 8))
    give("lung4x5", filters.blurred(lung, 4, across: 5))
    give("whole4x5", filters.blurred(whole, 4, across: 5))
    guard isWanted else { return false }
    // How deep in tissue the place lies some way below: above a dome deep, in a recess beside it not.
    var deep = distance(slabs.lung, flat, 60, false)
    for n in deep.indices where slabs.whole[n] <= -350 { deep[n] = 0 }
    for length in [20.0, 27] {
      let steps = Int(length / spacing.z)
      let values = steps > 0 ? filters.chosen(filters.shifted(deep, by: -1), -(steps - 1)...0) { max($0, $1) } : deep
      give("dome\(Int(length))", values)
    }
    return isWanted
  }

  /// mm of lung from the block downwards without a gap.
  private func column() -> [Float] {
    var values = [Float](repeating: 0, count: lung.count)
    let step = Float(slabs.spacing.z), plane = filters.plane
    for n in values.indices where lung[n] > 0 { values[n] = (n >= plane ? values[n - plane] : 0) + step }
    return values
  }
}
