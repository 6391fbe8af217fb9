import StyletBase

/// What the terminal's event loop and the headless script runner drive: events in, cells out.
public protocol Application: AnyObject {
  func handle(_ event: InputEvent)
  /// The screen as it should look now. Asked once after each drain of the input.
  func draw(width: Int, height: Int) -> CellBuffer
  /// Whether the reader has left.
  var isFinished: Bool { get }
  /// Whether `.idle` should come soon (finer picture, background work to show); else it may wait.
  var wantsIdle: Bool { get }
  /// Whether the whole screen is to be sent again, another program having written on it; asked once, then forgotten.
  func takesRepaint() -> Bool
  /// How the line to the terminal does: told before each frame.
  func note(_ link: LinkReport)
  /// What was typed that means nothing here: a key without a command, a command that there is none of. The first of it;
  /// nil where all was understood.
  var unknownInput: Failure? { get }
  /// Why something that was asked for was not done, or that it still waits to be: the first; nil where all was done.
  var refusal: Failure? { get }
  /// For those who play keys and must not outrun it: returns when nothing is under way that the next key may meet.
  func waitForWork()
}

extension Application {
  public func takesRepaint() -> Bool { false }
  public func note(_ link: LinkReport) {}
  public var unknownInput: Failure? { nil }
  public var refusal: Failure? { nil }

  public func waitForWork() {}
}
