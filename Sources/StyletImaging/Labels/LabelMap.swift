/// A UInt8 label for every voxel of a grid, kept sparsely: bricks of 16³ voxels exist only where a label other
/// than 0 was drawn, so memory follows the drawing and not the volume.
///
/// A value: copying it is cheap until one copy changes. Labels change only through ``apply(_:)``.
public struct LabelMap: Sendable {
  package static let side = 16
  static let brickVoxels = side * side * side
  private static let none: Int32 = -1

  public let size: GridSize
  private let across: (i: Int, j: Int, k: Int)
  /// Brick number in `pool` for each place, or `none`.
  private var places: [Int32]
  private var pool: [UInt8] = []
  /// Labelled voxels in each brick of the pool; an emptied brick goes to `free`.
  private var filled: [Int32] = []
  private var free: [Int32] = []

  public init(size: GridSize) {
    self.size = size
    func bricks(_ n: Int) -> Int { (n + Self.side - 1) / Self.side }
    across = (bricks(size.i), bricks(size.j), bricks(size.k))
    places = [Int32](repeating: Self.none, count: across.i * across.j * across.k)
  }

  /// Whether no voxel has a label.
  public var isEmpty: Bool { free.count == filled.count }

  /// Bytes held.
  public var memory: Int { places.count * 4 + pool.capacity + filled.capacity * 4 }

  private func place(_ i: Int, _ j: Int, _ k: Int) -> Int {
    ((k >> 4) * across.j + (j >> 4)) * across.i + (i >> 4)
  }

  private static func offset(_ i: Int, _ j: Int, _ k: Int) -> Int { ((k & 15) << 8) | ((j & 15) << 4) | (i & 15) }

  /// The label of a voxel, 0 outside the grid.
  public subscript(_ v: VoxelIndex) -> UInt8 {
    guard size.contains(v) else { return 0 }
    let brick = places[place(v.i, v.j, v.k)]
    return brick == Self.none ? 0 : pool[Int(brick) * Self.brickVoxels + Self.offset(v.i, v.j, v.k)]
  }

  /// Makes the changes of runs, in order. Cost: their voxels.
  public mutating func apply(_ runs: [Run]) {
    for run in runs { write(run.new, k: Int(run.k), j: Int(run.j), from: Int(run.i), count: Int(run.count)) }
  }

  /// Makes the changes of runs that came from a file, if they fit: every run inside the grid and its `old` what its voxels
  /// carry when its turn comes. Cost: the voxels of the runs.
  /// - Returns: false when it does not fit; nothing has changed then.
  public mutating func apply(ifFitting runs: [Run]) -> Bool {
    for (n, run) in runs.enumerated() {
      guard fits(run) else {
        for r in runs[..<n].reversed() {
          write(r.old, k: Int(r.k), j: Int(r.j), from: Int(r.i), count: Int(r.count))
        }
        return false
      }
      write(run.new, k: Int(run.k), j: Int(run.j), from: Int(run.i), count: Int(run.count))
    }
    return true
  }

  private func fits(_ run: Run) -> Bool {
    guard run.count > 0, run.i >= 0, Int(run.i) + Int(run.count) <= size.i else { return false }
    guard run.j >= 0, Int(run.j) < size.j, run.k >= 0, Int(run.k) < size.k else { return false }
    return (Int(run.i)..<Int(run.i) + Int(run.count)).allSatisfy {
      self[VoxelIndex($0, Int(run.j), Int(run.k))] == run.old
    }
  }

  private mutating func write(_ label: UInt8, k: Int, j: Int, from: Int, count: Int) {
    precondition(
      from >= 0 && count >= 0 && from + count <= size.i && j >= 0 && j < size.j && k >= 0 && k < size.k,
      "run outside the grid")
    var i = from
    let end = from + count
    while i < end {
      let stop = min(end, (i | 15) + 1)
      let at = place(i, j, k)
      var brick = places[at]
      if brick == Self.none {
        if label == 0 {
          i = stop
          continue
        }
        brick = allocate()
        places[at] = brick
      }
      var change: Int32 = 0
      let base = Int(brick) * Self.brickVoxels + Self.offset(i, j, k)
      for x in base..<base + (stop - i) {
        change += (label != 0 ? 1 : 0) - (pool[x] != 0 ? 1 : 0)
        pool[x] = label
      }
      filled[Int(brick)] += change
      if filled[Int(brick)] == 0 {
        places[at] = Self.none
        free.append(brick)
      }
      i = stop
    }
  }

  private mutating func allocate() -> Int32 {
    if let brick = free.popLast() { return brick }  // an emptied brick is all zero
    pool.append(contentsOf: repeatElement(0, count: Self.brickVoxels))
    filled.append(0)
    return Int32(filled.count - 1)
  }

  // MARK: Reading many voxels

