import StyletBase

/// The decoders there are, by the transfer syntaxes that they take.
enum PixelDecoders {
  private static let bySyntax: [TransferSyntax: any PixelDecoder] = {
    var decoders: [TransferSyntax: any PixelDecoder] = [
      .rleLossless: RLEDecoder(), .jpegLossless: JPEGLosslessDecoder(), .jpegLosslessFirstOrder: JPEGLosslessDecoder(),
    ]
    #if Codecs
      for syntax in TransferSyntax.jpegLS { decoders[syntax] = JPEGLSDecoder() }
      for syntax in TransferSyntax.jpeg2000 { decoders[syntax] = JPEG2000Decoder() }
    #endif
    return decoders
  }()

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
    let place = "\(DICOMTag.transferSyntaxUID)"
    if (TransferSyntax.jpegLS + TransferSyntax.jpeg2000).contains(syntax) {
      throw Failure(
        .badData, words("scan.codecs-missing", ["syntax": "\(syntax)"]), at: place,
        advice: words("scan.codecs-missing-advice"))
    }
    throw Failure(
      .badData, words("scan.codec-unknown", ["syntax": "\(syntax)"]), at: place, advice: words("scan.decompress"))
  }
}
