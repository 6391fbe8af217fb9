/// What raters said of items: a number for each, or nothing where one of them did not say.
///
/// Categories are numbers in their order (0, 1, 2 …), measurements are themselves. An item belongs to a patient: what
/// is said of one patient hangs together, so that intervals are taken over patients (``Bootstrap``).
public struct RatingTable: Equatable, Sendable {
  /// By item, then by rater; all rows have one length. nil where it was not said.
  public let rows: [[Double?]]
  /// The patient of each item.
  public let patients: [Int]
  public let raters: Int

  /// - Parameters:
  ///   - rows: by item, each with a value or nil for every rater.
  ///   - patients: of each item; nil where each is a patient of its own.
  public init(_ rows: [[Double?]], patients: [Int]? = nil) {
    raters = rows.first?.count ?? 0
    self.patients = patients ?? Array(rows.indices)
    precondition(rows.allSatisfy { [raters] in $0.count == raters }, "rows of different length")
    precondition(self.patients.count == rows.count, "a patient for each item")
    self.rows = rows
  }

  /// Items that at least two raters rated: those that numbers are made of.
  public var paired: [Int] { rows.indices.filter { rows[$0].count { $0 != nil } >= 2 } }

  /// Whether every rater rated every item.
  public var isComplete: Bool { rows.allSatisfy { !$0.contains(nil) } }

  /// The values that are there, ascending.
  public var values: [Double] { Set(rows.flatMap { $0.compactMap { $0 } }).sorted() }

  /// Of the raters at two places.
  public func pair(_ a: Int, _ b: Int) -> RatingTable {
    RatingTable(rows.map { [$0[a], $0[b]] }, patients: patients)
  }

  /// These items, as often as they are named.
  public func items(_ chosen: [Int]) -> RatingTable {
    RatingTable(chosen.map { rows[$0] }, patients: chosen.map { patients[$0] })
  }

  /// How far ratings that differ count as agreement.
  public enum Weights: String, Sendable, CaseIterable {
    case nominal, linear, quadratic

    /// 1 for equal ones, 0 for those at the two ends.
    func of(_ a: Double, _ b: Double, range: Double) -> Double {
      guard a != b else { return 1 }
      let apart = range > 0 ? abs(a - b) / range : 1
      return switch self {
      case .nominal: 0
      case .linear: 1 - apart
      case .quadratic: 1 - apart * apart
      }
    }
  }
}
