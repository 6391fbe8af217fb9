import CZlib
import StyletBase
import StyletFiles
import StyletImaging

/// Writes PNG (ISO/IEC 15948): 8 bits a channel, grey where every pixel is, else RGB; not interlaced.
public enum PNGWriter {
  /// The file's bytes.
  ///
  /// Each row gets the filter whose result has the least sum of magnitudes (the specification's own advice, §12.8).
  /// - Parameter comment: a text chunk under "Comment"; what is not printable ASCII is left out. None when empty.
  /// - Throws: ``Failure`` when there is no memory to compress.
  public static func encode(_ picture: Bitmap, comment: String = ResearchUse.inData) throws -> [UInt8] {
    let isGrey = picture.isGrey
    let channels = isGrey ? 1 : 3
    var samples = picture.bytes
    if isGrey { samples = stride(from: 0, to: picture.bytes.count, by: 3).map { picture.bytes[$0] } }
    var file: [UInt8] = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]
    let header = bytes(UInt32(picture.width)) + bytes(UInt32(picture.height)) + [8, isGrey ? 0 : 2, 0, 0, 0]
    append("IHDR", header, to: &file)
    append("sRGB", [0], to: &file)
    let plain = comment.utf8.filter { (0x20...0x7e).contains($0) }
    if !plain.isEmpty { append("tEXt", Array("Comment".utf8) + [0] + plain, to: &file) }
    let sink = MemorySink()
    let zlib = try DeflateSink(sink, .zlib, level: 9)
    try zlib.write(filtered(samples, rowBytes: picture.width * channels, pixelBytes: channels))
    try zlib.finish()
    append("IDAT", sink.bytes, to: &file)
    append("IEND", [], to: &file)
    return file
  }

  /// Length, type, content and CRC-32 of type and content.
  private static func append(_ type: String, _ content: [UInt8], to file: inout [UInt8]) {
    let body = Array(type.utf8) + content
    let crc = body.withUnsafeBufferPointer { crc32_z(0, $0.baseAddress, $0.count) }
    file += bytes(UInt32(content.count)) + body + bytes(UInt32(truncatingIfNeeded: crc))
  }

  private static func bytes(_ n: UInt32) -> [UInt8] {
    [UInt8(n >> 24), UInt8(n >> 16 & 255), UInt8(n >> 8 & 255), UInt8(n & 255)]
  }

  /// Each row behind the number of its filter (§9.2): 0 none, 1 sub, 2 up, 3 average, 4 Paeth.
  static func filtered(_ samples: [UInt8], rowBytes: Int, pixelBytes: Int) -> [UInt8] {
    let rows = samples.count / rowBytes
    var out = [UInt8](repeating: 0, count: rows * (rowBytes + 1))
    let blank = [UInt8](repeating: 0, count: rowBytes)
    var trial = blank
    samples.withUnsafeBufferPointer { samples in
      blank.withUnsafeBufferPointer { blank in
        for y in 0..<rows {
          let row = UnsafeBufferPointer(rebasing: samples[y * rowBytes..<(y + 1) * rowBytes])
          let above = y == 0 ? blank : UnsafeBufferPointer(rebasing: samples[(y - 1) * rowBytes..<y * rowBytes])
          var least = Int.max
          for filter in 0...4 {
            var sum = 0
            for x in 0..<rowBytes {
              let left = x < pixelBytes ? 0 : row[x &- pixelBytes]
              let corner = x < pixelBytes ? 0 : above[x &- pixelBytes]
              let guess: UInt8 =
                switch filter {
                case 0: 0
                case 1: left
                case 2: above[x]
                case 3: UInt8((Int(left) + Int(above[x])) / 2)
                default: paeth(left, above[x], corner)
                }
              let rest = row[x] &- guess
              trial[x] = rest
              sum &+= Int(Int8(bitPattern: rest).magnitude)
            }
            guard sum < least else { continue }
            least = sum
            let start = y * (rowBytes + 1)
            out[start] = UInt8(filter)
            for x in 0..<rowBytes { out[start + 1 + x] = trial[x] }
          }
        }
      }
    }
    return out
  }

  /// Of left, above and upper left the one nearest to left + above − upper left (§9.4).
  private static func paeth(_ a: UInt8, _ b: UInt8, _ c: UInt8) -> UInt8 {
    let p = Int(a) + Int(b) - Int(c)
    let (pa, pb, pc) = (abs(p - Int(a)), abs(p - Int(b)), abs(p - Int(c)))
    return pa <= pb && pa <= pc ? a : pb <= pc ? b : c
  }
}

extension Bitmap {
  var isGrey: Bool {
    for n in stride(from: 0, to: bytes.count, by: 3) {
      guard bytes[n] == bytes[n + 1], bytes[n] == bytes[n + 2] else { return false }
    }
    return true
  }
}
