import StyletScreen

/// A strip from black to white as `traits` can show it, `width` cells by two: the reader sees at once whether steps
/// merge or come out of order. The second row numbers every eighth column, from 0.
public func greyWedge(_ traits: TerminalTraits, width: Int = 64) -> CellBuffer {
  var buffer = CellBuffer(width: width, height: 2)
  let ramp: [Unicode.Scalar] = Array(" .:-=+*#%@".unicodeScalars)
  let shades: [Unicode.Scalar] = traits.unicode ? [" ", "░", "▒", "▓"] : [" ", ".", "+", "#"]
  let ansiGreys = [0, 8, 7, 15]
  for col in 0..<width {
    let level = width > 1 ? Double(col) / Double(width - 1) : 0
    switch traits.tier {
    case .direct:
      let v = UInt8(8 + level * 247)
      buffer[col, 0] = Cell(" ", paper: .direct(v, v, v))
    case .indexed:
      let step = Int(level * 25)
      buffer[col, 0] = Cell(" ", paper: .palette(step == 0 ? 16 : step == 25 ? 231 : 231 + step))
    case .ansi:
      // Shades between neighbours of the four greys.
      let step = min(Int(level * 13), 12)
      let low = step / 4
      buffer[col, 0] = Cell(
        shades[step % 4], ink: .palette(ansiGreys[min(low + 1, 3)]), paper: .palette(ansiGreys[low]))
    case .mono:
      buffer[col, 0] = Cell(ramp[min(Int(level * Double(ramp.count)), ramp.count - 1)])
    }
    if col % 8 == 0 { buffer.write("\(col)", col: col, row: 1, limit: 8) }
  }
  return buffer
}
