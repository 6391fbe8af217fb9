#if Codecs
  import CCharLS
  import StyletBase

  /// JPEG-LS, lossless and near-lossless (ITU-T T.87), by CharLS.
  struct JPEGLSDecoder: PixelDecoder {
    /// One bit may stand for a run of 32768 samples (T.87 A.7.1).
    private static let mostPixelsPerByte = 8 * 32768

    func decode(_ fragments: [ArraySlice<UInt8>], format: PixelFormat) throws -> [UInt8] {
      let bytes = joined(fragments)
      // Without the marker CharLS 2.4.1 may take seconds over what is not there.
      guard let end = lastEndMarker(bytes) else {
        throw Failure(.badData, "the JPEG-LS image has no end", advice: "copy the file again")
      }
      guard let decoder = charls_jpegls_decoder_create() else { throw Failure(.io, "no memory for CharLS") }
      defer { charls_jpegls_decoder_destroy(decoder) }
      return try bytes[..<(end + 2)].withUnsafeBytes { source in
        try check(charls_jpegls_decoder_set_source_buffer(decoder, source.baseAddress!, source.count))
        try check(charls_jpegls_decoder_read_header(decoder))
        var info = charls_frame_info()
        try check(charls_jpegls_decoder_get_frame_info(decoder, &info))
        let image = CodedImage(
          columns: Int(info.width), rows: Int(info.height), components: Int(info.component_count),
          precision: Int(info.bits_per_sample))
        try image.check(format, mostPixels: Self.mostPixelsPerByte * bytes.count)
        return try image.frame(format) { samples in
          guard image.precision <= 8 else {
            let size = samples.count * MemoryLayout<UInt16>.stride
            return try check(charls_jpegls_decoder_decode_to_buffer(decoder, samples.baseAddress!, size, 0))
          }
          // CharLS gives samples of up to 8 bits a byte each.
          var narrow = [UInt8](repeating: 0, count: samples.count)
          try check(charls_jpegls_decoder_decode_to_buffer(decoder, &narrow, narrow.count, 0))
          for n in samples.indices { samples[n] = UInt16(narrow[n]) }
        }
      }
    }

    private func check(_ code: charls_jpegls_errc) throws {
      guard code.rawValue != 0 else { return }
      let reason = charls_get_error_message(code).map { String(cString: $0) } ?? "error \(code.rawValue)"
      throw Failure(.badData, "the JPEG-LS image is damaged (CharLS: \(reason))", advice: "copy the file again")
    }
  }
#endif
