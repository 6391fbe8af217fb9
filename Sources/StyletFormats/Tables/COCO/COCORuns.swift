import StyletBase

/// The runs of COCO: pixels column by column (down first), the lengths of runs of 0 and 1 in turn, 0 first.
///
/// Two ways to write them: a list of numbers, and pycocotools' string of 6 bits a character from "0" on, 5 of the
/// number, lowest first, and one that more follow; from the fourth on a number stands as its difference to the last but
/// one.
/// Source: cocodataset/cocoapi, common/maskApi.c.
enum COCORuns {
  /// The lengths for ranges of pixel numbers: ascending, not overlapping, none empty.
  static func counts(_ runs: [Range<Int>], pixels: Int) -> [Int] {
    var counts: [Int] = []
    var end = 0
    for run in runs {
      if run.lowerBound == end, !counts.isEmpty {
        counts[counts.count - 1] += run.count  // touches the run before
      } else {
        counts += [run.lowerBound - end, run.count]
      }
      end = run.upperBound
    }
    if end < pixels || counts.isEmpty { counts.append(pixels - end) }
    return counts
  }

  /// The ranges of pixels that are 1.
  /// - Throws: a ``Failure`` unless the lengths make up all pixels exactly.
  static func runs(_ counts: [Int], pixels: Int, at place: String) throws -> [Range<Int>] {
    var runs: [Range<Int>] = []
    var end = 0
    for (n, count) in counts.enumerated() {
      guard count >= 0, count <= pixels - end else {
        throw Failure(.badData, "a run of \(count) pixels goes beyond the \(pixels) of the image", at: "\(place)[\(n)]")
      }
      if n & 1 == 1, count > 0 { runs.append(end..<end + count) }
      end += count
    }
    guard end == pixels else {
      throw Failure(.badData, "the runs make \(end) pixels, the image has \(pixels)", at: place)
    }
    return runs
  }

  static func string(_ counts: [Int]) -> String {
    var bytes: [UInt8] = []
    for (n, count) in counts.enumerated() {
      var x = n > 2 ? count - counts[n - 2] : count
      var hasMore = true
      while hasMore {
        var c = UInt8(x & 0x1f)
        x >>= 5
        hasMore = c & 0x10 != 0 ? x != -1 : x != 0
        if hasMore { c |= 0x20 }
        bytes.append(c + 48)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// - Throws: a ``Failure`` for a character or a number that cannot be.
  static func counts(_ string: String, at place: String) throws -> [Int] {
    var counts: [Int] = []
    var x = 0, shift = 0
    for (n, byte) in string.utf8.enumerated() {
      guard (48...111).contains(byte), shift <= 40 else {
        throw Failure(.badData, "not a string of runs", at: "\(place), character \(n + 1)")
      }
      let c = Int(byte) - 48
      x |= (c & 0x1f) << shift
      shift += 5
      if c & 0x20 != 0 { continue }
      if c & 0x10 != 0 { x |= -1 << shift }
      if counts.count > 2 { x += counts[counts.count - 2] }  // both below 2⁴⁶ in size
      guard (0...1 << 34).contains(x) else {
        throw Failure(.badData, "a run of \(x) pixels", at: "\(place), character \(n + 1)")
      }
      counts.append(x)
      (x, shift) = (0, 0)
    }
    guard shift == 0 else { throw Failure(.badData, "the string of runs is cut short", at: place) }
    return counts
  }
}
