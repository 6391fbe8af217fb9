/// Where aerated lung lies on this scan: the lowest peak of the lungs' values.
package struct ProposalLevel {
  /// HU.
  package let mode: Double
  /// The mode is so high that it may be that of a lesion.
  let isLittleAir: Bool

  private static let low = -1000, high = -300

  /// Cost: the blocks.
  /// - Parameter airy: HU up to which the mode is taken for aerated lung; also what it is where there is no peak.
  package init(_ slabs: ProposalSlabs, airy: Double) {
    var counts = [Double](repeating: 0, count: Self.high - Self.low)
    for n in slabs.hu.indices where slabs.isWhole[n] {
      let at = Int(slabs.hu[n]) - Self.low
      if counts.indices.contains(at) { counts[at] += 1 }
    }
    let smooth = Self.smoothed(counts, times: 3, reach: 8)
    // The lowest peak of some height: where most of the lung is opaque, the highest one is that of the lesions.
    let most = smooth.max() ?? 0
    let top = smooth.indices.first { n in
      smooth[n] >= most / 4 && n > 0 && smooth[max(n - 25, 0)...min(n + 25, smooth.count - 1)].max() == smooth[n]
    }
    guard let top, most > 0 else {
      (mode, isLittleAir) = (airy, true)
      return
    }
    mode = Double(top + Self.low)
    isLittleAir = mode > airy
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
