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
  /// Of each brick the slices that may have labels, a bit a slice: where was drawn since it was empty.
  private var slices: [UInt16] = []
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
  public var memory: Int { places.count * 4 + pool.capacity + filled.capacity * 4 + slices.capacity * 2 }

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
      if label != 0 { slices[Int(brick)] |= 1 << UInt16(k & 15) }
      if filled[Int(brick)] == 0 {
        places[at] = Self.none
        slices[Int(brick)] = 0
        free.append(brick)
      }
      i = stop
    }
  }

  private mutating func allocate() -> Int32 {
    if let brick = free.popLast() { return brick }  // an emptied brick is all zero
    pool.append(contentsOf: repeatElement(0, count: Self.brickVoxels))
    filled.append(0)
    slices.append(0)
    return Int32(filled.count - 1)
  }

  // MARK: Reading many voxels

  /// Calls `body` for each maximal run of one label ≠ 0 along i in row (j, k), i ascending.
  /// Cost: the bricks of the row and the voxels of those that exist.
  public func forEachRun(j: Int, k: Int, _ body: (_ i: Int, _ count: Int, _ label: UInt8) -> Void) {
    guard j >= 0, j < size.j, k >= 0, k < size.k else { return }
    withRows(1) { row in
      guard copy(rows: j..<j + 1, k: k, into: row) else { return }
      Self.forEachRun(in: row, size.i, body)
    }
  }

  /// The same for all rows of axial slice `k`, j ascending.
  /// Cost: the bricks of the slice, and the voxels of those rows of bricks that were drawn on it.
  public func forEachRun(k: Int, _ body: (_ j: Int, _ i: Int, _ count: Int, _ label: UInt8) -> Void) {
    guard k >= 0, k < size.k else { return }
    // A row of bricks at a time: of each brick all that lies in the slice is side by side.
    withRows(Self.side) { rows in
      for first in stride(from: 0, to: size.j, by: Self.side) {
        let last = min(first + Self.side, size.j)
        guard copy(rows: first..<last, k: k, into: rows) else { continue }
        for j in first..<last {
          Self.forEachRun(in: rows + (j - first) * width, size.i) { i, count, label in body(j, i, count, label) }
        }
      }
    }
  }

  /// Voxels of a row of whole bricks.
  private var width: Int { across.i * Self.side }

  /// Memory for rows of whole bricks, and a word behind them that may be read.
  private func withRows(_ count: Int, _ body: (UnsafeMutablePointer<UInt8>) -> Void) {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: count * width + 8) { rows in
      rows.initialize(repeating: 0)
      body(rows.baseAddress!)
    }
  }

  /// The labels of rows that lie in one row of bricks.
  /// - Returns: false where nothing was drawn in the bricks; `out` is as it was then.
  private func copy(rows: Range<Int>, k: Int, into out: UnsafeMutablePointer<UInt8>) -> Bool {
    let first = place(0, rows.lowerBound, k), bit = UInt16(1) << UInt16(k & 15)
    func isDrawn(_ brick: Int32) -> Bool { brick != Self.none && slices[Int(brick)] & bit != 0 }
    guard places[first..<first + across.i].contains(where: isDrawn) else { return false }
    pool.withUnsafeBufferPointer { pool in
      let base = pool.baseAddress!, inBrick = Self.offset(0, rows.lowerBound, k)
      for b in 0..<across.i {
        let brick = places[first + b], to = UnsafeMutableRawPointer(out + b * Self.side)
        let from = isDrawn(brick) ? UnsafeRawPointer(base + Int(brick) * Self.brickVoxels + inBrick) : nil
        for n in 0..<rows.count {
          let row = from?.loadUnaligned(fromByteOffset: n * Self.side, as: SIMD16<UInt8>.self) ?? .zero
          to.storeBytes(of: row, toByteOffset: n * width, as: SIMD16<UInt8>.self)
        }
      }
    }
    return true
  }

  /// - Parameter row: `count` labels; eight more can be read.
  private static func forEachRun(in row: UnsafePointer<UInt8>, _ count: Int, _ body: (Int, Int, UInt8) -> Void) {
    var start = 0, x = 0
    var label: UInt8 = 0
    while x < count {
      // Most voxels go on with the label before them: eight at a time, up to the first that does not.
      let eight = UInt64(littleEndian: UnsafeRawPointer(row + x).loadUnaligned(as: UInt64.self))
      let others = eight ^ UInt64(label) &* 0x0101_0101_0101_0101
      x += others.trailingZeroBitCount >> 3
      guard others != 0, x < count else { continue }
      if label != 0 { body(start, x - start, label) }
      (start, label) = (x, row[x])
    }
    if label != 0 { body(start, count - start, label) }
  }

  /// Whether axial slice `k` has any label. Cost: the bricks of the slice, and the voxels of those that were drawn on
  /// it until the first label.
  public func isUsed(k: Int) -> Bool {
    guard k >= 0, k < size.k else { return false }
    let first = (k >> 4) * across.j * across.i, bit = UInt16(1) << UInt16(k & 15)
    return pool.withUnsafeBytes { pool in
      for brick in places[first..<first + across.i * across.j] {
        guard brick != Self.none, slices[Int(brick)] & bit != 0 else { continue }
        let base = Int(brick) * Self.brickVoxels + Self.offset(0, 0, k)
        var any: UInt64 = 0  // erased again
        for x in stride(from: base, to: base + Self.side * Self.side, by: 8) {
          any |= pool.loadUnaligned(fromByteOffset: x, as: UInt64.self)
        }
        if any != 0 { return true }
      }
      return false
    }
  }

  /// The voxels of each brick that has labels, as far as the grid reaches. Cost: the bricks.
  package func forEachBrick(_ body: (VoxelBox) -> Void) {
    for (at, brick) in places.enumerated() where brick != Self.none {
      let (bi, bj, bk) = (at % across.i, at / across.i % across.j, at / (across.i * across.j))
      body(
        VoxelBox(i: bi << 4..<(bi + 1) << 4, j: bj << 4..<(bj + 1) << 4, k: bk << 4..<(bk + 1) << 4)
          .intersection(VoxelBox(size)))
    }
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
