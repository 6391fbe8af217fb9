/// The air in the body in pieces: gas alone (bowel, stomach, airways, bullae) and lung, parted where walls lie between
/// them though they be thinner than a voxel.
struct AirPieces {
  /// Numbers from 1 on for each piece, 0 where there is none.
  private(set) var owner: [Int32]
  private(set) var count: Int
  /// Of each piece, from 0: whether it grew from gas alone.
  private(set) var isGas: [Bool]
  private(set) var voxels: [Int]
  private(set) var boxes: [VoxelBox]

  /// - Parameter inside: 1 where there is air in the body.
  init(_ inside: [UInt8], _ scan: CoarseScan, _ air: LungAir) {
    let l = scan.lattice, hu = scan.hu
    let pure = air.gas
    let least = max(Int(0.15 / l.millilitres), 4)
    var gas = [UInt8](repeating: 0, count: l.count)
    for v in 0..<l.count where inside[v] != 0 && hu[v] < pure { gas[v] = 1 }
    gas = LungSteps.eroded(gas, l)
    let bubbles = Components(in: l.box) { gas[$0] != 0 }
    owner = [Int32](repeating: 0, count: l.count)
    count = 0
    isGas = []
    var number = [Int32](repeating: 0, count: bubbles.count)
    for n in 0..<bubbles.count where bubbles.voxels[n] >= least {
      count += 1
      number[n] = Int32(count)
      isGas.append(true)
    }
    var around = [UInt8](repeating: 0, count: l.count)
    for (run, part) in bubbles.runs where number[Int(part)] != 0 {
      for v in l.box.offsets(of: run) {
        owner[v] = number[Int(part)]
        around[v] = 1
      }
    }
    LungSteps.grow(&around, within: inside, l, steps: 2)
    let core = LungSteps.eroded(inside, l)
    let parts = Components(in: l.box) { core[$0] != 0 && around[$0] == 0 }
    number = [Int32](repeating: 0, count: parts.count)
    for n in 0..<parts.count where parts.voxels[n] >= least {
      count += 1
      number[n] = Int32(count)
      isGas.append(false)
    }
    for (run, part) in parts.runs where number[Int(part)] != 0 {
      for v in l.box.offsets(of: run) { owner[v] = number[Int(part)] }
    }
    voxels = [Int](repeating: 0, count: count)
    boxes = []
    LungFlood.run(&owner, within: inside, l) { v in
      UInt8(min(max((Int(hu[v]) + 1040 - air.shift) / 4, 0), 127))
    }
    var low = [SIMD3<Int>](repeating: SIMD3(repeating: Int.max), count: count)
    var high = [SIMD3<Int>](repeating: SIMD3(repeating: -1), count: count)
    for z in 0..<l.nz {
      for y in 0..<l.ny {
        let row = l.at(0, y, z)
        for x in 0..<l.nx where owner[row + x] != 0 {
          let n = Int(owner[row + x]) - 1
          voxels[n] += 1
          low[n] = pointwiseMin(low[n], SIMD3(x, y, z))
          high[n] = pointwiseMax(high[n], SIMD3(x, y, z))
        }
      }
    }
    boxes = (0..<count).map {
      VoxelBox(i: low[$0].x..<high[$0].x + 1, j: low[$0].y..<high[$0].y + 1, k: low[$0].z..<high[$0].z + 1)
    }
  }
}

