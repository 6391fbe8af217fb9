import StyletScreen

/// The mouse as terminals report it (xterm's control sequences, "Mouse Tracking").
extension MouseEvent {
  /// Of ESC [ M, without SGR reports: three bytes, each 32 more than it says. Nil where they are no report.
  init?(plain bytes: ArraySlice<UInt8>) {
    let b = bytes.map { Int($0) - 32 }
    guard b.count == 3, b.allSatisfy({ $0 >= 0 }) else { return nil }
    let isReleased = b[0] & 3 == 3 && b[0] & 64 == 0
    self.init(code: isReleased ? b[0] & ~3 : b[0], col: b[1], row: b[2], isReleased: isReleased)
  }

  /// Nil for what means nothing here: movement with no button down, further buttons.
  /// - Parameters:
  ///   - code: button in bits 0 and 1; 32 movement, 64 wheel, 128 further buttons.
  ///   - col, row: from 1.
  init?(code: Int, col: Int, row: Int, isReleased: Bool) {
    guard col >= 1, row >= 1, code & 128 == 0 else { return nil }
    let button = code & 3, isWheel = code & 64 != 0, isMoving = code & 32 != 0
    if isWheel {
      guard button < 2, !isReleased else { return nil }
      self.init(button == 0 ? .wheelUp : .wheelDown, col: col - 1, row: row - 1)
    } else {
      guard button < 3, !(isMoving && isReleased) else { return nil }
      self.init(isMoving ? .drag : isReleased ? .release : .press, button: button, col: col - 1, row: row - 1)
    }
  }
}
