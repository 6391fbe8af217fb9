/// The modes that Stylet switches by itself, beside those of curses: mouse with drag (1002) by SGR reports (1006), and
/// pasted text in brackets (2004). Curses' own mouse asks for no drag, and under tmux cannot read the reports.
struct TerminalModes {
  var mouse: Bool
  var paste: Bool

  /// Synchronised output: what comes between these is shown all at once.
  static let beginFrame = Array("\u{1b}[?2026h".utf8), endFrame = Array("\u{1b}[?2026l".utf8)

  /// Whether the terminal knows synchronised output (DECRQM): asked of relatives of xterm alone, for consoles may print
  /// a question that they do not know.
  var question: [UInt8] { paste ? Array("\u{1b}[?2026$p".utf8) : [] }

  var on: [UInt8] { sequence("h") }
  /// Safe to send whether they are on or not.
  var off: [UInt8] { sequence("l") }

  private func sequence(_ final: String) -> [UInt8] {
    var text = ""
    if mouse { text += "\u{1b}[?1002\(final)\u{1b}[?1006\(final)" }
    if paste { text += "\u{1b}[?2004\(final)" }
    return Array(text.utf8)
  }
}
