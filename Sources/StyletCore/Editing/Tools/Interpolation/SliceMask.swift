/// A rectangle of an axial slice; it may reach outside the grid.
struct SliceBox: Hashable {
  var i: Range<Int>
  var j: Range<Int>

  var width: Int { i.count }
  var height: Int { j.count }
  var count: Int { i.count * j.count }

  func union(_ other: SliceBox) -> SliceBox {
    SliceBox(
      i: min(i.lowerBound, other.i.lowerBound)..<max(i.upperBound, other.i.upperBound),
      j: min(j.lowerBound, other.j.lowerBound)..<max(j.upperBound, other.j.upperBound))
  }

  func grown(by n: Int) -> SliceBox {
    SliceBox(i: i.lowerBound - n..<i.upperBound + n, j: j.lowerBound - n..<j.upperBound + n)
  }

  func moved(i di: Int, j dj: Int) -> SliceBox {
    SliceBox(i: i.lowerBound + di..<i.upperBound + di, j: j.lowerBound + dj..<j.upperBound + dj)
  }
}

/// Where a finding is on an axial slice, in pieces that hang together.
struct SliceMask {
  /// A piece that hangs together over edges and corners.
  struct Component {
    var box: SliceBox
    var voxels: Int
    /// Mean voxel.
    var centre: SIMD2<Double>
  }

  /// Around all of it, without a margin.
  let box: SliceBox
  /// Number of the component + 1 at each voxel of the box, 0 outside; i fastest.
  let numbers: [Int32]
  let components: [Component]

  /// nil where the slice has nothing of the finding. Cost: the bricks of the slice.
  init?(_ labels: LabelMap, of label: UInt8, k: Int) {
    var runs: [(j: Int, i: Int, count: Int)] = []
    for j in 0..<labels.size.j {
      labels.forEachRun(j: j, k: k) { i, count, l in if l == label { runs.append((j, i, count)) } }
    }
    guard let first = runs.first, let last = runs.last else { return nil }
    var low = first.i, high = first.i + first.count
    for run in runs { (low, high) = (min(low, run.i), max(high, run.i + run.count)) }
    let box = SliceBox(i: low..<high, j: first.j..<last.j + 1)
    // Runs that touch are one: the lowest number of a set stands for it.
    var parent = Array(runs.indices)
    func root(_ n: Int) -> Int {
      var n = n
      while parent[n] != n {
        parent[n] = parent[parent[n]]
        n = parent[n]
      }
      return n
    }
    var above = 0
    for n in runs.indices {
      while above < n, runs[above].j < runs[n].j - 1 { above += 1 }
      var m = above
      while m < n, runs[m].j == runs[n].j - 1, runs[m].i <= runs[n].i + runs[n].count {
        if runs[m].i + runs[m].count >= runs[n].i {
          let (a, b) = (root(m), root(n))
          parent[max(a, b)] = min(a, b)
        }
        m += 1
      }
    }
    var number = [Int](repeating: -1, count: runs.count)
    var components: [Component] = []
    var numbers = [Int32](repeating: 0, count: box.count)
    for n in runs.indices {
      let run = runs[n], r = root(n)
      let piece = SliceBox(i: run.i..<run.i + run.count, j: run.j..<run.j + 1)
      let middle = Double(run.i) + Double(run.count - 1) / 2
      let sum = SIMD2(middle, Double(run.j)) * Double(run.count)
      if number[r] < 0 {
        number[r] = components.count
        components.append(Component(box: piece, voxels: run.count, centre: sum))
      } else {
        components[number[r]].box = components[number[r]].box.union(piece)
        components[number[r]].voxels += run.count
        components[number[r]].centre += sum
      }
      let at = (run.j - box.j.lowerBound) * box.width - box.i.lowerBound
      for i in piece.i { numbers[at + i] = Int32(number[r] + 1) }
    }
    for n in components.indices { components[n].centre /= Double(components[n].voxels) }
    (self.box, self.numbers, self.components) = (box, numbers, components)
  }

  /// The component at a voxel, nil outside all.
  func component(i: Int, j: Int) -> Int? {
    guard box.i.contains(i), box.j.contains(j) else { return nil }
    let n = numbers[(j - box.j.lowerBound) * box.width + i - box.i.lowerBound]
    return n == 0 ? nil : Int(n) - 1
  }

  /// Calls `body` for each voxel of the components chosen.
  func forEachVoxel(of chosen: Set<Int>, _ body: (_ i: Int, _ j: Int) -> Void) {
    for c in chosen.sorted() {
      for j in components[c].box.j {
        for i in components[c].box.i where component(i: i, j: j) == c { body(i, j) }
      }
    }
  }
}
