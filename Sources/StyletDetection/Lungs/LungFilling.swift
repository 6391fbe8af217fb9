import StyletImaging

/// What belongs to a lung though it is no air: vessels, consolidation and nodules, those against the pleura too.
struct LungFilling {
  /// 1: the lung, filled.
  var mask: [UInt8]
  /// 1: tissue that was taken for lung against the pleura, beyond vessels and small nodules. Empty without a lung.
  private(set) var recovered: [UInt8] = []

  private let standards: LungStandards.Filling

  /// - Parameters:
  ///   - air: 1 where the lung is air-filled.
  ///   - side: 1 right, 2 left.
  ///   - forbidden: other air, airways, the other lung, what lies outside.
  ///   - carina: its slice; nil where it is not known.
  ///   - wall: what the ribs tell, where they do.
  ///   - other: of the other lung.
  init(
    _ air: [UInt8], side: UInt8, _ scan: CoarseScan, _ limits: LungAir, forbidden: [UInt8], carina: Double?,
    wall: LungWall?, beside other: LungWall?
  ) {
    let l = scan.lattice
    standards = scan.standards.filling
    mask = air
    guard let box = l.bounds(of: air) else { return }
    let bone = limits.bone
    Self.fillHoles(&mask, box, l, forbidden, standards)
    // Pockets first: they are judged against the lung's own surface.
    var pocket = pockets(box, side: side, scan, limits, forbidden: forbidden)
    recovered = [UInt8](repeating: 0, count: l.count)
    let high = carina.map { Int($0) } ?? box.k.lowerBound + box.k.count * 2 / 3
    if let wall {
      let floor = LungFloor(wall, LungWallFilling.touching(wall), beside: other, scan)
      let filling = LungWallFilling(
        wall, lung: mask, scan, shift: limits.shift, forbidden: forbidden, high: high, floor: floor)
      let solid = withoutFluid(filling.mask, scan, shift: limits.shift, high: high)
      for x in mask.indices where solid[x] != 0 {
        mask[x] = 1
        recovered[x] = 1
      }
    }
    let closed = l.closing(mask, radius: standards.ball)
    // At the hilum what a notch holds is the mediastinum's.
    let narrow = l.closing(mask, radius: standards.hilum)
    let before = mask
    for v in closed.indices where closed[v] != 0 && before[v] == 0 && forbidden[v] == 0 && scan.hu[v] < bone {
      let x = v % l.nx, y = v / l.nx % l.ny, z = v / l.plane
      if narrow[v] != 0 || place(x, y, z, side: side, box, l, in: before) != .open { mask[v] = 1 }
    }
    if l.spacing.max() < 6 { pocket = l.opening(pocket, radius: 3) }
    pocket = withoutFluid(pocket, scan, shift: limits.shift, high: high)
    for x in mask.indices where pocket[x] != 0 && mask[x] == 0 {
      mask[x] = 1
      recovered[x] = 1
    }
    Self.fillHoles(&mask, box, l, forbidden, standards)
  }

