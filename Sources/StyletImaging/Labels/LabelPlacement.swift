import StyletBase

extension LabelMap {
  /// The same labels on a grid of another size, moved.
  ///
  /// Cost: the rows of the slices that are used, and the voxels drawn.
  /// - Parameters:
  ///   - size: of the grid to come.
  ///   - offset: what is added to each voxel's index; may be negative.
  /// - Returns: the labels that fall inside, and how many labelled voxels fell outside.
  public func moved(by offset: SIMD3<Int>, onto size: GridSize) -> (labels: LabelMap, outside: Int) {
    if offset == .zero, size == self.size { return (self, 0) }
    var out = LabelMap(size: size)
    var outside = 0
    var runs: [Run] = []
    for k in 0..<self.size.k where isUsed(k: k) {
      for j in 0..<self.size.j {
        let (toJ, toK) = (j + offset.y, k + offset.z)
        let isInside = (0..<size.j).contains(toJ) && (0..<size.k).contains(toK)
        forEachRun(j: j, k: k) { i, count, label in
          let from = max(i + offset.x, 0), to = min(i + offset.x + count, size.i)
          guard isInside, to > from else {
            outside += count
            return
          }
          outside += count - (to - from)
          runs.append(Run(k: toK, j: toJ, i: from, count: to - from, old: 0, new: label))
        }
      }
      out.apply(runs)
      runs.removeAll(keepingCapacity: true)
    }
    return (out, outside)
  }
}

extension VoxelGrid {
  /// Labels of another grid on this one, where its voxels are voxels of this grid: the same, a cropped or a padded one.
  /// Nothing is resampled, and no labelled voxel is lost.
  /// - Parameters:
  ///   - labels: of `other`'s size.
  ///   - other: where the labels lie, in canonical order as this one.
  /// - Throws: a ``Failure`` (`badData`): the grids differ, in what, with numbers; or how many labelled voxels lie
  ///   outside the scan. Cost: the voxels drawn.
  public func aligned(_ labels: LabelMap, of other: VoxelGrid) throws -> LabelMap {
    precondition(labels.size == other.size, "labels of another grid")
    let (placed, outside) = labels.moved(by: try place(of: other), onto: size)
    guard outside == 0 else {
      throw Failure(
        .badData, words("error.mask-beyond", ["count": outside]), advice: words("error.export-on-grid"))
    }
    return placed
  }

  /// Where another grid lies on this one, by the grids alone: before a voxel is read.
  /// - Throws: a ``Failure`` (`badData`): the grids differ, in what, with numbers.
  public func place(of other: VoxelGrid) throws -> SIMD3<Int> {
    do {
      return try offset(of: other)
    } catch {
      throw Failure(
        .badData, words("error.mask-elsewhere", ["difference": error.description]),
        advice: words("error.export-on-grid"))
    }
  }
}
