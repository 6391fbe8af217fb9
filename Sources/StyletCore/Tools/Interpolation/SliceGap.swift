import StyletImaging

/// Axial slices between two neighbouring slices that a finding is drawn on.
public struct SliceGap: Hashable, Sendable {
  /// The drawn slices on either side, base 0; `upper` is at least `lower` + 2.
  public let lower: Int
  public let upper: Int
  /// The slices between them that are to be filled, ascending.
  public let slices: [Int]

  /// Where the slice lies between the two: 0 at `lower`, 1 at `upper`.
  package func part(_ k: Int) -> Double { Double(k - lower) / Double(upper - lower) }
}

extension LabelLayer {
  /// The axial slices (k, ascending) on which a reader has drawn the finding, or had it drawn and taken it: all but
  /// those interpolated or proposed.
  public func drawnSlices(of label: UInt8) -> [Int] {
    origins.compactMap { key, origin in
      key.label == label && origin != .interpolated && origin != .proposed && key.k >= 0 && Int(key.k) < size.k
        ? Int(key.k) : nil
    }.sorted()
  }

  /// The axial slices (k, ascending) of the finding that are interpolated and not yet accepted.
  public func interpolatedSlices(of label: UInt8) -> [Int] {
    origins.compactMap { $0.key.label == label && $0.value == .interpolated ? Int($0.key.k) : nil }.sorted()
  }

  /// The gaps between the finding's drawn slices, from the feet up.
  public func gaps(of label: UInt8) -> [SliceGap] {
    let drawn = drawnSlices(of: label)
    return zip(drawn, drawn.dropFirst()).compactMap { lower, upper in
      upper - lower < 2 ? nil : SliceGap(lower: lower, upper: upper, slices: Array(lower + 1..<upper))
    }
  }

  /// What a change of the slices `changed` makes out of date: the interpolated slices of each gap that borders on one
  /// of them or holds one. Slices that are empty there stay so: a reader may have cleared them.
  public func staleGaps(of label: UInt8, changed: Set<Int>) -> [SliceGap] {
    guard !changed.isEmpty, origins.contains(where: { $0.key.label == label && $0.value == .interpolated }) else {
      return []
    }
    return gaps(of: label).compactMap { gap in
      guard changed.contains(where: { $0 >= gap.lower && $0 <= gap.upper }) else { return nil }
      let filled = gap.slices.filter { origins[SliceKey(k: $0, label: label)] == .interpolated }
      return filled.isEmpty ? nil : SliceGap(lower: gap.lower, upper: gap.upper, slices: filled)
    }
  }
}
