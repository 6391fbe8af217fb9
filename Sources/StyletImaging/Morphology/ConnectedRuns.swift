/// Which voxels belong together.
public enum Neighbourhood: Int, Sendable, CaseIterable {
  /// Voxels that share a face: six in space, four on a slice.
  case faces = 6
  /// Voxels that share a face, an edge or a corner: 26 in space, eight on a slice.
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

  package init(k: Int, j: Int, i: Range<Int>, label: UInt8) {
    (self.k, self.j, low, high) = (Int32(k), Int32(j), Int32(i.lowerBound), Int32(i.upperBound - 1))
    self.label = label
  }

  public var count: Int { Int(high) - Int(low) + 1 }

  package var i: Range<Int> { Int(low)..<Int(high) + 1 }

  /// Ascending with k and j; the row before and the slice before are a fixed number away.
  fileprivate var row: Int { Int(k) &* Self.slice &+ Int(j) }
  fileprivate static let slice = 1 << 32
}

/// Runs of rows put together to connected parts of one label each.
///
/// Runs are joined instead of voxels (union-find with path halving): memory and cost follow the runs.
package struct ConnectedRuns: Sendable {
  /// By k, j and i ascending.
  package let runs: [LabelRun]
  /// The part of each run. Parts are numbered from 0 by their first run.
  package let parts: [Int32]
  /// The runs of part n are those at `order[starts[n]..<starts[n + 1]]`, ascending.
  private let order: [Int32]
  private let starts: [Int]

  package var count: Int { starts.count - 1 }

  /// - Parameters:
  ///   - runs: as long as they can be, by k, j and i ascending.
  ///   - slicewise: whether parts end at their slice.
  package init(_ runs: [LabelRun], _ neighbourhood: Neighbourhood, slicewise: Bool = false) {
    let parents = Self.parents(runs, neighbourhood, slicewise)
    var parts = parents
    var starts = [0]  // first how many runs each part has, at the place after its own
    for n in runs.indices {
      // a parent comes before its child: it has its number by now
      let parent = Int(parents[n])
      if parent == n {
        parts[n] = Int32(starts.count - 1)
        starts.append(1)
      } else {
        parts[n] = parts[parent]
        starts[Int(parts[n]) + 1] += 1
      }
    }
    for part in 1..<max(starts.count, 1) { starts[part] += starts[part - 1] }
    var next = starts
    var order = [Int32](repeating: 0, count: runs.count)
    for (n, part) in parts.enumerated() {
      order[next[Int(part)]] = Int32(n)
      next[Int(part)] += 1
    }
    (self.runs, self.parts, self.order, self.starts) = (runs, parts, order, starts)
  }

  /// What is drawn on axial slices, or one label of it. Cost: the bricks of the slices that have a label, and the runs
  /// drawn; never the volume.
  package init(
    _ labels: LabelMap, slices: Range<Int>? = nil, of label: UInt8? = nil, _ neighbourhood: Neighbourhood = .corners
  ) {
    var runs: [LabelRun] = []
    for k in slices ?? 0..<labels.size.k where labels.isUsed(k: k) {
      for j in 0..<labels.size.j {
        labels.forEachRun(j: j, k: k) { i, count, own in
          if label == nil || label == own { runs.append(LabelRun(k: k, j: j, i: i..<i + count, label: own)) }
        }
      }
    }
    self.init(runs, neighbourhood)
  }

  /// For each run another of its part that comes before it, or itself when it is the first.
  private static func parents(_ runs: [LabelRun], _ neighbourhood: Neighbourhood, _ slicewise: Bool) -> [Int32] {
    var parents = runs.indices.map { Int32($0) }
    // Rows beside touch when their runs do, or, over corners, are one voxel apart.
    let gap: Int32 = neighbourhood == .corners ? 1 : 0
    let before = LabelRun.slice
    let all = neighbourhood == .corners ? [1, before - 1, before, before + 1] : [1, before]
    let ways = slicewise ? [1] : all
    runs.withUnsafeBufferPointer { runs in
      parents.withUnsafeMutableBufferPointer { parents in
        func root(_ n: Int) -> Int {
          var n = n
          while Int(parents[n]) != n {
            parents[n] = parents[Int(parents[n])]
            n = Int(parents[n])
          }
          return n
        }
        for way in ways {
          // rows ascend, and with them those they are joined to: a run is passed by once
          var first = 0
          for n in runs.indices {
            let run = runs[n], row = run.row &- way
            while runs[first].row < row || runs[first].row == row && runs[first].high &+ gap < run.low { first &+= 1 }
            var m = first
            while runs[m].row == row, runs[m].low <= run.high &+ gap {
              if runs[m].label == run.label {
                let a = root(n), b = root(m)
                if a != b { parents[max(a, b)] = Int32(min(a, b)) }
              }
              m &+= 1
            }
          }
        }
      }
    }
    return parents
  }

  /// The part that a voxel belongs to; nil when it belongs to none. Cost: the logarithm of the runs.
  package func part(at v: VoxelIndex) -> Int? {
    let n = first(from: (v.k, v.j, v.i))
    guard n < runs.count else { return nil }
    let run = runs[n]
    return Int(run.k) == v.k && Int(run.j) == v.j && Int(run.low) <= v.i ? Int(parts[n]) : nil
  }

  /// The parts, of whatever label, that have a voxel within one of a run along each axis. Cost: nine times the logarithm
  /// of the runs, and those that are near.
  package func parts(touching near: LabelRun) -> Set<Int> {
    var found: Set<Int> = []
    for k in Int(near.k) - 1...Int(near.k) + 1 {
      for j in Int(near.j) - 1...Int(near.j) + 1 {
        var n = first(from: (k, j, Int(near.low) - 1))
        while n < runs.count, Int(runs[n].k) == k, Int(runs[n].j) == j, runs[n].low <= near.high + 1 {
          found.insert(Int(parts[n]))
          n += 1
        }
      }
    }
    return found
  }

  /// The first run that does not end before a place.
  private func first(from place: (k: Int, j: Int, i: Int)) -> Int {
    var (low, high) = (0, runs.count)
    while low < high {
      let middle = (low + high) / 2
      let run = runs[middle]
      if (Int(run.k), Int(run.j), Int(run.high)) < place { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// The runs of a part, by k, j and i ascending.
  package func runs(of part: Int) -> [LabelRun] { order[starts[part]..<starts[part + 1]].map { runs[Int($0)] } }
}

extension VoxelBox {
  /// Where the voxels of a run that lies in the box are.
  package func offsets(of run: LabelRun) -> Range<Int> {
    let first = offset(of: VoxelIndex(Int(run.low), Int(run.j), Int(run.k)))
    return first..<first + run.count
  }
}
