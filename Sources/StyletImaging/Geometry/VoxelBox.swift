/// A box of voxels; offsets in it count i fastest, then j, then k.
package struct VoxelBox: Hashable, Sendable {
  package var i: Range<Int>
  package var j: Range<Int>
  package var k: Range<Int>

  package init(i: Range<Int>, j: Range<Int>, k: Range<Int>) { (self.i, self.j, self.k) = (i, j, k) }

  /// The whole grid.
  package init(_ size: GridSize) { self.init(i: 0..<size.i, j: 0..<size.j, k: 0..<size.k) }

  /// A slice of a plane; nil when there is none of this number.
  package init?(_ plane: Plane, w: Int, in size: GridSize) {
    guard w >= 0, w < plane.size(of: size).w else { return nil }
    self.init(size)
    self[plane.axes.w] = w..<w + 1
  }

  /// The voxels of the grid within `radius` mm of `centre` along each axis, the slice of a plane alone if one is given.
  package init(around centre: VoxelIndex, radius: Double, grid: VoxelGrid, plane: Plane? = nil) {
    self.init(i: centre.i..<centre.i + 1, j: centre.j..<centre.j + 1, k: centre.k..<centre.k + 1)
    self = widened(by: radius, grid: grid, plane: plane)
  }

  package var count: Int { i.count * j.count * k.count }

  /// The range along axis 0, 1 or 2.
  package subscript(axis: Int) -> Range<Int> {
    get { axis == 0 ? i : axis == 1 ? j : k }
    set {
      switch axis {
      case 0: i = newValue
      case 1: j = newValue
      default: k = newValue
      }
    }
  }

  package func contains(_ v: VoxelIndex) -> Bool { i.contains(v.i) && j.contains(v.j) && k.contains(v.k) }

  package func offset(of v: VoxelIndex) -> Int {
    ((v.k - k.lowerBound) * j.count + v.j - j.lowerBound) * i.count + v.i - i.lowerBound
  }

  package func voxel(at offset: Int) -> VoxelIndex {
    VoxelIndex(
      i.lowerBound + offset % i.count, j.lowerBound + offset / i.count % j.count,
      k.lowerBound + offset / (i.count * j.count))
  }

  /// With `margin` mm more to all sides, as far as the grid reaches; within the plane's slices if one is given.
  package func widened(by margin: Double, grid: VoxelGrid, plane: Plane? = nil) -> VoxelBox {
    let flat = plane.map { $0.axes.w }
    func wider(_ range: Range<Int>, _ axis: Int) -> Range<Int> {
      if axis == flat { return range }
      let steps = Int(min(max((margin / grid.spacing[axis]).rounded(.down), 0), 1e6))
      return max(range.lowerBound - steps, 0)..<min(range.upperBound + steps, grid.size[axis])
    }
    return VoxelBox(i: wider(i, 0), j: wider(j, 1), k: wider(k, 2))
  }

  /// What lies in both; empty along an axis where they do not meet.
  package func intersection(_ other: VoxelBox) -> VoxelBox {
    VoxelBox(i: i.clamped(to: other.i), j: j.clamped(to: other.j), k: k.clamped(to: other.k))
  }

  /// Widened to hold another.
  package mutating func formUnion(_ other: VoxelBox) {
    for a in 0..<3 {
      self[a] = min(self[a].lowerBound, other[a].lowerBound)..<max(self[a].upperBound, other[a].upperBound)
    }
  }

  /// With so many voxels more on either side, as far as `within` reaches.
  package func grown(by rim: SIMD3<Int>, within: VoxelBox) -> VoxelBox {
    var box = self
    for a in 0..<3 {
      box[a] = max(self[a].lowerBound - rim[a], within[a].lowerBound)
        ..< min(self[a].upperBound + rim[a], within[a].upperBound)
    }
    return box
  }

  /// The steps along each axis that stay within a length, mm.
  package static func steps(_ length: Double, spacing: SIMD3<Double>) -> SIMD3<Int> {
    var steps = SIMD3<Int>.zero
    for a in 0..<3 {
      let n = (length / spacing[a]).rounded(.up)
      steps[a] = n.isFinite ? Int(min(max(n, 0), Double(GridSize.maximumExtent))) : 0
    }
    return steps
  }
}

extension Plane {
  /// What a box of voxels takes of each slice: its voxels along u and v.
  package func rectangle(of box: VoxelBox, in size: GridSize) -> (u: Range<Int>, v: Range<Int>) {
    let v = box[axes.v]
    return (box[axes.u], headUp ? size.k - v.upperBound..<size.k - v.lowerBound : v)
  }
}
