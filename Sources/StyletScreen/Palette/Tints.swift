import StyletCore

/// The colours of findings and marks laid over the picture, in a few steps of brightness each, so that the
/// anatomy stays visible under them and neighbouring cells share their colours.
struct Tints {
  /// Steps of brightness of a tint. Three: a stamp must not cost more than 150 bytes, and each pair of colours
  /// costs 22.
  static let steps = 3

  private let tier: ColourTier

  init(_ tier: ColourTier) { self.tier = tier }

  /// Which step shows a brightness: lung, opacity, and tissue in a lung window.
  @inline(__always)
  static func step(_ brightness: UInt8) -> Int { brightness < 96 ? 0 : brightness < 168 ? 1 : 2 }

  /// The greys that stand for the steps when colours are mixed.
  private static let greys: [UInt8] = [48, 128, 220]

  /// The inks of one colour, darkest first.
  /// - Parameter strength: how much of the colour is mixed in; 1 is the colour itself at every step.
  func inks(_ colour: RGB, strength: Double) -> [Ink] {
    Self.greys.map { grey in
      // Dark and light variants of the colour rather than a mixture alone: the hue stays readable on black.
      let end: RGB = grey < 100 ? RGB(0, 0, 0) : RGB(255, 255, 255)
      let lit = colour.mixed(with: end, grey < 100 ? 0.35 : grey > 200 ? 0.45 : 0)
      return solid(RGB(grey, grey, grey).mixed(with: lit, strength))
    }
  }

  /// One colour as the terminal can show it.
  func solid(_ colour: RGB) -> Ink {
    switch tier {
    case .direct: colour.ink
    case .indexed: .palette(colour.hue == (0, 0) ? XtermPalette.nearest(colour) : XtermPalette.nearestHue(colour))
    case .ansi: .palette(Self.nearestANSI(colour))
    case .mono: .standard
    }
  }

  /// Of the six hues of the 16 colours the one that has the same strong parts: themes change how they look, but
  /// not which is which.
  static func nearestANSI(_ c: RGB) -> Int {
    let low = Int(min(c.r, c.g, c.b)), range = max(Int(max(c.r, c.g, c.b)) - low, 1)
    func high(_ v: UInt8) -> Int { (Int(v) - low) * 3 >= range * 2 ? 1 : 0 }
    let hue = high(c.r) | high(c.g) << 1 | high(c.b) << 2
    return hue == 7 || hue == 0 ? 3 : hue
  }
}
