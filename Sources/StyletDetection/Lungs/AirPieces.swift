import StyletBase
import StyletImaging

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
  /// The piece, from 0, that the columns in the gullet make; nil without any.
  private(set) var gullet: Int?

  /// - Parameters:
  ///   - inside: 1 where there is air in the body.
  ///   - columns: 1 where gas is the gullet's by its place: a piece of its own. Nothing when empty.
  init(_ inside: [UInt8], _ scan: CoarseScan, _ air: LungAir, gullet columns: [UInt8] = []) {
    let l = scan.lattice, hu = scan.hu
    let pure = air.gas
    let least = max(Int(scan.standards.pieces.least / l.millilitres), 4)
    var free = inside
    for v in columns.indices where columns[v] != 0 { free[v] = 0 }
    var gas = [UInt8](repeating: 0, count: l.count)
    for v in 0..<l.count where free[v] != 0 && hu[v] < pure { gas[v] = 1 }
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
    LungSteps.grow(&around, within: free, l, steps: 2)
    let core = LungSteps.eroded(free, l)
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
    if columns.indices.contains(where: { columns[$0] != 0 && inside[$0] != 0 }) {
      gullet = count
      count += 1
      isGas.append(true)
      for v in columns.indices where columns[v] != 0 && inside[v] != 0 { owner[v] = Int32(count) }
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

/// Steps on a lattice that are its masks' own. Thick slices are taken each by itself where it says so.
enum LungSteps {
  /// Without the voxels that have a neighbour outside; what the lattice cuts keeps its edge, and thick slices, or all
  /// where it says so, are taken each by itself.
  static func eroded(_ mask: [UInt8], _ l: LungLattice, isSlicewise: Bool = false) -> [UInt8] {
    var out = [UInt8](repeating: 0, count: mask.count)
    changed(&out, from: mask, l) { mask, v, x, y, z in
      guard mask[v] != 0 else { return false }
      let isFree =
        (x > 0 && mask[v - 1] == 0) || (x + 1 < l.nx && mask[v + 1] == 0)
        || (y > 0 && mask[v - l.nx] == 0) || (y + 1 < l.ny && mask[v + l.nx] == 0)
      if isFree || isSlicewise || l.isThick { return !isFree }
      return !((z > 0 && mask[v - l.plane] == 0) || (z + 1 < l.nz && mask[v + l.plane] == 0))
    }
    return out
  }

  /// So many steps outwards over faces, within `limit`; in the slices alone where they are thick and `isSlicewise`.
  static func grow(
    _ mask: inout [UInt8], within limit: [UInt8], _ l: LungLattice, steps: Int, isSlicewise: Bool = false
  ) {
    let isFlat = isSlicewise && l.isThick
    limit.withUnsafeBufferPointer { limit in
      nonisolated(unsafe) let limit = limit
      for _ in 0..<steps {
        changed(&mask, from: mask, l) { old, v, x, y, z in
          guard old[v] == 0, limit[v] != 0 else { return false }
          if (x > 0 && old[v - 1] != 0) || (x + 1 < l.nx && old[v + 1] != 0)
            || (y > 0 && old[v - l.nx] != 0) || (y + 1 < l.ny && old[v + l.nx] != 0)
          {
            return true
          }
          return !isFlat && ((z > 0 && old[v - l.plane] != 0) || (z + 1 < l.nz && old[v + l.plane] != 0))
        }
      }
    }
  }

  /// Sets to 1 each voxel of `out` of which `isWanted` says so by a mask and the voxel's place. On all cores.
  @inline(__always)
  private static func changed(
    _ out: inout [UInt8], from mask: [UInt8], _ l: LungLattice,
    _ isWanted: @Sendable (_ mask: UnsafeBufferPointer<UInt8>, _ v: Int, _ x: Int, _ y: Int, _ z: Int) -> Bool
  ) {
    out.withUnsafeMutableBufferPointer { out in
      guard let base = out.baseAddress else { return }
      let out = SharedWriter(pointer: base)
      mask.withUnsafeBufferPointer { mask in
        nonisolated(unsafe) let mask = mask
        Parallel.forEach(l.nz) { z in
          for y in 0..<l.ny {
            for x in 0..<l.nx {
              let v = l.at(x, y, z)
              if isWanted(mask, v, x, y, z) { out.pointer[v] = 1 }
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
        // In two turns: what is marked in the first is no mark of the second.
        var first: [Int32] = []
        for v in 0..<l.count where marks[v] != 0 {
          l.forEachNeighbour(of: v) { n in if domain[n] != 0, marks[n] == 0 { first.append(Int32(v)) } }
        }
        for v in first {
          l.forEachNeighbour(of: Int(v)) { n in
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
          l.forEachNeighbour(of: v) { n in
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
