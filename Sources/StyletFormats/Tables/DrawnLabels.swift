import StyletBase
import StyletImaging

/// What of each label is drawn, and where: for the formats that say so beside the voxels.
struct DrawnLabels {
  /// The smallest box around a label, canonical indices, both ends inclusive.
  struct Box {
    var low: VoxelIndex
    var high: VoxelIndex

    /// First and last index along each stored axis.
    func stored(in grid: VoxelGrid) -> [ClosedRange<Int>] {
      let a = grid.storage.stored(low, size: grid.size), b = grid.storage.stored(high, size: grid.size)
      return (0..<3).map { min(a[$0], b[$0])...max(a[$0], b[$0]) }
    }
  }

  /// By label; only those with voxels.
  private(set) var boxes: [UInt8: Box] = [:]

  /// Cost: the rows of the slices that are used.
  init(_ labels: LabelMap) {
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
  func findings(of table: LabelTable) -> [Finding] {
    table.findings
      + boxes.keys.sorted().filter { table[$0] == nil }.map {
        Finding(value: $0, code: "L\($0)", name: "Label \($0)", colour: .distinct($0))
      }
  }
}

extension String {
  /// On one line, for the fields of other programs' binary and JSON files, whose names are not to be changed: control
  /// characters become blanks. What is text to the eye goes by ``visibleLine(limit:)``.
  /// - Parameter limit: the most characters.
  func oneLine(limit: Int = 200) -> String {
    String(unicodeScalars.prefix(limit).map { $0.value < 32 || (127..<160).contains($0.value) ? " " : Character($0) })
  }

  /// On one line, for files of plain text, which a person reads and a terminal may get: as all text that others wrote
  /// (`escapedForTerminal`); ``unescaped`` is the way back.
  /// - Parameter limit: the most characters, before they are escaped.
  func visibleLine(limit: Int = 200) -> String {
    String(String.UnicodeScalarView(unicodeScalars.prefix(limit))).escapedForTerminal
  }
}
