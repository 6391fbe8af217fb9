/// Krippendorff's alpha (Content Analysis, 4th ed. 2018, ch. 12): two raters or more, ratings may be missing.
extension RatingTable {
  public enum Measurement: String, Sendable, CaseIterable {
    case nominal, ordinal, interval
  }

  /// 1 for full agreement, 0 for that of chance. nil where no item has two ratings, or all ratings are one value.
  public func alpha(_ measurement: Measurement) -> Double? {
    let units = rows.map { $0.compactMap { $0 } }.filter { $0.count >= 2 }
    let values = Set(units.joined()).sorted()
    guard values.count > 1 else { return nil }
    let places = Dictionary(uniqueKeysWithValues: values.enumerated().map { ($1, $0) })
    // How often each value stands beside each other one, and in all.
    var beside = [[Double]](repeating: [Double](repeating: 0, count: values.count), count: values.count)
    for unit in units {
      for a in unit.indices {
        for b in unit.indices where a != b {
          guard let c = places[unit[a]], let k = places[unit[b]] else { continue }
          beside[c][k] += 1 / Double(unit.count - 1)
        }
      }
    }
    let counts = beside.map { $0.reduce(0, +) }, n = counts.reduce(0, +)
    func square(_ c: Int, _ k: Int) -> Double {
      switch measurement {
      case .nominal: return c == k ? 0 : 1
      case .interval: return (values[c] - values[k]) * (values[c] - values[k])
      case .ordinal:
        let between = counts[min(c, k)...max(c, k)].reduce(0, +) - (counts[c] + counts[k]) / 2
        return c == k ? 0 : between * between
      }
    }
    var observed = 0.0, expected = 0.0
    for c in values.indices {
      for k in values.indices {
        observed += beside[c][k] * square(c, k)
        expected += counts[c] * counts[k] * square(c, k)
      }
    }
    return expected > 0 ? 1 - (n - 1) * observed / expected : nil
  }
}
