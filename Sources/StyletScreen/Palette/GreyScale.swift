import StyletImaging

/// The greys a picture is drawn in, darkest first, and which of them shows a brightness.
///
/// Few enough that neighbouring cells often share their pair of colours: that is what keeps frames small on
/// the line, and the number of ncurses' colour pairs bounded.
struct GreyScale {
  let inks: [Ink]
  let values: [UInt8]
  /// For each brightness that of the grey which shows it: what it would be in a dark surround.
  let tones: [Float]
  private let isLight: Bool
  /// Level for each brightness 0...255.
  private let levels: [UInt8]

  /// In a light surround the eye sees dark greys darker: there, brightness is raised to the power of 3/4.
  private static func lifted(_ b: Int) -> Int {
    let root = (Double(b) / 255).squareRoot()
    return Int((255 * root * root.squareRoot()).rounded())
  }

  /// - Parameter isLight: for a terminal whose paper is light.
  init(_ tier: ColourTier, isLight: Bool = false) {
    switch tier {
    case .direct:
      // Direct black may be taken for the theme's own; that of the cube is none of the theme's.
      values = (0..<64).map { (n: Int) -> UInt8 in UInt8(n * 255 / 63) }
      inks = values.map { $0 == 0 ? .palette(16) : RGB($0, $0, $0).ink }
    case .indexed:
      let entries = Self.indexed
      values = entries.map { XtermPalette.rgb($0).r }
      inks = entries.map { Ink.palette($0) }
    case .ansi, .mono:
      // Drawn in shades by `ShadeRamp`; the values are what its steps look like.
      values = [0, 255]
      inks = [.palette(0), .palette(15)]
    }
    self.isLight = isLight
    levels = Self.levels(values, isLight)
    tones = Self.tones(values, levels, isLight)
  }

  /// So many greys from black to white, for the terminal's own pixels.
  /// - Parameter count: 2...256.
  init(pixels count: Int, isLight: Bool) {
    let last = min(max(count, 2), 256) - 1
    let values = (0...last).map { UInt8($0 * 255 / last) }
    self.init(values.map { RGB($0, $0, $0).ink }, values, isLight: isLight)
  }

  private init(_ inks: [Ink], _ values: [UInt8], isLight: Bool) {
    (self.inks, self.values, self.isLight) = (inks, values, isLight)
    levels = Self.levels(values, isLight)
    tones = Self.tones(values, levels, isLight)
  }

  private static func tones(_ values: [UInt8], _ levels: [UInt8], _ isLight: Bool) -> [Float] {
    guard isLight else { return levels.map { Float(values[Int($0)]) } }
    // In a light surround each grey stands for the middle of the brightnesses that it shows.
    var shown = [ClosedRange<Int>?](repeating: nil, count: values.count)
    for (b, level) in levels.enumerated() { shown[Int(level)] = (shown[Int(level)]?.lowerBound ?? b)...b }
    return levels.map { level in shown[Int(level)].map { Float($0.lowerBound + $0.upperBound) / 2 } ?? 0 }
  }

  private static func levels(_ values: [UInt8], _ isLight: Bool) -> [UInt8] {
    (0...255).map { b in
      let wanted = isLight ? lifted(b) : b
      return UInt8(values.indices.min { abs(Int(values[$0]) - wanted) < abs(Int(values[$1]) - wanted) } ?? 0)
    }
  }

  /// So many of these greys, the darkest and the brightest among them.
  func reduced(to count: Int) -> GreyScale {
    guard count > 1, count < inks.count else { return self }
    let kept = (0..<count).map { ($0 * (inks.count - 1) + (count - 1) / 2) / (count - 1) }
    return GreyScale(kept.map { inks[$0] }, kept.map { values[$0] }, isLight: isLight)
  }

  /// The 24 greys of the ramp between the cube's black and white.
  static let indexed = [16] + Array(232...255) + [231]

  @inline(__always)
  func level(_ brightness: UInt8) -> Int { Int(levels[Int(brightness)]) }
}
