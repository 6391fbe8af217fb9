import StyletImaging

/// Voxels that lie one after another in a file: whole planes of the stored grid, or whole rows of one plane.
/// Files are read and written slab by slab, so that any axis order is turned into the canonical one, and
/// back, with a few megabytes beside the volume itself.
struct Slab {
  /// The stored grid, fastest axis first.
  let stored: GridSize
  /// Rows and planes of it.
  let y: Range<Int>
  let z: Range<Int>

  /// Voxel number of the first voxel, in stored order.
  var first: Int { (z.lowerBound * stored.j + y.lowerBound) * stored.i }
  var count: Int { stored.i * y.count * z.count }

  /// Calls `body` for the slabs of a grid, in stored order, each of at most `voxels` voxels or one row.
  static func forEach(of stored: GridSize, voxels: Int = 1 << 20, _ body: (Slab) throws -> Void) throws {
    let plane = stored.i * stored.j
    if plane <= voxels {
      let step = voxels / plane
      for z in stride(from: 0, to: stored.k, by: step) {
        try body(Slab(stored: stored, y: 0..<stored.j, z: z..<min(z + step, stored.k)))
      }
    } else {
      let step = max(1, voxels / stored.i)
      for z in 0..<stored.k {
        for y in stride(from: 0, to: stored.j, by: step) {
          try body(Slab(stored: stored, y: y..<min(y + step, stored.j), z: z..<z + 1))
        }
      }
    }
  }

  /// The most voxels that a slab of such a walk has.
  static func largest(of stored: GridSize, voxels: Int = 1 << 20) -> Int { min(max(voxels, stored.i), stored.count) }
}

/// The part of the canonical grid that a slab covers, and how it lies in the slab.
struct SlabBox {
  /// Canonical ranges.
  let i: Range<Int>
  let j: Range<Int>
  let k: Range<Int>
  /// Slab element of the first voxel of the box, and how far apart neighbours along i, j and k are.
  let start: Int
  let steps: SIMD3<Int>

  init(_ slab: Slab, storage: StorageOrder) {
    let ranges = [0..<slab.stored.i, slab.y, slab.z]
    let strides = [1, slab.stored.i, slab.stored.i * slab.y.count]
    var box: [Range<Int>] = []
    var start = 0
    var steps = SIMD3<Int>()
    for a in 0..<3 {
      let axis = storage.axes[a]
      let r = ranges[axis]
      let extent = slab.stored[axis]
      if storage.flipped[a] == 1 {
        box.append(extent - r.upperBound..<extent - r.lowerBound)
        start += (r.count - 1) * strides[axis]
        steps[a] = -strides[axis]
      } else {
        box.append(r)
        steps[a] = strides[axis]
      }
    }
    (i, j, k) = (box[0], box[1], box[2])
    self.start = start
    self.steps = steps
  }

  /// Copies a slab into an array in canonical order.
  /// - Parameters:
  ///   - rowStart: element of `target` where the row of box voxel (0, j, k) begins, j and k from 0 in the box.
  @inline(__always)
  func scatter<T>(_ slab: UnsafePointer<T>, to target: UnsafeMutablePointer<T>, rowStart: (_ j: Int, _ k: Int) -> Int) {
    let n = i.count
    let step = steps.x
    for z in 0..<k.count {
      for y in 0..<j.count {
        let row = target + rowStart(y, z)
        var from = slab + (start + y * steps.y + z * steps.z)
        if step == 1 {
          row.update(from: from, count: n)
        } else {
          for x in 0..<n {
            row[x] = from.pointee
            from += step
          }
        }
      }
    }
  }

  /// Copies from an array in canonical order into a slab.
  @inline(__always)
  func gather<T>(_ slab: UnsafeMutablePointer<T>, from source: UnsafePointer<T>, rowStart: (_ j: Int, _ k: Int) -> Int)
  {
    let n = i.count
    let step = steps.x
    for z in 0..<k.count {
      for y in 0..<j.count {
        let row = source + rowStart(y, z)
        var to = slab + (start + y * steps.y + z * steps.z)
        if step == 1 {
          to.update(from: row, count: n)
        } else {
          for x in 0..<n {
            to.pointee = row[x]
            to += step
          }
        }
      }
    }
  }
}
