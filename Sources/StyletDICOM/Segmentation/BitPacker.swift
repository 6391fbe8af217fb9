import StyletFiles

/// Packs a segment's voxels as bits, the first one lowest, frame after frame without a gap: a frame begins in the
/// middle of a byte where rows x columns is no multiple of 8 (PS3.5 §8.1.1 and annex D).
final class BitPacker {
  private let sink: any ByteSink
  private var out: [UInt8] = []
  /// The bits that do not make a byte yet, and how many.
  private var rest: UInt64 = 0
  private var count: UInt64 = 0

  init(_ sink: any ByteSink) { self.sink = sink }

  /// Adds a bit for each of `labels`: 1 where it is `label`.
  func add(_ labels: UnsafeBufferPointer<UInt8>, where label: UInt8) throws {
    out.removeAll(keepingCapacity: true)
    out.reserveCapacity(labels.count / 8 + 2)
    var n = 0
    while n < labels.count {
      if labels.count - n >= 8 {
        let word = UnsafeRawBufferPointer(labels).loadUnaligned(fromByteOffset: n, as: UInt64.self).littleEndian
        rest |= Self.matches(word, label) &<< count
        out.append(UInt8(truncatingIfNeeded: rest))
        rest &>>= 8
        n += 8
      } else {
        if labels[n] == label { rest |= 1 &<< count }
        count += 1
        if count == 8 {
          out.append(UInt8(truncatingIfNeeded: rest))
          rest = 0
          count = 0
        }
        n += 1
      }
    }
    try sink.write(out)
  }

  /// Writes the last, unfinished byte.
  func finish() throws {
    if count > 0 { try sink.write([UInt8(truncatingIfNeeded: rest)]) }
  }

  /// A bit for each byte of `word`, the lowest first: 1 where it is `label`.
  private static func matches(_ word: UInt64, _ label: UInt8) -> UInt64 {
    let low: UInt64 = 0x7f7f_7f7f_7f7f_7f7f
    let x = word ^ (UInt64(label) &* 0x0101_0101_0101_0101)
    // The highest bit of a byte is 0 exactly where the byte of x is 0.
    let differs = ((x & low) &+ low) | x
    let equal = (~differs >> 7) & 0x0101_0101_0101_0101
    // Brings bit 8n to bit 56 + n.
    return (equal &* 0x0102_0408_1020_4080) >> 56
  }
}
