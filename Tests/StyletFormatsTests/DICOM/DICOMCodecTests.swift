import StyletBase
import TestSupport
import Testing

@testable import StyletDICOM

@Suite struct DICOMCodecTests {
  private let rows = 9, columns = 13

  private func format(_ allocated: Int = 16) throws -> PixelFormat {
    try #require(
      PixelFormat(
        rows: rows, columns: columns, bitsAllocated: allocated, bitsStored: allocated, highBit: allocated - 1,
        signed: false))
  }

  /// A frame with steps of every size, up to a given number of bits.
  private func frame(_ bits: Int, shift: Int = 0, seed: UInt64) -> [Int] {
    var random = SeededRandom(seed: seed)
    return (0..<rows * columns).map { n in
      let small = n * 3 + Int.random(in: 0...2, using: &random)
      let value = n % 5 == 0 ? Int.random(in: 0..<1 << bits, using: &random) : small
      return value & (1 << bits - 1) & ~(1 << shift - 1)
    }
  }

  private func words(_ samples: [Int]) -> [UInt8] {
    samples.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8(truncatingIfNeeded: $0 >> 8)] }
  }

  @Test func runLengths() throws {
    // Runs of 1, 2, 128 and more, and the noop −128.
    let samples = (0..<rows * columns).map { $0 < 90 ? 0x1234 : 0x0100 * ($0 % 7) + $0 }
    for withNoop in [false, true] {
      let upper = packBits(samples.map { UInt8($0 >> 8) }, noop: withNoop)
      let lower = packBits(samples.map { UInt8($0 & 255) }, noop: withNoop)
      let writer = TestWriter()
      let starts: [UInt32] = [2, 64, 64 + UInt32(upper.count)] + [UInt32](repeating: 0, count: 13)
      let bytes = starts.flatMap { writer.number($0) } + upper + lower
      // In one fragment, or in two.
      #expect(try RLEDecoder().decode([bytes[...]], format: format()) == words(samples))
      #expect(try RLEDecoder().decode([bytes[..<70], bytes[70...]], format: format()) == words(samples))
      #expect(throws: Failure.self) { try RLEDecoder().decode([bytes.dropLast(2)], format: format()) }
      #expect(throws: Failure.self) { try RLEDecoder().decode([bytes[...]], format: format(8)) }
      if withNoop { fuzz(bytes) { _ = try RLEDecoder().decode([$0[...]], format: format()) } }
    }
  }

  private func packBits(_ bytes: [UInt8], noop: Bool) -> [UInt8] {
    var out: [UInt8] = noop ? [0x80] : []
    var n = 0
    while n < bytes.count {
      var run = 1
      while n + run < bytes.count, run < 128, bytes[n + run] == bytes[n] { run += 1 }
      if run > 1 {
        out += [UInt8(truncatingIfNeeded: 1 - run), bytes[n]]
      } else {
        out += [0, bytes[n]]
      }
      n += run
    }
    return out
  }

  @Test(arguments: 1...7) func losslessJPEGWithEveryPredictor(_ predictor: Int) throws {
    for (bits, shift, restartRows) in [(16, 0, 0), (12, 0, 2), (16, 3, 0), (9, 0, 1)] {
      let samples = frame(bits, shift: shift, seed: UInt64(predictor))
      let encoder = TestJPEG(
        rows: rows, columns: columns, bits: bits, predictor: predictor, shift: shift, restartRows: restartRows)
      let bytes = encoder.encode(samples)
      #expect(try JPEGLosslessDecoder().decode([bytes[...]], format: format()) == words(samples), "\(encoder)")
    }
    let bytes = TestJPEG(rows: rows, columns: columns, bits: 8, predictor: predictor).encode(frame(8, seed: 3))
    #expect(try JPEGLosslessDecoder().decode([bytes[...]], format: format(8)) == frame(8, seed: 3).map { UInt8($0) })
    if predictor == 7 { fuzz(bytes) { _ = try JPEGLosslessDecoder().decode([$0[...]], format: format()) } }
  }

  @Test func foreignJPEG() throws {
    var encoder = TestJPEG(rows: rows, columns: columns, bits: 12, predictor: 1)
    let samples = frame(12, seed: 1)
    encoder.frameMarker = 0xc1
    #expect(throws: Failure.self) { try JPEGLosslessDecoder().decode([encoder.encode(samples)[...]], format: format()) }
    encoder.frameMarker = 0xc3
    let narrow = PixelFormat(rows: 9, columns: 12, bitsAllocated: 16, bitsStored: 16, highBit: 15, signed: false)
    let failure = #expect(throws: Failure.self) {
      try JPEGLosslessDecoder().decode([encoder.encode(samples)[...]], format: #require(narrow))
    }
    #expect(failure?.what.contains("has 13x9 pixels where the header says 12x9") == true)
    // Twelve bits do not go into eight; a scan that ends early is no image.
    #expect(throws: Failure.self) {
      try JPEGLosslessDecoder().decode([encoder.encode(samples)[...]], format: format(8))
    }
    let half = encoder.encode(samples)
    #expect(throws: Failure.self) {
      try JPEGLosslessDecoder().decode([half[..<(half.count / 2)]], format: format())
    }
  }

  /// Samples that wrap around, as the arithmetic modulo 2¹⁶ allows, are no samples of fewer bits.
  @Test func samplesAboveThePrecision() throws {
    var samples = frame(12, seed: 4)
    samples[60] = 4096
    let encoder = TestJPEG(rows: rows, columns: columns, bits: 12, predictor: 1)
    #expect(throws: Failure.self) { try JPEGLosslessDecoder().decode([encoder.encode(samples)[...]], format: format()) }
    samples[60] = 4095
    #expect(try JPEGLosslessDecoder().decode([encoder.encode(samples)[...]], format: format()) == words(samples))
  }

  @Test func restartMarkersHaveTheirOrder() throws {
    let samples = frame(12, seed: 5)
    let bytes = TestJPEG(rows: rows, columns: columns, bits: 12, predictor: 4, restartRows: 2).encode(samples)
    let markers = bytes.indices.dropLast().filter { bytes[$0] == 0xff && (0xd0...0xd7).contains(bytes[$0 + 1]) }
    #expect(markers.count == 4)
    for n in markers {
      var wrong = bytes
      wrong[n + 1] = 0xd0 + (wrong[n + 1] & 7 + 1) % 8
      #expect(throws: Failure.self) { try JPEGLosslessDecoder().decode([wrong[...]], format: format()) }
    }
  }

  /// Bytes too many or too few in the coded samples shift all that follow: such a scan does not end where the image
  /// does.
  @Test(arguments: [0, 2]) func aScanEndsWithTheImage(_ restartRows: Int) throws {
    let samples = frame(12, seed: 7)
    let whole = TestJPEG(rows: rows, columns: columns, bits: 12, predictor: 1, restartRows: restartRows).encode(samples)
    let end = whole.count - 2
    let start = try #require(whole.indices.dropFirst().first { whole[$0 - 1] == 0xff && whole[$0] == 0xda }) + 9
    func read(_ bytes: [UInt8]) throws -> [UInt8] { try JPEGLosslessDecoder().decode([bytes[...]], format: format()) }
    // What is behind the end is padding; a fill byte, a restart marker and zeros for the last bits are what encoders write.
    for tail in [[0xff, 0xd9, 0], [0xff, 0xd9] + [UInt8](repeating: 0, count: 99), [0xff, 0xff, 0xd9], [0xff, 0xd9, 1, 2]] {
      #expect(try read(whole[..<end] + tail) == words(samples))
    }
    for tail in [[], [0], [0xff], [0xff, 0xd8], [0, 0xff, 0xd9], [0xff, 0, 0xff, 0xd9], [0xff, 0xd0, 0xff, 0xd9]] as [[UInt8]] {
      #expect(throws: Failure.self, "\(tail)") { try read(whole[..<end] + tail) }
    }
    // Samples twice, left out, and made of nothing.
    for at in stride(from: start, to: end - 24, by: 3) where !whole[at..<at + 24].contains(0xff) {
      let (before, part, after) = (whole[..<at], whole[at..<at + 24], whole[(at + 24)...])
      for bytes in [before + part + part + after, before + after] {
        #expect(throws: Failure.self, "at \(at)") { try read(Array(bytes)) }
      }
    }
  }

  @Test func theLastByteIsFilledWithOnesOrZeros() throws {
    for seed in 20..<40 as Range<UInt64> {
      let samples = frame(12, seed: seed)
      for restartRows in [0, 1] {
        var encoder = TestJPEG(rows: rows, columns: columns, bits: 12, predictor: 1, restartRows: restartRows)
        encoder.filling = false
        #expect(try JPEGLosslessDecoder().decode([encoder.encode(samples)[...]], format: format()) == words(samples))
        guard restartRows > 0 else { continue }
        encoder.filling = nil
        #expect(throws: Failure.self) {
          try JPEGLosslessDecoder().decode([encoder.encode(samples)[...]], format: format())
        }
      }
    }
  }

  /// A restart marker after the last interval closes it.
  @Test func aRestartMarkerBeforeTheEnd() throws {
    let samples = frame(12, seed: 8)
    let whole = TestJPEG(rows: rows, columns: columns, bits: 12, predictor: 1, restartRows: 3).encode(samples)
    for (number, isRead) in [(0xd2 as UInt8, true), (0xd1, false), (0xd3, false)] {
      let bytes = whole[..<(whole.count - 2)] + [0xff, number, 0xff, 0xd9]
      #expect((try? JPEGLosslessDecoder().decode([bytes], format: format())) == (isRead ? words(samples) : nil))
    }
  }

  /// Twelve bits in a header of sixteen that has a sign.
  @Test func fewerBitsThanAreStoredHaveASign() throws {
    let signed = try #require(
      PixelFormat(rows: rows, columns: columns, bitsAllocated: 16, bitsStored: 16, highBit: 15, signed: true))
    let samples = frame(12, seed: 6)
    let bytes = TestJPEG(rows: rows, columns: columns, bits: 12, predictor: 1).encode(samples)
    let expected = words(samples.map { $0 >= 2048 ? $0 - 4096 : $0 })
    #expect(samples.contains { $0 >= 2048 })
    #expect(try JPEGLosslessDecoder().decode([bytes[...]], format: signed) == expected)
  }

  /// One byte too many, and zeros, are what writers make of odd lengths; more belongs to another image.
  @Test func runLengthsThatAreTooLong() throws {
    let samples = (0..<rows * columns).map { 0x0100 * ($0 % 7) + $0 }
    func coded(_ more: [UInt8], packed: [UInt8] = []) -> [UInt8] {
      let upper = packBits(samples.map { UInt8($0 >> 8) } + more, noop: false) + packed
      let lower = packBits(samples.map { UInt8($0 & 255) } + more, noop: false) + packed
      let starts: [UInt32] = [2, 64, 64 + UInt32(upper.count)] + [UInt32](repeating: 0, count: 13)
      return starts.flatMap { TestWriter().number($0) } + upper + lower
    }
    for bytes in [
      coded([]), coded([9]), coded([], packed: [0]), coded([7], packed: [0, 0, 0]), coded([], packed: [0x80, 0]),
    ] {
      #expect(try RLEDecoder().decode([bytes[...]], format: format()) == words(samples))
    }
    for bytes in [coded([9, 9]), coded([1, 2, 3]), coded([], packed: [2, 1, 2, 3])] {
      #expect(throws: Failure.self) { try RLEDecoder().decode([bytes[...]], format: format()) }
    }
    // Pixels that are even in number need none more.
    let even = PixelFormat(rows: 2, columns: 2, bitsAllocated: 8, bitsStored: 8, highBit: 7, signed: false)
    for (packed, isRead) in [([3, 5, 6, 7, 8], true), ([4, 5, 6, 7, 8, 9], false)] as [([UInt8], Bool)] {
      let bytes = ([1, 64] + [UInt32](repeating: 0, count: 14)).flatMap { TestWriter().number($0) } + packed
      #expect((try? RLEDecoder().decode([bytes[...]], format: #require(even))) == (isRead ? [5, 6, 7, 8] : nil))
    }
  }

  /// Cut everywhere and changed everywhere: an image or a ``Failure``.
  private func fuzz(_ bytes: [UInt8], _ decode: ([UInt8]) throws -> Void) {
    var random = SeededRandom(seed: 9)
    for n in bytes.indices {
      var changed = bytes
      changed[n] = .random(in: 0...255, using: &random)
      for some in [Array(bytes[..<n]), changed] {
        do { try decode(some) } catch { #expect(error is Failure) }
      }
    }
  }
}

