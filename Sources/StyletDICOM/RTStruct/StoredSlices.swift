import StyletImaging

/// The slices of a grid as its file has them, stored (x, y) fastest first: the planes that contours lie in, whatever
/// the patient's axis they are stacked along.
struct StoredSlices {
  let grid: VoxelGrid
  /// Stored extents along x and y, and how many slices.
  let width: Int
  let height: Int
  let count: Int
  /// Stored index → patient millimetres.
  let affine: Affine
  /// The canonical axis that the slices are stacked along: 2 when they are axial.
  let axis: Int
  /// Where canonical voxels lie in a densely packed stored volume.
  private let start: Int
  private let steps: SIMD3<Int>

  init(_ grid: VoxelGrid) {
    self.grid = grid
    let stored = grid.storedSize
    (width, height, count) = (stored.i, stored.j, stored.k)
    affine = grid.storedAffine
    axis = grid.storage.sliceAxis
    (start, steps) = grid.storage.layout(storedSize: stored)
  }

  /// The canonical index along ``axis`` of stored slice `z`.
  func canonical(_ z: Int) -> Int { grid.storage.mirrored(slice: z, of: count) }

  /// Where the canonical voxel lies in its stored slice, x fastest; it must be one of slice `z`.
  private func offset(_ v: VoxelIndex, _ z: Int) -> Int {
    start + v.i * steps.x + v.j * steps.y + v.k * steps.z - z * width * height
  }

  /// The rows of canonical voxels (along i) that slice `z` has voxels of, as (j, k).
  private func forEachRow(_ z: Int, _ body: (_ j: Int, _ k: Int) -> Void) {
    let at = canonical(z)
    switch axis {
    case 2: for j in 0..<grid.size.j { body(j, at) }
    case 1: for k in 0..<grid.size.k { body(at, k) }
    default: for k in 0..<grid.size.k { for j in 0..<grid.size.j { body(j, k) } }
    }
  }

  /// Copies the labels of slice `z`.
  ///
  /// - Parameter out: `width · height` labels, x fastest; all are written.
  /// - Returns: false when the slice is empty.
  func read(_ labels: LabelMap, _ z: Int, into out: inout [UInt8]) -> Bool {
    out.withUnsafeMutableBufferPointer { $0.update(repeating: 0) }
    if axis == 2, !labels.isUsed(k: canonical(z)) { return false }
    let at = canonical(z)
    var isUsed = false
    out.withUnsafeMutableBufferPointer { out in
      forEachRow(z) { j, k in
        if axis == 0 {
          let label = labels[VoxelIndex(at, j, k)]
          guard label != 0 else { return }
          out[offset(VoxelIndex(at, j, k), z)] = label
          isUsed = true
        } else {
          labels.forEachRun(j: j, k: k) { i, count, label in
            isUsed = true
            for n in i..<i + count { out[offset(VoxelIndex(n, j, k), z)] = label }
          }
        }
      }
    }
    return isUsed
  }

  /// The runs that write the labels of slice `z` into an empty label map.
  ///
  /// - Parameter slice: `width · height` labels, x fastest.
  func runs(_ slice: [UInt8], _ z: Int) -> [Run] {
    let at = canonical(z)
    var runs: [Run] = []
    slice.withUnsafeBufferPointer { slice in
      forEachRow(z) { j, k in
        let columns = axis == 0 ? at..<at + 1 : 0..<grid.size.i
        var i = columns.lowerBound
        while i < columns.upperBound {
          let label = slice[offset(VoxelIndex(i, j, k), z)]
          var end = i + 1
          while end < columns.upperBound, slice[offset(VoxelIndex(end, j, k), z)] == label { end += 1 }
          if label != 0 { runs.append(Run(k: k, j: j, i: i, count: end - i, old: 0, new: label)) }
          i = end
        }
      }
    }
    return runs
  }
}
