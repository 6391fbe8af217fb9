import StyletImaging

/// Which side of a lung is the medial one, by its own shape: heart and hilum hollow it, and ribs do not. On seven real
/// scans the hollow was 10 to 20 % of the convex outline's area at the medial side and 0 to 3 % at the lateral one.
enum LungHollow {
  /// -1 where the side of low x is the medial one, +1 where that of high x is; nil where the shape does not tell.
  /// Cost: the lattice.
  static func medial(
    _ lung: [UInt8], _ l: LungLattice, _ standards: LungStandards.Sides = LungStandards.standard.sides
  ) -> Int? {
    let hulls = LungHulls(lung, l, reach: 0)
    var low = 0, high = 0
    for z in 0..<l.nz {
      for y in 0..<l.ny {
        let row = lung[l.at(0, y, z)..<l.at(0, y, z) + l.nx], span = hulls.span(y, z)
        guard let first = row.firstIndex(where: { $0 != 0 }), let last = row.lastIndex(where: { $0 != 0 }) else {
          continue
        }
        low += first - row.startIndex - span.low
        high += span.high - (last - row.startIndex)
      }
    }
    guard Double(max(low, high)) > standards.hollow * Double(hulls.area),
      Double(max(low, high)) > standards.hollowTimes * Double(min(low, high))
    else { return nil }
    return low > high ? -1 : 1
  }

  /// The patient's middle, coarse x, of a picture that holds one lung: its medial end; nil where there are two, or one
  /// whose shape does not tell.
  static func middle(
    _ lungs: [UInt8], _ l: LungLattice, _ standards: LungStandards.Sides = LungStandards.standard.sides
  ) -> Double? {
    let parts = Components(in: l.box) { lungs[$0] != 0 }
    guard let largest = parts.largest else { return nil }
    // A rim of the other one may be in the picture.
    let least = standards.part * Double(parts.voxels[largest])
    for n in 0..<parts.count where n != largest && Double(parts.voxels[n]) > least { return nil }
    var lung = [UInt8](repeating: 0, count: l.count)
    parts.paint(1, into: &lung, of: l.box) { $0 == largest }
    let ends = parts.boxes[largest].i
    return medial(lung, l, standards).map { Double($0 < 0 ? ends.lowerBound - 1 : ends.upperBound) }
  }
}