/// Encodes lossless JPEG the plain way (ITU-T T.81 annex H): one code for each category, some of them long.
struct TestJPEG {
  var rows: Int
  var columns: Int
  var bits: Int
  var predictor: Int
  var shift = 0
  /// Rows between restart markers; 0 without.
  var restartRows = 0
  var frameMarker: UInt8 = 0xc3
  /// The bits that fill the last byte of an interval: ones, zeros, or (nil) one after the other.
  var filling: Bool? = true

  /// Codes of 2 to 16 bits: one of each length, and three of the last; categories in the order 3, 4, … 16, 0, 1, 2.
  private static let counts: [UInt8] = [0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 3]
  private static let categories: [UInt8] = (0..<17).map { UInt8(($0 + 3) % 17) }

  private static let codes: [(code: Int, length: Int)] = {
    var out = [(code: Int, length: Int)](repeating: (0, 0), count: 17)
    var code = 0
    var index = 0
    for length in 1...16 {
      for _ in 0..<counts[length - 1] {
        out[Int(categories[index])] = (code, length)
        code += 1
        index += 1
      }
      code <<= 1
    }
    return out
  }()

  func encode(_ samples: [Int]) -> [UInt8] {
    func word(_ n: Int) -> [UInt8] { [UInt8(n >> 8), UInt8(n & 255)] }
    var out: [UInt8] = [0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 2]
    out += [0xff, frameMarker] + word(11) + [UInt8(bits)] + word(rows) + word(columns) + [1, 1, 0x11, 0]
    out += [0xff, 0xc4] + word(19 + Self.categories.count) + [0] + Self.counts + Self.categories
    if restartRows > 0 { out += [0xff, 0xdd] + word(4) + word(restartRows * columns) }
    out += [0xff, 0xff, 0xda] + word(8) + [1, 1, 0, UInt8(predictor), 0, UInt8(shift)]
    var row = 0
    var marker: UInt8 = 0
    while row < rows {
      let last = restartRows > 0 ? min(row + restartRows, rows) : rows
      out += scan(samples, row..<last)
      if last < rows {
        out += [0xff, 0xd0 + marker % 8]
        marker += 1
      }
      row = last
    }
    return out + [0xff, 0xd9]
  }

