/// A column of a list: its heading, and whether its cells are numbers, which stand to the right.
public struct ListColumn: Equatable, Sendable {
  public var title: String
  public var isNumber: Bool
  /// Characters that it takes at least, so that scrolling does not move the columns.
  public var width: Int

  public init(_ title: String, isNumber: Bool = true, width: Int = 0) {
    self.title = title
    self.isNumber = isNumber
    self.width = width
  }
}

/// The part of a list in sight, as data for the view.
public struct ListOverlay: Equatable, Sendable {
  public var title: String
  public var columns: [ListColumn]
  /// The rows in sight.
  public var rows: [[String]]
  /// The number of the first of them, and of all, base 0.
  public var first: Int
  public var count: Int
  public var selected: Int
  /// What can be done with a row.
  public var actions: [HintRow]
  /// The chosen row in full, below the rows; nil for lists whose rows say all.
  public var detail: String?
}
