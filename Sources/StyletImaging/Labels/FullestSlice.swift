extension LabelMap {
  /// The slice (base 0) of a plane that holds most labelled voxels, the first of several; nil when nothing is drawn.
  /// Cost: the rows of the axial slices that are drawn on.
  public func fullestSlice(_ plane: Plane) -> Int? {
    var counts = [Int](repeating: 0, count: plane.size(of: size).w)
    for k in 0..<size.k where isUsed(k: k) {
      for j in 0..<size.j {
        forEachRun(j: j, k: k) { i, count, _ in
          switch plane {
          case .axial: counts[k] += count
          case .coronal: counts[j] += count
          case .sagittal: for x in i..<i + count { counts[x] += 1 }
          }
        }
      }
    }
    guard let most = counts.max(), most > 0 else { return nil }
    return counts.firstIndex(of: most)
  }
}
