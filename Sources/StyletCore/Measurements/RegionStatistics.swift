import StyletImaging

/// The values under a region of a slice.
public struct RegionStatistics: Hashable, Sendable {
  /// Voxels whose centres lie in it; at least 1.
  public var voxels: Int
  /// mm²: the voxels times what each covers of the slice.
  public var area: Double
  /// All values are those of the scan, HU for CT.
  public var mean: Double
  /// Standard deviation of the voxels themselves: over n, not n − 1; 0 for one voxel.
  public var sd: Double
  public var minimum: Double
  public var maximum: Double
  /// The middle value, or the mean of the two in the middle.
  public var median: Double

  /// nil for a region without a voxel. The volume must be complete. Cost: the voxels, and 65,536 counters.
  public init?(_ region: SliceRegion, of volume: Volume) {
    let size = volume.size
    var counts = [Int](repeating: 0, count: 1 << 16)
    var n = 0
    let along = region.plane == .sagittal ? size.i : 1  // from u to u + 1 in the samples
    let width = region.plane.size(of: size).u
    volume.withSamples { samples in
      counts.withUnsafeMutableBufferPointer { counts in
        for row in region.rows {
          let first = region.plane.voxel(u: row.u.lowerBound, v: row.v, w: region.w, in: size)
          guard size.contains(first), row.u.upperBound <= width else { continue }
          var at = (first.k * size.j + first.j) * size.i + first.i
          for _ in row.u {
            counts[Int(samples[at]) &+ 32768] &+= 1
            at &+= along
          }
          n += row.u.count
        }
      }
    }
    guard n > 0, let low = counts.firstIndex(where: { $0 > 0 }), let high = counts.lastIndex(where: { $0 > 0 }) else {
      return nil
    }
    voxels = n
    area = Double(n) * volume.grid.pixelArea(region.plane)
    func value(_ bin: Int) -> Double { volume.rescale.value(Int16(truncatingIfNeeded: bin - 32768)) }
    let used = low...high
    let sum = used.reduce(0.0) { $0 + Double(counts[$1]) * value($1) }
    let mean = sum / Double(n)
    self.mean = mean
    let squares = used.reduce(0.0) { $0 + Double(counts[$1]) * (value($1) - mean) * (value($1) - mean) }
    sd = (squares / Double(n)).squareRoot()
    (minimum, maximum) = (min(value(low), value(high)), max(value(low), value(high)))
    var seen = 0, lower: Int?, upper: Int?
    for bin in used {
      seen += counts[bin]
      if lower == nil, seen > (n - 1) / 2 { lower = bin }
      if upper == nil, seen > n / 2 { upper = bin }
    }
    median = (value(lower ?? low) + value(upper ?? high)) / 2
  }
}
