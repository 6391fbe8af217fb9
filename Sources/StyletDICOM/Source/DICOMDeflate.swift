import StyletBase
import StyletFiles

/// Inflates what follows the meta information (PS3.5 A.5: a bare deflate stream, RFC 1951).
///
/// - Parameter limit: the most bytes that it may become; a slice of 4096 x 4096 is 32 MB.
func inflateDataSet(_ source: DICOMSource, from offset: Int, limit: Int = 256 << 20) throws -> [UInt8] {
  var compressed = [UInt8](repeating: 0, count: source.size - offset)
  try compressed.withUnsafeMutableBytes { try source.copy(at: offset, into: $0) }
  let input = ArrayStream(compressed)
  let stream = try InflateStream(source: input, wrapping: .raw) { offset + input.position }
  var out: [UInt8] = []
  while true {
    let chunk = try stream.bytes(upTo: 1 << 18)
    if chunk.isEmpty { return out }
    out += chunk
    guard out.count <= limit else {
      throw Failure(.badData, "the deflated data set is more than \(limit) bytes", at: "offset \(offset)")
    }
  }
}
