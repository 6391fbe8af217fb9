/// A key as a command sees it, whatever the terminal sent for it.
public enum Key: Hashable, Sendable {
  /// A printable character, with Shift already in it.
  case character(Character)
  /// Ctrl with a lower-case letter or one of `[ \ ] ^ _ @`.
  case control(Character)
  case escape, enter, tab, backTab, backspace, delete, insert
  case up, down, left, right, home, end, pageUp, pageDown
  /// F1 is 1.
  case function(Int)
}

/// What the terminal tells the workstation.
public enum InputEvent: Hashable, Sendable {
  case key(Key)
  /// Mouse at a cell, base 0.
  case mouse(MouseEvent)
  case resize(width: Int, height: Int)
  /// Text pasted in one go (bracketed paste): never taken for commands.
  case paste(String)
  /// A paste whose end never came: what there is of it is taken neither for text nor for commands.
  case brokenPaste
  /// The line was dropped or the system asks the program to end (SIGHUP, SIGTERM): keep everything and leave.
  case hangUp
  /// Nothing came for a while.
  case idle
}

public struct MouseEvent: Hashable, Sendable {
  public enum Action: Hashable, Sendable { case press, drag, release, wheelUp, wheelDown }
  public var action: Action
  /// 0 left, 1 middle, 2 right.
  public var button: Int
  public var col: Int
  public var row: Int

  public init(_ action: Action, button: Int = 0, col: Int, row: Int) {
    self.action = action
    self.button = button
    self.col = col
    self.row = row
  }
}
