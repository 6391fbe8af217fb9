/// A box of voxels; offsets in it count i fastest, then j, then k.
struct VoxelBox: Hashable, Sendable {
  var i: Range<Int>
  var j: Range<Int>
  var k: Range<Int>

  var count: Int { i.count * j.count * k.count }

  func contains(_ v: VoxelIndex) -> Bool { i.contains(v.i) && j.contains(v.j) && k.contains(v.k) }

  func offset(of v: VoxelIndex) -> Int {
    ((v.k - k.lowerBound) * j.count + v.j - j.lowerBound) * i.count + v.i - i.lowerBound
  }

  func voxel(at offset: Int) -> VoxelIndex {
    VoxelIndex(
      i.lowerBound + offset % i.count, j.lowerBound + offset / i.count % j.count,
      k.lowerBound + offset / (i.count * j.count))
  }

  /// The voxels of the grid within `radius` mm of `centre` along each axis, the slice of a plane alone if one is given.
  init(around centre: VoxelIndex, radius: Double, grid: VoxelGrid, plane: Plane? = nil) {
    self.init(i: centre.i..<centre.i + 1, j: centre.j..<centre.j + 1, k: centre.k..<centre.k + 1)
    self = widened(by: radius, grid: grid, plane: plane)
  }

  init(i: Range<Int>, j: Range<Int>, k: Range<Int>) { (self.i, self.j, self.k) = (i, j, k) }

  /// With `margin` mm more to all sides, as far as the grid reaches; within the plane's slices if one is given.
  func widened(by margin: Double, grid: VoxelGrid, plane: Plane? = nil) -> VoxelBox {
    let flat = plane.map { $0.axes.w }
    func wider(_ range: Range<Int>, _ axis: Int) -> Range<Int> {
      if axis == flat { return range }
      let steps = Int(min(max((margin / grid.spacing[axis]).rounded(.down), 0), 1e6))
      return max(range.lowerBound - steps, 0)..<min(range.upperBound + steps, grid.size[axis])
    }
    return VoxelBox(i: wider(i, 0), j: wider(j, 1), k: wider(k, 2))
  }
}
