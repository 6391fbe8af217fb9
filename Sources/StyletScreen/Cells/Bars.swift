/// Bars and small plots of characters: eighths of a block, or plain characters where there are no blocks.
struct Bars {
  private static let across: [Unicode.Scalar] = [" ", "▏", "▎", "▍", "▌", "▋", "▊", "▉", "█"]
  private static let up: [Unicode.Scalar] = [" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]
  private static let plainUp: [Unicode.Scalar] = [" ", "_", ".", "-", "~", "=", "+", "*", "#"]

  let unicode: Bool

  /// A bar from the left of `part` (0...1) of `width` cells; what is there at all shows.
  func bar(_ part: Double, width: Int) -> String {
    let units = unicode ? 8 : 2
    let n = Self.steps(part, width * units)
    var out = String.UnicodeScalarView()
    for cell in 0..<max(width, 0) {
      let filled = min(max(n - cell * units, 0), units)
      if unicode {
        out.append(Self.across[filled])
      } else {
        out.append(filled == 2 ? "#" : filled == 1 ? "-" : ".")
      }
    }
    return String(out)
  }

  /// A cell filled from below.
  func column(_ part: Double) -> Unicode.Scalar { column(Self.steps(part, 8)) }

  private func column(_ eighths: Int) -> Unicode.Scalar { (unicode ? Self.up : Self.plainUp)[min(max(eighths, 0), 8)] }

  /// The cell `row` (0 the lowest) of a column of `rows` cells; what is too little for it does not show.
  func cell(_ part: Double, row: Int, of rows: Int) -> Unicode.Scalar {
    column(min(max(Self.steps(part, rows * 8, least: 0) - row * 8, 0), 8))
  }

  /// Values from 0 up to a round number, the newest last, in at most `width` cells. Another value changes the last cell
  /// or adds one; only when they are full do two become one.
  func plot(_ values: [Double], width: Int) -> String {
    guard width > 0, !values.isEmpty else { return "" }
    var size = 1
    while (values.count + size - 1) / size > width { size *= 2 }
    let top = Self.roundUp(values.max() ?? 0)
    let points = stride(from: 0, to: values.count, by: size).map { values[min($0 + size, values.count) - 1] }
    return String(String.UnicodeScalarView(points.map { column(top > 0 ? $0 / top : 0) }))
  }

  /// The least of 1, 2, 5, 10, … that is not below `x`.
  static func roundUp(_ x: Double) -> Double {
    guard x.isFinite, x > 0 else { return 0 }
    var decade = 0.001
    while decade < 1e9 {
      for step in [1, 2, 5.0] where step * decade >= x { return step * decade }
      decade *= 10
    }
    return x
  }

  private static func steps(_ part: Double, _ most: Int, least: Int = 1) -> Int {
    guard part.isFinite, part > 0 else { return 0 }
    return max(Int((min(part, 1) * Double(most)).rounded()), least)
  }
}
