import StyletBase

/// Looks for text that was written into the pixels: in the upper and lower edge of a picture, rows of several narrow
/// strokes, nearly as bright as anything there, on a dark ground. A doubt: it does not read, and it clears nothing.
struct BurnedInText: Sendable {
  /// Of the picture's rows, above and below.
  let edge: Double
  /// Of the picture's range: a stroke is at least so bright, its ground at most so.
  let bright: Double
  let ground: Double
  /// Pixels along the row.
  let widest: Int
  /// Strokes of a row that may be of a line of text, and rows of such in an edge.
  let strokes: Int
  let rows: Int
  /// False of pictures that a person has looked at.
  var isLookedFor = true

  init(_ fields: inout FieldReader) {
    edge = fields.number("edge", in: 0...0.5)
    bright = fields.number("bright", in: 0...1)
    ground = fields.number("ground", in: 0...1)
    widest = fields.int("widest", in: 1...100) ?? 1
    strokes = fields.int("strokes", in: 1...1000) ?? 1
    rows = fields.int("rows", in: 1...1000) ?? 1
  }

  /// - Parameters:
  ///   - samples: a frame, row by row.
  ///   - inverted: dark is what is stored as bright (MONOCHROME1).
  /// Cost: two passes over the frame at most.
  func isDoubtful(_ samples: UnsafeBufferPointer<Int16>, columns: Int, inverted: Bool = false) -> Bool {
    guard isLookedFor, columns > 0, samples.count >= columns else { return false }
    var least = Int16.max, most = Int16.min
    for sample in samples { (least, most) = (min(least, sample), max(most, sample)) }
    let low = Double(least), range = Double(most) - low
    guard range >= 16 else { return false }
    // For each level the stored value that has it.
    let isBright: (Int16) -> Bool, isGround: (Int16) -> Bool
    if inverted {
      let (b, g) = (Int16(low + (1 - bright) * range), Int16(low + (1 - ground) * range))
      (isBright, isGround) = ({ $0 <= b }, { $0 >= g })
    } else {
      let (b, g) = (Int16(low + bright * range), Int16(low + ground * range))
      (isBright, isGround) = ({ $0 >= b }, { $0 <= g })
    }
    let count = samples.count / columns, band = max(Int(Double(count) * edge), 1)
    for band in [0..<band, count - band..<count] {
      var found = 0
      for row in band {
        let line = UnsafeBufferPointer(rebasing: samples[row * columns..<(row + 1) * columns])
        if countStrokes(line, isBright, isGround) >= strokes { found += 1 }
      }
      if found >= rows { return true }
    }
    return false
  }

  /// Runs of bright samples, at most `widest` long, with the ground within two samples on either side.
  @inline(__always)
  private func countStrokes(
    _ line: UnsafeBufferPointer<Int16>, _ isBright: (Int16) -> Bool, _ isGround: (Int16) -> Bool
  ) -> Int {
    var n = 0, found = 0
    while n < line.count {
      guard isBright(line[n]) else {
        n += 1
        continue
      }
      let start = n
      while n < line.count, isBright(line[n]) { n += 1 }
      guard n - start <= widest else { continue }
      let before = start == 0 || isGround(line[start - 1]) || start > 1 && isGround(line[start - 2])
      let after = n == line.count || isGround(line[n]) || n + 1 < line.count && isGround(line[n + 1])
      if before, after { found += 1 }
    }
    return found
  }
}
