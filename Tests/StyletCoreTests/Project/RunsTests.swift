import Testing

@testable import StyletImaging

@Suite struct RunsTests {
  /// Every mask of a 4 x 3 slice: the text is right and there is no other.
  @Test func everySmallMask() throws {
    for mask in 0..<(1 << 12) {
      let pixels = (0..<12).filter { mask >> $0 & 1 == 1 }
      var words: [Int] = []
      var end = 0
      for p in pixels {
        if p == end, !words.isEmpty { words[words.count - 1] += 1 } else { words += [p - end, 1] }
        end = p + 1
      }
      let text = words.map(String.init).joined(separator: " ")
      let runs = try Runs.decode(text, pixels: 12)
      #expect(runs.flatMap { Array($0) } == pixels)
      #expect(Runs.encode(runs) == text)
      #expect(Runs.encode(pixels.map { $0..<$0 + 1 }) == text)
    }
  }

  @Test func largeNumbers() throws {
    let runs = [9..<10, 99..<1_000_000, 9_999_999_999..<10_000_000_000]
    #expect(try Runs.decode(Runs.encode(runs), pixels: 10_000_000_000) == runs)
  }

  @Test(arguments: [
    ("5", 1), ("5 2 3", 3), (" 5 2", 1), ("5 2 ", 3), ("5  2", 2), ("-1 2", 1), ("1 0", 2), ("0 13", 2), ("12 1", 2),
    ("3 4 5 1", 4), ("1 2\t3 4", 3), ("0x1 2", 2), ("1.0 2", 2), ("99999999999999999999999 1", 1),
    ("9223372036854775807 9223372036854775807", 1), ("1 9223372036854775807", 2), ("999999999999999999 1", 2),
    ("\u{0661} 1", 1), ("+1 2", 1),
    ("1 2 0 3", 3), ("0 2 0 3", 3), ("0 1 1 1 0 1", 5), ("1 2 00 3", 3),
  ])
  func whatIsRefused(text: String, number: Int) {
    do {
      _ = try Runs.decode(text, pixels: 12)
      Issue.record("read: \(text)")
    } catch {
      #expect(error.number == number)
    }
  }
}
