import StyletScreen

/// Inks as curses numbers colours on one terminal. Views choose inks for the tier; what does not fit it is brought to
/// the nearest that does.
struct InkResolver: Sendable {
  let tier: ColourTier
  /// How many palette colours the terminal has: 8, 16, 256, or more with direct colour.
  let colours: Int
  /// Whether -1, the terminal's own colours, can be one of a pair.
  let hasDefault: Bool

  /// A colour for `init_extended_pair`, -1 for the terminal's own.
  func colour(_ ink: Ink, isPaper: Bool) -> Int32 {
    if ink == .standard { return hasDefault ? -1 : (isPaper ? 0 : 7) }
    if let rgb = ink.rgb {
      switch tier {
      case .direct: return direct(rgb)
      case .indexed: return Int32(Self.nearestIndexed(rgb))
      case .ansi, .mono: return Int32(Self.nearestANSI(rgb) % max(colours, 8))
      }
    }
    let n = Int(ink.raw)
    switch tier {
    case .direct: return n < 8 ? Int32(n) : direct(Self.rgb(palette: n))
    case .indexed: return Int32(n)
    case .ansi, .mono:
      let ansi = n < 16 ? n : Self.nearestANSI(Self.rgb(palette: n))
      return Int32(ansi % max(colours, 8))
    }
  }

  /// Whether an ink is shown by bold on a terminal that has eight colours only.
  func brightens(_ ink: Ink) -> Bool {
    guard colours == 8, ink != .standard else { return false }
    if let rgb = ink.rgb { return Self.nearestANSI(rgb) >= 8 }
    return ink.raw >= 8 && (ink.raw < 16 || Self.nearestANSI(Self.rgb(palette: Int(ink.raw))) >= 8)
  }

  /// The -direct entries of terminfo send the values 0 to 7 as the ANSI palette, so the darkest blues are lifted.
  private func direct(_ c: (r: UInt8, g: UInt8, b: UInt8)) -> Int32 {
    if c.r == 0 && c.g == 0 && c.b < 8 { return c.b == 0 ? 0x01_0101 : 8 }
    return Int32(c.r) << 16 | Int32(c.g) << 8 | Int32(c.b)
  }

  // MARK: The palette of xterm

  static let ansi: [(r: UInt8, g: UInt8, b: UInt8)] = [
    (0, 0, 0), (205, 0, 0), (0, 205, 0), (205, 205, 0), (0, 0, 238), (205, 0, 205), (0, 205, 205), (229, 229, 229),
    (127, 127, 127), (255, 0, 0), (0, 255, 0), (255, 255, 0), (92, 92, 255), (255, 0, 255), (0, 255, 255),
    (255, 255, 255),
  ]

  /// 0...15 as xterm has them by default, then the cube of six levels, then 24 greys. `n` is in 0...255.
  static func rgb(palette n: Int) -> (r: UInt8, g: UInt8, b: UInt8) {
    if n < 16 { return ansi[max(n, 0)] }
    if n >= 232 {
      let grey = UInt8(8 + 10 * (min(n, 255) - 232))
      return (grey, grey, grey)
    }
    func level(_ step: Int) -> UInt8 { step == 0 ? 0 : UInt8(55 + 40 * step) }
    let c = n - 16
    return (level(c / 36), level(c / 6 % 6), level(c % 6))
  }

  /// Nearest of 16...255 by squared distance: the sixteen below them are the theme's to change.
  static func nearestIndexed(_ c: (r: UInt8, g: UInt8, b: UInt8)) -> Int {
    func step(_ v: UInt8) -> Int { v < 48 ? 0 : v < 115 ? 1 : (Int(v) - 35) / 40 }
    let cube = 16 + 36 * step(c.r) + 6 * step(c.g) + step(c.b)
    let mean = (Int(c.r) + Int(c.g) + Int(c.b)) / 3
    let grey = 232 + min(max((mean - 3) / 10, 0), 23)
    return distance(rgb(palette: grey), c) < distance(rgb(palette: cube), c) ? grey : cube
  }

  static func nearestANSI(_ c: (r: UInt8, g: UInt8, b: UInt8)) -> Int {
    ansi.indices.min { distance(ansi[$0], c) < distance(ansi[$1], c) } ?? 7
  }

  private static func distance(_ a: (r: UInt8, g: UInt8, b: UInt8), _ b: (r: UInt8, g: UInt8, b: UInt8)) -> Int {
    let r = Int(a.r) - Int(b.r), g = Int(a.g) - Int(b.g), b = Int(a.b) - Int(b.b)
    return r * r + g * g + b * b
  }
}
