import StyletBase

/// What a compressed image says of itself: held against the header before memory is taken for the pixels.
struct CodedImage: Equatable, Sendable {
  let columns: Int
  let rows: Int
  let components: Int
  /// Bits of a sample.
  let precision: Int
  /// Nil where the compression does not say.
  var signed: Bool?

  /// No slice has more: 8192 x 8192. A few bytes can claim any size where blank areas cost nothing.
  static let mostPixels = 1 << 26

  /// Refuses an image that is not the one that the header describes.
  ///
  /// More precision than the bits stored is usual (whole words are coded). Less is read as well: the samples fit.
  /// Signed samples that are coded as unsigned, and the reverse, are taken as the header says when all bits stored
  /// are coded, because they are the same bits; otherwise there are two ways to extend them, and none is taken.
  ///
  /// - Parameter mostPixels: what the compressed bytes can hold at the very most.
  func check(_ format: PixelFormat, mostPixels: Int = CodedImage.mostPixels) throws {
    guard columns == format.columns, rows == format.rows else {
      throw disagreement("\(columns)x\(rows) pixels", "\(format.columns)x\(format.rows)", .columns)
    }
    guard components == 1 else { throw disagreement("\(components) components", "1", .samplesPerPixel) }
    guard (1...format.bitsAllocated).contains(precision) else {
      throw disagreement("samples of \(precision) bits", "\(format.bitsAllocated)", .bitsAllocated)
    }
    if precision <= format.highBit {
      guard format.highBit == format.bitsStored - 1 else {
        throw disagreement("samples of \(precision) bits", "bit \(format.highBit) for the highest", .highBit)
      }
      if let signed, signed != format.signed {
        throw disagreement(
          "\(signed ? "signed" : "unsigned") samples of \(precision) bits",
          "\(format.signed ? "signed" : "unsigned") ones of \(format.bitsStored)", .pixelRepresentation)
      }
    }
    guard format.pixels <= min(mostPixels, Self.mostPixels) else {
      let most = min(mostPixels, Self.mostPixels)
      throw Failure(
        .badData, "\(format.columns)x\(format.rows) pixels are more than the \(most) that the compressed data can hold",
        at: "\(DICOMTag.pixelData)")
    }
  }

  /// The bytes of a native little-endian frame, from the samples that `fill` writes.
  ///
  /// - Parameter fill: is given a word for each pixel, rows as stored, and writes all of them (or throws): the
  ///   sample in the lowest ``precision`` bits, zeros or its sign above.
  func frame(_ format: PixelFormat, fill: (UnsafeMutableBufferPointer<UInt16>) throws -> Void) throws -> [UInt8] {
    let pixels = format.pixels
    guard format.bitsAllocated == 16 else {
      let words = try [UInt16](unsafeUninitializedCapacity: pixels) { words, count in
        try fill(UnsafeMutableBufferPointer(rebasing: words[..<pixels]))
        extendSign(UnsafeMutableBufferPointer(rebasing: words[..<pixels]), format)
        count = pixels
      }
      return words.map { UInt8(truncatingIfNeeded: $0) }
    }
    return try [UInt8](unsafeUninitializedCapacity: 2 * pixels) { bytes, count in
      try UnsafeMutableRawBufferPointer(rebasing: UnsafeMutableRawBufferPointer(bytes)[..<(2 * pixels)])
        .withMemoryRebound(to: UInt16.self) { words in
          try fill(words)
          extendSign(words, format)
          #if _endian(big)
            for n in words.indices { words[n] = words[n].littleEndian }
          #endif
        }
      count = 2 * pixels
    }
  }

  /// Gives samples of fewer bits than are stored their sign.
  private func extendSign(_ words: UnsafeMutableBufferPointer<UInt16>, _ format: PixelFormat) {
    guard format.signed, precision < format.bitsStored else { return }
    let shift = Int16(truncatingIfNeeded: 16 - precision)
    for n in words.indices { words[n] = UInt16(bitPattern: (Int16(bitPattern: words[n]) &<< shift) &>> shift) }
  }

  private func disagreement(_ coded: String, _ header: String, _ tag: DICOMTag) -> Failure {
    Failure(.badData, "the compressed image has \(coded) where the header says \(header)", at: "\(tag)")
  }
}

/// A frame's fragments as one array of bytes: where they were cut has no meaning (PS3.5 A.4).
func joined(_ fragments: [ArraySlice<UInt8>]) -> [UInt8] {
  var bytes: [UInt8] = []
  bytes.reserveCapacity(fragments.reduce(0) { $0 + $1.count })
  for fragment in fragments { bytes += fragment }
  return bytes
}

/// Where the last end marker (FFD9) begins, which JPEG-LS and JPEG 2000 never have within coded samples. What
/// follows makes the length even.
func lastEndMarker(_ bytes: [UInt8]) -> Int? {
  var position = bytes.count - 2
  while position >= 0, bytes[position] != 0xff || bytes[position + 1] != 0xd9 { position -= 1 }
  return position >= 0 ? position : nil
}
