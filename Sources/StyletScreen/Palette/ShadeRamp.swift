/// Pictures where there are no greys: characters whose ink covers more and more of the cell, in the two or
/// four greys of 16 colours, or in none at all. One value for a cell.
struct ShadeRamp {
  /// Darkest first. Where it can be the darkest is a dot, not a blank: a blank is where there is no scan. Of plain
  /// characters even a dot is too bright for air, which is most of a picture.
  let cells: [Cell]
  /// How bright each looks, 0...255.
  let values: [Int]
  /// The first of the two cells nearest to each brightness, and how far it is to the second, in 32 parts.
  private let places: [(cell: Int, part: Int)]
  private let isDithered: Bool
  /// Plain characters of two kinds, upright and reversed: contrast is steeper, and air is blank as what is outside.
  let hasBlankAir: Bool

  /// The brightness of inks 0, 7, 8 and 15, between what xterm and the console make of them.
  private static let greys = [0: 0.0, 7: 205.0, 8: 112.0, 15: 255.0]

  /// The part of a cell that ink covers: shades by their definition, the rest as the mean of DejaVu Sans Mono and Noto
  /// Sans Mono. No letters and digits, which mark findings.
  private static let coverage: [(glyph: Unicode.Scalar, ink: Double)] = [
    (".", 0.02), (":", 0.04), (";", 0.06), ("*", 0.09), ("[", 0.13), ("%", 0.19), ("#", 0.22), ("@", 0.27),
  ]
  private static let shades: [(glyph: Unicode.Scalar, ink: Double)] = [
    ("·", 0.02), ("░", 0.25), ("▒", 0.5), ("▓", 0.75), ("█", 1),
  ]

  init(_ traits: TerminalTraits) {
    var steps: [(cell: Cell, value: Double)] = []
    /// Ink over paper, darkest first; brighter than what stands already.
    func add(_ glyphs: [(glyph: Unicode.Scalar, ink: Double)], _ ink: Int, over paper: Int) {
      for one in glyphs {
        let value = (Self.greys[ink] ?? 0) * one.ink + (Self.greys[paper] ?? 0) * (1 - one.ink)
        steps.append((Cell(one.glyph, ink: .palette(ink), paper: .palette(paper)), value))
      }
    }
    switch (traits.tier, traits.unicode) {
    case (.ansi, true):
      // Grey 8 and white 15 as ink alone: consoles with eight colours have them only as bold.
      add(Self.shades, 8, over: 0)
      add(Self.shades[1..<4].reversed(), 8, over: 7)
      add([(" ", 0)] + Self.shades[1...], 15, over: 7)
    case (.ansi, false):
      // On paper 7 ink 0 leaves more and more of it: from the fullest character to none.
      add(Self.coverage, 15, over: 0)
      add(Self.coverage.reversed() + [(" ", 0)], 0, over: 7)
    case (_, true):
      steps = Self.shades.map { (Cell($0.glyph), $0.ink * 255) }
    case (_, false):
      if traits.reverses {
        steps = [(Cell(" "), 0)] + Self.coverage.map { (Cell($0.glyph), $0.ink * 255) }
        steps += Self.coverage.reversed().map { (Cell($0.glyph, .reverse), (1 - $0.ink) * 255) }
        steps.append((Cell(" ", .reverse), 255))
      } else {
        steps = Self.coverage.map { (Cell($0.glyph), $0.ink * 255) }
      }
    }
    // On light paper ink is what is dark: without this the picture would be its negative.
    if traits.tier == .mono, traits.isLight {
      steps = steps.reversed().map { ($0.cell, 255 - $0.value) }
    }
    // The brightest step is white, whatever part of the cell it covers.
    let most = max(steps.last?.value ?? 255, 1)
    let values = steps.map { Int(($0.value * 255 / most).rounded()) }
    (cells, self.values) = (steps.map(\.cell), values)
    isDithered = steps.count <= 6
    hasBlankAir = traits.tier == .mono && !traits.unicode && traits.reverses
    places = (0...255).map { b in
      let cell = min(max((values.firstIndex { $0 > b } ?? values.count) - 1, 0), max(values.count - 2, 0))
      let gap = max(values[min(cell + 1, values.count - 1)] - values[cell], 1)
      return (cell, min(max((b - values[cell]) * 32 / gap, 0), 32))
    }
  }

  /// The cell for a brightness of the scan.
  ///
  /// A plain character is thin strokes on bare paper, and the more of them there are, the more they hide the edges of what
  /// they show. What minimises the squared error of the cell's pixels, plus k of that of their mean, is a part x of ink
  /// moved away from the half by (x − 1/2) / k: the dark part of the window becomes blank, and contrast is greater
  /// between. At k = 0.7 soft tissue in a bone window is the lightest of characters.
  func scanCell(_ brightness: Int, col: Int, row: Int) -> Cell {
    cell(hasBlankAir ? Int(((Double(brightness) * 1.7 - 127.5) / 0.7).rounded()) : brightness, col: col, row: row)
  }

  /// Thresholds of Bayer's 4x4 matrix, in 1/32 of a step around its middle.
  private static let bayer = [-15, 1, -11, 5, 9, -7, 13, -3, -9, 7, -13, 3, 15, -1, 11, -5]

  /// The cell for a brightness. A ramp of few steps is dithered by place, by half a step: more shows as a
  /// pattern where the scan is even. The pattern stays where it is while slices go by.
  func cell(_ brightness: Int, col: Int, row: Int) -> Cell {
    let place = places[min(max(brightness, 0), 255)]
    let nudge = isDithered ? Self.bayer[(row & 3) * 4 + (col & 3)] / 2 : 0
    return cells[min(place.cell + (place.part + nudge >= 16 ? 1 : 0), cells.count - 1)]
  }
}
