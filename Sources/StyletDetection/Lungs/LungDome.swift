import StyletCore

/// The right dome of the diaphragm: the lower face of the right lung where it is broad and smooth.
enum LungDome {
  /// The highest place of the dome under the middle of the right lung, as a slice of the scan; nil where the scan ends
  /// above it or there is no right lung.
  /// - Parameter labels: coarse, 1 right.
  static func slice(_ labels: [UInt8], _ scan: CoarseScan) -> Double? {
    let l = scan.lattice
    guard let box = l.bounds(of: labels.map { $0 == LungLabels.right ? 1 : 0 }) else { return nil }
    let xs = middle(box.i), ys = middle(box.j)
    var lowest: [Int?] = []
    for y in ys {
      for x in xs { lowest.append(box.k.first { labels[l.at(x, y, $0)] == LungLabels.right }) }
    }
    // The lung above the heart has a lower face too, apart from the dome by a step.
    var heights = broadest(lowest, across: xs.count, most: 1.5 * l.spacing.x + l.spacing.z, step: l.spacing.z)
    heights.sort()
    guard heights.count > 4 else { return nil }
    // Cut off below: there is no dome to be seen.
    guard heights[heights.count / 2] > 0 else { return nil }
    return scan.fine(Double(heights[heights.count * 9 / 10]) - 0.5, axis: 2)
  }

  private static func middle(_ all: Range<Int>) -> Range<Int> {
    let low = all.lowerBound + Int(Double(all.count) * 0.3)
    return low..<max(low + 1, all.lowerBound + Int(Double(all.count) * 0.7))
  }

  /// The heights of the broadest patch in which neighbours differ by at most `most` mm.
  static func broadest(_ heights: [Int?], across: Int, most: Float, step: Float) -> [Int] {
    var seen = heights.map { $0 == nil }, best: [Int] = []
    for start in heights.indices where !seen[start] {
      var waiting = [start], patch: [Int] = []
      seen[start] = true
      while let n = waiting.popLast() {
        guard let own = heights[n] else { continue }
        patch.append(own)
        let x = n % across
        for m in [x > 0 ? n - 1 : -1, x + 1 < across ? n + 1 : -1, n - across, n + across]
        where heights.indices.contains(m) && !seen[m] {
          guard let other = heights[m], Float(abs(other - own)) * step <= most else { continue }
          seen[m] = true
          waiting.append(m)
        }
      }
      if patch.count > best.count { best = patch }
    }
    return best
  }
}
