/// The connected parts of a mask (6-connected, or 4-connected slice by slice), kept as runs of rows.
///
/// Cost: the voxels once to find the runs, then the runs.
struct LungComponents {
  struct Part {
    var count = 0
    var sum = SIMD3<Int>()
    var box = LungBox(low: SIMD3(.max, .max, .max), high: SIMD3(-1, -1, -1))

    var centroid: SIMD3<Double> { SIMD3<Double>(sum) / Double(max(count, 1)) }
  }

  private struct Stretch {
    var row: Int32  // z · ny + y
    var start: Int32
    var end: Int32
  }

  let lattice: LungLattice
  private var stretches: [Stretch] = []
  private var owner: [Int32] = []
  private(set) var parts: [Part] = []

  /// - Parameter slicewise: parts end at their slice.
  init(_ l: LungLattice, slicewise: Bool = false, _ isIn: (Int) -> Bool) {
    lattice = l
    var first = [Int32](repeating: 0, count: l.ny * l.nz + 1)
    for row in 0..<l.ny * l.nz {
      first[row] = Int32(stretches.count)
      let base = row * l.nx
      var x = 0
      while x < l.nx {
        if !isIn(base + x) {
          x += 1
          continue
        }
        let start = x
        while x < l.nx, isIn(base + x) { x += 1 }
        stretches.append(Stretch(row: Int32(row), start: Int32(start), end: Int32(x)))
      }
    }
    first[l.ny * l.nz] = Int32(stretches.count)
    var parent = (0..<Int32(stretches.count)).map { $0 }
    func root(_ x: Int32) -> Int32 {
      var x = x
      while parent[Int(x)] != x {
        parent[Int(x)] = parent[Int(parent[Int(x)])]
        x = parent[Int(x)]
      }
      return x
    }
    func join(_ a: Int, _ b: Int) {
      var p = Int(first[a]), q = Int(first[b])
      let pEnd = Int(first[a + 1]), qEnd = Int(first[b + 1])
      while p < pEnd, q < qEnd {
        if stretches[p].start < stretches[q].end, stretches[q].start < stretches[p].end {
          let r = root(Int32(p)), s = root(Int32(q))
          if r != s { parent[Int(max(r, s))] = min(r, s) }
        }
        if stretches[p].end < stretches[q].end { p += 1 } else { q += 1 }
      }
    }
    for z in 0..<l.nz {
      for y in 0..<l.ny {
        if y > 0 { join(z * l.ny + y, z * l.ny + y - 1) }
        if z > 0, !slicewise { join(z * l.ny + y, (z - 1) * l.ny + y) }
      }
    }
    owner = [Int32](repeating: -1, count: stretches.count)
    for n in stretches.indices {
      let r = Int(root(Int32(n)))
      if r == n {
        owner[n] = Int32(parts.count)
        parts.append(Part())
      } else {
        owner[n] = owner[r]
      }
      let s = stretches[n]
      let y = Int(s.row) % l.ny, z = Int(s.row) / l.ny, length = Int(s.end - s.start)
      let sumX = (Int(s.start) + Int(s.end) - 1) * length / 2
      var part = parts[Int(owner[n])]
      part.count += length
      part.sum &+= SIMD3(sumX, y * length, z * length)
      part.box.low = pointwiseMin(part.box.low, SIMD3(Int(s.start), y, z))
      part.box.high = pointwiseMax(part.box.high, SIMD3(Int(s.end) - 1, y, z))
      parts[Int(owner[n])] = part
    }
  }

  /// Each run of voxels with the number of its part.
  func forEachRun(_ body: (_ part: Int, _ first: Int, _ count: Int) -> Void) {
    for (n, s) in stretches.enumerated() {
      body(Int(owner[n]), Int(s.row) * lattice.nx + Int(s.start), Int(s.end - s.start))
    }
  }

  /// Writes `value` where the part is wanted.
  func paint(_ value: UInt8, into mask: inout [UInt8], _ isWanted: (Int) -> Bool) {
    let wanted = parts.indices.map(isWanted)
    mask.withUnsafeMutableBufferPointer { m in
      forEachRun { part, first, count in
        if wanted[part] { for x in first..<first + count { m[x] = value } }
      }
    }
  }
}
