import StyletImaging

/// A grid of voxels in canonical order with their distances, mm: what the lung finder's masks are laid over, a place
/// for each voxel, x fastest.
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
  /// All of it.
  var box: VoxelBox { VoxelBox(i: 0..<nx, j: 0..<ny, k: 0..<nz) }

  func at(_ x: Int, _ y: Int, _ z: Int) -> Int { (z &* ny &+ y) &* nx &+ x }

  /// The voxels that share a face with one, within the lattice: along x, then y, then z.
  @inline(__always)
  func forEachNeighbour(of v: Int, _ body: (Int) -> Void) {
    let x = v % nx, y = v / nx % ny, z = v / plane
    if x > 0 { body(v - 1) }
    if x + 1 < nx { body(v + 1) }
    if y > 0 { body(v - nx) }
    if y + 1 < ny { body(v + nx) }
    if z > 0 { body(v - plane) }
    if z + 1 < nz { body(v + plane) }
  }

  /// The box of what a mask holds; nil when it is empty.
  func bounds(of mask: [UInt8]) -> VoxelBox? { MaskBox(box, bytes: mask).bounds }

  /// Wider by `mm` and a voxel on all sides, within the lattice.
  func widened(_ inner: VoxelBox, by mm: Float) -> VoxelBox {
    inner.grown(by: VoxelBox.steps(Double(mm), spacing: SIMD3<Double>(spacing)) &+ 1, within: box)
  }

  /// Each voxel of a box: its number there and in the lattice.
  func forEach(in inner: VoxelBox, _ body: (_ at: Int, _ there: Int) -> Void) {
    var n = 0
    for z in inner.k {
      for y in inner.j {
        let row = at(inner.i.lowerBound, y, z)
        for x in 0..<inner.i.count {
          body(n, row &+ x)
          n &+= 1
        }
      }
    }
  }

  /// A mask or values with the rows of each slice in the other order.
  func turned<Value>(_ values: [Value]) -> [Value] {
    var out = values
    for z in 0..<nz {
      for y in 0..<ny {
        let from = at(0, ny - 1 - y, z), to = at(0, y, z)
        for x in 0..<nx { out[to &+ x] = values[from &+ x] }
      }
    }
    return out
  }

  /// What a mask becomes by an operation on its box widened by `mm`.
  private func changed(
    _ mask: [UInt8], by mm: Float, _ operation: (MaskBox, SIMD3<Double>) -> MaskBox?
  ) -> [UInt8] {
    let all = MaskBox(box, bytes: mask)
    guard let tight = all.bounds, let new = operation(all.cropped(to: widened(tight, by: mm)), SIMD3<Double>(spacing))
    else { return mask }
    var out = [UInt8](repeating: 0, count: count)
    forEach(in: new.box) { at, there in out[there] = new.bytes[at] }
    return out
  }

  /// The closing of a mask with a ball of `radius` mm. What lies beyond the lattice counts as neither.
  func closing(_ mask: [UInt8], radius: Float) -> [UInt8] {
    changed(mask, by: radius) { $0.closed(radius: Double(radius), spacing: $1) }
  }

  /// The opening of a mask with a ball of `radius` mm.
  func opening(_ mask: [UInt8], radius: Float) -> [UInt8] {
    changed(mask, by: radius) { $0.opened(radius: Double(radius), spacing: $1) }
  }
}

/// Nobody waits for the lungs any more.
struct LungsCancelled: Error {}
