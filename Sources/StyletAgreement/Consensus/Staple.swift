/// STAPLE of binary masks: the hidden true mask and each reader's sensitivity and specificity, by expectation and
/// maximisation (Warfield, Zou and Wells, IEEE TMI 2004;23:903).
///
/// What is computed of a voxel follows from who drew it alone, so that voxels are counted by pattern and never visited:
/// the cost is the patterns, whatever the box. Beginning, prior and stop are those of ITK's `STAPLEImageFilter`.
public struct Staple: Equatable, Sendable {
  /// Of each reader, 0...1.
  public let sensitivities, specificities: [Double]
  /// Share of the box that belongs to it: the mean vote.
  public let prior: Double
  /// Rounds until nothing moved, as ITK counts them: without the one that found so.
  public let iterations: Int
  /// Whether it came to rest before ``mostIterations``.
  public let isConverged: Bool
  /// Voxels that it was computed on.
  public let voxels: Int
  /// How likely a voxel belongs to it, by who drew it: bit n for reader n.
  let probabilities: [UInt64: Double]

  /// How far the box goes beyond what was drawn, voxels.
  public static let margin = 10
  public static let mostIterations = 1000
  /// The squared change of every sensitivity and specificity at which it rests.
  static let rest = 1e-14

  /// - Parameters:
  ///   - patterns: how many voxels each set of readers drew, bit n for reader n; each set once. The order is that of
  ///     the sums: the same gives the same to the last bit.
  ///   - box: voxels in all; those of no pattern were drawn by nobody.
  ///   - readers: at most 64.
  /// - Returns: nil where a reader drew nothing: what all have in common would be taken for the truth. Such readers
  ///   disagree on whether there is anything, which no probability of voxels settles.
  init?(_ patterns: [(pattern: UInt64, voxels: Int)], box: Int, readers: Int) {
    precondition((1...64).contains(readers), "patterns of 64 readers at most")
    let drawn = patterns.filter { $0.pattern != 0 && $0.voxels > 0 }
    let undrawn = box - drawn.reduce(0) { $0 + $1.voxels }
    precondition(undrawn >= 0, "a box smaller than what is drawn in it")
    guard (0..<readers).allSatisfy({ n in drawn.contains { $0.pattern >> UInt64(n) & 1 != 0 } }) else { return nil }
    let all = drawn.map(\.pattern) + [0]
    let counts = drawn.map { Double($0.voxels) } + [Double(undrawn)]
    func sum(_ part: (Int) -> Double) -> Double {
      var sum = 0.0
      for x in all.indices { sum += counts[x] * part(x) }
      return sum
    }

    var weights = all.map { Double($0.nonzeroBitCount) / Double(readers) }
    let prior = sum { weights[$0] } / Double(box)
    var p = [Double](repeating: .nan, count: readers), q = p
    var count = 0, isConverged = false
    while count < Self.mostIterations, !isConverged {
      let (oldP, oldQ) = (p, q)
      let inside = sum { weights[$0] }, outside = sum { 1 - weights[$0] }
      for n in 0..<readers {
        let bit = UInt64(1) << UInt64(n)
        let hits = sum { all[$0] & bit != 0 ? weights[$0] : 0 }
        let passes = sum { all[$0] & bit == 0 ? 1 - weights[$0] : 0 }
        // Where nothing is outside nobody draws too much.
        p[n] = inside > 0 ? min(hits / inside, 1) : 0
        q[n] = outside > 0 ? min(passes / outside, 1) : 1
      }
      for (x, pattern) in all.enumerated() {
        var (a, b) = (prior, 1 - prior)
        for n in 0..<readers {
          let isDrawn = pattern >> UInt64(n) & 1 != 0
          a *= isDrawn ? p[n] : 1 - p[n]
          b *= isDrawn ? 1 - q[n] : q[n]
        }
        // Readers without a fault who contradict one another: nothing new is learned of the voxel.
        if a + b > 0 { weights[x] = a / (a + b) }
      }
      func isAtRest(_ new: Double, _ old: Double) -> Bool { (new - old) * (new - old) <= Self.rest }
      isConverged = count > 0 && (0..<readers).allSatisfy { isAtRest(p[$0], oldP[$0]) && isAtRest(q[$0], oldQ[$0]) }
      count += 1
    }
    (sensitivities, specificities, self.prior) = (p, q, prior)
    (iterations, self.isConverged, voxels) = (isConverged ? count - 1 : count, isConverged, box)
    probabilities = Dictionary(zip(all, weights), uniquingKeysWith: { first, _ in first })
  }

  /// Whether voxels of a pattern belong to it.
  func contains(_ pattern: UInt64) -> Bool { (probabilities[pattern] ?? 0) >= 0.5 }
}
