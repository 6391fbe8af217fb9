import StyletBase

/// Which voxels of a box belong: the working copy of a finding for operations on its shape.
///
/// One byte a voxel, 1 where it belongs and 0 elsewhere, i fastest, then j, then k: a slice of any plane is a box of
/// extent 1 across it, so that what works on a box works on a slice as well.
package struct MaskBox: Hashable, Sendable {
  /// Where it lies in the grid.
  package let box: VoxelBox
  /// 0 or 1 for each voxel of the box.
  package var bytes: [UInt8]

  /// Nothing belongs yet.
  package init(_ box: VoxelBox) { self.init(box, bytes: [UInt8](repeating: 0, count: box.count)) }

  /// - Parameter bytes: 0 or 1 for each voxel of the box.
  package init(_ box: VoxelBox, bytes: [UInt8]) { (self.box, self.bytes) = (box, bytes) }

  /// The voxels of a finding within a box of the grid, cut to what it fills and a rim around.
  /// - Parameters:
  ///   - rim: voxels added on either side along i, j and k, as far as `within` reaches.
  /// - Returns: nil when it has no voxel there. Cost: the bricks that exist within the box, and the box returned.
  package init?(of label: UInt8, in labels: LabelMap, within: VoxelBox, rim: SIMD3<Int> = .zero) {
    guard let filled = labels.bounds(of: label, within: within) else { return nil }
    self.init(filled.grown(by: rim, within: within))
    bytes.withUnsafeMutableBufferPointer { out in
      let slice = box.i.count * box.j.count
      for (n, k) in box.k.enumerated() {
        let row = UnsafeMutableBufferPointer(rebasing: out[n * slice..<(n + 1) * slice])
        labels.read(.axial, w: k, u: box.i, v: box.j, into: row)
        for x in row.indices { row[x] = row[x] == label ? 1 : 0 }
      }
    }
  }

  /// Whether a voxel belongs; false outside the box.
  package subscript(_ v: VoxelIndex) -> Bool {
    get { box.contains(v) && bytes[box.offset(of: v)] != 0 }
    set { if box.contains(v) { bytes[box.offset(of: v)] = newValue ? 1 : 0 } }
  }

  /// Voxels that belong.
  package var voxels: Int {
    bytes.withUnsafeBufferPointer { bytes in
      var sum = 0
      for x in bytes { sum &+= Int(x) }
      return sum
    }
  }

  /// What does not belong.
  package var complement: MaskBox {
    var other = self
    other.bytes.withUnsafeMutableBufferPointer { for x in $0.indices { $0[x] ^= 1 } }
    return other
  }

  /// Calls `body` for each maximal run of voxels that belong, in order; indices of the grid.
  package func forEachRun(_ body: (_ j: Int, _ k: Int, _ i: Range<Int>) -> Void) {
    let across = box.i.count, first = box.i.lowerBound
    bytes.withUnsafeBufferPointer { bytes in
      var row = 0
      for k in box.k {
        for j in box.j {
          var i = 0
          while i < across {
            guard bytes[row &+ i] != 0 else {
              i &+= 1
              continue
            }
            let start = i
            repeat { i &+= 1 } while i < across && bytes[row &+ i] != 0
            body(j, k, first + start..<first + i)
          }
          row &+= across
        }
      }
    }
  }

  /// The box that the voxels that belong fill; nil when there are none.
  package var bounds: VoxelBox? {
    var low = SIMD3(Int.max, .max, .max), high = SIMD3(Int.min, .min, .min)
    let across = box.i.count
    bytes.withUnsafeBufferPointer { bytes in
      var row = 0
      for k in box.k {
        for j in box.j {
          if let first = (0..<across).first(where: { bytes[row &+ $0] != 0 }) {
            let last = (first..<across).last { bytes[row &+ $0] != 0 } ?? first
            low = SIMD3(min(low.x, first), min(low.y, j), min(low.z, k))
            high = SIMD3(max(high.x, last), max(high.y, j), max(high.z, k))
          }
          row &+= across
        }
      }
    }
    guard low.x <= high.x else { return nil }
    let first = box.i.lowerBound
    return VoxelBox(i: first + low.x..<first + high.x + 1, j: low.y..<high.y + 1, k: low.z..<high.z + 1)
  }

  /// The part in a box that lies within its own.
  package func cropped(to inner: VoxelBox) -> MaskBox {
    var kept: [UInt8] = []
    kept.reserveCapacity(inner.count)
    for k in inner.k {
      for j in inner.j {
        let first = box.offset(of: VoxelIndex(inner.i.lowerBound, j, k))
        kept += bytes[first..<first + inner.i.count]
      }
    }
    return MaskBox(inner, bytes: kept)
  }

  /// Closed with a ball: notches that a ball of `radius` mm does not enter are filled. What lies beyond the box counts
  /// as neither. Cost: two distance transforms.
  /// - Returns: nil when nobody waits for it any more.
  package func closed(radius: Double, spacing: SIMD3<Double>, work: CancellableWork? = nil) -> MaskBox? {
    guard let near = DistanceTransform(to: self, spacing: spacing, limit: radius, work: work) else { return nil }
    let rest = near.within(radius).complement
    return DistanceTransform(to: rest, spacing: spacing, limit: radius, work: work)?.within(radius).complement
  }

  /// Opened with a ball: what a ball of `radius` mm does not reach from inside is taken away. What lies beyond the box
  /// counts as neither. Cost: two distance transforms.
  /// - Returns: nil when nobody waits for it any more.
  package func opened(radius: Double, spacing: SIMD3<Double>, work: CancellableWork? = nil) -> MaskBox? {
    guard let depth = DistanceTransform(to: complement, spacing: spacing, limit: radius, work: work) else { return nil }
    let core = depth.within(radius).complement
    return DistanceTransform(to: core, spacing: spacing, limit: radius, work: work)?.within(radius)
  }

  /// Adds a run that lies in the box, or takes it away.
  package mutating func set(_ belongs: Bool, j: Int, k: Int, _ i: Range<Int>) {
    let at = box.offset(of: VoxelIndex(i.lowerBound, j, k))
    for n in at..<at + i.count { bytes[n] = belongs ? 1 : 0 }
  }
}
