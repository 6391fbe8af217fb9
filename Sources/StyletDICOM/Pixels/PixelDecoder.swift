import StyletBase

/// Decompresses the frames of a transfer syntax.
protocol PixelDecoder: Sendable {
  /// - Parameters:
  ///   - fragments: the frame's fragments, in order; together they are one compressed image.
  ///   - format: what the header says of the pixels; an image that says otherwise is refused.
  /// - Returns: `format.bytesPerFrame` bytes as a native little-endian frame has them.
  func decode(_ fragments: [ArraySlice<UInt8>], format: PixelFormat) throws -> [UInt8]
}
