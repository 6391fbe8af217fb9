import StyletBase

/// What is drawn by lot: of the study's seed and a label, so that a later draw does not change an earlier one. The same
/// on every machine and with every compiler.
struct Lots {
  private var source: SplitMix64

  init(seed: Int, _ label: String) {
    let digest = ScanIdentity.digest(of: Array("stylet study lot|\(seed)|\(label)".utf8))
    source = SplitMix64(seed: digest.prefix(8).reduce(0) { $0 << 8 | UInt64($1) })
  }

  /// Of 0..<count, count ≥ 1: uniform to 2⁻⁶⁴ count.
  mutating func number(below count: Int) -> Int { Int(source.next().multipliedFullWidth(by: UInt64(count)).high) }

  /// Fisher and Yates's.
  mutating func shuffled<T>(_ all: [T]) -> [T] {
    var all = all
    for n in stride(from: all.count - 1, to: 0, by: -1) { all.swapAt(n, number(below: n + 1)) }
    return all
  }
}

/// All pairs of readers, in rounds of pairs that have nobody in common: the circle method of tournaments.
enum PairRounds {
  /// Pairs of 0..<count, count (count - 1) / 2 of them, each once; each round of count / 2 has everyone at most once.
  static func pairs(_ count: Int) -> [(Int, Int)] {
    guard count > 1 else { return [] }
    let even = count + count % 2, turning = even - 1
    var pairs: [(Int, Int)] = []
    for round in 0..<turning {
      for n in 0..<even / 2 {
        let a = n == 0 ? turning : (round + n) % turning, b = (round - n + turning) % turning
        // Of an odd number one has a rest.
        if a < count, b < count { pairs.append((min(a, b), max(a, b))) }
      }
    }
    return pairs
  }
}
