import CTerminal

/// What terminfo says of writing on the open curses screen.
struct WritingStrings {
  /// The sequences that set ink and paper, by colour, as they are used.
  private var inks: [Int32: [UInt8]] = [:]
  private var papers: [Int32: [UInt8]] = [:]
  /// Bold, underline, reverse and dim, in the order of the bits of `Attributes`; empty where there are none.
  let attributes: [[UInt8]]
  /// The attributes that the terminal cannot show together with colours.
  let colourless: UInt8
  /// Whether control characters move the cursor one column to the left and one row down, as most terminals have it.
  let hasSteps: Bool
  /// Whether the rest of a line is cleared in the paper that is set.
  let clearsInPaper: Bool
  let showCursor: [UInt8]
  let hideCursor: [UInt8]

  /// nil where the terminal places its cursor in another way than ECMA-48, scrolls when its last cell is written, or
  /// has no colours of its own to go back to: then curses writes.
  init?(hasColours: Bool) {
    func bytes(_ name: String) -> [UInt8] {
      stylet_ti_string(name).map { TerminfoText.withoutPadding(Array(String(cString: $0).utf8)) } ?? []
    }
    func isPlain(_ name: String, _ text: String) -> Bool { bytes(name) == Array(text.utf8) }
    guard isPlain("cup", "\u{1b}[%i%p1%d;%p2%dH"), isPlain("cuf", "\u{1b}[%p1%dC"), isPlain("cr", "\r"),
      stylet_ti_flag("am") == 0 || stylet_ti_flag("xenl") != 0, stylet_ti_number("xmc") < 1,
      !hasColours || isPlain("op", "\u{1b}[39;49m") && !bytes("setaf").isEmpty && !bytes("setab").isEmpty
    else { return nil }
    hasSteps = isPlain("cub1", "\u{8}") && isPlain("cud1", "\n") && isPlain("cub", "\u{1b}[%p1%dD")
    clearsInPaper = stylet_ti_flag("bce") != 0 && isPlain("el", "\u{1b}[K")
    attributes = ["bold", "smul", "rev", "dim"].map(bytes)
    // Terminfo's no_color_video: standout, underline, reverse, blink, dim, bold …
    let without = hasColours ? max(Int(stylet_ti_number("ncv")), 0) : 0
    colourless = UInt8(
      (without & 32 != 0 ? 1 : 0) | (without & 2 != 0 ? 2 : 0) | (without & 4 != 0 ? 4 : 0)
        | (without & 16 != 0 ? 8 : 0))
    (showCursor, hideCursor) = (bytes("cnorm"), bytes("civis"))
  }

  mutating func ink(_ colour: Int32) -> [UInt8] { Self.kept(colour, &inks, isPaper: 0) }
  mutating func paper(_ colour: Int32) -> [UInt8] { Self.kept(colour, &papers, isPaper: 1) }

  private static func kept(_ colour: Int32, _ known: inout [Int32: [UInt8]], isPaper: Int32) -> [UInt8] {
    if let bytes = known[colour] { return bytes }
    // Direct colours are many: what was used is forgotten at times.
    if known.count >= 4096 { known.removeAll(keepingCapacity: true) }
    let bytes: [UInt8] =
      colour < 0
      ? Array("\u{1b}[\(isPaper != 0 ? 49 : 39)m".utf8)
      : stylet_ti_colour(isPaper, colour).map { Array(String(cString: $0).utf8) } ?? []
    known[colour] = bytes
    return bytes
  }
}
