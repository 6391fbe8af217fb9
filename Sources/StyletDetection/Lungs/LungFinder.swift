import StyletBase
import StyletCore
import StyletImaging

/// The steps, in their order.
struct LungFinder {
  let volume: Volume
  let work: CancellableWork?
  var report = LungReport()
  /// Pieces of air that are airways', where none are drawn: mL, slices and a place.
  var bronchi: (millilitres: Double, slices: ClosedRange<Int>, place: VoxelIndex)?

  let standards: LungStandards

  init(_ volume: Volume, _ work: CancellableWork?, _ standards: LungStandards = .standard) {
    self.volume = volume
    self.standards = standards
    self.work = work
  }

  func pass(_ part: Double) throws {
    if work?.isCancelled == true { throw LungsCancelled() }
    work?.progress = part
  }

  private func none() -> Lungs {
    var empty = report
    empty.badges = [.noLungs]
    return Lungs(labels: LabelMap(size: volume.size), report: empty, zones: nil)
  }

  mutating func run() throws -> Lungs {
    try pass(0)
    guard var scan = try CoarseScan(volume, standards, work: work) else { return none() }
    try pass(0.1)
    if scan.correction != 0 { report.badges.append(.rescaleMissing(added: scan.correction)) }
    var air = LungAir(scan)
    if air.body.isSpineInFront {
      scan = scan.turned()
      air = LungAir(scan)
      report.remark(.spineInFront, at: spinePlace(scan, air.body))
    }
    report.threshold = Double(air.tissue)
    try pass(0.18)
    var airways = LungAirways(scan, air)
    try pass(0.22)
    guard let (found, left) = aerated(scan, air, airways) else { return none() }
    airways.forget(unlessAbove: found, scan.lattice)
    try pass(0.35)
    let middle = midline(scan, found, airways, air.body)
    let (sides, isClean) = LungSides.divide(
      found, middle: middle, scan, shift: air.shift, cutSide: air.body.cutSide)
    if !isClean { report.badges.append(.dividedAtMidline) }
    try pass(0.4)
    var other = forbidden(scan, air, found, airways)
    for v in other.indices where left[v] != 0 && found[v] == 0 { other[v] = 1 }
    let l = scan.lattice
    var labels = [UInt8](repeating: 0, count: l.count)
    var solid = [UInt8](repeating: 0, count: l.count)
    let bone = air.bone
    let both = [LungLabels.right, LungLabels.left].map { side in sides.map { $0 == side ? UInt8(1) : 0 } }
    let walls = zip([LungLabels.right, LungLabels.left], both).map { side, air in
      l.bounds(of: air).flatMap { LungWall(air, $0, side: side, scan, bone: bone) }
    }
    var vessel = [UInt8](repeating: 0, count: l.count)
    if let spine = air.body.spine { aorta(scan, air, found, airways)?.paint(1, into: &vessel, l, spine: spine) }
    for (n, side) in [LungLabels.right, LungLabels.left].enumerated() {
      let mine = both[n]
      var taken = other
      for v in 0..<l.count where labels[v] != 0 || (sides[v] != 0 && sides[v] != side) { taken[v] = 1 }
      for v in 0..<l.count where vessel[v] != 0 && mine[v] == 0 { taken[v] = 1 }
      let filled = LungFilling(
        mine, side: side, scan, air, forbidden: taken, carina: airways.carina?.z, wall: walls[n], beside: walls[1 - n])
      for v in 0..<l.count where filled.mask[v] != 0 {
        labels[v] = side
        if mine[v] == 0 || scan.hu[v] >= air.tissue { solid[v] = 1 }
      }
      judgeRecovered(filled.recovered, side == LungLabels.right ? .right : .left, scan)
      try pass(side == LungLabels.right ? 0.6 : 0.82)
    }
    for v in 0..<l.count where airways.mask[v] != 0 { labels[v] = LungLabels.airway }
    if let right = walls[0], let left = walls[1] {
      for (side, wall, other) in [(LungSide.right, right, left), (.left, left, right)] {
        let unsure = OpacityAgainstWall.tissue(wall, against: other, labels, scan, shift: air.shift, volume.size)
        guard unsure.millilitres > standards.opaque.said else { continue }
        report.remark(
          .opaqueAgainstWall(side, millilitres: unsure.millilitres), at: unsure.place?.voxel,
          slices: unsure.place?.slices)
      }
    }
    airways.mask = []
    let drawing = LungDrawing(volume, scan, labels: labels, solid: solid, forbidden: other, threshold: air.edge)
    let drawn = try drawing.draw(work)
    try pass(0.97)
    judge(drawn, scan, labels, airways)
    let lungs = drawn.slices
    var zones: LungZones?
    if let lungs {
      let carina = airways.carina.map { scan.fine($0.z, axis: 2) }
      zones = .proposed(lungs: lungs, carina: carina, rightDome: report.rightDome)
    }
    try pass(1)
    if lungs == nil { return none() }
    return Lungs(labels: drawn.labels, report: report, zones: zones)
  }

