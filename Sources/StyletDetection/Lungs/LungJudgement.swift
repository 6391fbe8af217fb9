import StyletCore
import StyletImaging

/// What is said of lungs that were found.
extension LungFinder {
  /// Numbers and remarks. What the steps before have put in the account of air is remarked here.
  mutating func judge(
    _ drawn: LungDrawing.Drawn, _ scan: CoarseScan, _ labels: [UInt8], _ airways: LungAirways
  ) {
    let voxel = volume.grid.voxelVolume / 1000
    var sums = [0, 0, 0, 0]
    for counts in drawn.counts { for s in 1...3 { sums[s] += counts[s] } }
    report.right = Double(sums[1]) * voxel
    report.left = Double(sums[2]) * voxel
    report.airways = Double(sums[3]) * voxel
    judgeCuts(drawn, scan, labels)
    judgeSizes()
    judgeEnds(drawn)
    judgeJumps(drawn)
    judgeSplit(scan, labels)
    if !airways.isFound { report.remark(.noTrachea) }
    if airways.isFound, airways.carina == nil {
      let place = airways.end.map { end in
        SIMD3(scan.fine(end.x, axis: 0), scan.fine(end.y, axis: 1), scan.fine(end.z, axis: 2)).voxel(in: volume.size)
      }
      report.remark(.noCarina, at: place)
    }
    report.carina = airways.carina.map { c in
      volume.grid.affine.patient(
        of: SIMD3(scan.fine(c.x, axis: 0), scan.fine(c.y, axis: 1), scan.fine(c.z, axis: 2)))
    }
    report.rightDome = LungDome.slice(labels, scan)
    let lumen = report.airways > 0 ? scan.place(in: volume.size, where: { labels[$0] == LungLabels.airway }) : nil
    if let place = lumen?.voxel ?? bronchi?.place {
      // What is drawn, and nothing beside it: the mask, its volume and this row are one figure.
      let slices = drawn.slices(of: LungLabels.airway) ?? bronchi?.slices ?? place.k...place.k
      let millilitres = report.airways > 0 ? report.airways : bronchi?.millilitres ?? 0
      report.air.append(.init(kind: .airway, millilitres: millilitres, slices: slices, at: place))
    }
    // What may be a hole in a lung comes first.
    report.remarks = report.air.remarks + report.remarks
  }

  /// Tissue that was taken for lung: no density tells consolidation from what else may lie against a lung, so each
  /// piece that counts is to be looked at. The place is the largest one's.
  mutating func judgeRecovered(_ tissue: [UInt8], _ side: LungSide, _ scan: CoarseScan) {
    guard tissue.contains(1) else { return }
    let l = scan.lattice
    let parts = Components(in: l.box) { tissue[$0] != 0 }
    let large = (0..<parts.count).filter { Double(parts.voxels[$0]) * l.millilitres > AirAccount.remarkable }
    guard let most = large.max(by: { (parts.voxels[$0], -$0) < (parts.voxels[$1], -$1) }) else { return }
    let voxels = large.reduce(0) { $0 + parts.voxels[$1] }
    let low = large.map { parts.boxes[$0].k.lowerBound }.min() ?? 0
    let high = large.map { parts.boxes[$0].k.upperBound }.max() ?? l.nz
    report.remark(
      .recovered(millilitres: Double(voxels) * l.millilitres, side: side),
      at: scan.place(of: most, in: parts, volume.size)?.voxel, slices: scan.slices(of: low..<high, in: volume.size))
  }

  /// Where the scan ends within the lungs.
  private mutating func judgeCuts(_ drawn: LungDrawing.Drawn, _ scan: CoarseScan, _ labels: [UInt8]) {
    let l = scan.lattice, voxel = volume.grid.voxelVolume / 1000
    let both = drawn.counts.map { $0[1] + $0[2] }
    // A few voxels of the tip of a recess are not a cut lung.
    let some = Int(standards.badges.cut * Double(both.max() ?? 0))
    let ends: [(LungBadge, k: Int)] = [(.cutAtBottom, 0), (.cutAtTop, both.count - 1)]
    for (badge, k) in ends where both[k] > some {
      report.remark(badge, at: drawn.labels.place(k: k) { here, _ in (1...2).contains(here) }?.voxel, slices: k...k)
    }
    report.cutBottom = Double(both.first ?? 0) * voxel
    report.cutTop = Double(both.last ?? 0) * voxel
    func isCut(_ v: Int) -> Bool {
      let x = v % l.nx, y = v / l.nx % l.ny
      return (1...2).contains(labels[v])
        && (l.nx > 2 && (x == 0 || x == l.nx - 1) || l.ny > 2 && (y == 0 || y == l.ny - 1))
    }
    report.cutSide = Double((0..<l.count).reduce(0) { $0 + (isCut($1) ? 1 : 0) }) * l.millilitres
    if report.cutSide > standards.badges.cutSide {
      let place = scan.place(in: volume.size, where: isCut)
      report.remark(.cutAtSide, at: place?.voxel, slices: place?.slices)
    }
  }

