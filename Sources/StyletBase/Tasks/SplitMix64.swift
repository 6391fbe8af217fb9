/// A seeded source of numbers (SplitMix64: Steele, Lea and Flood 2014), the same on every machine.
public struct SplitMix64: RandomNumberGenerator, Sendable {
  private var state: UInt64

  public init(seed: UInt64) { state = seed }

  public mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }

  /// Uniform in 0..<1.
  package mutating func unit() -> Float { Float(next() >> 40) * 0x1p-24 }

  /// Uniform in -1..<1.
  package mutating func signed() -> Float { 2 * unit() - 1 }

  /// Near to Gaussian, mean 0, sd 1: the sum of twelve uniform numbers less six.
  package mutating func gaussian() -> Float {
    var sum: Float = -6
    for _ in 0..<12 { sum += unit() }
    return sum
  }
}
