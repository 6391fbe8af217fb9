import CTerminal
import StyletScreen

/// What the terminfo database says of one kind of terminal.
public struct TerminfoEntry: Equatable, Sendable {
  public var name: String
  /// -1 without colours.
  public var colours: Int
  public var pairs: Int
  /// 24-bit colour by the entry's own word (RGB or Tc) and strings.
  public var isDirect: Bool
  /// Whether a picture can be drawn at all: the cursor can be placed, the screen cleared, and it is no printer.
  public var canDraw: Bool
  /// Whether the entry knows of a mouse: it understands xterm's modes, so these may be switched, and its questions.
  /// The Linux console is none of these, though its entry has a mouse: that is gpm's, and old kernels print what follows
  /// a `$` they do not know.
  public var knowsMouse: Bool

  public init(
    name: String, colours: Int = 256, pairs: Int = 65536, isDirect: Bool = false, canDraw: Bool = true,
    knowsMouse: Bool = true
  ) {
    self.name = name
    self.colours = colours
    self.pairs = pairs
    self.isDirect = isDirect
    self.canDraw = canDraw
    self.knowsMouse = knowsMouse
  }

  /// nil when the database has no such entry.
  public static func lookUp(_ name: String) -> TerminfoEntry? {
    guard !name.isEmpty, !name.utf8.contains(0), stylet_ti_open(name) != 0 else { return nil }
    defer { stylet_ti_close() }
    let colours = Int(stylet_ti_number("colors"))
    // kitty's own entry says Tc of the terminal, and its strings are those of 256 colours.
    let isDirect = colours > 256
      && (stylet_ti_flag("RGB") != 0 || stylet_ti_flag("Tc") != 0 || stylet_ti_number("RGB") > 0
        || stylet_ti_string("RGB") != nil)
    return TerminfoEntry(
      name: name, colours: colours, pairs: Int(stylet_ti_number("pairs")), isDirect: isDirect,
      canDraw: stylet_ti_string("cup") != nil && stylet_ti_string("clear") != nil && stylet_ti_flag("hc") == 0,
      knowsMouse: stylet_ti_string("kmous") != nil && name != "linux" && !name.hasPrefix("linux-"))
  }

  /// The strings of an entry that the session sends or reads by itself.
  struct Strings {
    var keys: [(sequence: [UInt8], key: Key)] = []
    /// Ends keypad mode, colours, the alternate screen and the hidden cursor: all that a crash must undo.
    var restore: [UInt8] = []
    /// To the beginning of the line, and nothing on it.
    var emptyLine: [UInt8] = []
  }

  static func strings(of name: String) -> Strings {
    var out = Strings()
    guard stylet_ti_open(name) != 0 else { return out }
    defer { stylet_ti_close() }
    func bytes(_ capability: String) -> [UInt8] {
      guard let text = stylet_ti_string(capability) else { return [] }
      return TerminfoText.withoutPadding(Array(String(cString: text).utf8))
    }
    for (capability, key) in KeySequences.capabilities {
      let sequence = bytes(capability)
      if !sequence.isEmpty { out.keys.append((sequence, key)) }
    }
    for capability in ["rmkx", "rmacs", "sgr0", "op", "rmcup", "cnorm"] { out.restore += bytes(capability) }
    out.emptyLine = [0x0d] + bytes("el")
    return out
  }
}
