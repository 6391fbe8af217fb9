import StyletBase
import StyletImaging

/// What of each label is drawn, and where: for the formats that say so beside the voxels.
package struct DrawnLabels {
  /// The smallest box around a label, canonical indices, both ends inclusive.
  package struct Box {
    package var low: VoxelIndex
    package var high: VoxelIndex

    /// First and last index along each stored axis.
    package func stored(in grid: VoxelGrid) -> [ClosedRange<Int>] {
      let a = grid.storage.stored(low, size: grid.size), b = grid.storage.stored(high, size: grid.size)
      return (0..<3).map { min(a[$0], b[$0])...max(a[$0], b[$0]) }
    }
  }

  /// By label; only those with voxels.
  package private(set) var boxes: [UInt8: Box] = [:]

  /// Cost: the rows of the slices that are used.
  package init(_ labels: LabelMap) {
    for k in 0..<labels.size.k where labels.isUsed(k: k) {
      for j in 0..<labels.size.j {
        labels.forEachRun(j: j, k: k) { i, count, label in
          var box = boxes[label] ?? Box(low: VoxelIndex(i, j, k), high: VoxelIndex(i, j, k))
          box.low.i = min(box.low.i, i)
          box.low.j = min(box.low.j, j)
          box.high.i = max(box.high.i, i + count - 1)
          box.high.j = max(box.high.j, j)
          box.high.k = k
          boxes[label] = box
        }
      }
    }
  }

  /// The findings of a table, then one for each label drawn that the table has not.
  package func findings(of table: LabelTable) -> [Finding] {
    table.findings
      + boxes.keys.sorted().filter { table[$0] == nil }.map {
        Finding(value: $0, code: "L\($0)", name: "Label \($0)", colour: .distinct($0))
      }
  }
}
