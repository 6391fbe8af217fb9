import StyletImaging

/// What lies around the patient: couch, cushion, blanket, air and padding. The body is found once, before anything is
/// measured, and all steps after it see the same air beyond it, whatever lay there.
struct LungSurroundings {
  /// 1 where nothing is known: what a scanner or a program wrote beyond its field of view.
  let padding: [UInt8]
  /// How far the scan's air lies from -1000 HU.
  let shift: Int
  /// Coarse x of each row, slice after slice, that lie within the body's outline; all of them on slices without one.
  private let rows: [Range<Int>]

  /// Cost: some ten passes over the coarse voxels.
  init(_ hu: [Int16], _ l: LungLattice, _ standards: LungStandards) {
    padding = Self.padding(hu, l, standards.air)
    let core = Self.core(hu, padding, l, standards.outline)
    var rows = Self.rows(of: core, l, margin: standards.outline.margin)
    shift = Self.airLevel(hu, beyond: rows, l, standards.air) + 1000
    let cut = Self.cutLung(hu, padding, within: rows, l, shift: shift, standards.air)
    if cut.contains(1) {
      var whole = core
      for v in cut.indices where cut[v] != 0 { whole[v] = 1 }
      rows = Self.rows(of: whole, l, margin: standards.outline.margin)
    }
    self.rows = rows
  }

  /// Sets what lies beyond the body's outline to the scan's air.
  func clear(_ hu: inout [Int16], _ l: LungLattice) {
    let air = Int16(shift - 1000)
    for (n, row) in rows.enumerated() {
      for x in 0..<l.nx where !row.contains(x) { hu[n * l.nx + x] = air }
    }
  }

  /// The body's tissue: what hangs together when a rim is taken off in the slices, so that the sheets of a couch, a
  /// blanket and a cover fall away; its pieces that are a good part of the largest, for the picture may part it; then
  /// the rim again.
  private static func core(
    _ hu: [Int16], _ padding: [UInt8], _ l: LungLattice, _ standards: LungStandards.Outline
  ) -> [UInt8] {
    var solid = [UInt8](repeating: 0, count: l.count)
    for v in solid.indices where padding[v] == 0 && hu[v] >= standards.tissue { solid[v] = 1 }
    var pared = solid
    for _ in 0..<max(Int((standards.sheet / 2 / min(l.spacing.x, l.spacing.y)).rounded()), 1) {
      pared = LungSteps.eroded(pared, l, isSlicewise: true)
    }
    let parts = Components(in: l.box) { pared[$0] != 0 }
    var core = [UInt8](repeating: 0, count: l.count)
    guard let most = parts.voxels.max() else { return core }
    parts.paint(1, into: &core, of: l.box) { Double(parts.voxels[$0]) >= standards.share * Double(most) }
    LungSteps.grow(&core, within: solid, l, steps: standards.back)
    return core
  }

  /// The rows of convex outlines, wider by a margin; whole rows on slices without any.
  private static func rows(of mask: [UInt8], _ l: LungLattice, margin: Int) -> [Range<Int>] {
    let hulls = LungHulls(mask, l, reach: 0)
    var rows = [Range<Int>](repeating: 0..<l.nx, count: l.ny * l.nz)
    for z in 0..<l.nz where (0..<l.ny).contains(where: { hulls.span($0, z).high >= 0 }) {
      for y in 0..<l.ny {
        var low = l.nx, high = -1
        for b in max(y - margin, 0)...min(y + margin, l.ny - 1) {
          let span = hulls.span(b, z)
          guard span.low <= span.high else { continue }
          low = min(low, span.low)
          high = max(high, span.high)
        }
        rows[z * l.ny + y] = low > high ? 0..<0 : max(low - margin, 0)..<min(high + margin + 1, l.nx)
      }
    }
    return rows
  }

  /// 1 where lung lies that the picture cuts, or that bulges over the outline of what is thick of its wall: air on a
  /// slice that is mostly no gas alone and lies mostly within the outline.
  private static func cutLung(
    _ hu: [Int16], _ padding: [UInt8], within rows: [Range<Int>], _ l: LungLattice, shift: Int,
    _ standards: LungStandards.Air
  ) -> [UInt8] {
    let tissue = Int16(standards.first + shift), pure = Int16(standards.pure + shift)
    let air = Components(in: l.box, slicewise: true) { hu[$0] < tissue && padding[$0] == 0 }
    var gas = [Int](repeating: 0, count: air.count), inside = gas
    for (run, part) in air.runs {
      for v in l.box.offsets(of: run) where hu[v] < pure { gas[Int(part)] += 1 }
      let row = rows[Int(run.k) * l.ny + Int(run.j)]
      inside[Int(part)] += row.clamped(to: Int(run.low)..<Int(run.high) + 1).count
    }
    var out = [UInt8](repeating: 0, count: l.count)
    air.paint(1, into: &out, of: l.box) { n in
      2 * gas[n] <= air.voxels[n] && 2 * inside[n] > air.voxels[n] && inside[n] < air.voxels[n]
    }
    return out
  }

