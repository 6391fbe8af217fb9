import StyletScreen

/// The characters that a picture can be drawn with, as far as TERM and the C library tell.
enum PictureDetection {
  /// The finest that curses can place: those of whose width the C library knows.
  static func finest(columns: (UInt32) -> Int32) -> PictureGlyphs {
    columns(0x1cd00) == 1 ? .octants : columns(0x1fb00) == 1 ? .sextants : columns(0x2598) == 1 ? .quadrants : .halves
  }

  /// Those that a terminal is known to show, whatever its font: sextants where it draws them itself; half blocks alone
  /// where fonts often have no more.
  static func usual(_ term: String) -> PictureGlyphs {
    func isOne(of names: [String]) -> Bool { names.contains { term == $0 || term.hasPrefix($0 + "-") } }
    if isOne(of: ["xterm-kitty", "kitty", "foot", "wezterm", "contour", "ghostty", "xterm-ghostty"]) {
      return .sextants
    }
    return isOne(of: ["linux", "putty", "cygwin", "vt100", "vt220", "cons25"]) ? .halves : .quadrants
  }
}
