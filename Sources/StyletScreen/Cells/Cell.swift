/// A colour as the terminal gets it: its default, a palette entry (0...255) or direct RGB.
public struct Ink: Hashable, Sendable {
  /// -1 default; 0...255 palette; 0x1000000 | rrggbb direct.
  public let raw: Int32

  public static let standard = Ink(raw: -1)
  public static func palette(_ n: Int) -> Ink { Ink(raw: Int32(n & 255)) }
  public static func direct(_ r: UInt8, _ g: UInt8, _ b: UInt8) -> Ink {
    Ink(raw: 0x100_0000 | Int32(r) << 16 | Int32(g) << 8 | Int32(b))
  }

  /// nil unless direct.
  public var rgb: (r: UInt8, g: UInt8, b: UInt8)? {
    raw >= 0x100_0000 ? (UInt8(raw >> 16 & 255), UInt8(raw >> 8 & 255), UInt8(raw & 255)) : nil
  }
}

/// What a cell may have besides its colours.
public struct Attributes: OptionSet, Hashable, Sendable {
  public let rawValue: UInt8
  public init(rawValue: UInt8) { self.rawValue = rawValue }
  public static let bold = Attributes(rawValue: 1)
  public static let underline = Attributes(rawValue: 2)
  public static let reverse = Attributes(rawValue: 4)
  public static let dim = Attributes(rawValue: 8)
}

/// One character place of the screen.
public struct Cell: Hashable, Sendable {
  /// One column wide; of one that takes two columns the second cell holds ``rest``.
  public var glyph: Unicode.Scalar
  public var ink: Ink
  public var paper: Ink
  public var attributes: Attributes

  public init(
    _ glyph: Unicode.Scalar = " ", ink: Ink = .standard, paper: Ink = .standard, _ attributes: Attributes = []
  ) {
    self.glyph = glyph
    self.ink = ink
    self.paper = paper
    self.attributes = attributes
  }

  /// Whether its ink is seen: of a blank that is neither underlined nor in reverse it is not.
  @inline(__always)
  var showsInk: Bool { glyph != " " || !attributes.isDisjoint(with: [.underline, .reverse]) }

  public static let blank = Cell()
  /// The glyph of the second column of the character before.
  public static let rest: Unicode.Scalar = "\u{0}"
}
