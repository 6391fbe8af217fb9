/// The connected parts of a mask, as runs of rows: memory and cost follow the runs, not the box.
///
/// Parts are numbered from 0 in the order of their first voxels (i fastest, then j, then k).
struct Components: Sendable {
  /// Which neighbours belong together.
  enum Connectivity: Sendable {
    /// Those that share a face: six in space, four on a slice.
    case faces
    /// Those that share at least a corner: 26 in space, eight on a slice.
    case corners
  }

  /// Voxels `i` of row (j, k), indices of the grid.
  struct Run: Hashable, Sendable {
    var k: Int32
    var j: Int32
    var i: Range<Int32>
    var part: Int32
  }

  /// Ascending by k, j and i.
  private(set) var runs: [Run] = []
  /// Voxels of each part.
  private(set) var voxels: [Int] = []
  /// The box that each part fills.
  private(set) var boxes: [VoxelBox] = []

  var count: Int { voxels.count }

  init(_ mask: MaskBox, _ connectivity: Connectivity) {
    let box = mask.box
    let rows = box.j.count * box.k.count
    var firsts = [Int]()  // the first run of each row
    firsts.reserveCapacity(rows + 1)
    mask.forEachRun { j, k, i in
      let row = (k - box.k.lowerBound) * box.j.count + j - box.j.lowerBound
      while firsts.count <= row { firsts.append(runs.count) }
      runs.append(
        Run(k: Int32(k), j: Int32(j), i: Int32(i.lowerBound)..<Int32(i.upperBound), part: Int32(runs.count)))
    }
    while firsts.count <= rows { firsts.append(runs.count) }
    join(firsts, box.j.count, connectivity)
    number()
  }

  /// Joins runs of neighbouring rows that touch; `part` leads to the run that stands for its part.
  private mutating func join(_ firsts: [Int], _ across: Int, _ connectivity: Connectivity) {
    let reach: Int32 = connectivity == .corners ? 1 : 0
    runs.withUnsafeMutableBufferPointer { runs in
      func root(_ n: Int) -> Int {
        var n = n
        while Int(runs[n].part) != n {
          runs[n].part = runs[Int(runs[n].part)].part
          n = Int(runs[n].part)
        }
        return n
      }
      func touch(_ row: Int, _ other: Int) {
        var a = firsts[row], b = firsts[other]
        let endA = firsts[row + 1], endB = firsts[other + 1]
        while a < endA, b < endB {
          if runs[a].i.lowerBound < runs[b].i.upperBound &+ reach,
            runs[b].i.lowerBound < runs[a].i.upperBound &+ reach
          {
            let x = root(a), y = root(b)
            // the earlier run stands for both, so that parts are numbered by their first voxel
            if x < y { runs[y].part = Int32(x) } else { runs[x].part = Int32(y) }
          }
          if runs[a].i.upperBound < runs[b].i.upperBound { a += 1 } else { b += 1 }
        }
      }
      for row in 0..<firsts.count - 1 where firsts[row] < firsts[row + 1] {
        let j = row % across
        if j > 0 { touch(row, row - 1) }
        guard row >= across else { continue }
        touch(row, row - across)
        guard connectivity == .corners else { continue }
        if j > 0 { touch(row, row - across - 1) }
        if j < across - 1 { touch(row, row - across + 1) }
      }
      for n in runs.indices { runs[n].part = Int32(root(n)) }
    }
  }

  private mutating func number() {
    var numbers = [Int32](repeating: -1, count: runs.count)
    for n in runs.indices {
      let run = runs[n], root = Int(run.part)
      let i = Int(run.i.lowerBound)..<Int(run.i.upperBound), j = Int(run.j), k = Int(run.k)
      if numbers[root] < 0 {
        numbers[root] = Int32(voxels.count)
        voxels.append(0)
        boxes.append(VoxelBox(i: i, j: j..<j + 1, k: k..<k + 1))
      }
      let part = Int(numbers[root])
      runs[n].part = Int32(part)
      voxels[part] += i.count
      boxes[part].i = min(boxes[part].i.lowerBound, i.lowerBound)..<max(boxes[part].i.upperBound, i.upperBound)
      boxes[part].j = min(boxes[part].j.lowerBound, j)..<max(boxes[part].j.upperBound, j + 1)
      boxes[part].k = min(boxes[part].k.lowerBound, k)..<max(boxes[part].k.upperBound, k + 1)
    }
  }

  /// The part that a voxel belongs to; nil when it belongs to none. Cost: the logarithm of the runs.
  func part(at v: VoxelIndex) -> Int? {
    var low = 0, high = runs.count
    while low < high {
      let middle = (low + high) / 2, run = runs[middle]
      if (Int(run.k), Int(run.j), Int(run.i.upperBound)) <= (v.k, v.j, v.i) { low = middle + 1 } else { high = middle }
    }
    guard low < runs.count else { return nil }
    let run = runs[low]
    return Int(run.k) == v.k && Int(run.j) == v.j && run.i.contains(Int32(clamping: v.i)) ? Int(run.part) : nil
  }

  /// The part with the most voxels, the first of them when several have; nil when there is none.
  var largest: Int? { voxels.indices.max { (voxels[$0], -$0) < (voxels[$1], -$1) } }

  /// The voxels of the parts that are wanted, in a box that holds them. Cost: the runs.
  func mask(in box: VoxelBox, _ isWanted: (_ part: Int) -> Bool) -> MaskBox {
    let wanted = voxels.indices.map(isWanted)
    var mask = MaskBox(box)
    for run in runs where wanted[Int(run.part)] {
      mask.set(true, j: Int(run.j), k: Int(run.k), Int(run.i.lowerBound)..<Int(run.i.upperBound))
    }
    return mask
  }

  /// Each part alone, in its own box with a rim around it. Cost: the runs and the boxes, one at a time.
  func forEachPart(
    rim: SIMD3<Int>, within: VoxelBox, _ body: (_ part: Int, _ mask: MaskBox) -> Bool
  ) {
    var order = runs.indices.map { $0 }
    order.sort { (runs[$0].part, $0) < (runs[$1].part, $1) }
    var n = 0
    while n < order.count {
      let part = runs[order[n]].part
      var mask = MaskBox(boxes[Int(part)].grown(by: rim, within: within))
      while n < order.count, runs[order[n]].part == part {
        let run = runs[order[n]]
        mask.set(true, j: Int(run.j), k: Int(run.k), Int(run.i.lowerBound)..<Int(run.i.upperBound))
        n += 1
      }
      guard body(Int(part), mask) else { return }
    }
  }
}