  private func scan(_ samples: [Int], _ range: Range<Int>) -> [UInt8] {
    var text: [Bool] = []
    func put(_ value: Int, _ count: Int) {
      for n in (0..<count).reversed() { text.append(value >> n & 1 == 1) }
    }
    func at(_ x: Int, _ y: Int) -> Int { samples[y * columns + x] >> shift }
    for y in range {
      for x in 0..<columns {
        let prediction: Int
        if y == range.lowerBound {
          prediction = x == 0 ? 1 << (bits - shift - 1) : at(x - 1, y)
        } else if x == 0 {
          prediction = at(0, y - 1)
        } else {
          let a = at(x - 1, y)
          let b = at(x, y - 1)
          let c = at(x - 1, y - 1)
          prediction = [a, b, c, a + b - c, a + (b - c) >> 1, b + (a - c) >> 1, (a + b) >> 1][predictor - 1]
        }
        // Modulo 2¹⁶, in −32767...32768.
        var difference = (at(x, y) - prediction) & 0xffff
        if difference > 32768 { difference -= 65536 }
        var category = 0
        while abs(difference) >> category > 0 { category += 1 }
        put(Self.codes[category].code, Self.codes[category].length)
        if category < 16 { put(difference < 0 ? difference - 1 + 1 << category : difference, category) }
      }
    }
    while text.count % 8 != 0 { text.append(filling ?? !text[text.count - 1]) }
    var out: [UInt8] = []
    for n in stride(from: 0, to: text.count, by: 8) {
      let byte = text[n..<n + 8].reduce(UInt8(0)) { $0 << 1 | ($1 ? 1 : 0) }
      out += byte == 0xff ? [0xff, 0] : [byte]
    }
    return out
  }
}
