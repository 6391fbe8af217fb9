/// Where the values of one feature are cut into bins: at most 63 ascending cuts, so that a bin fits into a byte.
///
/// Cuts belong to the model: bins made anew from each scan would mean another thing on each.
package struct FeatureCuts: Hashable, Sendable {
  package static let most = 63
  package let cuts: [Float]

  /// - Parameter cuts: finite and ascending. Returns nil otherwise.
  package init?(_ cuts: [Float]) {
    guard cuts.count <= Self.most, cuts.allSatisfy(\.isFinite), zip(cuts, cuts.dropFirst()).allSatisfy({ $0 < $1 })
    else { return nil }
    self.cuts = cuts
  }

  /// Quantiles of a sample, each as often as it differs from the one before. Cost: a sort.
  package init(quantilesOf values: [Float]) {
    let sorted = values.filter(\.isFinite).sorted()
    var cuts: [Float] = []
    if sorted.count > 1 {
      for n in 1...Self.most {
        let at = Self.rounded(sorted[min(n * sorted.count / (Self.most + 1), sorted.count - 1)])
        if cuts.last.map({ $0 < at }) ?? true { cuts.append(at) }
      }
    }
    self.cuts = cuts
  }

  /// To thousandths or to four digits, so that the text of a model is short and read back as it was.
  private static func rounded(_ x: Float) -> Float {
    let unit: Float = abs(x) < 10 ? 1000 : abs(x) < 100 ? 100 : 10
    return (x * unit).rounded() / unit
  }

  /// How many cuts lie below a value: 0 up to their number. What is no number is in bin 0.
  @inline(__always) package func bin(_ value: Float) -> UInt8 {
    var low = 0, high = cuts.count
    while low < high {
      let middle = (low &+ high) >> 1
      if value > cuts[middle] { low = middle &+ 1 } else { high = middle }
    }
    return UInt8(truncatingIfNeeded: low)
  }
}
