import StyletImaging

/// How three panes and the panel share a screen: so that the slices of this scan show largest.
struct ThreePanes {
  /// Columns of the large pane; a line stands beside it.
  let main: Int
  /// Rows of the panel.
  let panel: Int
  /// Whether the panel stands under the large pane, else under the two others.
  let isPanelBelowMain: Bool
  /// Whether the two others stand one above the other, else beside each other.
  private(set) var isStacked = true
  /// Of the two others, rows of the upper one with its heading, or columns of the left one.
  private(set) var first = 0
  /// Rows of the two others.
  let left: Int
  /// mm per pixel of all three, multiplied, that of the large pane squared: less is better.
  private var cost = Double.infinity

  /// What the places depend on.
  struct Room {
    /// Columns and rows of the screen.
    var width: Int
    var rows: Int
    /// Rows that the panel would like to have in so many columns.
    var panelRows: (_ width: Int) -> Int
    /// mm per pixel at which a plane's slices fit into so many columns and rows.
    var mm: (_ plane: Plane, _ columns: Int, _ rows: Int) -> Double
  }

  /// From this size on the panel may stand under the large pane: on smaller screens it keeps its place.
  private static let roomy = (width: 80, rows: 20)

  /// The best places for whichever plane is active, so that a change of the pane moves no more than it must.
  init(_ room: Room, active: Plane) {
    var best = Double.infinity, place = Self.places(room)[0]
    for one in Self.places(room) {
      let cost = Plane.allCases.reduce(1.0) { $0 * Self(room, active: $1, main: one.main, below: one.below).cost }
      // A few hundredths of one pane are not worth another place.
      if cost < best * 0.9 { (best, place) = (cost, one) }
    }
    self.init(room, active: active, main: place.main, below: place.below)
  }

  /// The usual one first: the large pane as wide as its rows make a square.
  private static func places(_ room: Room) -> [(main: Int, below: Bool)] {
    let widest = room.width * 11 / 20
    let usual = min(2 * (room.rows - 1), widest)
    guard room.width >= roomy.width, room.rows >= roomy.rows else { return [(usual, false)] }
    let widths = Array(stride(from: room.width * 9 / 20, through: room.width * 13 / 20, by: 2))
    return [(usual, false)] + widths.filter { $0 <= widest }.map { ($0, false) } + widths.map { ($0, true) }
  }

  /// The two others as they show their slices largest.
  private init(_ room: Room, active: Plane, main: Int, below: Bool) {
    let side = room.width - main - 1
    let wanted = max(room.panelRows(below ? main : side), room.rows < 24 ? 4 : 7)
    (self.main, isPanelBelowMain) = (main, below)
    panel = min(wanted, max(room.rows * 3 / 8, 4))
    left = room.rows - (below ? 0 : panel)
    let others = Plane.allCases.filter { $0 != active }
    let large = room.mm(active, main, room.rows - 1 - (below ? panel : 0))
    func consider(_ isStacked: Bool, _ first: Int, _ a: Double, _ b: Double) {
      let cost = large * large * a * b
      if cost < self.cost * 0.999 { (self.isStacked, self.first, self.cost) = (isStacked, first, cost) }
    }
    // The middle first, then to either side.
    for part in [6, 5, 7, 4, 8] {
      let rows = (left * part + 6) / 12, columns = (side - 1) * part / 12
      consider(true, rows, room.mm(others[0], side, rows - 1), room.mm(others[1], side, left - rows - 1))
      consider(
        false, columns, room.mm(others[0], columns, left - 1), room.mm(others[1], side - 1 - columns, left - 1))
    }
  }
}
