import StyletAgreement
import StyletImaging

/// How many voxels have which two labels, in two maps on one grid: all overlaps are sums of it.
struct LabelPairs {
  /// Without what is 0 in both.
  private(set) var all: [(first: UInt8, second: UInt8, voxels: Int)] = []

  /// - Parameter whereFirstIsDrawn: slices of the second alone are left out.
  /// Cost: the slices that are drawn on.
  init(_ a: LabelMap, _ b: LabelMap, whereFirstIsDrawn: Bool = false) {
    let size = a.size, area = size.i * size.j
    precondition(size == b.size, "labels of another grid")
    var counts = [Int](repeating: 0, count: 1 << 16)
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 2 * area) { memory in
      let first = UnsafeMutableBufferPointer(rebasing: memory[..<area])
      let second = UnsafeMutableBufferPointer(rebasing: memory[area...])
      for k in 0..<size.k where a.isUsed(k: k) || !whereFirstIsDrawn && b.isUsed(k: k) {
        a.read(.axial, w: k, u: 0..<size.i, v: 0..<size.j, into: first)
        b.read(.axial, w: k, u: 0..<size.i, v: 0..<size.j, into: second)
        for n in 0..<area { counts[Int(first[n]) << 8 | Int(second[n])] += 1 }
      }
    }
    for (n, count) in counts.enumerated().dropFirst() where count > 0 {
      all.append((UInt8(n >> 8), UInt8(n & 255), count))
    }
  }

  /// Of what has one of these labels in the first map, and one of those in the second.
  func overlap(_ a: Set<UInt8>, _ b: Set<UInt8>) -> MaskOverlap {
    var overlap = MaskOverlap(first: 0, second: 0, common: 0)
    for one in all {
      // What is not drawn is no finding, whatever a table says.
      let isFirst = one.first != 0 && a.contains(one.first), isSecond = one.second != 0 && b.contains(one.second)
      if isFirst { overlap.first += one.voxels }
      if isSecond { overlap.second += one.voxels }
      if isFirst, isSecond { overlap.common += one.voxels }
    }
    return overlap
  }

  /// The labels that are drawn. Cost: the rows that are drawn on.
  static func labels(of map: LabelMap) -> Set<UInt8> {
    var labels: Set<UInt8> = []
    for k in 0..<map.size.k where map.isUsed(k: k) { map.forEachRun(k: k) { labels.insert($3) } }
    return labels
  }
}
