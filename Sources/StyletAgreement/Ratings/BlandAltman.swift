/// How far two raters' measurements lie apart (Bland and Altman, Lancet 1986, 307).
public struct BlandAltman: Equatable, Sendable {
  /// Items that both measured.
  public let n: Int
  /// Mean of first less second.
  public let bias: Double
  /// Standard deviation of the differences.
  public let deviation: Double

  /// nil where fewer than two items have both.
  public init?(_ table: RatingTable) {
    precondition(table.raters == 2 || table.rows.isEmpty, "two raters")
    let differences = table.rows.compactMap { row in row[0].flatMap { a in row[1].map { a - $0 } } }
    guard differences.count >= 2 else { return nil }
    n = differences.count
    let mean = differences.reduce(0, +) / Double(n)
    bias = mean
    deviation = (differences.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(n - 1)).squareRoot()
  }

  /// The limits of agreement: 95 % of the differences, were they normal.
  public var limits: ClosedRange<Double> { bias - 1.96 * deviation...bias + 1.96 * deviation }
}
