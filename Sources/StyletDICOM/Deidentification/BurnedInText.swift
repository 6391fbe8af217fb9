import StyletBase

/// Looks for text that was written into the pixels: in the upper and lower edge of a picture, rows of several narrow
/// strokes, nearly as bright as anything there, on a dark ground; anywhere, rows of several narrow strokes of one and the
/// same value, which no tissue has. A doubt: it does not read, and it clears nothing.
package struct BurnedInText: Sendable {
  /// Of the picture's rows, above and below.
  let edge: Double
  /// Of the picture's range: a stroke is at least so bright, its ground at most so.
  let bright: Double
  let ground: Double
  /// Pixels along the row.
  let widest: Int
  /// Of the picture's range: strokes of one value are so much brighter, or darker, than what is beside them.
  let step: Double
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
    step = fields.number("step", in: 0.01...1)
    strokes = fields.int("strokes", in: 1...1000) ?? 1
    rows = fields.int("rows", in: 1...1000) ?? 1
  }

  /// Whether a slice of a research format has strokes of one value: such pictures are often cut off at a window, whose
  /// brightest tissue is no text.
  package func isDoubtful(slice samples: UnsafeBufferPointer<Int16>, columns: Int) -> Bool {
    guard isLookedFor, columns > 0, let range = Self.range(samples) else { return false }
    return hasFlatStrokes(samples, columns: columns, least: Int32(max(step * Double(range.count - 1), 1)))
  }

  /// nil of a picture without contrast.
  private static func range(_ samples: UnsafeBufferPointer<Int16>) -> ClosedRange<Int32>? {
    var least = Int16.max, most = Int16.min
    for sample in samples { (least, most) = (min(least, sample), max(most, sample)) }
    return Int32(most) - Int32(least) >= 16 ? Int32(least)...Int32(most) : nil
  }

  /// - Parameters:
  ///   - samples: a frame, row by row.
  ///   - inverted: dark is what is stored as bright (MONOCHROME1).
  /// Cost: three passes over the frame at most.
  func isDoubtful(_ samples: UnsafeBufferPointer<Int16>, columns: Int, inverted: Bool = false) -> Bool {
    guard isLookedFor, columns > 0, samples.count >= columns, let values = Self.range(samples) else { return false }
    let low = Double(values.lowerBound), range = Double(values.count - 1)
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
    return hasFlatStrokes(samples, columns: columns, least: Int32(max(step * range, 1)))
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

  // MARK: Anywhere

  /// Of the picture: a value that more samples have is where the picture was cut off, bone or air, and no writing.
  private static let mostOfOneValue = 0.01

  /// Of a line of text, how many rows may lie between two rows with strokes.
  private static let gap = 2

  /// Whether rows that follow one another have strokes enough of one value.
  private func hasFlatStrokes(_ samples: UnsafeBufferPointer<Int16>, columns: Int, least: Int32) -> Bool {
    var lines: [Int16: (last: Int, count: Int)] = [:]
    var found: [(value: Int16, count: Int)] = [], common: Set<Int16> = []
    for row in 0..<samples.count / columns {
      found.removeAll(keepingCapacity: true)
      countFlatStrokes(UnsafeBufferPointer(rebasing: samples[row * columns..<(row + 1) * columns]), least, &found)
      for (value, count) in found where count >= strokes && !common.contains(value) {
        let before = lines[value]
        let isNext = before.map { row - $0.last <= Self.gap + 1 } ?? false
        let line = (last: row, count: isNext ? (before?.count ?? 0) + 1 : 1)
        if line.count >= rows {
          let all = samples.reduce(0) { $1 == value ? $0 + 1 : $0 }
          if Double(all) <= Self.mostOfOneValue * Double(samples.count) { return true }
          common.insert(value)
        }
        lines[value] = line
      }
    }
    return false
  }

  /// Runs of one value, at most `widest` long, with others within two samples on either side that are darker by `least`,
  /// or brighter: how many of each value.
  @inline(__always)
  private func countFlatStrokes(
    _ line: UnsafeBufferPointer<Int16>, _ least: Int32, _ found: inout [(value: Int16, count: Int)]
  ) {
    var n = 2
    while n < line.count {
      let value = Int32(line[n]), one = value - Int32(line[n - 1]), two = value - Int32(line[n - 2])
      guard one != 0, max(one, two) >= least || min(one, two) <= -least else {
        n += 1
        continue
      }
      let isBright = max(one, two) >= least, isDark = min(one, two) <= -least
      let start = n
      while n < line.count, Int32(line[n]) == value { n += 1 }
      guard n - start <= widest, n + 1 < line.count else { continue }
      let after = value - Int32(line[n]), beyond = value - Int32(line[n + 1])
      guard isBright && max(after, beyond) >= least || isDark && min(after, beyond) <= -least else { continue }
      if let place = found.firstIndex(where: { $0.value == line[start] }) {
        found[place].count += 1
      } else {
        found.append((line[start], 1))
      }
    }
  }
}
