import Dispatch

/// A box of voxels in canonical order with their distances, mm: what the lung finder's masks are laid over.
struct LungLattice: Sendable {
  let nx: Int
  let ny: Int
  let nz: Int
  let spacing: SIMD3<Float>

  var plane: Int { nx * ny }
  var count: Int { nx * ny * nz }
  /// mL of a voxel.
  var millilitres: Double { Double(spacing.x) * Double(spacing.y) * Double(spacing.z) / 1000 }
  /// Slices so thick that a step along z is no neighbour's step.
  var isThick: Bool { spacing.z > 1.6 * max(spacing.x, spacing.y) }

  func at(_ x: Int, _ y: Int, _ z: Int) -> Int { (z &* ny &+ y) &* nx &+ x }
}

/// Voxels from `low` to `high`, both inclusive.
struct LungBox: Sendable {
  var low: SIMD3<Int>
  var high: SIMD3<Int>

  /// Wider by `mm` on all sides, within the lattice.
  func grown(by mm: Float, in l: LungLattice) -> LungBox {
    var box = self
    let last = SIMD3(l.nx - 1, l.ny - 1, l.nz - 1)
    for a in 0..<3 {
      let n = Int((mm / l.spacing[a]).rounded(.up)) + 1
      box.low[a] = max(low[a] - n, 0)
      box.high[a] = min(high[a] + n, last[a])
    }
    return box
  }

  var extent: SIMD3<Int> { high &- low &+ 1 }

  /// The voxels of a mask; nil when it is empty.
  init?(of mask: [UInt8], _ l: LungLattice) {
    var low = SIMD3(Int.max, Int.max, Int.max), high = SIMD3(-1, -1, -1)
    mask.withUnsafeBufferPointer { m in
      for z in 0..<l.nz {
        for y in 0..<l.ny {
          let row = l.at(0, y, z)
          guard let first = (0..<l.nx).first(where: { m[row + $0] != 0 }) else { continue }
          let last = (first..<l.nx).last { m[row + $0] != 0 } ?? first
          low = SIMD3(min(low.x, first), min(low.y, y), min(low.z, z))
          high = SIMD3(max(high.x, last), max(high.y, y), max(high.z, z))
        }
      }
    }
    guard high.x >= 0 else { return nil }
    self.low = low
    self.high = high
  }

  init(low: SIMD3<Int>, high: SIMD3<Int>) {
    self.low = low
    self.high = high
  }
}

/// Nobody waits for the lungs any more.
struct LungsCancelled: Error {}

/// Lets threads write to their own parts of one array.
struct LungWriter<T>: @unchecked Sendable {
  let pointer: UnsafeMutablePointer<T>
}

/// Runs `body` for 0..<n on the machine's cores.
func lungParallel(_ n: Int, _ body: @Sendable (Int) -> Void) {
  if n == 1 { return body(0) }
  DispatchQueue.concurrentPerform(iterations: n, execute: body)
}