  /// Calls `body` for each maximal run of one label ≠ 0 along i in row (j, k), i ascending.
  /// Cost: the bricks of the row and the voxels of those that exist.
  public func forEachRun(j: Int, k: Int, _ body: (_ i: Int, _ count: Int, _ label: UInt8) -> Void) {
    guard j >= 0, j < size.j, k >= 0, k < size.k else { return }
    pool.withUnsafeBufferPointer { pool in
      var start = 0
      var current: UInt8 = 0
      let row = place(0, j, k)
      let inBrick = Self.offset(0, j, k)
      for b in 0..<across.i {
        let i0 = b << 4
        let brick = places[row + b]
        if brick == Self.none {
          if current != 0 {
            body(start, i0 - start, current)
            current = 0
          }
          continue
        }
        let base = Int(brick) * Self.brickVoxels + inBrick
        let count = min(16, size.i - i0)
        var x = 0
        while x < count {
          // most voxels go on with the label before them: eight at a time
          if count - x >= 8,
            UnsafeRawPointer(pool.baseAddress! + base + x).loadUnaligned(as: UInt64.self)
              == UInt64(current) &* 0x0101_0101_0101_0101
          {
            x += 8
            continue
          }
          let label = pool[base + x]
          if label != current {
            if current != 0 { body(start, i0 + x - start, current) }
            current = label
            start = i0 + x
          }
          x += 1
        }
      }
      if current != 0 { body(start, size.i - start, current) }
    }
  }

  /// Whether axial slice `k` has any label. Cost: the bricks of the slice, and voxels of those that exist
  /// until the first label.
  public func isUsed(k: Int) -> Bool {
    guard k >= 0, k < size.k else { return false }
    let first = (k >> 4) * across.j * across.i
    for at in first..<first + across.i * across.j where places[at] != Self.none {
      let base = Int(places[at]) * Self.brickVoxels + ((k & 15) << 8)
      if pool[base..<base + 256].contains(where: { $0 != 0 }) { return true }
    }
    return false
  }

  /// The box that a label's voxels within `within` fill; nil when there are none. Cost: the bricks there that exist.
  package func bounds(of label: UInt8, within: VoxelBox) -> VoxelBox? {
    guard label != 0 else { return nil }
    let within = within.intersection(VoxelBox(size))
    guard !within.i.isEmpty, !within.j.isEmpty, !within.k.isEmpty else { return nil }
    var (low, high) = (SIMD3(repeating: Int.max), SIMD3(repeating: -1))
    pool.withUnsafeBufferPointer { pool in
      for bk in within.k.lowerBound >> 4...(within.k.upperBound - 1) >> 4 {
        for bj in within.j.lowerBound >> 4...(within.j.upperBound - 1) >> 4 {
          for bi in within.i.lowerBound >> 4...(within.i.upperBound - 1) >> 4 {
            let brick = places[(bk * across.j + bj) * across.i + bi]
            guard brick != Self.none else { continue }
            let part = VoxelBox(i: bi << 4..<(bi + 1) << 4, j: bj << 4..<(bj + 1) << 4, k: bk << 4..<(bk + 1) << 4)
              .intersection(within)
            for k in part.k {
              for j in part.j {
                let row = Int(brick) * Self.brickVoxels + Self.offset(0, j, k)
                for i in part.i where pool[row + (i & 15)] == label {
                  low = pointwiseMin(low, SIMD3(i, j, k))
                  high = pointwiseMax(high, SIMD3(i, j, k))
                }
              }
            }
          }
        }
      }
    }
    guard high.x >= 0 else { return nil }
    return VoxelBox(i: low.x..<high.x + 1, j: low.y..<high.y + 1, k: low.z..<high.z + 1)
  }

  /// The labels of a rectangle of a slice, row by row into `out` (u fastest), 0 outside the grid.
  /// - Parameters:
  ///   - u, v: half-open ranges in the plane's coordinates; may reach outside the grid.
  ///   - out: at least `u.count * v.count` elements; all are written.
  public func read(
    _ plane: Plane, w: Int, u: Range<Int>, v: Range<Int>, into out: UnsafeMutableBufferPointer<UInt8>
  ) {
    precondition(out.count >= u.count * v.count, "buffer too small")
    out.update(repeating: 0)
    let extent = plane.size(of: size)
    guard w >= 0, w < extent.w else { return }
    let us = u.clamped(to: 0..<extent.u), vs = v.clamped(to: 0..<extent.v)
    pool.withUnsafeBufferPointer { pool in
      for y in vs {
        let line = (y - v.lowerBound) * u.count - u.lowerBound
        var x = us.lowerBound
        while x < us.upperBound {
          let stop = min(us.upperBound, (x | 15) + 1)
          let a = plane.voxel(u: x, v: y, w: w, in: size)
          let brick = places[place(a.i, a.j, a.k)]
          if brick != Self.none {
            let base = Int(brick) * Self.brickVoxels + Self.offset(a.i, a.j, a.k)
            let step = plane == .sagittal ? 16 : 1
            for n in 0..<stop - x { out[line + x + n] = pool[base + n * step] }
          }
          x = stop
        }
      }
    }
  }
}