  /// The patient's middle, coarse x on each slice: what the body tells, or everywhere the carina's, the medial end of
  /// a lung that is alone, or that of the body on the lungs' slices.
  private func midline(_ scan: CoarseScan, _ lungs: [UInt8], _ airways: LungAirways, _ body: LungBody) -> [Double] {
    let l = scan.lattice
    if let midline = body.midline { return midline }
    if let carina = airways.carina { return [Double](repeating: carina.x, count: l.nz) }
    if let end = LungHollow.middle(lungs, l, standards.sides) { return [Double](repeating: end, count: l.nz) }
    var sum = 0, n = 0
    for z in 0..<l.nz where lungs[z * l.plane..<(z + 1) * l.plane].contains(1) {
      for v in z * l.plane..<(z + 1) * l.plane where scan.hu[v] > -200 || lungs[v] != 0 {
        sum += v % l.nx
        n += 1
      }
    }
    return [Double](repeating: n > 0 ? Double(sum) / Double(n) : Double(l.nx) / 2, count: l.nz)
  }

  /// The middle of the spine on the middle slice.
  private func spinePlace(_ scan: CoarseScan, _ body: LungBody) -> VoxelIndex? {
    let l = scan.lattice, z = l.nz / 2
    guard let p = body.spine?[z] else { return nil }
    let middle = l.at(min(max(Int(p.x), 0), l.nx - 1), min(max(Int(p.y), 0), l.ny - 1), z)
    return scan.place(in: volume.size) { $0 == middle }?.voxel
  }

  /// The aorta below its arch, on the slices of the lungs.
  private func aorta(_ scan: CoarseScan, _ air: LungAir, _ lungs: [UInt8], _ airways: LungAirways) -> LungAorta? {
    guard let spine = air.body.spine, let box = scan.lattice.bounds(of: lungs) else { return nil }
    let carina = airways.carina?.z ?? Double(box.k.lowerBound) + Double(box.k.count) * 0.6
    func slice(_ above: Double) -> Int { min(Int(carina + above / Double(scan.lattice.spacing.z)), box.k.upperBound) }
    let slices = box.k.lowerBound..<max(slice(standards.aorta.arch.lowerBound), box.k.lowerBound)
    return LungAorta(
      scan, spine: spine, shift: air.shift, within: slices, arch: slice(standards.aorta.arch.upperBound))
  }

  /// Air that is not the lungs', with the rim that has its partial volume, and the airways.
  private func forbidden(
    _ scan: CoarseScan, _ air: LungAir, _ lungs: [UInt8], _ airways: LungAirways
  ) -> [UInt8] {
    var out = airways.mask
    let most = Int(air.pure) + standards.air.rim
    for v in out.indices where lungs[v] == 0 && (air.outside[v] != 0 || Int(scan.hu[v]) < most) { out[v] = 1 }
    return out
  }
}
