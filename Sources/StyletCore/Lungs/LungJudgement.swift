/// What is said of lungs that were found.
extension LungFinder {
  /// Numbers and badges.
  mutating func judge(
    _ drawn: LungDrawing.Drawn, _ scan: CoarseScan, _ labels: [UInt8], _ airways: LungAirways
  ) {
    let l = scan.lattice, voxel = volume.grid.voxelVolume / 1000
    var sums = [0, 0, 0, 0]
    for counts in drawn.counts { for s in 1...3 { sums[s] += counts[s] } }
    report.right = Double(sums[1]) * voxel
    report.left = Double(sums[2]) * voxel
    report.airways = Double(sums[3]) * voxel
    let both = drawn.counts.map { $0[1] + $0[2] }
    let most = both.max() ?? 0
    report.cutBottom = Double(both.first ?? 0) * voxel
    report.cutTop = Double(both.last ?? 0) * voxel
    var atSide = 0
    for z in 0..<l.nz {
      for y in 0..<l.ny {
        for x in [0, l.nx - 1] where l.nx > 2 && (1...2).contains(labels[l.at(x, y, z)]) { atSide += 1 }
      }
      for x in 0..<l.nx {
        for y in [0, l.ny - 1] where l.ny > 2 && (1...2).contains(labels[l.at(x, y, z)]) { atSide += 1 }
      }
    }
    report.cutSide = Double(atSide) * l.millilitres
    // A few voxels of the tip of a recess are not a cut lung.
    let some = most / 50
    if (both.first ?? 0) > some { report.badges.append(.cutAtBottom) }
    if (both.last ?? 0) > some { report.badges.append(.cutAtTop) }
    if report.cutSide > 2 { report.badges.append(.cutAtSide) }
    let isCut = report.badges.contains { [.cutAtTop, .cutAtBottom, .cutAtSide].contains($0) }
    if !isCut, !(1500...9000).contains(report.total) { report.badges.append(.volume(millilitres: report.total)) }
    if let ratio = report.ratio {
      if !(0.6...1.6).contains(ratio) { report.badges.append(.ratio(ratio)) }
    } else if report.total > 0 {
      report.badges.append(.oneLung)
    }
    let bottoms = (1...2).map { s in drawn.counts.firstIndex { $0[s] > 0 } }
    if let a = bottoms[0], let b = bottoms[1] {
      let mm = Double(abs(a - b)) * volume.grid.spacing.z
      if mm > 50 { report.badges.append(.unevenBases(millimetres: mm)) }
    }
    let allowed = 0.25 * max(volume.grid.spacing.z / 3, 1)
    var jumps = 0
    for s in 1...2 {
      let areas = drawn.counts.map { Double($0[s]) }
      let top = areas.max() ?? 0
      jumps += zip(areas, areas.dropFirst()).filter { abs($0 - $1) > allowed * top }.count
    }
    if jumps > 0 { report.badges.append(.jumps(count: jumps)) }
    if !airways.isFound { report.badges.append(.noTrachea) }
    if airways.isFound, airways.carina == nil { report.badges.append(.noCarina) }
    report.carina = airways.carina.map { c in
      volume.grid.affine.patient(
        of: SIMD3(scan.fine(c.x, axis: 0), scan.fine(c.y, axis: 1), scan.fine(c.z, axis: 2)))
    }
    report.rightDome = LungDome.slice(labels, scan)
  }
}
