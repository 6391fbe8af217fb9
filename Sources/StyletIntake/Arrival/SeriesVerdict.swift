import StyletBase

/// Whether a series is all there.
enum SeriesVerdict: Equatable {
  case complete(SeriesCompletion)
  case waiting(IntakeReason)
}

extension SeriesRecord {
  /// Of fewer planes nobody can say whether one is missing.
  static let fewest = 4

  /// A stated count is believed before all else. Else what came has to be even: planes without a gap, and instance
  /// numbers without one from 0 or 1 on, since every second slice of a scan is evenly spaced, too.
  ///
  /// - Parameters:
  ///   - isQuiet: nothing of it is coming any more.
  ///   - isSettled: somebody has said that it is all there is.
  func verdict(isQuiet: Bool, isSettled: Bool = false) -> SeriesVerdict {
    if let stated { return all.count >= stated && count > 0 ? .complete(.count) : .waiting(.missing) }
    guard isQuiet || isSettled else { return .waiting(.recent) }
    if isSettled { return .complete(.settled) }
    let groups = Dictionary(grouping: slices, by: \.shape).values
    guard let main = groups.max(by: { ($0.count, $1[0].shape) < ($1.count, $0[0].shape) }) else { return .waiting(.few) }
    let planes = Self.planes(main.flatMap(\.heights))
    if planes.count < Self.fewest { return .waiting(.few) }
    if Self.hasGap(planes) { return .waiting(.gap) }
    // A file of many frames is whole in itself.
    if main.allSatisfy({ $0.heights.count == 1 }), !areNumbered { return .waiting(.numbers) }
    return .complete(.order)
  }

  /// Whether the instance numbers say nothing against it: those that are stated, of all files of the series.
  private var areNumbered: Bool {
    let numbers = all.compactMap(\.number), different = Set(numbers)
    // Where not all have their own they count something else.
    guard numbers.count == all.count, different.count == numbers.count, let low = different.min(),
      let high = different.max()
    else { return true }
    return low <= 1 && high - low + 1 == numbers.count
  }

  /// Heights in order, those of one place once, mm.
  private static func planes(_ heights: [Double]) -> [Double] {
    heights.sorted().reduce(into: []) { planes, height in
      if planes.last.map({ height - $0 > 0.01 }) ?? true { planes.append(height) }
    }
  }

  private static func hasGap(_ planes: [Double]) -> Bool {
    let steps = zip(planes.dropFirst(), planes).map { $0 - $1 }.sorted()
    guard let widest = steps.last else { return false }
    return widest > 1.5 * steps[steps.count / 2]
  }
}
