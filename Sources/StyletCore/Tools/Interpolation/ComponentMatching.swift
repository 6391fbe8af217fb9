/// Which pieces of a finding on one drawn slice go over into which on the next.
struct ComponentGroup {
  /// Components of the lower and of the upper slice. One of the sets may be empty: the piece ends in the gap.
  var lower: Set<Int>
  var upper: Set<Int>
  /// How far the piece moves across the slice from the lower to the upper one, voxels.
  var shift: SIMD2<Double> = .zero
}

/// Matches components by overlap; those that overlap nothing by nearness.
///
/// Components that overlap, straight or through others, are one group: so one piece may split into two, or two merge.
/// A piece that overlaps nothing goes with the nearest such piece of the other slice, if the way is not longer than
/// the gap is wide (a vessel at 45°) or their own size, and neither is more than eight times the other.
/// A group with both sides is moved by as much of the way between the centres as makes them overlap best.
struct ComponentMatching {
  let lower: SliceMask
  let upper: SliceMask
  /// mm.
  let spacing: SIMD2<Double>
  /// From one slice to the other, mm.
  let gap: Double

  func groups() -> [ComponentGroup] {
    let n = lower.components.count
    var parent = Array(0..<n + upper.components.count)
    func root(_ x: Int) -> Int {
      var x = x
      while parent[x] != x {
        parent[x] = parent[parent[x]]
        x = parent[x]
      }
      return x
    }
    for j in lower.box.j.clamped(to: upper.box.j) {
      for i in lower.box.i.clamped(to: upper.box.i) {
        if let a = lower.component(i: i, j: j), let b = upper.component(i: i, j: j) {
          let (x, y) = (root(a), root(n + b))
          parent[max(x, y)] = min(x, y)
        }
      }
    }
    var sets: [Int: ComponentGroup] = [:]
    for a in 0..<n { sets[root(a), default: ComponentGroup(lower: [], upper: [])].lower.insert(a) }
    for b in upper.components.indices {
      sets[root(n + b), default: ComponentGroup(lower: [], upper: [])].upper.insert(b)
    }
    let all = sets.sorted { $0.key < $1.key }.map(\.value)
    var groups = all.filter { !$0.lower.isEmpty && !$0.upper.isEmpty }
    groups += pairs(all.filter(\.upper.isEmpty).flatMap(\.lower), all.filter(\.lower.isEmpty).flatMap(\.upper))
    return groups.map(aligned)
  }

  /// Nearest first; those without a partner alone.
  private func pairs(_ a: [Int], _ b: [Int]) -> [ComponentGroup] {
    var near: [(distance: Double, a: Int, b: Int)] = []
    for x in a {
      for y in b {
        let p = lower.components[x], q = upper.components[y]
        let way = (p.centre - q.centre) * spacing
        let distance = (way * way).sum().squareRoot()
        let reach = radius(p) + radius(q)
        let ratio = Double(p.voxels) / Double(q.voxels)
        if distance <= reach + min(gap, 2 * reach), ratio <= 8, ratio >= 1 / 8 { near.append((distance, x, y)) }
      }
    }
    var groups: [ComponentGroup] = []
    var (leftA, leftB) = (Set(a), Set(b))
    for pair in near.sorted(by: { ($0.distance, $0.a, $0.b) < ($1.distance, $1.a, $1.b) })
    where leftA.contains(pair.a) && leftB.contains(pair.b) {
      leftA.remove(pair.a)
      leftB.remove(pair.b)
      groups.append(ComponentGroup(lower: [pair.a], upper: [pair.b]))
    }
    return groups + leftA.sorted().map { ComponentGroup(lower: [$0], upper: []) }
      + leftB.sorted().map { ComponentGroup(lower: [], upper: [$0]) }
  }

  /// Of the disc of as many voxels, mm.
  private func radius(_ c: SliceMask.Component) -> Double {
    (Double(c.voxels) * spacing.x * spacing.y / .pi).squareRoot()
  }

  private func aligned(_ group: ComponentGroup) -> ComponentGroup {
    guard !group.lower.isEmpty, !group.upper.isEmpty else { return group }
    func centre(_ mask: SliceMask, _ chosen: Set<Int>) -> SIMD2<Double> {
      var sum = SIMD2<Double>.zero, voxels = 0.0
      for c in chosen.sorted() {
        sum += mask.components[c].centre * Double(mask.components[c].voxels)
        voxels += Double(mask.components[c].voxels)
      }
      return sum / voxels
    }
    let way = centre(upper, group.upper) - centre(lower, group.lower)
    var best = (overlap: -1, shift: SIMD2<Double>.zero)
    for part in [0, 0.25, 0.5, 0.75, 1] {
      let shift = way * part
      let (di, dj) = (Int(shift.x.rounded()), Int(shift.y.rounded()))
      var overlap = 0
      lower.forEachVoxel(of: group.lower) { i, j in
        if let b = upper.component(i: i + di, j: j + dj), group.upper.contains(b) { overlap += 1 }
      }
      if overlap > best.overlap { best = (overlap, shift) }
    }
    var group = group
    group.shift = best.overlap == 0 ? way : best.shift
    return group
  }
}