  private mutating func judgeSizes() {
    let isCut = report.badges.contains { [.cutAtTop, .cutAtBottom, .cutAtSide].contains($0) }
    if !isCut, !standards.badges.volume.contains(report.total) { report.remark(.volume(millilitres: report.total)) }
    if let ratio = report.ratio {
      if !standards.badges.ratio.contains(ratio) { report.remark(.ratio(ratio)) }
    } else if report.total > 0 {
      report.remark(.oneLung)
    }
  }

  /// Ends of the two lungs that differ in height. The place is the end of the lung that reaches less far.
  mutating func judgeEnds(_ drawn: LungDrawing.Drawn) {
    let right = drawn.slices(of: LungLabels.right), left = drawn.slices(of: LungLabels.left)
    guard let right, let left else { return }
    func judge(_ a: Int, _ b: Int, isShorter: Bool, over most: Double, _ badge: (Double) -> LungBadge) {
      let mm = Double(abs(a - b)) * volume.grid.spacing.z
      guard mm > most else { return }
      let (k, side) = isShorter ? (a, LungLabels.right) : (b, LungLabels.left)
      let place = drawn.labels.place(k: k) { here, _ in here == side }
      report.remark(badge(mm), at: place?.voxel, slices: min(a, b)...max(a, b))
    }
    let bottoms = (right.lowerBound, left.lowerBound), tops = (right.upperBound, left.upperBound)
    judge(bottoms.0, bottoms.1, isShorter: bottoms.0 > bottoms.1, over: standards.badges.bases) {
      .unevenBases(millimetres: $0)
    }
    judge(tops.0, tops.1, isShorter: tops.0 < tops.1, over: standards.badges.tops) { .unevenTops(millimetres: $0) }
  }

  /// Slices from which a lung's area leaps to the next. The place lies in what one of the worst two has more.
  mutating func judgeJumps(_ drawn: LungDrawing.Drawn) {
    let allowed = standards.badges.jump * max(volume.grid.spacing.z / standards.badges.slice, 1)
    for side in [LungLabels.right, LungLabels.left] {
      let areas = drawn.counts.map { Double($0[Int(side)]) }
      let leaps = zip(areas, areas.dropFirst()).map { abs($0 - $1) }
      guard let largest = areas.max(), let most = leaps.max(), most > allowed * largest,
        let k = leaps.firstIndex(of: most)
      else { continue }
      let (full, other) = areas[k] > areas[k + 1] ? (k, k + 1) : (k + 1, k)
      let place = drawn.labels.place(k: full, against: other) { here, there in here == side && there != side }
      report.remark(
        .areaJump(
          side == LungLabels.right ? .right : .left, percent: 100 * most / largest,
          count: leaps.filter { $0 > allowed * largest }.count),
        at: place?.voxel, slices: k...k + 1)
    }
  }

  /// Right and left that meet in a sagittal plane, deep in lung and with no line of the pleura there: what is said then
  /// stands for ``LungBadge/dividedAtMidline``.
  mutating func judgeSplit(_ scan: CoarseScan, _ labels: [UInt8]) {
    let l = scan.lattice
    guard l.nx >= 6 else { return }
    func isSplit(_ v: Int) -> Bool {
      let x = v % l.nx, a = labels[v], b = labels[v + 1]
      guard a != b, (1...2).contains(a), (1...2).contains(b), x >= 2, x + 3 < l.nx, labels[v - 2] == a,
        labels[v + 3] == b
      else { return false }
      // The pleura brightens one of the two over the lung to both sides.
      return Int(max(scan.hu[v], scan.hu[v + 1])) < Int(max(scan.hu[v - 2], scan.hu[v + 3])) + standards.badges.pleura
    }
    var faces = [Int](repeating: 0, count: l.nx)
    for v in 0..<l.count - 1 where isSplit(v) { faces[v % l.nx] += 1 }
    guard let most = faces.max(), let plane = faces.firstIndex(of: most) else { return }
    let area = Double(most) * Double(l.spacing.y) * Double(l.spacing.z) / 100
    guard area > standards.badges.face else { return }
    let place = scan.place(in: volume.size) { $0 % l.nx == plane && isSplit($0) }
    report.remarks.removeAll { $0.badge == .dividedAtMidline }
    report.remark(.straightSplit(squareCentimetres: area), at: place?.voxel, slices: place?.slices)
  }
}

extension LungDrawing.Drawn {
  /// From the lowest to the highest slice with a label.
  fileprivate func slices(of label: UInt8) -> ClosedRange<Int>? {
    guard let low = counts.firstIndex(where: { $0[Int(label)] > 0 }),
      let high = counts.lastIndex(where: { $0[Int(label)] > 0 })
    else { return nil }
    return low...high
  }
}
