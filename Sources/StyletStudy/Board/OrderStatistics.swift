import Glibc

/// Middles of numbers, and how sure they are, without an assumption of how the numbers are spread.
public struct OrderStatistics: Hashable, Sendable {
  /// In rising order.
  private let sorted: [Double]

  public init(_ values: [Double]) { sorted = values.filter(\.isFinite).sorted() }

  public var count: Int { sorted.count }
  public var median: Double? { quantile(0.5) }
  /// The middle half.
  public var quartiles: ClosedRange<Double>? {
    guard let low = quantile(0.25), let high = quantile(0.75) else { return nil }
    return low...high
  }

  /// Between neighbours by their distance: definition 7 of Hyndman and Fan (Am Stat 1996;50:361), that of R and NumPy.
  /// - Parameter p: 0...1.
  /// - Returns: nil of no numbers.
  public func quantile(_ p: Double) -> Double? {
    guard let last = sorted.last else { return nil }
    let place = min(max(p, 0), 1) * Double(sorted.count - 1), below = Int(place)
    guard below + 1 < sorted.count else { return last }
    return sorted[below] + (place - Double(below)) * (sorted[below + 1] - sorted[below])
  }

  /// Of the median, 95 % at least: from the d-th smallest to the d-th largest, by the binomial of ½ (Thompson, Ann Math
  /// Stat 1936;7:122). It takes the numbers for independent of each other, and nothing else.
  /// - Returns: nil of fewer than six, of which none is so sure.
  public var medianInterval: ClosedRange<Double>? {
    guard let d = Self.rank(sorted.count) else { return nil }
    return sorted[d - 1]...sorted[sorted.count - d]
  }

  /// The largest d, base 1, below which the median lies with at most 2.5 %.
  static func rank(_ n: Int) -> Int? {
    guard n > 0 else { return nil }
    // Logarithms: ½ to the power of ten thousand is no number any more.
    func factorial(_ k: Int) -> Double { lgamma(Double(k) + 1) }
    let all: Double = factorial(n) - Double(n) * log(2.0)
    func term(_ k: Int) -> Double { exp(all - factorial(k) - factorial(n - k)) }
    var below = 0.0, d = 0
    while d < n / 2 {
      below += term(d)
      guard below <= 0.025 else { break }
      d += 1
    }
    return d > 0 ? d : nil
  }
}
