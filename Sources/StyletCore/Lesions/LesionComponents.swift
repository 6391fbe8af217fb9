/// Which voxels belong together.
public enum Neighbourhood: Int, Sendable, CaseIterable {
  /// Voxels that share a face.
  case faces = 6
  /// Voxels that share a face, an edge or a corner.
  case corners = 26
}

/// Voxels of one row (along +i) that carry the same label; index base 0.
public struct LabelRun: Hashable, Sendable {
  public var k: Int32
  public var j: Int32
  /// First and last voxel.
  public var low: Int32
  public var high: Int32
  public var label: UInt8

  public var count: Int { Int(high) - Int(low) + 1 }
}

/// What is drawn, taken apart into connected pieces of one label each.
///
/// Runs of rows are joined instead of voxels (union-find with path halving). Cost: the bricks of the slices that have a
/// label, and the runs drawn; never the volume.
struct LesionComponents {
  /// All runs, by k, j and i ascending.
  let runs: [LabelRun]
  /// The component of each run. Components are numbered from 0 by their first run.
  let component: [Int]
  /// The runs of component n are those at `order[starts[n]..<starts[n + 1]]`, ascending.
  let order: [Int]
  let starts: [Int]

  var count: Int { starts.count - 1 }

  init(_ labels: LabelMap, _ neighbourhood: Neighbourhood = .corners) {
    var runs: [LabelRun] = []
    var parent: [Int] = []
    let rows = labels.size.j
    // Where the runs of each row begin, on this slice and on the one below; one more at the end.
    var here: [Int] = []
    var below: [Int]?
    // 26 neighbours: rows beside touch when their runs do, or are one voxel apart.
    let gap: Int32 = neighbourhood == .corners ? 1 : 0
    for k in 0..<labels.size.k {
      guard labels.isUsed(k: k) else {
        below = nil
        continue
      }
      here.removeAll(keepingCapacity: true)
      for j in 0..<rows {
        here.append(runs.count)
        labels.forEachRun(j: j, k: k) { i, count, label in
          runs.append(
            LabelRun(k: Int32(k), j: Int32(j), low: Int32(i), high: Int32(i + count - 1), label: label))
          parent.append(parent.count)
        }
        let row = here[j]..<runs.count
        guard !row.isEmpty else { continue }
        if j > 0 { Self.join(row, here[j - 1]..<here[j], gap, runs, &parent) }
        guard let below else { continue }
        let near = neighbourhood == .corners ? max(j - 1, 0)...min(j + 1, rows - 1) : j...j
        for other in near { Self.join(row, below[other]..<below[other + 1], gap, runs, &parent) }
      }
      here.append(runs.count)
      below = here
    }
    var component = [Int](repeating: 0, count: runs.count)
    var sizes: [Int] = []
    for n in runs.indices {
      // A root is the first run of its tree: it has its number before the others ask for it.
      let root = Self.root(of: n, &parent)
      if root == n {
        component[n] = sizes.count
        sizes.append(1)
      } else {
        component[n] = component[root]
        sizes[component[n]] += 1
      }
    }
    var starts = [0]
    starts.reserveCapacity(sizes.count + 1)
    for size in sizes { starts.append(starts[starts.count - 1] + size) }
    var next = starts
    var order = [Int](repeating: 0, count: runs.count)
    for (n, c) in component.enumerated() {
      order[next[c]] = n
      next[c] += 1
    }
    (self.runs, self.component, self.order, self.starts) = (runs, component, order, starts)
  }

  /// Joins the runs of a row with those of a neighbouring row that carry the same label and touch them.
  private static func join(
    _ row: Range<Int>, _ other: Range<Int>, _ gap: Int32, _ runs: [LabelRun], _ parent: inout [Int]
  ) {
    var first = other.lowerBound
    for n in row {
      let run = runs[n]
      while first < other.upperBound, runs[first].high &+ gap < run.low { first += 1 }
      var m = first
      while m < other.upperBound, runs[m].low <= run.high &+ gap {
        if runs[m].label == run.label {
          let a = root(of: n, &parent), b = root(of: m, &parent)
          if a != b { parent[max(a, b)] = min(a, b) }
        }
        m += 1
      }
    }
  }

  private static func root(of n: Int, _ parent: inout [Int]) -> Int {
    var n = n
    while parent[n] != n {
      parent[n] = parent[parent[n]]
      n = parent[n]
    }
    return n
  }

  /// The component that a voxel belongs to; nil when it has no label. Cost: log of the runs.
  func component(at v: VoxelIndex) -> Int? {
    var (low, high) = (0, runs.count)
    while low < high {
      let middle = (low + high) / 2
      let run = runs[middle]
      if (Int(run.k), Int(run.j), Int(run.high)) < (v.k, v.j, v.i) { low = middle + 1 } else { high = middle }
    }
    guard low < runs.count else { return nil }
    let run = runs[low]
    return Int(run.k) == v.k && Int(run.j) == v.j && Int(run.low) <= v.i ? component[low] : nil
  }

  /// The runs of a component, by k, j and i ascending.
  func runs(of component: Int) -> [LabelRun] { order[starts[component]..<starts[component + 1]].map { runs[$0] } }
}