/// Steps on a lattice that are its masks' own.
enum LungSteps {
  /// Without the voxels that have a neighbour outside; what the lattice cuts keeps its edge, and thick slices are
  /// taken each by itself.
  static func eroded(_ mask: [UInt8], _ l: LungLattice) -> [UInt8] {
    var out = [UInt8](repeating: 0, count: mask.count)
    out.withUnsafeMutableBufferPointer { out in
      guard let base = out.baseAddress else { return }
      let out = SharedWriter(pointer: base)
      mask.withUnsafeBufferPointer { mask in
        nonisolated(unsafe) let mask = mask
        Cores.forEach(l.nz) { z in
          for y in 0..<l.ny {
            for x in 0..<l.nx {
              let v = l.at(x, y, z)
              guard mask[v] != 0 else { continue }
              if x > 0, mask[v - 1] == 0 { continue }
              if x + 1 < l.nx, mask[v + 1] == 0 { continue }
              if y > 0, mask[v - l.nx] == 0 { continue }
              if y + 1 < l.ny, mask[v + l.nx] == 0 { continue }
              if !l.isThick {
                if z > 0, mask[v - l.plane] == 0 { continue }
                if z + 1 < l.nz, mask[v + l.plane] == 0 { continue }
              }
              out.pointer[v] = 1
            }
          }
        }
      }
    }
    return out
  }

  /// So many steps outwards over faces, within `limit`.
  static func grow(_ mask: inout [UInt8], within limit: [UInt8], _ l: LungLattice, steps: Int) {
    for _ in 0..<steps {
      let old = mask
      mask.withUnsafeMutableBufferPointer { out in
        guard let base = out.baseAddress else { return }
        let out = SharedWriter(pointer: base)
        old.withUnsafeBufferPointer { old in
          nonisolated(unsafe) let old = old
          Cores.forEach(l.nz) { z in
            for y in 0..<l.ny {
              for x in 0..<l.nx {
                let v = l.at(x, y, z)
                guard old[v] == 0, limit[v] != 0 else { continue }
                if (x > 0 && old[v - 1] != 0) || (x + 1 < l.nx && old[v + 1] != 0)
                  || (y > 0 && old[v - l.nx] != 0) || (y + 1 < l.ny && old[v + l.nx] != 0)
                  || (z > 0 && old[v - l.plane] != 0) || (z + 1 < l.nz && old[v + l.plane] != 0)
                {
                  out.pointer[v] = 1
                }
              }
            }
          }
        }
      }
    }
  }
}

/// Priority flooding from marks (Meyer's watershed), a queue for each of 128 costs.
enum LungFlood {
  static func run<Mark: FixedWidthInteger>(
    _ marks: inout [Mark], within domain: [UInt8], _ l: LungLattice, cost: (Int) -> UInt8
  ) {
    var queues = [[Int32]](repeating: [], count: 128)
    var heads = [Int](repeating: 0, count: 128)
    marks.withUnsafeMutableBufferPointer { marks in
      domain.withUnsafeBufferPointer { domain in
        @inline(__always) func neighbours(_ v: Int, _ body: (Int) -> Void) {
          let x = v % l.nx, y = v / l.nx % l.ny, z = v / l.plane
          if x > 0 { body(v - 1) }
          if x + 1 < l.nx { body(v + 1) }
          if y > 0 { body(v - l.nx) }
          if y + 1 < l.ny { body(v + l.nx) }
          if z > 0 { body(v - l.plane) }
          if z + 1 < l.nz { body(v + l.plane) }
        }
        // In two turns: what is marked in the first is no mark of the second.
        var first: [Int32] = []
        for v in 0..<l.count where marks[v] != 0 {
          neighbours(v) { n in if domain[n] != 0, marks[n] == 0 { first.append(Int32(v)) } }
        }
        for v in first {
          neighbours(Int(v)) { n in
            if domain[n] != 0, marks[n] == 0 {
              marks[n] = marks[Int(v)]
              queues[Int(cost(n))].append(Int32(n))
            }
          }
        }
        var level = 0
        while level < 128 {
          guard heads[level] < queues[level].count else {
            queues[level] = []
            heads[level] = 0
            level += 1
            continue
          }
          let v = Int(queues[level][heads[level]])
          heads[level] += 1
          var lower = level
          neighbours(v) { n in
            if domain[n] != 0, marks[n] == 0 {
              marks[n] = marks[v]
              let c = max(Int(cost(n)), level)
              queues[c].append(Int32(n))
              lower = min(lower, c)
            }
          }
          level = lower
        }
      }
    }
  }
}
