/// A list of things to choose from and to act on, over the panes: arrows choose a row, a key does something with it.
///
/// Rows are asked for when they are drawn, so that a list of any length opens at once.
struct ListPrompt {
  var title: String
  var columns: [ListColumn]
  /// How many rows there are.
  var count: Int
  /// The cells of row n, one a column.
  var row: (Int) -> [String]
  var actions: [ListAction]
  /// What row n says in full, below the rows, where a row is too narrow for it.
  var detail: ((Int) -> String)?
  /// Base 0.
  var selected = 0
  /// The first row in sight.
  private(set) var top = 0

  /// - Parameter row: the cells of row n, one a column; called for the rows in sight alone.
  init(
    title: String, columns: [ListColumn], count: Int, selected: Int = 0, actions: [ListAction],
    row: @escaping (Int) -> [String]
  ) {
    (self.title, self.columns, self.count, self.row, self.actions) = (title, columns, count, row, actions)
    self.selected = min(max(selected, 0), max(count - 1, 0))
  }

  /// For lists that are short and ready.
  init(title: String, columns: [ListColumn], rows: [[String]], selected: Int = 0, actions: [ListAction]) {
    self.init(title: title, columns: columns, count: rows.count, selected: selected, actions: actions) {
      rows[safe: $0] ?? []
    }
  }

  mutating func select(_ n: Int, rows: Int) {
    selected = min(max(n, 0), max(count - 1, 0))
    top = Self.top(top, selected, count, rows)
  }

  /// The first row in sight when `selected` is to be, with as little scrolling as may be.
  private static func top(_ top: Int, _ selected: Int, _ count: Int, _ rows: Int) -> Int {
    min(max(top, selected - rows + 1, 0), selected, max(count - rows, 0))
  }

  /// Rows in sight on a screen of this height.
  func rows(height: Int) -> Int {
    max(ListView.rows(height: height) - (detail == nil ? 0 : ListView.detailRows), 1)
  }

  /// What a screen with room for so many rows shows.
  func overlay(rows: Int) -> ListOverlay {
    let first = Self.top(top, selected, count, rows)
    return ListOverlay(
      title: title, columns: columns, rows: (first..<min(first + rows, count)).map(row), first: first, count: count,
      selected: selected, actions: actions.map { HintRow(key: $0.label, text: $0.text) },
      detail: detail.map { count > 0 ? $0(selected) : "" })
  }
}

/// Something to do with the row chosen.
struct ListAction {
  /// Any of them; the first is shown. Those that move (arrows, j, k, g, G, page keys) and close (Esc, q) are taken.
  var keys: [Key]
  var text: String
  /// - Returns: the list that stands then; nil closes it.
  var perform: (_ row: Int) throws -> ListPrompt?

  var label: String { keys.first?.label ?? "" }
}
