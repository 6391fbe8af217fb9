import StyletImaging

/// The lumens of the bronchi beyond the main ones as far as the hilum reaches: slice by slice, small pieces of gas with
/// tissue around that lie against what is airway already. In the lung itself a bronchus has lung around it and stays
/// the lung's, as readers have it.
struct LungBronchi {
  private let scan: CoarseScan
  private let air: LungAir
  private let standards: LungStandards.Bronchi

  init(_ scan: CoarseScan, _ air: LungAir) {
    self.scan = scan
    self.air = air
    standards = scan.standards.bronchi
  }

  /// - Parameter lumen: 1 where there is airway; what is found is added.
  func follow(_ lumen: inout [UInt8]) {
    let l = scan.lattice
    guard let known = l.bounds(of: lumen) else { return }
    let deepest = max(known.k.lowerBound - Int(standards.reach / Double(l.spacing.z)), 0)
    let box = VoxelBox(i: 0..<l.nx, j: 0..<l.ny, k: deepest..<known.k.upperBound)
    let pixel = Double(l.spacing.x * l.spacing.y)
    var left = Int(standards.most / l.millilitres)
    let none = [UInt8](repeating: 0, count: l.count)
    for (n, level) in levels.enumerated() {
      // Of a lumen in thick slices or behind a smooth kernel there is as little gas as in lung: it is none when broad.
      let most = n < standards.clear ? standards.area.upperBound : standards.blurred
      // With what is known of them: a lumen is judged whole at each level, not by the rim that a level adds.
      var waiting = pieces(below: level, in: box, without: none, most: most)
      var isMore = true
      while isMore, left > 0 {
        isMore = false
        for n in waiting.indices.reversed() where touches(waiting[n], lumen) {
          let piece = waiting.remove(at: n), new = piece.reduce(0) { $0 + (lumen[$1] == 0 ? 1 : 0) }
          let wall = Double(piece.count) * pixel < standards.lobar ? standards.lobarWall : standards.wall
          guard new > 0, new <= left, around(piece, lumen) > wall + air.shift else { continue }
          for v in piece { lumen[v] = 1 }
          left -= new
          isMore = true
        }
      }
    }
  }

  /// The lumens on the highest slice of a scan that begins below where the trachea parts: one on either side of the
  /// spine's middle, before it, and near.
  func tops() -> [UInt8] {
    let l = scan.lattice
    var out = [UInt8](repeating: 0, count: l.count)
    guard let spine = air.body.spine else { return out }
    let z = l.nz - 1, middle = spine[z], top = VoxelBox(i: 0..<l.nx, j: 0..<l.ny, k: z..<l.nz)
    for level in levels.prefix(standards.clear) {
      for piece in pieces(below: level, in: top, without: out) {
        let off = away(piece, from: middle)
        guard standards.aside.contains(abs(off.x)), standards.before.contains(-off.y) else { continue }
        guard around(piece, out) > standards.wall + air.shift else { continue }
        for v in piece { out[v] = 1 }
      }
    }
    return out
  }

  /// Adds the lumens that come in over the edge of a picture that is cut between the lungs: gas alone with tissue
  /// around, before the spine where one is seen.
  func addEntries(to lumen: inout [UInt8]) {
    guard let side = air.body.cutSide, let level = levels.first else { return }
    let l = scan.lattice, none = [UInt8](repeating: 0, count: l.count), edge = side < 0 ? 0 : l.nx - 1
    for piece in pieces(below: level, in: l.box, without: lumen, isCut: true) {
      guard let v = piece.first(where: { $0 % l.nx == edge }), around(piece, none) > standards.wall + air.shift else {
        continue
      }
      if let spine = air.body.spine {
        let off = away(piece, from: spine[v / l.plane])
        guard abs(off.x) < standards.aside.upperBound, standards.before.contains(-off.y) else { continue }
      }
      for v in piece { lumen[v] = 1 }
    }
  }

  /// From a place on its slice to the middle of a piece, mm.
  private func away(_ piece: [Int], from place: SIMD2<Double>) -> SIMD2<Double> {
    let l = scan.lattice
    let sum = piece.reduce(SIMD2(0.0, 0)) { $0 + SIMD2(Double($1 % l.nx), Double($1 / l.nx % l.ny)) }
    return (sum / Double(piece.count) - place) * SIMD2(Double(l.spacing.x), Double(l.spacing.y))
  }

  private var levels: [Int16] {
    let most = air.tissue - Int16(scan.standards.trachea.belowTissue)
    return standards.levels.map { min(air.pure + Int16($0), most) }
  }

  /// Pieces of gas on the slices that may be a lumen's cross-section, each as its voxels; the lowest slice first. What
  /// the picture cuts may be the rim of a lung, and is left out, or is all that is asked for.
  private func pieces(
    below level: Int16, in box: VoxelBox, without lumen: [UInt8], isCut: Bool = false, most: Double = .infinity
  ) -> [[Int]] {
    let l = scan.lattice, hu = scan.hu, first = box.k.lowerBound * l.plane
    let parts = Components(in: box, slicewise: true) {
      hu[first + $0] < level && air.outside[first + $0] == 0 && lumen[first + $0] == 0
    }
    let pixel = Double(l.spacing.x * l.spacing.y)
    return (0..<parts.count).compactMap { n in
      let area = Double(parts.voxels[n]) * pixel
      guard standards.area.contains(area), area <= most else { return nil }
      let piece = parts.runs(of: n).flatMap { run in l.box.offsets(of: run) }
      return piece.contains { air.isCut($0, l) } == isCut ? piece : nil
    }
  }

  private func touches(_ piece: [Int], _ lumen: [UInt8]) -> Bool {
    let l = scan.lattice
    let steps = [0, 1, -1, l.nx, -l.nx]
    return piece.contains { v in
      steps.contains { step in
        [v + step, v + step + l.plane, v + step - l.plane].contains { lumen.indices.contains($0) && lumen[$0] != 0 }
      }
    }
  }

  /// The mean of what lies two voxels around a piece on its slice and is no airway, HU.
  private func around(_ piece: [Int], _ lumen: [UInt8]) -> Int {
    let l = scan.lattice
    let own = Set(piece)
    let slice = piece.first.map { $0 / l.plane } ?? 0
    func ring(_ inner: Set<Int>) -> Set<Int> {
      var out = Set<Int>()
      for v in inner {
        for n in [v + 1, v - 1, v + l.nx, v - l.nx] where n >= 0 && n / l.plane == slice && n < l.count {
          if !inner.contains(n), abs(n % l.nx - v % l.nx) <= 1 { out.insert(n) }
        }
      }
      return out
    }
    let wall = ring(own), beyond = ring(own.union(wall)).filter { lumen[$0] == 0 }
    let sum = beyond.reduce(0) { $0 + Int(min(scan.hu[$1], 200)) }
    return beyond.isEmpty ? -1000 : sum / beyond.count
  }
}
