import StyletBase

/// Blanks what is no picture in a compressed image: comments, segments of applications, what follows the end. Lengths
/// stay, so that nothing that points into it is wrong afterwards.
enum CodestreamCleaner {
  /// - Parameter image: one frame.
  /// - Returns: whether something was blanked that was not blank.
  /// - Throws: ``Failure`` where it cannot be followed from its beginning to its end.
  static func blank(_ image: inout [UInt8], _ syntax: TransferSyntax, format: PixelFormat) throws -> Bool {
    let found: [Range<Int>]
    if syntax == .rleLossless {
      found = try runLength(image, format)
    } else if image.starts(with: [0xff, 0x4f]) {
      found = try jpeg2000(image)
    } else {
      found = try jpeg(image)
    }
    var isChanged = false
    for n in found.joined() where image[n] != 0 {
      image[n] = 0
      isChanged = true
    }
    return isChanged
  }

  private static func broken(_ offset: Int) -> Failure {
    Failure(.badData, "the compressed pixels cannot be followed to their end", at: "offset \(offset) of the image")
  }

  private static func word(_ bytes: [UInt8], _ at: Int) throws -> Int {
    guard at >= 0, at + 2 <= bytes.count else { throw broken(at) }
    return Int(bytes[at]) << 8 | Int(bytes[at + 1])
  }

  /// JPEG (ITU-T T.81 annex B) and JPEG-LS (T.87 annex C).
  private static func jpeg(_ bytes: [UInt8]) throws -> [Range<Int>] {
    guard bytes.starts(with: [0xff, 0xd8]) else { throw broken(0) }
    var blanks: [Range<Int>] = []
    var at = 2
    while true {
      var marker = try word(bytes, at)
      // Any number of FF may stand before a marker.
      while marker == 0xffff {
        at += 1
        marker = try word(bytes, at)
      }
      guard marker > 0xff00 else { throw broken(at) }
      if marker == 0xffd9 { return blanks + [at + 2..<bytes.count] }
      let length = try word(bytes, at + 2), end = at + 2 + length
      guard length >= 2, end <= bytes.count else { throw broken(at) }
      // Frames, tables, scans; of JPEG-LS. All else is a comment, an application's, or nobody's.
      let isOfPicture =
        (0xffc0...0xffcf).contains(marker) || (0xffda...0xffdf).contains(marker) || marker == 0xfff7 || marker == 0xfff8
      if !isOfPicture { blanks.append(at + 4..<end) }
      at = end
      guard marker == 0xffda else { continue }
      // Coded samples: in them FF is followed by what is no marker, or by a restart.
      while at + 1 < bytes.count, bytes[at] != 0xff || bytes[at + 1] < 0x80 || (0xd0...0xd7).contains(bytes[at + 1]) {
        at += 1
      }
    }
  }

  /// JPEG 2000 (ITU-T T.800 annex A): main header, then tile-parts, each with a header.
  private static func jpeg2000(_ bytes: [UInt8]) throws -> [Range<Int>] {
    var blanks: [Range<Int>] = []
    var at = 2
    var tilePart: Int?
    while true {
      let marker = try word(bytes, at)
      switch marker {
      case 0xffd9: return blanks + [at + 2..<bytes.count]
      case 0xff93:
        guard let end = tilePart, end > at, end <= bytes.count else { throw broken(at) }
        (at, tilePart) = (end, nil)
        continue
      case 0xff90:
        let length = try word(bytes, at + 6) << 16 | word(bytes, at + 8)
        if length == 0 {
          guard let last = lastEndMarker(bytes) else { throw broken(at) }
          tilePart = last
        } else {
          tilePart = at + length
        }
      case 0xff64:
        let length = try word(bytes, at + 2)
        guard length >= 4, at + 2 + length <= bytes.count else { throw broken(at) }
        blanks.append(at + 6..<at + 2 + length)
      default:
        guard marker > 0xff00 else { throw broken(at) }
        if !Self.ofJPEG2000.contains(marker) {
          let length = try word(bytes, at + 2)
          guard length >= 2, at + 2 + length <= bytes.count else { throw broken(at) }
          blanks.append(at + 4..<at + 2 + length)
        }
      }
      let length = try word(bytes, at + 2)
      guard length >= 2 else { throw broken(at) }
      at += 2 + length
    }
  }

  /// Markers of T.800 table A.2, and T.814's.
  private static let ofJPEG2000: Set<Int> = [
    0xff50, 0xff51, 0xff52, 0xff53, 0xff55, 0xff57, 0xff58, 0xff59, 0xff5c, 0xff5d, 0xff5e, 0xff5f, 0xff60, 0xff61,
    0xff63,
  ]

  /// RLE (PS3.5 annex G): a header of 16 words, then segments one after another.
  private static func runLength(_ bytes: [UInt8], _ format: PixelFormat) throws -> [Range<Int>] {
    guard bytes.count >= 64 else { throw broken(0) }
    func long(_ n: Int) -> Int { (0..<4).reduce(0) { $0 | Int(bytes[4 * n + $1]) << (8 * $1) } }
    let count = long(0)
    guard count == format.bitsAllocated / 8 else { throw broken(0) }
    var blanks = [4 * (count + 1)..<64]
    var end = 64
    for segment in 1...count {
      let start = long(segment)
      guard start >= end, start <= bytes.count else { throw broken(4 * segment) }
      blanks.append(end..<start)
      var at = start, left = format.pixels
      while left > 0 {
        guard at < bytes.count else { throw broken(at) }
        let head = Int(Int8(bitPattern: bytes[at]))
        if head >= 0 { left -= head + 1 } else if head > -128 { left -= 1 - head }
        at += head >= 0 ? head + 2 : head > -128 ? 2 : 1
      }
      guard at <= bytes.count else { throw broken(at) }
      end = at
    }
    return blanks + [end..<bytes.count]
  }
}
