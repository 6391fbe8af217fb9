import CZlib
import StyletCore

/// Inflates what follows the meta information (PS3.5 A.5: a bare deflate stream, RFC 1951).
///
/// - Parameter limit: the most bytes that it may become; a slice of 4096 x 4096 is 32 MB.
func inflateDataSet(_ source: DICOMSource, from offset: Int, limit: Int = 256 << 20) throws -> [UInt8] {
  var compressed = [UInt8](repeating: 0, count: source.size - offset)
  try compressed.withUnsafeMutableBytes { try source.copy(at: offset, into: $0) }
  var stream = z_stream()
  guard inflateInit2_(&stream, -MAX_WBITS, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else {
    throw Failure(.io, "not enough memory to inflate it")
  }
  defer { inflateEnd(&stream) }
  var out: [UInt8] = []
  var chunk = [UInt8](repeating: 0, count: 1 << 18)
  var status = Z_OK
  try compressed.withUnsafeMutableBufferPointer { input in
    stream.next_in = input.baseAddress
    stream.avail_in = UInt32(clamping: input.count)
    repeat {
      let produced = chunk.withUnsafeMutableBufferPointer { buffer in
        stream.next_out = buffer.baseAddress
        stream.avail_out = UInt32(buffer.count)
        status = inflate(&stream, Z_NO_FLUSH)
        return buffer.count - Int(stream.avail_out)
      }
      out += chunk[..<produced]
      guard out.count <= limit else {
        throw Failure(
          .badData, "the deflated data set is more than \(limit) bytes", at: "offset \(offset)")
      }
    } while status == Z_OK
  }
  guard status == Z_STREAM_END else {
    let what = status == Z_BUF_ERROR ? "cut short in the deflated data set" : "the deflated data set is damaged"
    throw Failure(.badData, what, at: "offset \(offset + Int(stream.total_in))", advice: "copy the file again")
  }
  return out
}
