import Glibc

/// What the reader's two drawn slices say of the values inside and outside of a finding near its boundary: the
/// logarithm of how much likelier a value is inside.
struct TissueModel {
  /// The values that tell the two apart; others count as its ends.
  let range: ClosedRange<Float>
  /// The difference of the medians inside and outside, and never next to nothing.
  let contrast: Float
  private let logRatio: [Float]
  private let perValue: Float

  static let bins = 64
  /// Beyond this nothing is surer.
  static let limit: Float = 3

  /// - Parameters: values inside and outside, smoothed as those that will be asked for; nil when either has none.
  init?(inside: [Float], outside: [Float]) {
    guard !inside.isEmpty, !outside.isEmpty else { return nil }
    let (a, b) = (inside.sorted(), outside.sorted())
    func quantile(_ s: [Float], _ q: Double) -> Float { s[Int(Double(s.count - 1) * q)] }
    let low = min(quantile(a, 0.01), quantile(b, 0.01)), high = max(quantile(a, 0.99), quantile(b, 0.99))
    guard low.isFinite, high.isFinite, high > low else { return nil }
    range = low...high
    contrast = max(abs(quantile(a, 0.5) - quantile(b, 0.5)), 0.06 * (high - low))
    perValue = Float(Self.bins - 1) / (high - low)
    let (p, q) = (Self.density(a, low, perValue), Self.density(b, low, perValue))
    logRatio = zip(p, q).map { min(max(Float(log($0 / $1)), -Self.limit), Self.limit) }
  }

  /// log(P(value inside) / P(value outside)), within ±``limit``.
  @inline(__always)
  func logRatio(_ value: Float) -> Float {
    let x = (min(max(value, range.lowerBound), range.upperBound) - range.lowerBound) * perValue
    let n = min(Int(x), Self.bins - 2)
    return logRatio[n] + (x - Float(n)) * (logRatio[n + 1] - logRatio[n])
  }

  /// A smoothed histogram over which a fiftieth of all is spread evenly, so that no value is impossible.
  private static func density(_ values: [Float], _ low: Float, _ perValue: Float) -> [Double] {
    var counts = [Double](repeating: 0, count: bins)
    for v in values { counts[min(max(Int((v - low) * perValue + 0.5), 0), bins - 1)] += 1 }
    let sigma = 2.5
    let kernel = (-8...8).map { exp(-Double($0 * $0) / (2 * sigma * sigma)) }
    let weight = kernel.reduce(0, +)
    return (0..<bins).map { n in
      var sum = 0.0
      for m in -8...8 { sum += kernel[m + 8] * counts[min(max(n + m, 0), bins - 1)] }
      return sum / (weight * Double(values.count)) + 0.02 / Double(bins)
    }
  }
}
