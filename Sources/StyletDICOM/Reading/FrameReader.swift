import StyletBase

/// Reads slices' pixels; keeps its scratch memory from one slice to the next. Used by one thread.
final class FrameReader {
  private var frame: [UInt8] = []
  /// What a file of several frames was inflated to.
  private var inflated: (path: String, source: DICOMSource)?

  /// Fills `out` (``PixelFormat/pixels`` samples) with a slice's samples as ``PixelFormat/unpack`` gives them.
  func read(_ slice: SliceHeader, into out: UnsafeMutableBufferPointer<Int16>) throws {
    do {
      switch slice.transferSyntax.encoding {
      case .native:
        try readNative(slice, slice.location.open(), into: out)
      case .deflated:
        if let inflated, inflated.path == slice.path {
          return try readNative(slice, inflated.source, into: out)
        }
        guard let file = try DICOMFile(slice.location) else {
          throw Failure(.io, "the file changed while it was read")
        }
        inflated = slice.frames == nil ? nil : (slice.path, file.dataSet.source)
        try readNative(slice, file.dataSet.source, into: out)
      case .encapsulated, .unusable:
        let decoder = try PixelDecoders.decoder(for: slice.transferSyntax)
        let source = try slice.location.open()
        let ranges: [Range<Int>]
        if let frames = slice.frames, let number = slice.frameNumber {
          ranges = try frames.fragments(of: number, source, slice.pixels)
        } else {
          ranges = try EncapsulatedPixels(source, slice.pixels).fragments
        }
        let fragments = try ranges.map { try source.bytes(at: $0.lowerBound, count: $0.count) }
        let decoded = try decoder.decode(fragments, format: slice.format)
        decoded.withUnsafeBytes { slice.format.unpack($0, order: .little, into: out) }
      }
    } catch let failure as Failure {
      throw failure.about(slice.path)
    }
  }

  func samples(_ slice: SliceHeader) throws -> [Int16] {
    try [Int16](unsafeUninitializedCapacity: slice.format.pixels) { buffer, filled in
      buffer.initialize(repeating: 0)
      filled = slice.format.pixels
      try read(slice, into: buffer)
    }
  }

  private func readNative(
    _ slice: SliceHeader, _ source: DICOMSource, into out: UnsafeMutableBufferPointer<Int16>
  ) throws {
    if slice.format.isPlainInt16, slice.order == .little {
      let samples = UnsafeMutableBufferPointer(rebasing: out[..<slice.format.pixels])
      try source.copy(at: slice.frameOffset, into: UnsafeMutableRawBufferPointer(samples))
      #if _endian(big)
        for n in samples.indices { samples[n] = Int16(littleEndian: samples[n]) }
      #endif
      return
    }
    // Bytes in words: those of a frame begin and end in the middle of one where a frame is odd.
    let first = slice.swapsBytes ? slice.bytesBefore & 1 : 0
    let count = slice.swapsBytes ? (first + slice.format.bytesPerFrame + 1) & ~1 : slice.format.bytesPerFrame
    if frame.count < count { frame = [UInt8](repeating: 0, count: count) }
    try frame.withUnsafeMutableBytes {
      let part = UnsafeMutableRawBufferPointer(rebasing: $0[..<count])
      try source.copy(at: slice.frameOffset - first, into: part)
      if slice.swapsBytes { for n in stride(from: 0, to: count, by: 2) { part.swapAt(n, n + 1) } }
      slice.format.unpack(UnsafeRawBufferPointer(rebasing: part[first...]), order: slice.order, into: out)
    }
  }
}

extension SliceHeader {
  /// Where a native frame begins: frames follow one another without a gap.
  fileprivate var frameOffset: Int { pixels.offset + bytesBefore }
  /// Whether two neighbouring samples of a byte stand in one word whose upper byte, the second sample, comes first
  /// (PS3.5 §8.1.1 and A.3: OW in big endian).
  fileprivate var swapsBytes: Bool { order == .big && format.bitsAllocated == 8 && pixels.vr == .ow }
  /// At most 65,535 frames of 2³³ bytes.
  fileprivate var bytesBefore: Int { frameNumber.map { ($0 - 1) * format.bytesPerFrame } ?? 0 }

  /// Why the pixels cannot be read, as far as the header tells.
  var pixelFailure: Failure? {
    do {
      try checkPixels()
      return nil
    } catch {
      return error as? Failure
    }
  }

  /// Refuses pixels that cannot be there or be decompressed, before memory is taken for them.
  func checkPixels() throws {
    guard transferSyntax.encoding == .native || transferSyntax.encoding == .deflated else {
      do {
        _ = try PixelDecoders.decoder(for: transferSyntax)
        // A frame that has no bytes must not take memory.
        if let frames, let frameNumber { try frames.check(frameNumber, location, pixels) }
      } catch let failure as Failure {
        throw failure.about(path)
      }
      return
    }
    let place = "\(pixels.tag), offset \(pixels.offset)"
    let all = (frames?.count ?? 1) * format.bytesPerFrame
    // One byte makes an odd length even; where there are more, the size or the bits that are stated are wrong.
    if let length = pixels.length, length > all + 1 {
      throw Failure(
        .badData, path: path,
        "Pixel Data has \(length) bytes, \(all) are needed for \(frames.map { "\($0.count) x " } ?? "")"
          + "\(format.columns)x\(format.rows) of \(format.bitsAllocated) bits", at: place,
        advice: "export the series again: its header does not describe its pixels")
    }
    let used = bytesBefore + format.bytesPerFrame
    let wanted = swapsBytes ? (used + 1) & ~1 : used
    guard let length = pixels.length, length >= wanted else {
      let stated = pixels.length.map { "\($0) bytes" } ?? "of undefined length"
      throw Failure(
        .badData, path: path,
        "the pixels are \(stated), \(frameNumber.map { "\($0) x " } ?? "")\(format.columns)x\(format.rows) of "
          + "\(format.bitsAllocated) bits need \(wanted)",
        at: place)
    }
    guard wanted <= dataSize - pixels.offset else {
      throw Failure(
        .badData, path: path, "cut short: of \(wanted) bytes of pixels \(max(dataSize - pixels.offset, 0)) are there",
        at: place, advice: "copy the file again")
    }
  }
}
