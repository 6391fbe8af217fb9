/// How many colours a terminal has, as far as Stylet draws differently for it.
public enum ColourTier: String, Sendable, CaseIterable {
  /// 24-bit RGB.
  case direct
  /// The 256-colour palette: 16 + cube 6x6x6 + 24 greys.
  case indexed = "256"
  /// The eight or sixteen ANSI colours.
  case ansi = "16"
  /// None: glyphs and reverse video alone.
  case mono
}

/// What the screen may use of a terminal.
public struct TerminalTraits: Hashable, Sendable {
  public var tier: ColourTier
  /// Whether block and line characters can be shown; else ASCII alone.
  public var unicode: Bool

  public init(tier: ColourTier = .indexed, unicode: Bool = true) {
    self.tier = tier
    self.unicode = unicode
  }
}
