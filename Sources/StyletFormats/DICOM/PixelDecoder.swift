import StyletCore

/// Decompresses the frames of a transfer syntax.
protocol PixelDecoder: Sendable {
  /// - Parameters:
  ///   - fragments: the frame's fragments, in order; together they are one compressed image.
  ///   - format: what the header says of the pixels; an image that says otherwise is refused.
  /// - Returns: `format.bytesPerFrame` bytes as a native little-endian frame has them.
  func decode(_ fragments: [ArraySlice<UInt8>], format: PixelFormat) throws -> [UInt8]
}

/// The decoders there are, by the transfer syntaxes that they take.
enum PixelDecoders {
  private static let bySyntax: [TransferSyntax: any PixelDecoder] = [
    .rleLossless: RLEDecoder(), .jpegLossless: JPEGLosslessDecoder(), .jpegLosslessFirstOrder: JPEGLosslessDecoder(),
  ]

  static func canDecode(_ syntax: TransferSyntax) -> Bool {
    switch syntax.encoding {
    case .native, .deflated: true
    case .encapsulated: bySyntax[syntax] != nil
    case .unusable: false
    }
  }

  /// - Throws: ``Failure`` that names the syntax when there is none.
  static func decoder(for syntax: TransferSyntax) throws -> any PixelDecoder {
    if let decoder = bySyntax[syntax] { return decoder }
    throw Failure(
      .badData, "the pixels are compressed as \(syntax), which is not read yet", at: "\(DICOMTag.transferSyntaxUID)",
      advice: "decompress the files first (dcmdjpeg, dcmdjpls, dcmdrle or gdcmconv --raw)")
  }
}
