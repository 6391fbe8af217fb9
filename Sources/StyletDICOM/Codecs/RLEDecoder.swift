import StyletBase
import StyletFiles

/// RLE Lossless (PS3.5 annex G): a segment for each byte of a sample, the upper one first, in PackBits.
struct RLEDecoder: PixelDecoder {
  func decode(_ fragments: [ArraySlice<UInt8>], format: PixelFormat) throws -> [UInt8] {
    let frame = Array(fragments.joined())
    let reader = ByteReader(frame)
    let planes = format.bitsAllocated / 8
    let count: UInt32 = try reader.at(0)
    guard Int(count) == planes else {
      throw Failure(.badData, "the RLE frame has \(count) segments, \(planes) are needed", at: "\(DICOMTag.pixelData)")
    }
    let starts = try (0..<planes).map { Int(try reader.at(4 + 4 * $0, UInt32.self)) }
    // Two bytes make 128 at most: a header that promises more is refused before memory is taken for it.
    guard format.bytesPerFrame / 64 <= frame.count else {
      throw Failure(
        .badData, "\(frame.count) bytes of RLE cannot hold \(format.columns)x\(format.rows) pixels",
        at: "\(DICOMTag.pixelData)", advice: "copy the file again")
    }
    var out = [UInt8](repeating: 0, count: format.bytesPerFrame)
    for plane in 0..<planes {
      let end = plane + 1 < planes ? starts[plane + 1] : frame.count
      guard starts[plane] >= 64, starts[plane] <= end, end <= frame.count else {
        throw Failure(.badData, "the RLE frame's segments do not lie in it", at: "\(DICOMTag.pixelData)")
      }
      let written = Self.unpack(
        frame[starts[plane]..<end], into: &out, from: planes - 1 - plane, step: planes, count: format.pixels)
      guard written >= format.pixels else {
        throw Failure(
          .badData, "cut short: an RLE segment has \(written) of \(format.pixels) pixels", at: "\(DICOMTag.pixelData)",
          advice: "copy the file again")
      }
      // Some writers make the pixels even before they pack them, or fill up with zeros after.
      guard written <= format.pixels + format.pixels % 2 else {
        throw Failure(
          .badData, "an RLE segment has more than \(format.pixels) pixels: it belongs to another image",
          at: "\(DICOMTag.pixelData)")
      }
    }
    return out
  }

  /// Puts up to `count` bytes into every `step`th of `out`; says how many the segment holds, or `count` + 2 at once
  /// when there are more than one too many. Zeros at its end are no pixels.
  private static func unpack(
    _ segment: ArraySlice<UInt8>, into out: inout [UInt8], from first: Int, step: Int, count: Int
  ) -> Int {
    segment.withUnsafeBufferPointer { packed in
      out.withUnsafeMutableBufferPointer { out in
        var at = 0
        var done = 0
        while at < packed.count {
          if done >= count, packed[at...].allSatisfy({ $0 == 0 }) { return done }
          let head = Int(Int8(bitPattern: packed[at]))
          at += 1
          if head == -128 { continue }
          let isLiteral = head >= 0
          guard at < packed.count else { return done }
          let n = isLiteral ? min(head + 1, packed.count - at) : 1 - head
          for i in 0..<min(n, count - min(done, count)) {
            out[first + (done + i) * step] = packed[isLiteral ? at + i : at]
          }
          at += isLiteral ? n : 1
          done += n
          if done > count + 1 { return count + 2 }
        }
        return done
      }
    }
  }
}