  /// The parts that are denser inside than fluid: an effusion is no lung, consolidation and collapse are. Without
  /// contrast agent they have 30 to 50 HU, with it more, and an effusion 0 to 20.
  ///
  /// Above `high` a tumour may be as light. It ends within the lung; fluid stands on what is no lung either.
  private func withoutFluid(_ tissue: [UInt8], _ scan: CoarseScan, shift: Int, high: Int) -> [UInt8] {
    let l = scan.lattice, fat = standards.fat + shift
    let core = LungSteps.eroded(tissue, l)
    let parts = Components(in: l.box) { tissue[$0] != 0 }
    // Of each part's inside: the sum of its values, its voxels, and those with air in them.
    var sums = [SIMD3<Int>](repeating: .zero, count: parts.count)
    // Of each part's lower face: its voxels, and those with tissue below that is no lung.
    var under = [SIMD2<Int>](repeating: .zero, count: parts.count)
    for (run, part) in parts.runs {
      for v in l.box.offsets(of: run) {
        let below = v - l.plane
        if below >= 0, tissue[below] == 0 {
          under[Int(part)] &+= SIMD2(1, mask[below] == 0 && Int(scan.hu[below]) > fat ? 1 : 0)
        }
        guard core[v] != 0 else { continue }
        sums[Int(part)] &+= SIMD3(Int(scan.hu[v]), 1, Int(scan.hu[v]) < fat ? 1 : 0)
      }
    }
    var out = [UInt8](repeating: 0, count: l.count)
    parts.paint(1, into: &out, of: l.box) { n in
      let sum = sums[n]
      return Double(parts.voxels[n]) * l.millilitres < standards.least || sum[1] == 0 || 10 * sum[2] > sum[1]
        || sum[0] / sum[1] > standards.fluid + shift
        || (parts.centroid(of: n).z >= Double(high) && 2 * under[n][1] <= under[n][0])
    }
    return out
  }

  /// Whatever the lung encloses on all sides is lung, however large; on a slice alone only what is small, for the dome
  /// of the diaphragm is enclosed there too.
  private static func fillHoles(
    _ mask: inout [UInt8], _ box: VoxelBox, _ l: LungLattice, _ forbidden: [UInt8], _ standards: LungStandards.Filling
  ) {
    let pixel = Double(l.spacing.x * l.spacing.y)
    for slicewise in [false, true] {
      let open = MaskBox(l.box, bytes: mask).cropped(to: box).complement
      let holes = Components(in: box, slicewise: slicewise) { open.bytes[$0] != 0 }
      func isInside(_ own: Range<Int>, _ all: Range<Int>) -> Bool {
        own.lowerBound > all.lowerBound && own.upperBound < all.upperBound
      }
      let fill = holes.boxes.indices.map { n -> Bool in
        let own = holes.boxes[n]
        guard isInside(own.i, box.i), isInside(own.j, box.j) else { return false }
        return slicewise ? Double(holes.voxels[n]) * pixel < standards.hole : isInside(own.k, box.k)
      }
      for (run, part) in holes.runs where fill[Int(part)] {
        for v in l.box.offsets(of: run) where forbidden[v] == 0 { mask[v] = 1 }
      }
    }
  }

  /// Tissue inside the lung's convex outline on a slice that has lung above and below within reach, on the side of the
  /// ribs: there the chest wall is convex, so what lies inside the outline is consolidation. On the mediastinal side
  /// the same notch holds heart and great vessels: lung lies both lateral of it and behind it.
  private func pockets(
    _ box: VoxelBox, side: UInt8, _ scan: CoarseScan, _ limits: LungAir, forbidden: [UInt8]
  ) -> [UInt8] {
    let l = scan.lattice
    var out = [UInt8](repeating: 0, count: l.count)
    let low = Int16(standards.pocket.lowerBound + limits.shift)
    let high = Int16(standards.pocket.upperBound + limits.shift)
    let reach = max(Int(standards.reach / l.spacing.z), 1)
    // Lung above within reach, and below: distances in slices, column by column.
    var above = [UInt8](repeating: 255, count: l.plane), below = [UInt8](repeating: 0, count: l.plane)
    var isBelow = [UInt8](repeating: 0, count: box.k.count * l.plane)
    below = [UInt8](repeating: 255, count: l.plane)
    for z in box.k {
      for p in 0..<l.plane {
        let has = mask[z * l.plane + p] != 0
        below[p] = has ? 0 : min(below[p], 254) + 1
        if !has, Int(below[p]) <= reach { isBelow[(z - box.k.lowerBound) * l.plane + p] = 1 }
      }
    }
    for z in box.k.reversed() {
      let outline = hull(z, box, l)
      for p in 0..<l.plane { above[p] = mask[z * l.plane + p] != 0 ? 0 : min(above[p], 254) + 1 }
      for (y, span) in outline {
        for x in span {
          let p = y * l.nx + x, v = z * l.plane + p
          guard mask[v] == 0, scan.hu[v] > low, scan.hu[v] < high, forbidden[v] == 0 else { continue }
          // Lung narrows upwards: above what lies against the ribs at the side there may be none.
          guard isBelow[(z - box.k.lowerBound) * l.plane + p] == 1 else {
            out[v] = Place.open.rawValue
            continue
          }
          let place = place(x, y, z, side: side, box, l, in: mask)
          out[v] = (Int(above[p]) <= reach || place == .lateral ? place : .open).rawValue
        }
      }
    }
    // Heart between the lung before it and the lung behind is enclosed too, but hangs together with what is not.
    let tissue = Components(in: l.box, slicewise: true) { out[$0] != 0 }
    var open = [Int](repeating: 0, count: tissue.count)
    for (run, part) in tissue.runs {
      for v in l.box.offsets(of: run) where out[v] == Place.open.rawValue { open[Int(part)] += 1 }
    }
    for (run, part) in tissue.runs {
      let isClosed = 3 * open[Int(part)] < tissue.voxels[Int(part)]
      for v in l.box.offsets(of: run) {
        let isCostal = out[v] == Place.costal.rawValue || out[v] == Place.lateral.rawValue
        out[v] = isCostal || (isClosed && out[v] == Place.enclosed.rawValue) ? 1 : 0
      }
    }
    return out
  }

