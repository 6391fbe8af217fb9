import StyletImaging

/// A rectangle of an axial slice. Unlike a ``VoxelBox`` it may reach outside the grid: it is grown and moved freely.
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
    let connected = ConnectedRuns(labels, slices: k..<k + 1, of: label)
    guard let first = connected.runs.first, let last = connected.runs.last else { return nil }
    let across = connected.runs.reduce(first.i) {
      min($0.lowerBound, $1.i.lowerBound)..<max($0.upperBound, $1.i.upperBound)
    }
    let box = SliceBox(i: across, j: Int(first.j)..<Int(last.j) + 1)
    var components: [Component] = []
    var numbers = [Int32](repeating: 0, count: box.count)
    for (run, part) in zip(connected.runs, connected.parts) {
      let i = run.i, j = Int(run.j), c = Int(part)
      let piece = SliceBox(i: i, j: j..<j + 1)
      if c == components.count { components.append(Component(box: piece, voxels: 0, centre: .zero)) }
      components[c].box = components[c].box.union(piece)
      components[c].voxels += run.count
      let middle = SIMD2<Double>(Double(i.lowerBound) + Double(run.count - 1) / 2, Double(j))
      components[c].centre += middle * Double(run.count)
      let at = (j - box.j.lowerBound) * box.width - box.i.lowerBound
      for n in i { numbers[at + n] = part + 1 }
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
