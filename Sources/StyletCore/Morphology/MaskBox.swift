/// Which voxels of a box belong: the working copy of a finding for operations on its shape.
///
/// One byte a voxel, 1 where it belongs and 0 elsewhere, i fastest, then j, then k: a slice of any plane is a box of
/// extent 1 across it, so that what works on a box works on a slice as well.
struct MaskBox: Hashable, Sendable {
  /// Where it lies in the grid.
  let box: VoxelBox
  /// 0 or 1 for each voxel of the box.
  var bytes: [UInt8]

  /// Nothing belongs yet.
  init(_ box: VoxelBox) { self.init(box, bytes: [UInt8](repeating: 0, count: box.count)) }

  /// - Parameter bytes: 0 or 1 for each voxel of the box.
  init(_ box: VoxelBox, bytes: [UInt8]) { (self.box, self.bytes) = (box, bytes) }

  /// The voxels of a finding within a box of the grid, cut to what it fills and a rim around.
  /// - Parameters:
  ///   - rim: voxels added on either side along i, j and k, as far as `within` reaches.
  /// - Returns: nil when it has no voxel there. Cost: the bricks that exist within the box, and the box returned.
  init?(of label: UInt8, in labels: LabelMap, within: VoxelBox, rim: SIMD3<Int> = .zero) {
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
  subscript(_ v: VoxelIndex) -> Bool {
    get { box.contains(v) && bytes[box.offset(of: v)] != 0 }
    set { if box.contains(v) { bytes[box.offset(of: v)] = newValue ? 1 : 0 } }
  }

  /// Voxels that belong.
  var voxels: Int {
    bytes.withUnsafeBufferPointer { bytes in
      var sum = 0
      for x in bytes { sum &+= Int(x) }
      return sum
    }
  }

  /// What does not belong.
  var complement: MaskBox {
    var other = self
    other.bytes.withUnsafeMutableBufferPointer { for x in $0.indices { $0[x] ^= 1 } }
    return other
  }

  /// Calls `body` for each maximal run of voxels that belong, in order; indices of the grid.
  func forEachRun(_ body: (_ j: Int, _ k: Int, _ i: Range<Int>) -> Void) {
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

  /// Adds a run that lies in the box, or takes it away.
  mutating func set(_ belongs: Bool, j: Int, k: Int, _ i: Range<Int>) {
    let at = box.offset(of: VoxelIndex(i.lowerBound, j, k))
    for n in at..<at + i.count { bytes[n] = belongs ? 1 : 0 }
  }
}
