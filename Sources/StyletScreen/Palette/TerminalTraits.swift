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
  /// Whether ink and paper can be exchanged; not in text without any codes.
  public var reverses = true
  /// Whether the terminal's own paper is light.
  public var isLight = false
  /// The characters that a picture with two colours a cell is drawn with, where the reader has not chosen others.
  public var picture: PictureGlyphs
  /// The finest of them that can be sent to it.
  public var finestPicture: PictureGlyphs
  /// Pictures in its own pixels; nil where it has not said that it shows them.
  public var pixels: PixelTraits?

  public init(
    tier: ColourTier = .indexed, unicode: Bool = true, picture: PictureGlyphs = .halves,
    finestPicture: PictureGlyphs = .octants
  ) {
    self.tier = tier
    self.unicode = unicode
    self.picture = min(picture, finestPicture)
    self.finestPicture = finestPicture
  }

  /// Whether cells have two colours of the picture: then there is a choice of characters.
  public var hasBlocks: Bool { unicode && (tier == .direct || tier == .indexed) }
}
