/// Where opacity begins on this scan: from the mode of aerated lung and the spread of the values below it.
struct ProposalLevel {
  /// HU.
  let mode: Double
  let threshold: Double
  /// The mode is so high that it may be that of a lesion.
  let isLittleAir: Bool

  private static let low = -1100, high = -300

  /// Cost: the blocks.
  init(_ blocks: ProposalBlocks, _ t: ProposalStandards.Threshold) {
    var counts = [Double](repeating: 0, count: Self.high - Self.low)
    for n in blocks.hu.indices where blocks.isWhole[n] {
      let at = Int(blocks.hu[n]) - Self.low
      if counts.indices.contains(at) { counts[at] += 1 }
    }
    let smooth = Self.smoothed(counts, times: 3, reach: 8)
    // The lowest peak of some height: where most of the lung is opaque, the highest one is that of the lesions.
    let most = smooth.max() ?? 0
    let top = smooth.indices.first { n in
      smooth[n] >= most / 4 && n > 0 && smooth[max(n - 25, 0)...min(n + 25, smooth.count - 1)].max() == smooth[n]
    }
    guard let top, most > 0 else {
      (mode, threshold, isLittleAir) = (t.floor, t.ceiling, true)
      return
    }
    var sum = 0.0, squares = 0.0
    for n in 0...top {
      sum += counts[n]
      squares += counts[n] * Double((n - top) * (n - top))
    }
    mode = Double(top + Self.low)
    let deviation = sum > 0 ? (squares / sum).squareRoot() : 0
    threshold = min(max(mode + t.deviations * deviation, t.floor), t.ceiling)
    isLittleAir = mode > t.floor
  }

  private static func smoothed(_ values: [Double], times: Int, reach: Int) -> [Double] {
    var values = values
    for _ in 0..<times {
      var sums = [0.0]
      for value in values { sums.append((sums.last ?? 0) + value) }
      values = values.indices.map { n in
        let a = max(n - reach, 0), b = min(n + reach + 1, values.count)
        return (sums[b] - sums[a]) / Double(b - a)
      }
    }
    return values
  }
}