  private enum Place: UInt8 {
    /// Against the ribs, of them at the side, enclosed on all four sides, or open to the middle.
    case costal = 1, lateral, enclosed, open
  }

  /// Whether a place is enclosed on all four sides, or opens to the ribs: no lung on the way to the side, or none on
  /// the way to the back, and lung on the way to the middle or to the front.
  private func place(
    _ x: Int, _ y: Int, _ z: Int, side: UInt8, _ box: VoxelBox, _ l: LungLattice, in mask: [UInt8]
  ) -> Place {
    guard box.contains(VoxelIndex(x, y, z)) else { return .costal }
    let row = l.at(0, y, z)
    let lateral = side == 1 ? box.i.lowerBound...x : x...box.i.upperBound - 1
    let medial = side == 1 ? x...box.i.upperBound - 1 : box.i.lowerBound...x
    func has(_ xs: ClosedRange<Int>) -> Bool { xs.contains { mask[row + $0] != 0 } }
    let toSide = has(lateral), toMiddle = has(medial)
    let toBack = (y..<box.j.upperBound).contains { mask[l.at(x, $0, z)] != 0 }
    let toFront = (box.j.lowerBound...y).contains { mask[l.at(x, $0, z)] != 0 }
    if toSide && toBack { return toMiddle && toFront ? .enclosed : .open }
    return toSide ? (toFront ? .costal : .open) : (toMiddle ? .lateral : .open)
  }

  /// The convex outline of the lung on a slice, as a range of x for each row.
  private func hull(_ z: Int, _ box: VoxelBox, _ l: LungLattice) -> [(y: Int, span: ClosedRange<Int>)] {
    var ends: [(y: Int, low: Int, high: Int)] = []
    for y in box.j {
      let row = l.at(0, y, z)
      guard let first = box.i.first(where: { mask[row + $0] != 0 }) else { continue }
      ends.append((y, first, box.i.last { mask[row + $0] != 0 } ?? first))
    }
    guard ends.count > 1 else { return [] }
    var out: [(y: Int, span: ClosedRange<Int>)] = []
    for row in ConvexRows(ends).spans {
      let a = Int(row.low.rounded(.up)), b = Int(row.high.rounded(.down))
      if a <= b { out.append((row.y, max(a, 0)...min(b, l.nx - 1))) }
    }
    return out
  }
}
