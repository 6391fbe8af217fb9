#if Codecs
  import COpenJPEG
  import StyletBase

  /// JPEG 2000, reversible or not (ITU-T T.800), by OpenJPEG.
  struct JPEG2000Decoder: PixelDecoder {
    func decode(_ fragments: [ArraySlice<UInt8>], format: PixelFormat) throws -> [UInt8] {
      let bytes = joined(fragments)
      let codestream = try JPEG2000Codestream(bytes)
      try codestream.image.check(format)
      return try bytes.withUnsafeBytes { bytes in
        var source = MemorySource(bytes: UnsafeRawBufferPointer(rebasing: bytes[codestream.range]))
        return try withUnsafeMutablePointer(to: &source) { source in
          try withStream(source) { try decode($0, codestream.image, format) }
        }
      }
    }

    private func decode(
      _ stream: UnsafeMutablePointer<opj_stream_t?>, _ image: CodedImage, _ format: PixelFormat
    ) throws -> [UInt8] {
      guard let codec = opj_create_decompress(OPJ_CODEC_J2K) else { throw Failure(.io, "no memory for OpenJPEG") }
      defer { opj_destroy_codec(codec) }
      let log = MessageLog()
      log.listen(to: codec)
      return try withExtendedLifetime(log) {
        var parameters = opj_dparameters_t()
        opj_set_default_decoder_parameters(&parameters)
        var decoded: UnsafeMutablePointer<opj_image_t>?
        defer { if let decoded { opj_image_destroy(decoded) } }
        // Strict: data that end too soon are an error, never a blurred image.
        guard opj_setup_decoder(codec, &parameters) != 0, opj_decoder_set_strict_mode(codec, OPJ_TRUE) != 0,
          opj_read_header(stream, codec, &decoded) != 0, let decoded, opj_decode(codec, stream, decoded) != 0,
          log.first == nil
        else { throw failure(log.first) }
        guard decoded.pointee.numcomps == 1, let component = decoded.pointee.comps?.pointee,
          component.w == format.columns, component.h == format.rows, let samples = component.data
        else { throw failure("no image") }
        return try image.frame(format) { words in
          for n in words.indices { words[n] = UInt16(truncatingIfNeeded: samples[n]) }
        }
      }
    }

    private func failure(_ reason: String?) -> Failure {
      Failure(
        .badData, "the JPEG 2000 image is damaged" + (reason.map { " (OpenJPEG: \($0))" } ?? ""),
        advice: "copy the file again")
    }
  }

  /// What OpenJPEG complains of while it decodes; a warning tells of damage as an error does.
  private final class MessageLog {
    private(set) var first: String?

    func listen(to codec: UnsafeMutablePointer<opj_codec_t?>) {
      let hear: opj_msg_callback = { message, log in
        guard let message, let log else { return }
        Unmanaged<MessageLog>.fromOpaque(log).takeUnretainedValue().add(String(cString: message))
      }
      let this = Unmanaged.passUnretained(self).toOpaque()
      opj_set_error_handler(codec, hear, this)
      opj_set_warning_handler(codec, hear, this)
    }

    private func add(_ message: String) {
      if first == nil { first = message.split(whereSeparator: \.isNewline).first.map(String.init) ?? "" }
    }
  }

  /// Bytes in memory as OpenJPEG's stream reads them.
  private struct MemorySource {
    let bytes: UnsafeRawBufferPointer
    var position = 0

    /// - Returns: how many were read; -1 at the end.
    mutating func read(_ count: Int, into buffer: UnsafeMutableRawPointer) -> Int {
      let taken = min(count, bytes.count - position)
      guard taken > 0, let base = bytes.baseAddress else { return -1 }
      buffer.copyMemory(from: base + position, byteCount: taken)
      position += taken
      return taken
    }

    /// - Returns: whether the position is within the bytes, or at their end.
    mutating func seek(to target: Int) -> Bool {
      guard (0...bytes.count).contains(target) else { return false }
      position = target
      return true
    }
  }

  private func withStream<R>(
    _ source: UnsafeMutablePointer<MemorySource>, _ body: (UnsafeMutablePointer<opj_stream_t?>) throws -> R
  ) throws -> R {
    let buffer = 65536
    guard let stream = opj_stream_create(buffer, OPJ_TRUE) else { throw Failure(.io, "no memory for OpenJPEG") }
    defer { opj_stream_destroy(stream) }
    opj_stream_set_user_data(stream, source, nil)
    opj_stream_set_user_data_length(stream, UInt64(source.pointee.bytes.count))
    opj_stream_set_read_function(stream) { buffer, count, source in
      guard let buffer, let source else { return -1 }
      return source.assumingMemoryBound(to: MemorySource.self).pointee.read(count, into: buffer)
    }
    opj_stream_set_skip_function(stream) { count, source in
      guard let source = source?.assumingMemoryBound(to: MemorySource.self) else { return -1 }
      let (target, overflow) = source.pointee.position.addingReportingOverflow(Int(count))
      return !overflow && source.pointee.seek(to: target) ? count : -1
    }
    opj_stream_set_seek_function(stream) { target, source in
      guard let source = source?.assumingMemoryBound(to: MemorySource.self) else { return OPJ_FALSE }
      return source.pointee.seek(to: Int(target)) ? OPJ_TRUE : OPJ_FALSE
    }
    return try body(stream)
  }
#endif
