/// Intraclass correlations of measurements (Shrout and Fleiss, Psychol Bull 1979, 420).
extension RatingTable {
  /// ICC(1,1): one measurement of one rater, whoever that is; items may have different raters and numbers of them, and
  /// those with one alone are left out. nil where fewer than two items are left, or nothing varies.
  public var icc1: Double? {
    let items = rows.map { $0.compactMap { $0 } }.filter { $0.count >= 2 }
    guard items.count >= 2 else { return nil }
    let n = Double(items.count), total = Double(items.reduce(0) { $0 + $1.count })
    let mean = items.joined().reduce(0, +) / total
    var between = 0.0, within = 0.0
    for item in items {
      let own = item.reduce(0, +) / Double(item.count)
      between += Double(item.count) * (own - mean) * (own - mean)
      within += item.reduce(0) { $0 + ($1 - own) * ($1 - own) }
    }
    between /= n - 1
    within /= total - n
    // Raters an item, where that differs.
    let k = (total - items.reduce(0) { $0 + Double($1.count * $1.count) } / total) / (n - 1)
    return Self.ratio(between - within, between + (k - 1) * within)
  }

  /// ICC(2,1): one measurement of one of these raters, as any rater's; their bias counts against it. nil unless every
  /// rater rated every item, and where fewer than two items or raters are there, or nothing varies.
  public var icc2: Double? {
    guard isComplete, rows.count >= 2, raters >= 2 else { return nil }
    let rows = rows.map { $0.compactMap { $0 } }
    let n = Double(rows.count), k = Double(raters)
    let mean = rows.joined().reduce(0, +) / (n * k)
    let items = rows.map { $0.reduce(0, +) / k }
    let columns = (0..<raters).map { rater in rows.reduce(0) { $0 + $1[rater] } / n }
    let between = k * items.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / (n - 1)
    let raters = n * columns.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / (k - 1)
    var rest = 0.0
    for (item, row) in zip(items, rows) {
      for (column, x) in zip(columns, row) {
        let own = x - item - column + mean
        rest += own * own
      }
    }
    rest /= (n - 1) * (k - 1)
    return Self.ratio(between - rest, between + (k - 1) * rest + k * (raters - rest) / n)
  }

  private static func ratio(_ a: Double, _ b: Double) -> Double? { b > 1e-300 ? a / b : nil }
}
