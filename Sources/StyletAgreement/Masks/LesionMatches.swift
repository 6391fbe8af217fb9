import StyletBase
import StyletImaging

/// The lesions of two masks, matched one to one: connected parts over corners (26 neighbours), the pair with the
/// largest intersection over union first, down to a tenth.
public struct LesionMatches: Equatable, Sendable {
  /// Parts of the first mask, of the second, and pairs of them.
  public let first, second, matched: Int

  /// The least intersection over union of a pair.
  public static let leastOverlap = 0.1

  /// What the numbers are, for answers to programs.
  public static let convention =
    "lesions are connected parts (26 neighbours), matched one to one by intersection over union of 0.1 or more, the "
    + "largest first; the first reader is the reference of precision and recall"

  /// Cost: the runs of both masks, and the pairs of parts that overlap.
  init(_ a: MaskBox, _ b: MaskBox) {
    let parts = Parallel.map(2, together: a.bytes.count > 1 << 15) { Components($0 == 0 ? a : b, .corners) }
    let own = parts[0], others = parts[1]
    (first, second) = (own.count, others.count)
    var common: [SIMD2<Int32>: Int] = [:]
    let left = Array(own.runs), right = Array(others.runs)
    var begin = 0
    for (run, part) in left {
      while begin < right.count, Self.isBefore(right[begin].0, run) { begin += 1 }
      var n = begin
      while n < right.count, (right[n].0.k, right[n].0.j) == (run.k, run.j), right[n].0.low <= run.high {
        let other = right[n].0
        common[SIMD2(part, right[n].1), default: 0] += Int(min(run.high, other.high) - max(run.low, other.low)) + 1
        n += 1
      }
    }
    let pairs = common.compactMap { pair, voxels -> (overlap: Double, pair: SIMD2<Int32>)? in
      let overlap = Double(voxels) / Double(own.voxels[Int(pair.x)] + others.voxels[Int(pair.y)] - voxels)
      return overlap >= Self.leastOverlap ? (overlap, pair) : nil
    }
    var taken = (Set<Int32>(), Set<Int32>()), matched = 0
    for (_, pair) in pairs.sorted(by: {
      ($1.overlap, $0.pair.x, $0.pair.y) < ($0.overlap, $1.pair.x, $1.pair.y)
    }) where !taken.0.contains(pair.x) && !taken.1.contains(pair.y) {
      taken.0.insert(pair.x)
      taken.1.insert(pair.y)
      matched += 1
    }
    self.matched = matched
  }

  /// Whether a run ends before another begins.
  private static func isBefore(_ run: LabelRun, _ other: LabelRun) -> Bool {
    (run.k, run.j) == (other.k, other.j) ? run.high < other.low : (run.k, run.j) < (other.k, other.j)
  }

  /// Of several scans together.
  package init(_ all: [LesionMatches]) {
    first = all.reduce(0) { $0 + $1.first }
    second = all.reduce(0) { $0 + $1.second }
    matched = all.reduce(0) { $0 + $1.matched }
  }

  /// Of the second's lesions those that the first has too; nil where the second has none.
  public var precision: Double? { second > 0 ? Double(matched) / Double(second) : nil }
  /// Of the first's lesions those that the second has too; nil where the first has none.
  public var recall: Double? { first > 0 ? Double(matched) / Double(first) : nil }
  /// 2 · matched / (first + second); nil where there is no lesion.
  public var f1: Double? { first + second > 0 ? 2 * Double(matched) / Double(first + second) : nil }
}
