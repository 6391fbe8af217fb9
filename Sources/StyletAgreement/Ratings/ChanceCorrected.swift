/// Agreement of two raters or more on categories, as it is, and beyond what chance would give.
extension RatingTable {
  /// The share of pairs of ratings of one item that are equal, 0...1: the mean over the items that two raters or more
  /// rated. nil where there is none.
  public var percentAgreement: Double? { agreement(.nominal, values) }

  /// Cohen's kappa of two raters (Educ Psychol Meas 1960, 37; weighted: Psychol Bull 1968, 213), of the items that both
  /// rated. nil where chance alone gives full agreement, or there is no such item.
  /// - Parameter scale: the categories that there are, ascending; nil for those that were used. Only their ends matter.
  public func kappa(_ weights: Weights = .nominal, scale: [Double]? = nil) -> Double? {
    precondition(raters == 2 || rows.isEmpty, "two raters")
    let both = rows.compactMap { row in row[0].flatMap { a in row[1].map { (a, $0) } } }
    let scale = scale ?? Set(both.flatMap { [$0.0, $0.1] }).sorted()
    guard !both.isEmpty, let low = scale.first, let high = scale.last else { return nil }
    let n = Double(both.count)
    var first: [Double: Double] = [:], second: [Double: Double] = [:], apart = 0.0
    for (a, b) in both {
      first[a, default: 0] += 1 / n
      second[b, default: 0] += 1 / n
      apart += (1 - weights.of(a, b, range: high - low)) / n
    }
    let (own, others) = (first.sorted { $0.key < $1.key }, second.sorted { $0.key < $1.key })
    let byChance = own.reduce(0) { sum, a in
      others.reduce(sum) { $0 + a.value * $1.value * (1 - weights.of(a.key, $1.key, range: high - low)) }
    }
    return byChance > 1e-12 ? 1 - apart / byChance : nil
  }

  /// Gwet's AC1, and AC2 with weights (Handbook of Inter-Rater Reliability, 4th ed. 2014, ch. 5), of two raters or
  /// more; ratings may be missing. nil where no item has two ratings, or there is one category alone.
  /// - Parameter scale: the categories that there are, ascending; nil for those that were used.
  public func gwet(_ weights: Weights = .nominal, scale: [Double]? = nil) -> Double? {
    let scale = scale ?? values
    guard scale.count > 1, let agreed = agreement(weights, scale) else { return nil }
    let range = scale[scale.count - 1] - scale[0]
    let rated = rows.map { $0.compactMap { $0 } }.filter { !$0.isEmpty }
    let shares = scale.map { value in
      rated.reduce(0) { $0 + Double($1.count { $0 == value }) / Double($1.count) } / Double(rated.count)
    }
    let total = scale.reduce(0) { sum, a in scale.reduce(sum) { $0 + weights.of(a, $1, range: range) } }
    let q = Double(scale.count)
    let byChance = total / (q * (q - 1)) * shares.reduce(0) { $0 + $1 * (1 - $1) }
    return byChance < 1 - 1e-12 ? (agreed - byChance) / (1 - byChance) : nil
  }

  /// The mean over items of the weighted agreement of their pairs of ratings.
  private func agreement(_ weights: Weights, _ scale: [Double]) -> Double? {
    let range = (scale.last ?? 0) - (scale.first ?? 0)
    var sum = 0.0, items = 0
    for row in rows {
      let ratings = row.compactMap { $0 }
      guard ratings.count >= 2 else { continue }
      var own = 0.0
      for a in ratings.indices {
        for b in ratings.indices where a != b { own += weights.of(ratings[a], ratings[b], range: range) }
      }
      sum += own / Double(ratings.count * (ratings.count - 1))
      items += 1
    }
    return items > 0 ? sum / Double(items) : nil
  }
}
