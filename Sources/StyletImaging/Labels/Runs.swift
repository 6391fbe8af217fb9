/// What keeps a text of runs from being read.
public struct RunsError: Error, Hashable, Sendable {
  public let what: String
  /// The number that it is about, counted from 1.
  public let number: Int
  /// The pixel that the runs before it end at.
  public let pixel: Int
}

/// The pixels of one finding on one axial slice as text: `gap length gap length …` in decimal.
///
/// Row-major over the canonical slice: pixel (i, j) is number `j · (voxels along i) + i`. The first gap counts
/// from pixel 0, each further one from the end of the run before, and is at least 1: runs that touch are one. A run may
/// go on over the end of a row, and the writer always lets it: there is exactly one text for a set of pixels. That runs
/// overlap or are out of order cannot be written so; a text that another program means as `start length start length …`
/// is found by its gaps of 0 and by its end beyond the slice.
public enum Runs {
  /// The runs as ranges of pixel numbers, ascending, none empty.
  /// - Parameters:
  ///   - text: numbers with one blank between them; empty for no pixel.
  ///   - pixels: how many a slice has.
  /// - Throws: ``RunsError``. Cost: the text.
  public static func decode(_ text: String, pixels: Int) throws(RunsError) -> [Range<Int>] {
    let bytes = Array(text.utf8)
    var runs: [Range<Int>] = []
    runs.reserveCapacity(bytes.count / 5)
    var at = 0, number = 0, end = 0, gap = 0
    func error(_ what: String, _ number: Int) -> RunsError { RunsError(what: what, number: number, pixel: end) }
    while at < bytes.count {
      number += 1
      let first = at
      var value = 0
      while at < bytes.count, bytes[at] >= 48, bytes[at] <= 57 {
        value = value &* 10 &+ Int(bytes[at] &- 48)
        guard at &- first < 18 else { throw error("a number too large for the slice", number) }
        at += 1
      }
      guard at > first else { throw error("a decimal number was expected", number) }
      if number & 1 == 1 {
        gap = value
        guard at < bytes.count else { throw error("a gap without a length", number) }
        guard gap > 0 || number == 1 else { throw error("a gap of 0: a run that goes on is one run", number) }
      } else {
        guard value > 0 else { throw error("a run of no pixels", number) }
        guard gap <= pixels &- end, value <= pixels &- end &- gap else {
          throw error("a run outside the slice of \(pixels) pixels", number)
        }
        runs.append(end &+ gap..<end &+ gap &+ value)
        end += gap + value
      }
      if at < bytes.count {
        guard bytes[at] == 32, at + 1 < bytes.count else {
          throw error("a decimal number was expected", number + 1)
        }
        at += 1
      }
    }
    return runs
  }

  /// The text of runs: ascending, not overlapping; those that touch become one.
  public static func encode(_ runs: some Sequence<Range<Int>>) -> String {
    var encoder = RunsEncoder()
    for run in runs { encoder.append(from: run.lowerBound, count: run.count) }
    return String(decoding: encoder.finish(), as: UTF8.self)
  }
}

/// Writes runs as they are met.
package struct RunsEncoder {
  private var bytes: [UInt8] = []
  private var written = 0
  private var from = 0
  private var count = 0

  package init() {}

  /// - Parameter start: not before the end of the run before.
  package mutating func append(from start: Int, count length: Int) {
    if start == from &+ count, count > 0 {
      count &+= length
    } else {
      flush()
      from = start
      count = length
    }
  }

  private mutating func flush() {
    guard count > 0 else { return }
    if !bytes.isEmpty { bytes.append(32) }
    bytes.append(decimal: from &- written)
    bytes.append(32)
    bytes.append(decimal: count)
    written = from &+ count
  }

  /// The text, empty when there was no run.
  package mutating func finish() -> [UInt8] {
    flush()
    count = 0
    return bytes
  }
}
