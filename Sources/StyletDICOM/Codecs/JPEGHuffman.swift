import StyletBase

/// A Huffman table for the categories of differences (ITU-T T.81 annexes C and F.2.2.3).
struct JPEGHuffmanTable: Sendable {
  /// Codes up to this long are looked up in one step.
  static let quickBits = 12

  /// By the next ``quickBits`` bits: length << 8 | category; 0 where the code is longer, or none.
  let quick: [UInt16]
  /// The largest code of each length (index 1...16), -1 where there is none.
  let largest: [Int32]
  /// The index in ``categories`` of a code of some length, less the code.
  let first: [Int32]
  let categories: [UInt8]

  /// - Parameters:
  ///   - counts: how many codes there are of each length 1...16.
  ///   - categories: in order of the codes; each 0...16.
  init(counts: [UInt8], categories: [UInt8]) throws {
    var quick = [UInt16](repeating: 0, count: 1 << Self.quickBits)
    var largest = [Int32](repeating: -1, count: 17)
    var first = [Int32](repeating: 0, count: 17)
    var code: Int32 = 0
    var index = 0
    for length in 1...16 {
      let n = Int(counts[length - 1])
      guard Int(code) + n <= 1 << length, index + n <= categories.count else {
        throw Failure(.badData, "the JPEG image's Huffman table has too many codes", at: "\(DICOMTag.pixelData)")
      }
      first[length] = Int32(index) - code
      for _ in 0..<n {
        guard categories[index] <= 16 else {
          throw Failure(.badData, "the JPEG image's Huffman table is none of differences", at: "\(DICOMTag.pixelData)")
        }
        if length <= Self.quickBits {
          let low = Int(code) << (Self.quickBits - length)
          let entry = UInt16(length) << 8 | UInt16(categories[index])
          for k in low..<low + 1 << (Self.quickBits - length) { quick[k] = entry }
        }
        code += 1
        index += 1
      }
      if n > 0 { largest[length] = code - 1 }
      code <<= 1
    }
    self.quick = quick
    self.largest = largest
    self.first = first
    self.categories = categories
  }
}

/// The bits of a JPEG scan, most significant first, with the stuffed zeros after FF left out. Past a marker or the
/// end there are zeros; ``overrun`` says how far.
struct JPEGBits {
  private let bytes: UnsafeBufferPointer<UInt8>
  private var position: Int
  private var buffer: UInt64 = 0
  private var available = 0
  /// Zero bytes that were made up.
  private(set) var overrun = 0

  init(_ bytes: UnsafeBufferPointer<UInt8>, from position: Int) {
    self.bytes = bytes
    self.position = position
  }

  /// Whether more was taken than there was.
  var isPastEnd: Bool { overrun * 8 > available }

  /// At least 32 bits are there after it.
  @inline(__always)
  mutating func fill() {
    while available <= 56 {
      var byte: UInt8 = 0
      if position < bytes.count {
        byte = bytes[position]
        if byte == 0xff {
          if position + 1 < bytes.count, bytes[position + 1] == 0 {
            position &+= 2
          } else {
            byte = 0
            overrun &+= 1
          }
        } else {
          position &+= 1
        }
      } else {
        overrun &+= 1
      }
      buffer |= UInt64(byte) &<< UInt64(truncatingIfNeeded: 56 &- available)
      available &+= 8
    }
  }

  /// The next 1...16 bits; ``fill`` goes before.
  @inline(__always)
  func peek(_ count: Int) -> Int { Int(truncatingIfNeeded: buffer &>> UInt64(truncatingIfNeeded: 64 &- count)) }

  @inline(__always)
  mutating func drop(_ count: Int) {
    buffer = buffer &<< UInt64(truncatingIfNeeded: count)
    available &-= count
  }

  /// Goes to just after the marker at which the bits end: they do where fewer than eight are left, which fill up the
  /// last byte. T.81 (F.1.2.3) fills with ones, some encoders with zeros.
  /// - Returns: its code; nil where more bits are left, or where no marker is: then other bits than these were coded.
  mutating func marker() -> UInt8? {
    fill()
    let left = available &- overrun &* 8
    guard (0..<8).contains(left), left == 0 || [0, 1 << left - 1].contains(peek(left)) else { return nil }
    while position + 1 < bytes.count, bytes[position] == 0xff {
      position += 1
      // FF before it is a fill byte.
      guard bytes[position] != 0xff else { continue }
      (buffer, available, overrun) = (0, 0, 0)
      position += 1
      return bytes[position - 1]
    }
    return nil
  }
}