  /// The level of the scan's air, HU: the lightest of the frequent values beyond the body's outline, for foam is denser;
  /// -1000 where there is next to none. Padding counts where it has a value that air may have: most often it is air.
  private static func airLevel(
    _ hu: [Int16], beyond rows: [Range<Int>], _ l: LungLattice, _ standards: LungStandards.Air
  ) -> Int {
    var histogram = [Int](repeating: 0, count: 256)  // from -1095
    var seen = 0
    for (n, row) in rows.enumerated() {
      for x in 0..<l.nx where !row.contains(x) {
        let value = Int(hu[n * l.nx + x])
        seen += 1
        if value > -1095 && value < -840 { histogram[value + 1095] += 1 }
      }
    }
    // What many scanners write where they know nothing is no measurement.
    histogram[-1024 + 1095] = min(histogram[-1024 + 1095], histogram[-1027 + 1095] + histogram[-1021 + 1095])
    let levels = 7..<195  // -1088 ... -900
    let near = levels.map { level in histogram[level - 4...level + 4].reduce(0, +) }
    let most = near.max() ?? 0
    guard most > Int(standards.seen * Double(seen)) else { return -1000 }
    // From the first value that is as frequent up to its peak, and there the mean. Values of a coarse rescale leave gaps
    // between: a peak ends where there is less than half of it.
    var at = near.firstIndex { Double($0) >= standards.peak * Double(most) } ?? 0
    for next in at..<near.count {
      if near[next] > near[at] { at = next }
      if 2 * near[next] < near[at] { break }
    }
    let window = levels.lowerBound + at - 4...levels.lowerBound + at + 4
    let sum = window.reduce(0) { $0 + $1 * histogram[$1] }
    let level = Int((Double(sum) / Double(near[at])).rounded()) - 1095
    // Lungs of low density have their own peak; air is never that dense.
    return level > standards.densest || abs(level + 1024) <= 3 ? -1000 : max(level, standards.lightest)
  }

  /// 1: what a scanner or a program wrote where it knows nothing: on each slice areas of values below those of air that
  /// reach the picture's edge (a few such voxels within a lung are noise), and what has exactly the value of a corner's
  /// surroundings and hangs together with it.
  private static func padding(_ hu: [Int16], _ l: LungLattice, _ standards: LungStandards.Air) -> [UInt8] {
    var out = [UInt8](repeating: 0, count: l.count)
    let level = standards.padding
    let void = hu.withUnsafeBufferPointer { hu in Components(in: l.box, slicewise: true) { hu[$0] <= level } }
    void.paint(1, into: &out, of: l.box) { n in
      let p = void.boxes[n]
      let atEdge =
        p.i.lowerBound == 0 || p.j.lowerBound == 0 || p.i.upperBound == l.nx || p.j.upperBound == l.ny
      return atEdge && void.voxels[n] >= standards.leastPadding
    }
    guard l.nx > 8, l.ny > 8 else { return out }
    for z in 0..<l.nz {
      for (x, y) in [(0, 0), (l.nx - 1, 0), (0, l.ny - 1), (l.nx - 1, l.ny - 1)] {
        let value = hu[l.at(x, y, z)], dx = x == 0 ? 1 : -1, dy = y == 0 ? 1 : -1
        guard out[l.at(x, y, z)] == 0,
          (0..<9).allSatisfy({ hu[l.at(x + $0 % 3 * dx, y + $0 / 3 * dy, z)] == value })
        else { continue }
        var waiting = [l.at(x, y, z)]
        out[waiting[0]] = 1
        while let v = waiting.popLast() {
          let a = v % l.nx, b = v / l.nx % l.ny
          func look(_ n: Int) {
            if out[n] == 0, hu[n] == value {
              out[n] = 1
              waiting.append(n)
            }
          }
          if a > 0 { look(v - 1) }
          if a + 1 < l.nx { look(v + 1) }
          if b > 0 { look(v - l.nx) }
          if b + 1 < l.ny { look(v + l.nx) }
        }
      }
    }
    return out
  }
}
