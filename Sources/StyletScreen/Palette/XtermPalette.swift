import StyletCore

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

  /// The entry of the cube nearest to a colour, by squared distance weighted as the eye does (redmean is
  /// overkill at six steps: 2, 4, 3 is Riemersma's constant form).
  static func nearestInCube(_ c: RGB) -> Int {
    func distance(_ n: Int) -> Int {
      let p = rgb(n)
      let r = Int(p.r) - Int(c.r), g = Int(p.g) - Int(c.g), b = Int(p.b) - Int(c.b)
      return 2 * r * r + 4 * g * g + 3 * b * b
    }
    return (16..<232).min { distance($0) < distance($1) } ?? 16
  }
}

extension RGB {
  /// `other` mixed in: 0 gives self, 1 gives `other`.
  func mixed(with other: RGB, _ part: Double) -> RGB {
    func mix(_ a: UInt8, _ b: UInt8) -> UInt8 {
      UInt8(min(max((Double(a) + (Double(b) - Double(a)) * part).rounded(), 0), 255))
    }
    return RGB(mix(r, other.r), mix(g, other.g), mix(b, other.b))
  }

  /// Rec. 709 luma of the coded values, 0...255.
  var luma: Double { 0.2126 * Double(r) + 0.7152 * Double(g) + 0.0722 * Double(b) }

  /// As an ink that a direct-colour terminal shows unchanged: those with red and green 0 and blue below 8 are
  /// taken for palette entries by terminfo's setaf, black among them.
  var ink: Ink { r == 0 && g == 0 && b < 8 ? .direct(8, 8, 8) : .direct(r, g, b) }
}
