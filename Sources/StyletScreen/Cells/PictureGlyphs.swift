/// The characters that a picture with two colours a cell is drawn with, coarsest first: each has those before it.
public enum PictureGlyphs: String, Sendable, CaseIterable, Comparable {
  /// ▀: two pixels, each with a colour of its own.
  case halves
  /// Quadrants, and bars of eighths.
  case quadrants
  /// Sextants, 2 x 3, and wedges (Unicode 13).
  case sextants
  /// Octants (Unicode 16), 2 x 4.
  case octants

  public static func < (a: Self, b: Self) -> Bool {
    (allCases.firstIndex(of: a) ?? 0) < (allCases.firstIndex(of: b) ?? 0)
  }

  /// Some of the characters that these have and coarser ones have not, to check a font by eye.
  public var samples: String {
    let before = Self.allCases.last { $0 < self }.map { GlyphShape.shapes($0).count } ?? 0
    let new = GlyphShape.shapes(self).dropFirst(before)
    let step = max(new.count / 14, 1)
    return String(String.UnicodeScalarView(new.enumerated().filter { $0.offset % step == 0 }.prefix(16).map(\.element.glyph)))
  }
}

/// What part of a cell a character's ink covers.
struct GlyphShape: Sendable {
  /// Parts of a cell that are told apart: columns and rows.
  static let columns = 4, rows = 8
  static let parts = columns * rows

  let glyph: Unicode.Scalar
  /// The character that covers the rest; nil where there is none.
  let complement: Unicode.Scalar?
  /// 0...1 for each part, row by row.
  let coverage: [Float]
  /// Of a bar from the left whose border lies within a part, its width in eighths of the cell; else 0.
  let eighths: Int

  /// - Parameter covers: 1 where there is ink, at a place of 0...1 across and down.
  fileprivate init(
    _ glyph: UInt32, _ complement: UInt32? = nil, eighths: Int = 0, covers: (_ x: Double, _ y: Double) -> Bool
  ) {
    self.eighths = eighths
    self.glyph = Unicode.Scalar(glyph) ?? " "
    self.complement = complement.flatMap(Unicode.Scalar.init)
    // 6 x 6 places in a part: exact for all borders at halves, thirds, quarters and eighths.
    let fine = 6
    coverage = (0..<Self.parts).map { part in
      var count = 0
      for n in 0..<fine * fine {
        let x = (Double(part % Self.columns * fine + n % fine) + 0.5) / Double(Self.columns * fine)
        let y = (Double(part / Self.columns * fine + n / fine) + 0.5) / Double(Self.rows * fine)
        if covers(x, y) { count += 1 }
      }
      return Float(count) / Float(fine * fine)
    }
  }

  /// One of each pair of characters that look alike with their colours exchanged.
  static func shapes(_ glyphs: PictureGlyphs) -> [GlyphShape] {
    switch glyphs {
    case .halves: [upperHalf]
    case .quadrants: [upperHalf] + quadrants
    case .sextants: [upperHalf] + quadrants + sextants + wedges
    case .octants: [upperHalf] + quadrants + sextants + wedges + octants
    }
  }

  static let upperHalf = GlyphShape(0x2580, 0x2584) { $1 < 0.5 }

  private static let quadrants: [GlyphShape] =
    [
      GlyphShape(0x258c, 0x2590) { x, _ in x < 0.5 }, GlyphShape(0x2598, 0x259f) { $0 < 0.5 && $1 < 0.5 },
      GlyphShape(0x259d, 0x2599) { $0 >= 0.5 && $1 < 0.5 }, GlyphShape(0x2596, 0x259c) { $0 < 0.5 && $1 >= 0.5 },
      GlyphShape(0x2597, 0x259b) { $0 >= 0.5 && $1 >= 0.5 }, GlyphShape(0x259a, 0x259e) { ($0 < 0.5) == ($1 < 0.5) },
    ]
    + [1, 2, 3, 5, 6, 7].map { (n: UInt32) in GlyphShape(0x2580 + n) { _, y in y >= 1 - Double(n) / 8 } }
    + [1, 2, 3, 5, 6, 7].map { (n: UInt32) in
      GlyphShape(0x2590 - n, eighths: n % 2 == 1 ? Int(n) : 0) { x, _ in x < Double(n) / 8 }
    }

