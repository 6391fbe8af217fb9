import StyletImaging

/// The greys a picture is drawn in, darkest first, and which of them shows a brightness.
///
/// Few enough that neighbouring cells often share their pair of colours: that is what keeps frames small on
/// the line, and the number of ncurses' colour pairs bounded.
struct GreyScale {
  let inks: [Ink]
  let values: [UInt8]
  /// Level for each brightness 0...255.
  private let levels: [UInt8]

  init(_ tier: ColourTier) {
    switch tier {
    case .direct:
      values = (0..<64).map { (n: Int) -> UInt8 in UInt8(8 + n * 247 / 63) }
      inks = values.map { RGB($0, $0, $0).ink }
    case .indexed:
      let entries = Self.indexed
      values = entries.map { XtermPalette.rgb($0).r }
      inks = entries.map { Ink.palette($0) }
    case .ansi, .mono:
      // Drawn in shades by `ShadeRamp`; the values are what its steps look like.
      values = [0, 255]
      inks = [.palette(0), .palette(15)]
    }
    let values = values
    levels = (0...255).map { b in
      UInt8(values.indices.min { abs(Int(values[$0]) - b) < abs(Int(values[$1]) - b) } ?? 0)
    }
  }

  /// The 24 greys of the ramp between the cube's black and white.
  static let indexed = [16] + Array(232...255) + [231]

  @inline(__always)
  func level(_ brightness: UInt8) -> Int { Int(levels[Int(brightness)]) }
}
