import StyletImaging

/// What is known of each piece of air before it is judged: its values, where it lies, and what it touches.
struct AirEvidence: Sendable {
  /// Of one piece, shares of its voxels where nothing else is said.
  struct Piece: Sendable {
    var isGas = false
    var millilitres = 0.0
    var mean = 0.0
    /// Gas alone, and what is as bright as vessels and walls.
    var gas = 0.0, bright = 0.0
    /// In the body's outline, the cage of bones, and the cage with what may lie beyond the picture's edge.
    var inOutline = 0.0, inCage = 0.0, inOpenCage = 0.0
    /// Whether the picture or its padding ends in it.
    var atEdge = false
    /// The largest area on a slice, mm².
    var widest = 0.0
    /// Mean coarse index, and the box.
    var centre = SIMD3<Double>.zero
    var box = VoxelBox(i: 0..<0, j: 0..<0, k: 0..<0)
    /// Set by ``AirEvidence/look(at:)``: shares of the surface that touch lung without a wall between, and with one.
    var open = 0.0, walled = 0.0
    /// The same of air that is no lung, without a wall, and of the airways.
    var besideOther = 0.0, besideAirway = 0.0
    /// Of the other air, the piece that is touched most.
    var neighbour: Int?
    /// Set by ``AirEvidence/look(at:)``: lung above and none below; lung below.
    var isUnder = 0.0, isOver = 0.0
    /// Set by ``AirEvidence/look(at:)``: mL that lie within, with no face to anything else, and the share of them that is
    /// neither gas alone nor bright.
    var inner = 0.0, even = 0.0
  }

  private(set) var pieces: [Piece]
  let scan: CoarseScan
  private let air: LungAir
  let parts: AirPieces

  private let airways: [UInt8]

  /// - Parameter airways: 1 where they are.
  init(_ parts: AirPieces, _ scan: CoarseScan, _ air: LungAir, airways: [UInt8]) {
    (self.parts, self.scan, self.air, self.airways) = (parts, scan, air, airways)
    let l = scan.lattice, hu = scan.hu, body = air.body
    let bright = Int16(scan.standards.pieces.bright + air.shift)
    var all = (0..<parts.count).map { Piece(isGas: parts.isGas[$0], box: parts.boxes[$0]) }
    var sums = [SIMD4<Int>](repeating: .zero, count: parts.count), counts = sums, hulls = sums
    var area = [Int](repeating: 0, count: parts.count), slice = [Int](repeating: -1, count: parts.count)
    var widest = area
    func close(_ n: Int) {
      widest[n] = max(widest[n], area[n])
      area[n] = 0
    }
    for z in 0..<l.nz {
      for y in 0..<l.ny {
        let row = l.at(0, y, z)
        let outline = body.span(body.outline, y, z), cage = body.span(body.cage, y, z)
        let open = body.span(body.openCage, y, z)
        for x in 0..<l.nx where parts.owner[row + x] != 0 {
          let v = row + x, n = Int(parts.owner[v]) - 1
          sums[n] &+= SIMD4(x, y, z, Int(hu[v]))
          counts[n] &+= SIMD4(1, hu[v] < air.gas ? 1 : 0, hu[v] > bright ? 1 : 0, 0)
          hulls[n] &+= SIMD4(outline.contains(x) ? 1 : 0, cage.contains(x) ? 1 : 0, open.contains(x) ? 1 : 0, 0)
          if slice[n] != z {
            close(n)
            slice[n] = z
          }
          area[n] += 1
          if air.isCut(v, l) { all[n].atEdge = true }
        }
      }
    }
    for n in all.indices {
      close(n)
      let count = Double(max(counts[n][0], 1))
      all[n].millilitres = count * l.millilitres
      all[n].mean = Double(sums[n][3]) / count - Double(air.shift)
      all[n].gas = Double(counts[n][1]) / count
      all[n].bright = Double(counts[n][2]) / count
      all[n].inOutline = Double(hulls[n][0]) / count
      all[n].inCage = Double(hulls[n][1]) / count
      all[n].inOpenCage = Double(hulls[n][2]) / count
      all[n].widest = Double(widest[n]) * Double(l.spacing.x * l.spacing.y)
      all[n].centre = SIMD3(Double(sums[n][0]), Double(sums[n][1]), Double(sums[n][2])) / count
    }
    pieces = all
  }

  /// How each piece lies to those that are lung.
  mutating func look(at lungs: [Bool]) {
    let l = scan.lattice, hu = scan.hu
    let wall = Int16(scan.standards.pieces.wall + air.shift)
    var lowest = [Int](repeating: Int.max, count: l.plane), highest = [Int](repeating: -1, count: l.plane)
    for z in 0..<l.nz {
      for p in 0..<l.plane {
        let n = Int(parts.owner[z * l.plane + p]) - 1
        guard n >= 0, lungs[n] else { continue }
        if lowest[p] == Int.max { lowest[p] = z }
        highest[p] = z
      }
    }
    var faces = [SIMD4<Int>](repeating: .zero, count: parts.count), places = faces
    var insides = [SIMD2<Int>](repeating: .zero, count: parts.count)
    let bright = Int16(scan.standards.pieces.bright + air.shift)
    var others = [[Int: Int]](repeating: [:], count: parts.count)
    let owner = parts.owner
    owner.withUnsafeBufferPointer { owner in
      hu.withUnsafeBufferPointer { hu in
        for z in 0..<l.nz {
          for y in 0..<l.ny {
            for x in 0..<l.nx {
              let v = l.at(x, y, z), n = Int(owner[v]) - 1
              guard n >= 0 else { continue }
              let p = v - z * l.plane
              let isAbove = highest[p] > z, isBelow = lowest[p] < z
              places[n] &+= SIMD4(isAbove && !isBelow ? 1 : 0, isBelow ? 1 : 0, 1, 0)
              var isInside = true
              l.forEachNeighbour(of: v) { w in
                let m = Int(owner[w]) - 1
                guard m != n else { return }
                isInside = false
                faces[n][2] += 1
                guard m >= 0 else {
                  if airways[w] != 0 { faces[n][3] += 1 }
                  return
                }
                let isOpen = max(hu[v], hu[w]) < wall
                if lungs[m] { faces[n][isOpen ? 0 : 1] += 1 } else if isOpen { others[n][m, default: 0] += 1 }
              }
              if isInside { insides[n] &+= SIMD2(1, hu[v] >= air.gas && hu[v] <= bright ? 1 : 0) }
            }
          }
        }
      }
    }
    for n in pieces.indices {
      let all = Double(max(faces[n][2], 1)), count = Double(max(places[n][2], 1))
      pieces[n].open = Double(faces[n][0]) / all
      pieces[n].walled = Double(faces[n][1]) / all
      pieces[n].besideAirway = Double(faces[n][3]) / all
      pieces[n].besideOther = Double(others[n].values.reduce(0, +)) / all
      pieces[n].neighbour = others[n].max { ($0.value, -$0.key) < ($1.value, -$1.key) }?.key
      pieces[n].inner = Double(insides[n][0]) * l.millilitres
      pieces[n].even = Double(insides[n][1]) / Double(max(insides[n][0], 1))
      pieces[n].isUnder = Double(places[n][0]) / count
      pieces[n].isOver = Double(places[n][1]) / count
    }
  }
}
