import StyletFiles

/// How a frame's samples are stored (PS3.3 C.7.6.3, PS3.5 §8.1.1): one sample a pixel.
struct PixelFormat: Hashable, Sendable {
  let rows: Int
  let columns: Int
  /// 8 or 16.
  let bitsAllocated: Int
  /// How many of them are the sample; what the others hold is not looked at.
  let bitsStored: Int
  /// The sample's uppermost bit.
  let highBit: Int
  let signed: Bool

  /// Nil unless the bits fit in one another.
  init?(rows: Int, columns: Int, bitsAllocated: Int, bitsStored: Int, highBit: Int, signed: Bool) {
    guard (1...65535).contains(rows), (1...65535).contains(columns), bitsAllocated == 8 || bitsAllocated == 16,
      (1...bitsAllocated).contains(bitsStored), (bitsStored - 1..<bitsAllocated).contains(highBit)
    else { return nil }
    self.rows = rows
    self.columns = columns
    self.bitsAllocated = bitsAllocated
    self.bitsStored = bitsStored
    self.highBit = highBit
    self.signed = signed
  }

  var pixels: Int { rows * columns }
  var bytesPerFrame: Int { pixels * bitsAllocated / 8 }

  /// The stored values that there can be.
  var range: ClosedRange<Int> {
    signed ? -(1 << (bitsStored - 1))...(1 << (bitsStored - 1)) - 1 : 0...(1 << bitsStored) - 1
  }

  /// What is taken off a stored value so that it fits in an Int16: 0 but for 16 unsigned bits.
  var bias: Int { range.upperBound > Int(Int16.max) ? 32768 : 0 }

  /// "uint16", "int16", "uint8" …
  var typeName: String { (signed ? "int" : "uint") + "\(bitsAllocated)" }

  /// Whether little-endian words are Int16 samples as they stand.
  var isPlainInt16: Bool { bitsAllocated == 16 && bitsStored == 16 && signed }

  /// Turns a native frame into Int16 samples, ``bias`` taken off, rows as stored.
  ///
  /// - Parameters:
  ///   - frame: ``bytesPerFrame`` bytes. Samples of one byte stand in their own order: see ``FrameReader`` for words.
  ///   - out: ``pixels`` samples.
  func unpack(_ frame: UnsafeRawBufferPointer, order: ByteOrder, into out: UnsafeMutableBufferPointer<Int16>) {
    precondition(frame.count >= bytesPerFrame && out.count >= pixels)
    // Moves the sample's top bit to the word's top, and back with its sign (or zeros).
    let up = Int16(truncatingIfNeeded: 15 - highBit), down = Int16(truncatingIfNeeded: 16 - bitsStored)
    let flip: Int16 = bias == 0 ? 0 : Int16.min
    if bitsAllocated == 8 {
      for n in 0..<pixels { out[n] = extract(UInt16(frame[n]), up, down) }
      return
    }
    let words = frame.bindMemory(to: UInt16.self)
    let isLittle = order.isLittle
    for n in 0..<pixels {
      let word = isLittle ? UInt16(littleEndian: words[n]) : UInt16(bigEndian: words[n])
      out[n] = extract(word, up, down) ^ flip
    }
  }

  @inline(__always)
  private func extract(_ word: UInt16, _ up: Int16, _ down: Int16) -> Int16 {
    let top = word &<< UInt16(truncatingIfNeeded: up)
    return signed
      ? Int16(bitPattern: top) &>> down : Int16(bitPattern: top &>> UInt16(truncatingIfNeeded: down))
  }
}
