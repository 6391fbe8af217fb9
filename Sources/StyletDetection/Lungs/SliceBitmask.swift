/// A slice's mask, a bit for each voxel, rows of whole words: closing it with a disc costs a few words' work.
struct SliceBitmask {
  let width: Int
  let height: Int
  let words: Int
  private(set) var bits: [UInt64]

  init(width: Int, height: Int) {
    self.width = width
    self.height = height
    words = (width + 63) / 64
    bits = [UInt64](repeating: 0, count: words * height)
  }

  mutating func set(_ x: Int, _ y: Int) { bits[y &* words &+ x >> 6] |= 1 << UInt64(x & 63) }

  /// Sets x in `range`.
  mutating func set(_ range: Range<Int>, _ y: Int) {
    var x = range.lowerBound
    while x < range.upperBound {
      let stop = min(range.upperBound, (x | 63) + 1)
      let ones = stop - x == 64 ? ~UInt64(0) : (1 << UInt64(stop - x)) - 1
      bits[y * words + x >> 6] |= ones << UInt64(x & 63)
      x = stop
    }
  }

  mutating func subtract(_ other: SliceBitmask) { for n in bits.indices { bits[n] &= ~other.bits[n] } }

  /// The rows that have anything.
  private var rows: Range<Int>? {
    guard let first = bits.firstIndex(where: { $0 != 0 }), let last = bits.lastIndex(where: { $0 != 0 }) else {
      return nil
    }
    return first / words..<last / words + 1
  }

  /// Closes the mask with an ellipse of half axes `rx` and `ry` voxels; beyond the picture lies neither.
  mutating func close(rx: Double, ry: Double) {
    guard rx >= 1 || ry >= 1, let used = rows else { return }
    let reach = Int(ry)
    // A row that the grown mask does not reach, on either side, is what it is worn down from again.
    let area = max(used.lowerBound - reach - 1, 0)..<min(used.upperBound + reach + 1, height)
    let shape = (0...reach).map { dy in
      Int(rx * max(1 - Double(dy * dy) / max(ry * ry, 1e-9), 0).squareRoot())
    }
    let grown = dilated(bits, area, shape)
    var without = [UInt64](repeating: 0, count: bits.count)
    let last = width & 63 == 0 ? ~UInt64(0) : (1 << UInt64(width & 63)) - 1
    for y in area {
      for w in 0..<words { without[y * words + w] = ~grown[y * words + w] & (w == words - 1 ? last : ~0) }
    }
    let rest = dilated(without, area, shape)
    for n in area.lowerBound * words..<area.upperBound * words { bits[n] |= grown[n] & ~rest[n] }
  }

  private func dilated(_ source: [UInt64], _ area: Range<Int>, _ shape: [Int]) -> [UInt64] {
    var out = [UInt64](repeating: 0, count: source.count)
    let widest = shape.max() ?? 0
    var row = [UInt64](repeating: 0, count: words * (widest + 1))
    for y in area {
      let base = y * words
      if (0..<words).allSatisfy({ source[base + $0] == 0 }) { continue }
      for w in 0..<words { row[w] = source[base + w] }
      for step in 0..<widest {
        let a = step * words, b = a + words
        for w in 0..<words {
          let x = row[a + w]
          let before = w > 0 ? row[a + w - 1] >> 63 : 0
          let after = w + 1 < words ? row[a + w + 1] << 63 : 0
          row[b + w] = x | x << 1 | before | x >> 1 | after
        }
      }
      for (dy, reach) in shape.enumerated() {
        for target in Set([y - dy, y + dy]) where area.contains(target) {
          for w in 0..<words { out[target * words + w] |= row[reach * words + w] }
        }
      }
    }
    return out
  }

  /// Each run of voxels, row after row.
  func forEachRun(_ body: (_ y: Int, _ x: Int, _ count: Int) -> Void) {
    guard let rows else { return }
    for y in rows {
      var x = 0
      while x < width {
        let word = bits[y * words + x >> 6] >> UInt64(x & 63)
        if word == 0 {
          x = (x | 63) + 1
          continue
        }
        x += word.trailingZeroBitCount
        let start = x
        while x < width {
          let inverse = ~bits[y * words + x >> 6] >> UInt64(x & 63)
          if inverse == 0 {
            x = (x | 63) + 1
            continue
          }
          x += inverse.trailingZeroBitCount
          break
        }
        let end = min(x, width)
        if end > start { body(y, start, end - start) }
      }
    }
  }
}
