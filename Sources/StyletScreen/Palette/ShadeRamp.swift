/// Pictures where there are no greys: characters whose ink covers more and more of the cell, in the two or
/// four greys of 16 colours, or in none at all. One value for a cell.
struct ShadeRamp {
  /// Darkest first. The darkest is a dot, not a blank: a blank is where there is no scan.
  let cells: [Cell]

  init(_ traits: TerminalTraits) {
    switch (traits.tier, traits.unicode) {
    case (.ansi, true):
      // Grey 8 and white 15 as ink alone: consoles with eight colours have them only as bold.
      let over0: [(Unicode.Scalar, Int)] = [("·", 8), ("░", 8), ("▒", 8), ("▓", 8), ("█", 8)]
      let over7: [(Unicode.Scalar, Int)] = [("▓", 8), ("▒", 8), ("░", 8), (" ", 8), ("░", 15), ("▒", 15), ("▓", 15)]
      cells =
        over0.map { Cell($0.0, ink: .palette($0.1), paper: .palette(0)) }
        + over7.map { Cell($0.0, ink: .palette($0.1), paper: .palette(7)) } + [
          Cell("█", ink: .palette(15), paper: .palette(7))
        ]
    case (.ansi, false):
      cells =
        ".:-=".unicodeScalars.map { Cell($0, ink: .palette(7), paper: .palette(0)) }
        + "+*#%@".unicodeScalars.map { Cell($0, ink: .palette(15), paper: .palette(0)) }
    case (_, true):
      cells = "·░▒▓█".unicodeScalars.map { Cell($0) }
    case (_, false):
      cells = ".:-=+*#%@".unicodeScalars.map { Cell($0) }
    }
  }

  /// Thresholds of Bayer's 4x4 matrix, in 1/32 of a step around its middle.
  private static let bayer = [-15, 1, -11, 5, 9, -7, 13, -3, -9, 7, -13, 3, 15, -1, 11, -5]

  /// The cell for a brightness. A ramp of few steps is dithered by place, by half a step: more shows as a
  /// pattern where the scan is even.
  func cell(_ brightness: Int, col: Int, row: Int) -> Cell {
    let scaled = brightness * (cells.count - 1) * 32 / 255
    let nudge = cells.count > 6 ? 0 : Self.bayer[(row & 3) * 4 + (col & 3)] / 2
    return cells[min(max((scaled + 16 + nudge) / 32, 0), cells.count - 1)]
  }
}
