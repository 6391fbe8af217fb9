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

extension VoxelBox {
  /// The whole grid.
  init(_ size: GridSize) { self.init(i: 0..<size.i, j: 0..<size.j, k: 0..<size.k) }

  /// A slice of a plane; nil when there is none of this number.
  init?(_ plane: Plane, w: Int, in size: GridSize) {
    guard w >= 0, w < plane.size(of: size).w else { return nil }
    self.init(size)
    self[plane.axes.w] = w..<w + 1
  }

  /// The range along axis 0, 1 or 2.
  subscript(axis: Int) -> Range<Int> {
    get { axis == 0 ? i : axis == 1 ? j : k }
    set {
      switch axis {
      case 0: i = newValue
      case 1: j = newValue
      default: k = newValue
      }
    }
  }

  /// What lies in both; empty along an axis where they do not meet.
  func intersection(_ other: VoxelBox) -> VoxelBox {
    VoxelBox(i: i.clamped(to: other.i), j: j.clamped(to: other.j), k: k.clamped(to: other.k))
  }

  /// With so many voxels more on either side, as far as `within` reaches.
  func grown(by rim: SIMD3<Int>, within: VoxelBox) -> VoxelBox {
    var box = self
    for a in 0..<3 {
      box[a] = max(self[a].lowerBound - rim[a], within[a].lowerBound)
        ..< min(self[a].upperBound + rim[a], within[a].upperBound)
    }
    return box
  }

  /// The steps along each axis that stay within a length, mm.
  static func steps(_ length: Double, spacing: SIMD3<Double>) -> SIMD3<Int> {
    var steps = SIMD3<Int>.zero
    for a in 0..<3 {
      let n = (length / spacing[a]).rounded(.up)
      steps[a] = n.isFinite ? Int(min(max(n, 0), Double(GridSize.maximumExtent))) : 0
    }
    return steps
  }
}
