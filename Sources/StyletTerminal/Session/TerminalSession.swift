import StyletBase
import StyletScreen

/// An application on a real terminal, from the first frame until it is finished or the line drops.
///
/// - Ctrl-Z suspends and never reaches the application; every other control key does, Ctrl-C among them.
/// - Input is drained before a frame is drawn; a frame is not drawn while an earlier one still waits for the line.
/// - On every way out (end, hang-up, crash, `exit`) the terminal is given back as it was found.
public enum TerminalSession {
  public enum Ending: Sendable {
    /// The application was finished.
    case finished
    /// A signal that asks the program to end, or would end it, SIGHUP of a dropped line; the application has handled
    /// `.hangUp`.
    case hangUp(signal: Int32)
  }

  /// What a frame cost.
  public struct FrameReport: Sendable {
    /// Bytes to the terminal; 0 when nothing changed.
    public var bytes: Int
    /// From the end of the input drain to the bytes handed over.
    public var nanoseconds: Int64
  }

  public struct Options {
    /// Mouse reports, where the terminal knows of a mouse. Shift keeps selecting text in most terminals.
    public var mouse = true
    /// Seconds that the application has to handle `.hangUp` before the process is ended.
    public var graceSeconds: UInt32 = 10
    public var onFrame: ((FrameReport) -> Void)?
    /// Whether the line counts as slow.
    public var link = LinkChoice.auto
    public init() {}
  }

  /// Runs until the end. For the main thread; one session at a time.
  /// - Throws: `.usage` when standard input and output are no terminal or curses cannot draw on it, before anything
  ///   is sent.
  public static func run(
    _ application: some Application, on probe: TerminalProbe, options: Options = Options()
  ) throws(Failure) -> Ending {
    let loop = try EventLoop(application: application, probe: probe, options: options)
    return loop.run()
  }
}
