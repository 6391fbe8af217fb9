import StyletImaging

/// Where something lies on the scan: a voxel of it, and the axial slices that it reaches.
struct LungPlace: Hashable, Sendable {
  let voxel: VoxelIndex
  /// k, base 0.
  let slices: ClosedRange<Int>

  /// - Parameter runs: of the scan's own voxels, by k, j and i ascending; nil when there are none.
  ///
  /// The voxel lies on the slice with the most of them, the lowest of several, as near to the middle there as may be.
  init?(_ runs: [LabelRun]) {
    guard let first = runs.first, let last = runs.last else { return nil }
    slices = Int(first.k)...Int(last.k)
    var at = 0, best = (from: 0, to: 0, count: 0)
    while at < runs.count {
      let from = at
      var count = 0
      while at < runs.count, runs[at].k == runs[from].k {
        count += runs[at].count
        at += 1
      }
      if count > best.count { best = (from, at, count) }
    }
    let slice = runs[best.from..<best.to]
    var i = 0, j = 0
    for run in slice {
      i += (Int(run.low) + Int(run.high)) * run.count
      j += Int(run.j) * run.count
    }
    i /= 2 * best.count
    j /= best.count
    var nearest = (distance: Int.max, i: 0, j: 0)
    for run in slice {
      let x = min(max(i, Int(run.low)), Int(run.high)), away = (x - i) * (x - i) + (Int(run.j) - j) * (Int(run.j) - j)
      if away < nearest.distance { nearest = (away, x, Int(run.j)) }
    }
    voxel = VoxelIndex(nearest.i, nearest.j, Int(slice[slice.startIndex].k))
  }

  private init(voxel: VoxelIndex, slices: ClosedRange<Int>) {
    self.voxel = voxel
    self.slices = slices
  }

  /// The same place of a coarse mask on the scan it was made of.
  fileprivate func onScan(_ scan: CoarseScan, _ size: GridSize) -> LungPlace {
    func middle(_ n: Int, _ axis: Int) -> Int { n * scan.factor[axis] + scan.factor[axis] / 2 }
    let j = scan.isTurned ? scan.lattice.ny - 1 - voxel.j : voxel.j
    let voxel = VoxelIndex(middle(voxel.i, 0), middle(j, 1), middle(voxel.k, 2))
    let low = min(slices.lowerBound * scan.factor.z, size.k - 1)
    let high = min((slices.upperBound + 1) * scan.factor.z, size.k) - 1
    return LungPlace(voxel: size.clamp(voxel), slices: low...max(low, high))
  }
}

extension CoarseScan {
  /// The scan's slices that coarse ones are made of.
  func slices(of k: Range<Int>, in size: GridSize) -> ClosedRange<Int> {
    let low = min(k.lowerBound * factor.z, size.k - 1)
    return low...max(low, min(k.upperBound * factor.z, size.k) - 1)
  }

  /// Where the coarse voxels for which `isIn` holds lie on the scan; nil when there are none. Cost: the coarse voxels.
  /// - Parameters:
  ///   - size: of the scan.
  ///   - box: where they are looked for; everywhere when nil.
  func place(in size: GridSize, within box: VoxelBox? = nil, where isIn: (_ at: Int) -> Bool) -> LungPlace? {
    var runs: [LabelRun] = []
    let box = box ?? lattice.box
    for z in box.k {
      for y in box.j {
        let row = lattice.at(0, y, z)
        var x = box.i.lowerBound
        while x < box.i.upperBound {
          let from = x
          while x < box.i.upperBound, isIn(row + x) { x += 1 }
          if x > from { runs.append(LabelRun(k: z, j: y, i: from..<x, label: 1)) }
          x += 1
        }
      }
    }
    return LungPlace(runs)?.onScan(self, size)
  }

  /// Where a part of a coarse mask lies on the scan. Cost: the part's runs.
  /// - Parameters:
  ///   - part: its number; the parts' box is the whole lattice.
  ///   - size: of the scan.
  func place(of part: Int, in parts: Components, _ size: GridSize) -> LungPlace? {
    LungPlace(parts.runs(of: part))?.onScan(self, size)
  }
}

extension LabelMap {
  /// Where, on one axial slice, the voxels lie that `isIn` wants by their labels here and on another slice; nil where
  /// there are none. Cost: the slice.
  func place(k: Int, against other: Int? = nil, where isIn: (_ here: UInt8, _ there: UInt8) -> Bool) -> LungPlace? {
    var runs: [LabelRun] = []
    var here = [UInt8](repeating: 0, count: size.i), there = here
    for j in 0..<size.j {
      here.replaceSubrange(here.indices, with: repeatElement(0, count: size.i))
      forEachRun(j: j, k: k) { i, count, label in for n in i..<i + count { here[n] = label } }
      if let other {
        there.replaceSubrange(there.indices, with: repeatElement(0, count: size.i))
        forEachRun(j: j, k: other) { i, count, label in for n in i..<i + count { there[n] = label } }
      }
      var i = 0
      while i < size.i {
        let from = i
        while i < size.i, isIn(here[i], there[i]) { i += 1 }
        if i > from { runs.append(LabelRun(k: k, j: j, i: from..<i, label: 1)) }
        i += 1
      }
    }
    return LungPlace(runs)
  }
}
