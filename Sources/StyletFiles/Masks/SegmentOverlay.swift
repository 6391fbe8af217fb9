import StyletBase
import StyletCore
import StyletImaging

/// Puts segments that may overlap into one label map: a voxel belongs to the segment of the highest rank, and what was
/// lost by that is counted.
package struct SegmentOverlay {
  package private(set) var labels: LabelMap
  /// By label; a label without a rank is below all others.
  private var ranks = [Int](repeating: -1, count: 256)
  /// Winner and loser, as winner · 256 + loser → voxels.
  private var overlaps: [Int: Int] = [:]
  private var row: [UInt8]

  package init(size: GridSize) {
    labels = LabelMap(size: size)
    row = [UInt8](repeating: 0, count: size.i)
  }

  package mutating func rank(_ label: UInt8, _ rank: Int) { ranks[Int(label)] = rank }

  /// Draws runs inside the grid; `old` of the runs plays no part. Cost: their voxels.
  package mutating func draw(_ runs: [Run]) {
    var changes: [Run] = []
    for run in runs {
      let (i, j, k, count) = (Int(run.i), Int(run.j), Int(run.k), Int(run.count))
      row.withUnsafeMutableBufferPointer { row in
        let row = UnsafeMutableBufferPointer(rebasing: row[..<count])
        labels.read(.axial, w: k, u: i..<i + count, v: j..<j + 1, into: row)
        var n = 0
        while n < count {
          let old = row[n], start = n
          repeat { n += 1 } while n < count && row[n] == old
          if old == run.new { continue }
          let wins = old == 0 || ranks[Int(run.new)] >= ranks[Int(old)]
          if old != 0 {
            let pair = wins ? Int(run.new) << 8 | Int(old) : Int(old) << 8 | Int(run.new)
            overlaps[pair, default: 0] += n - start
          }
          if wins { changes.append(Run(k: k, j: j, i: i + start, count: n - start, old: old, new: run.new)) }
        }
      }
      // Runs of one call may overlap each other.
      labels.apply(Edit(name: "", tool: "", runs: changes))
      changes.removeAll(keepingCapacity: true)
    }
  }

  /// A sentence for each pair of segments that overlap, the largest overlap first; at most twenty.
  /// - Parameter name: of a label, as the file has it.
  package func problems(_ name: (UInt8) -> String) -> [String] {
    let all = overlaps.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    var lines = all.prefix(20).map { pair, voxels in
      let winner = name(UInt8(pair >> 8)), loser = name(UInt8(pair & 255))
      return words("mask.in-both", ["count": voxels, "earlier": loser, "later": winner])
    }
    if all.count > 20 { lines.append(words("mask.more-segments-overlap", ["count": all.count - 20])) }
    return lines
  }

  /// The labels that have voxels, ascending.
  package var values: [UInt8] { DrawnLabels(labels).boxes.keys.sorted() }
}