  /// Bit n of a pattern is the n-th part, from the left and downwards.
  private static func pattern(_ bits: UInt32, rows: Int, _ glyph: UInt32, _ complement: UInt32?) -> GlyphShape {
    GlyphShape(glyph, complement) { x, y in bits >> UInt32(Int(y * Double(rows)) * 2 + (x < 0.5 ? 0 : 1)) & 1 == 1 }
  }

  /// All of 2 x 3 but the left and the right half, which have other characters: U+1FB00 and on, in the patterns' order.
  private static let sextants: [GlyphShape] = (1..<32 as Range<UInt32>).compactMap { bits in
    func glyph(_ bits: UInt32) -> UInt32 { 0x1fb00 + bits - 1 - (bits > 21 ? 1 : 0) - (bits > 42 ? 1 : 0) }
    return bits == 21 ? nil : pattern(bits, rows: 3, glyph(bits), glyph(63 - bits))
  }

  /// What lies below a line, U+1FB3C to U+1FB51; from U+1FB52 on follows what lies above the same lines.
  private static let wedges: [GlyphShape] = {
    // From (x, y) to (x, y), thirds down and halves across.
    let low = 2.0 / 3, high = 1.0 / 3
    let lines: [(SIMD2<Double>, SIMD2<Double>)] = [
      ([0, low], [0.5, 1]), ([0, low], [1, 1]), ([0, high], [0.5, 1]), ([0, high], [1, 1]), ([0, 0], [0.5, 1]),
      ([0, high], [0.5, 0]), ([0, high], [1, 0]), ([0, low], [0.5, 0]), ([0, low], [1, 0]), ([0, 1], [0.5, 0]),
      ([0, low], [1, high]), ([0.5, 1], [1, low]), ([0, 1], [1, low]), ([0.5, 1], [1, high]), ([0, 1], [1, high]),
      ([0.5, 1], [1, 0]), ([0.5, 0], [1, high]), ([0, 0], [1, high]), ([0.5, 0], [1, low]), ([0, 0], [1, low]),
      ([0.5, 0], [1, 1]), ([0, high], [1, low]),
    ]
    return zip((0 as UInt32)..., lines).map { n, line in
      let (a, b) = line
      return GlyphShape(0x1fb3c + n, 0x1fb52 + n) { x, y in y > a.y + (b.y - a.y) * (x - a.x) / (b.x - a.x) }
    }
  }()

  /// The patterns of 2 x 4 that have older characters, or such of another block, than those from U+1CD00 on.
  private static let older: Set<UInt32> = [
    0x00, 0x01, 0x02, 0x03, 0x05, 0x0a, 0x0f, 0x14, 0x28, 0x3f, 0x40, 0x50, 0x55, 0x5a, 0x5f, 0x80, 0xa0, 0xa5, 0xaa,
    0xaf, 0xc0, 0xf0, 0xf5, 0xfa, 0xfc, 0xff,
  ]

  private static let octants: [GlyphShape] = {
    var glyphs: [UInt32: UInt32] = [:]
    for bits in 0..<256 as Range<UInt32> where !older.contains(bits) { glyphs[bits] = 0x1cd00 + UInt32(glyphs.count) }
    return glyphs.keys.sorted().compactMap { bits in
      guard let glyph = glyphs[bits] else { return nil }
      let complement = glyphs[255 - bits]
      return complement != nil && bits > 127 ? nil : pattern(bits, rows: 4, glyph, complement)
    }
  }()

  /// The character that looks the same with ink and paper exchanged.
  static let complements: [Unicode.Scalar: Unicode.Scalar] = {
    var pairs: [Unicode.Scalar: Unicode.Scalar] = ["\u{20}": "█", "█": "\u{20}"]
    for shape in shapes(.octants) {
      guard let other = shape.complement else { continue }
      (pairs[shape.glyph], pairs[other]) = (other, shape.glyph)
    }
    return pairs
  }()
}
