import StyletImaging

/// The colours of findings and marks laid over the picture, in a few steps of brightness each, so that the
/// anatomy stays visible under them and neighbouring cells share their colours.
struct Tints {
  /// Steps of brightness of a tint of 256 colours; see ``TintPath``.
  static let steps = 12
  /// The same in 24-bit colour.
  static let fineSteps = 16

  private let tier: ColourTier

  init(_ tier: ColourTier) { self.tier = tier }

  /// Steps of brightness of a tint on this terminal.
  var count: Int { tier == .direct ? Self.fineSteps : Self.steps }

  /// One of four steps, for pictures where a cell covers many voxels: neighbouring cells of a finding then mostly share
  /// their colours, and a stamp costs few changes of them (22 bytes each). In the lung window the steps are air, aerated
  /// lung, ground glass and what is denser.
  @inline(__always)
  static func coarseStep(_ brightness: UInt8) -> Int {
    brightness < 64 ? 2 : brightness < 120 ? 4 : brightness < 176 ? 7 : 11
  }

  /// The inks of one colour, darkest first.
  /// - Parameter strength: how much of the colour is mixed in; 1 is the colour itself at every step.
  func inks(_ colour: RGB, strength: Double) -> [Ink] {
    let wanted = (0..<count).map { step in
      // From a twelfth of the range to eleven twelfths.
      let light = (0.5 + Double(step) / Double(count - 1) * 5) / 6
      let grey = UInt8(light * 255)
      // Dark and light variants of the colour rather than a mixture alone: the hue stays readable on black.
      let lit =
        light < 0.5
        ? colour.mixed(with: RGB(0, 0, 0), (0.5 - light) * 1.2)
        : colour.mixed(with: RGB(255, 255, 255), (light - 0.5) * 1.1)
      return RGB(grey, grey, grey).mixed(with: lit, strength)
    }
    if tier == .indexed, let path = TintPath.entries(for: wanted, of: colour) { return path.map(Ink.palette) }
    return wanted.map(solid)
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
    let low = Int(min(c.r, c.g, c.b))
    let range = max(Int(max(c.r, c.g, c.b)) - low, 1)
    func high(_ v: UInt8) -> Int { (Int(v) - low) * 3 >= range * 2 ? 1 : 0 }
    let hue = high(c.r) | high(c.g) << 1 | high(c.b) << 2
    return hue == 7 || hue == 0 ? 3 : hue
  }
}
