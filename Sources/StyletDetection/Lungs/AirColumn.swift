import StyletImaging

/// Pieces of gas on slices that lie above each other: a tube through the chest, as trachea and gullet are.
enum AirColumn {
  /// A piece of gas on a slice that may be the tube's cross-section.
  struct Section {
    /// Which of the levels it was told at, and its number there.
    var level: Int
    var part: Int
    var voxels: Int
    /// Coarse.
    var place: SIMD3<Double>
    var score: Double
    /// Of the best chain that ends here, and which of the slice below comes before.
    fileprivate var best = 0.0
    fileprivate var next: Int?

    init(level: Int, part: Int, voxels: Int, place: SIMD3<Double>, score: Double) {
      (self.level, self.part, self.voxels, self.place, self.score) = (level, part, voxels, place, score)
    }
  }

  /// The chain of sections, slice above slice, that scores most; from the head down.
  /// - Parameters:
  ///   - bySlice: the lattice's slices.
  ///   - step: from slice to slice a section moves by less, mm, and as much more as the slices are apart.
  ///   - ratio: its area changes by less than so many times.
  static func longest(
    _ bySlice: inout [[Section]], _ l: LungLattice, step: Double, ratio: Double
  ) -> [Section] {
    let rise = Double(l.spacing.z)
    var best: (z: Int, n: Int, score: Double)?
    for z in 0..<l.nz {
      for n in bySlice[z].indices {
        var section = bySlice[z][n]
        section.best = section.score * rise
        section.next = nil
        if z > 0 {
          for m in bySlice[z - 1].indices {
            let below = bySlice[z - 1][m], own = section.voxels, its = below.voxels
            let times = Double(max(own, its)) / Double(max(min(own, its), 1))
            guard distance(section.place, below.place, l) < step + rise, times < ratio else { continue }
            if below.best + section.score * rise > section.best {
              section.best = below.best + section.score * rise
              section.next = m
            }
          }
        }
        bySlice[z][n] = section
        if section.best > best?.score ?? 0 { best = (z, n, section.best) }
      }
    }
    guard let best else { return [] }
    var chain: [Section] = [], z = best.z, n: Int? = best.n
    while let m = n {
      chain.append(bySlice[z][m])
      n = bySlice[z][m].next
      z -= 1
    }
    return chain
  }

  /// Takes out what lies within so many mm of a chain, slice by slice.
  static func remove(_ chain: [Section], within mm: Double, from bySlice: inout [[Section]], _ l: LungLattice) {
    for own in chain { bySlice[Int(own.place.z)].removeAll { distance($0.place, own.place, l) < mm } }
  }

  /// In the plane of the slices, mm.
  static func distance(_ a: SIMD3<Double>, _ b: SIMD3<Double>, _ l: LungLattice) -> Double {
    let d = (a - b) * SIMD3<Double>(l.spacing)
    return (d.x * d.x + d.y * d.y).squareRoot()
  }

  /// The coarse voxels of a chain.
  /// - Parameter levels: the pieces at each level.
  static func voxels(_ chain: [Section], of levels: [Components], _ l: LungLattice) -> [Int] {
    var voxels: [Int] = []
    for level in levels.indices {
      let wanted = Set(chain.filter { $0.level == level }.map(\.part))
      guard !wanted.isEmpty else { continue }
      for (run, part) in levels[level].runs where wanted.contains(Int(part)) { voxels += l.box.offsets(of: run) }
    }
    return voxels
  }
}
