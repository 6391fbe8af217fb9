import StyletImaging

/// Which values a histogram tells apart: every stored sample whose value lies in a range has a bin of its own, and what
/// lies beyond falls into the bin at that end, with the range's end for its value.
public struct HUBins: Hashable, Sendable {
  public let rescale: Rescale
  /// HU for CT; values are taken for the nearest in it.
  public let range: ClosedRange<Double>
  /// The sample of bin 0.
  package let first: Int
  public let count: Int

  public init(_ rescale: Rescale, in range: ClosedRange<Double>) {
    self.rescale = rescale
    self.range = range
    let inside = rescale.samples(in: range) ?? Int16.min...Int16.max
    first = max(Int(inside.lowerBound) - 1, -32768)
    count = min(Int(inside.upperBound) + 1, 32767) - first + 1
  }

  package func bin(of sample: Int16) -> Int { min(max(Int(sample) &- first, 0), count &- 1) }

  /// The value of a bin, HU for CT: ascending with the bins, or descending where the rescale's slope is negative.
  public func value(_ bin: Int) -> Double {
    min(max(rescale.value(Int16(truncatingIfNeeded: first + bin)), range.lowerBound), range.upperBound)
  }

  /// The bins whose values lie in a band. Cost: a few steps.
  package func bins(in band: HUBand) -> Range<Int> {
    func first(_ isThere: (Double) -> Bool) -> Int {
      var (low, high) = (0, count)
      while low < high {
        let middle = (low + high) / 2
        if isThere(value(middle)) { high = middle } else { low = middle + 1 }
      }
      return low
    }
    let isFalling = rescale.slope < 0
    let start = isFalling ? first { !band.isPassed(by: $0) } : first { band.isReached(by: $0) }
    let end = isFalling ? first { !band.isReached(by: $0) } : first { band.isPassed(by: $0) }
    return start..<max(start, end)
  }
}

/// How many voxels have each value, and what follows from it. Values are exact, not of the middle of a class.
public struct HUHistogram: Hashable, Sendable {
  public let bins: HUBins
  public private(set) var counts: [Int]
  public private(set) var voxels = 0

  public init(_ bins: HUBins) {
    self.bins = bins
    counts = [Int](repeating: 0, count: bins.count)
  }

  /// Counts the voxels with these samples.
  public init(_ bins: HUBins, counting samples: some Sequence<Int16>) {
    self.init(bins)
    for sample in samples {
      counts[bins.bin(of: sample)] += 1
      voxels += 1
    }
  }

  /// Takes in counts by bin, or takes them out.
  package mutating func add(_ more: ArraySlice<Int32>, times sign: Int = 1) {
    for (n, x) in more.enumerated() where x != 0 {
      counts[n] += sign * Int(x)
      voxels += sign * Int(x)
    }
  }

  public func count(in band: HUBand) -> Int { counts[bins.bins(in: band)].reduce(0, +) }

  /// % of the voxels in a band; nil where there are none.
  public func percent(in band: HUBand) -> Double? {
    voxels == 0 ? nil : 100 * Double(count(in: band)) / Double(voxels)
  }

  /// Sum over the voxels of a function of their value.
  package func sum(_ f: (Double) -> Double) -> Double {
    var total = 0.0
    for (n, x) in counts.enumerated() where x != 0 { total += Double(x) * f(bins.value(n)) }
    return total
  }

  public var mean: Double? { voxels == 0 ? nil : sum { $0 } / Double(voxels) }

  /// The value below which `percent` of the voxels lie, by linear interpolation between neighbours in order, as NumPy's
  /// default and Hyndman and Fan's type 7; nil where there are none.
  public func percentile(_ percent: Double) -> Double? {
    guard voxels > 0 else { return nil }
    let at = min(max(percent, 0), 100) / 100 * Double(voxels - 1)
    let low = Int(at), part = at - Double(low)
    let a = value(inOrder: low), b = value(inOrder: min(low + 1, voxels - 1))
    return a + (b - a) * part
  }

  /// The value of voxel `n` of all in ascending order, base 0.
  private func value(inOrder n: Int) -> Double {
    var before = 0
    let isFalling = bins.rescale.slope < 0
    for step in 0..<bins.count {
      let bin = isFalling ? bins.count - 1 - step : step
      before += counts[bin]
      if before > n { return bins.value(bin) }
    }
    return bins.value(isFalling ? 0 : bins.count - 1)
  }

  /// Voxels in `count` classes of `width` HU from `start`, each without its upper end; what lies beyond is left
  /// out. For a picture of the histogram.
  public func classes(from start: Double, width: Double, count: Int) -> [Int] {
    var classes = [Int](repeating: 0, count: max(count, 0))
    for (n, x) in counts.enumerated() where x != 0 {
      let at = ((bins.value(n) - start) / width).rounded(.down)
      if at >= 0, at < Double(classes.count) { classes[Int(at)] += x }
    }
    return classes
  }
}
