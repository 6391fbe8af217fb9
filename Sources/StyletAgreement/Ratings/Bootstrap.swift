import StyletBase

/// Intervals by drawing patients again and again, with all their items: what is said of one patient hangs together.
/// The same seed gives the same interval on every machine.
public struct Bootstrap: Equatable, Sendable {
  public let seed: UInt64
  public let draws: Int

  /// Fewer patients say too little of others to draw an interval from them.
  public static let leastPatients = 10

  public init(seed: UInt64, draws: Int = 2000) {
    (self.seed, self.draws) = (seed, max(draws, 1))
  }

  /// The 2.5th and the 97.5th percentile of a number over the draws.
  /// - Parameters:
  ///   - patients: of each item.
  ///   - number: of items, each as often as it was drawn; nil where they give none.
  /// - Returns: nil for fewer than ``leastPatients``, and where one draw in twenty gives no number.
  /// Cost: the draws, each of all items, on all cores.
  public func interval(patients: [Int], _ number: @Sendable ([Int]) -> Double?) -> ClosedRange<Double>? {
    let groups = Dictionary(grouping: patients.indices, by: { patients[$0] }).sorted { $0.key < $1.key }.map(\.value)
    guard groups.count >= Self.leastPatients else { return nil }
    let numbers = Parallel.map(draws) { draw -> Double? in
      var random = SplitMix64(seed: seed &+ UInt64(draw) &* 0x9e37_79b9)
      var items: [Int] = []
      items.reserveCapacity(patients.count)
      for _ in groups.indices {
        items += groups[Int(random.next().multipliedFullWidth(by: UInt64(groups.count)).high)]
      }
      return number(items)
    }.compactMap { $0 }.filter(\.isFinite).sorted()
    guard numbers.count * 20 > draws * 19 else { return nil }
    func percentile(_ p: Double) -> Double { numbers[min(Int(p * Double(numbers.count)), numbers.count - 1)] }
    return percentile(0.025)...percentile(0.975)
  }
}
