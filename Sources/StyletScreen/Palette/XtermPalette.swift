import StyletImaging

/// The 240 fixed colours of a 256-colour terminal: a cube of 6x6x6 and 24 greys. The first 16 belong to the
/// user's theme and have no dependable colour.
enum XtermPalette {
  static let cubeSteps = [0, 95, 135, 175, 215, 255]

  /// The colour of entry 16...255.
  static func rgb(_ n: Int) -> RGB {
    if n >= 232 {
      let v = UInt8(min(8 + 10 * (n - 232), 255))
      return RGB(v, v, v)
    }
    let c = max(n - 16, 0)
    return RGB(UInt8(cubeSteps[c / 36 % 6]), UInt8(cubeSteps[c / 6 % 6]), UInt8(cubeSteps[c % 6]))
  }

  /// The entry of the cube nearest to a colour, by squared distance with green weighted most, as the eye does.
  static func nearest(_ c: RGB) -> Int { (16..<232).min { distance($0, c) < distance($1, c) } ?? 16 }

  /// The coloured entry nearest to a colour: of its hue first, never a grey, which the picture would swallow.
  static func nearestHue(_ c: RGB) -> Int {
    let hue = c.hue
    func cost(_ n: Int) -> Double {
      let p = rgb(n).hue
      return Double(distance(n, c)) + 60_000 * (1 - (p.x * hue.x + p.y * hue.y))
    }
    let coloured = (16..<232).filter {
      let p = rgb($0)
      return max(p.r, p.g, p.b) - min(p.r, p.g, p.b) >= 80
    }
    return coloured.min { cost($0) < cost($1) } ?? nearest(c)
  }

  /// Squared, with green weighted most.
  static func distance(_ n: Int, _ c: RGB) -> Int {
    let p = rgb(n)
    let r = Int(p.r) - Int(c.r), g = Int(p.g) - Int(c.g), b = Int(p.b) - Int(c.b)
    return 2 * r * r + 4 * g * g + 3 * b * b
  }
}

extension RGB {
  /// `other` mixed in: 0 gives self, 1 gives `other`.
  func mixed(with other: RGB, _ part: Double) -> RGB {
    func mix(_ a: UInt8, _ b: UInt8) -> UInt8 {
      let own = Double(a), share = (Double(b) - own) * part
      return UInt8(min(max((own + share).rounded(), 0), 255))
    }
    return RGB(mix(r, other.r), mix(g, other.g), mix(b, other.b))
  }

  /// The direction of the colour away from grey, of length 1; (0, 0) for a grey.
  var hue: (x: Double, y: Double) {
    let x = Double(r) - (Double(g) + Double(b)) / 2, y = 3.0.squareRoot() / 2 * (Double(g) - Double(b))
    let n = (x * x + y * y).squareRoot()
    return n < 1 ? (0, 0) : (x / n, y / n)
  }

  /// Rec. 709 luma of the coded values, 0...255.
  var luma: Double { 0.2126 * Double(r) + 0.7152 * Double(g) + 0.0722 * Double(b) }

  /// As an ink that a direct-colour terminal shows unchanged: those with red and green 0 and blue below 8 are
  /// taken for palette entries by terminfo's setaf, black among them.
  var ink: Ink { r == 0 && g == 0 && b < 8 ? .direct(1, 1, 1) : .direct(r, g, b) }
}
