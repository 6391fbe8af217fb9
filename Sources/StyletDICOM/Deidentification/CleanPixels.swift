import StyletBase
import StyletFiles

/// Pixels on their way out: exactly those of the frames, without what hides in bits that are not stored, behind the last
/// frame, or beside the picture in a compressed one. A frame at a time is in memory.
struct CleanPixels {
  /// What stands for PixelData in the output; nil: as it is stored.
  private(set) var entry: DICOMObject.Entry?
  /// The digest that the output's bytes must have.
  private(set) var digest: [UInt8] = []
  /// Why they must not leave by themselves.
  private(set) var reason: QuarantineReason?
  private var hash = SHA256()

  /// - Throws: ``Failure`` where they cannot be read.
  init(_ file: DICOMFile, _ policy: DeidentificationPolicy) throws {
    guard let entry = try file.dataSet.only(.pixelData) else {
      // Contours have none: the digest of nothing.
      digest = hash.finalize()
      return
    }
    let shape = try PixelShape(file.dataSet)
    if let wrong = shape.reason {
      reason = wrong
    } else if file.transferSyntax.encoding == .encapsulated {
      try takeFragments(file, entry, shape, policy)
    } else {
      try takeNative(file, entry, shape, policy)
    }
    digest = hash.finalize()
  }

  /// The digest of a file's pixels as they are stored.
  static func digest(_ file: DICOMFile) throws -> [UInt8] {
    var hash = SHA256()
    guard let entry = try file.dataSet.only(.pixelData) else { return hash.finalize() }
    let source = file.dataSet.source
    if entry.element.length == nil {
      for range in try EncapsulatedPixels(source, entry.element).fragments { try add(source, range, to: &hash) }
    } else {
      let shape = try PixelShape(file.dataSet)
      let length = min(shape.bytes, entry.element.length ?? 0)
      try add(source, entry.element.offset..<entry.element.offset + length, to: &hash)
    }
    return hash.finalize()
  }

  private static func add(_ source: DICOMSource, _ range: Range<Int>, to hash: inout SHA256) throws {
    try eachPiece(source, range) { hash.update(bufferPointer: $0) }
  }

  private static func eachPiece(
    _ source: DICOMSource, _ range: Range<Int>, _ body: (UnsafeRawBufferPointer) throws -> Void
  ) throws {
    let size = min(1 << 20, range.count)
    guard size > 0 else { return }
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: size, alignment: 16)
    defer { buffer.deallocate() }
    for start in stride(from: range.lowerBound, to: range.upperBound, by: size) {
      let part = UnsafeMutableRawBufferPointer(rebasing: buffer[..<min(size, range.upperBound - start)])
      try source.copy(at: start, into: part)
      try body(UnsafeRawBufferPointer(part))
    }
  }

  // MARK: Native

  private mutating func takeNative(
    _ file: DICOMFile, _ entry: DICOMObject.Entry, _ shape: PixelShape, _ policy: DeidentificationPolicy
  ) throws {
    let element = entry.element, source = file.dataSet.source
    guard let length = element.length, length >= shape.bytes, shape.bytes > 0 else {
      reason = .unreadablePixels
      return
    }
    var isTidy = length == shape.bytes || length == shape.bytes + 1 && shape.bytes % 2 == 1
    if length == shape.bytes + 1, try source.bytes(at: element.offset + shape.bytes, count: 1).first != 0 { isTidy = false }
    let mask = shape.format.flatMap { BitMask($0, file.dataSet.order) }
    guard let format = shape.format else {
      // Masks of one bit: neither text nor bits between them.
      try Self.add(source, element.offset..<element.offset + shape.bytes, to: &hash)
      if !isTidy { self.entry = Self.streamed(source, element, shape, nil) }
      return
    }
    let frame = UnsafeMutableRawBufferPointer.allocate(byteCount: format.bytesPerFrame, alignment: 16)
    let samples = UnsafeMutableBufferPointer<Int16>.allocate(capacity: format.pixels)
    samples.initialize(repeating: 0)
    defer {
      frame.deallocate()
      samples.deallocate()
    }
    for n in 0..<shape.frames {
      try source.copy(at: element.offset + n * format.bytesPerFrame, into: frame)
      if let mask, mask.apply(to: frame) { isTidy = false }
      hash.update(bufferPointer: UnsafeRawBufferPointer(frame))
      format.unpack(UnsafeRawBufferPointer(frame), order: file.dataSet.order, into: samples)
      if shape.isImage, policy.burnedIn.isDoubtful(
        UnsafeBufferPointer(samples), columns: format.columns, inverted: shape.inverted)
      {
        reason = .burnedInText
        return
      }
    }
    if !isTidy { self.entry = Self.streamed(source, element, shape, mask) }
  }

  private static func streamed(
    _ source: DICOMSource, _ element: DICOMElement, _ shape: PixelShape, _ mask: BitMask?
  ) -> DICOMObject.Entry {
    let stream = DICOMStream(length: shape.bytes) { sink in
      // Pieces are of even length.
      try eachPiece(source, element.offset..<element.offset + shape.bytes) { piece in
        guard let mask else { return try sink.write(piece) }
        let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: piece.count, alignment: 16)
        defer { copy.deallocate() }
        copy.copyMemory(from: piece)
        _ = mask.apply(to: copy)
        try sink.write(UnsafeRawBufferPointer(copy))
      }
    }
    let made = DICOMElement(tag: element.tag, statedVR: element.statedVR ?? .ow, length: shape.bytes)
    return DICOMObject.Entry(element: made, content: .made(stream))
  }

  // MARK: Compressed

  /// The most bytes of compressed pixels that are written anew, in memory.
  private static let mostMade = 1 << 30

  private mutating func takeFragments(
    _ file: DICOMFile, _ entry: DICOMObject.Entry, _ shape: PixelShape, _ policy: DeidentificationPolicy
  ) throws {
    let element = entry.element, source = file.dataSet.source
    guard let format = shape.format, PixelDecoders.canDecode(file.transferSyntax) else {
      reason = .unreadablePixels
      return
    }
    let decoder = try PixelDecoders.decoder(for: file.transferSyntax)
    let table = FrameTable(count: shape.frames, extended: nil)
    let all = try EncapsulatedPixels(source, element)
    var isTidy = try Self.isTidy(all, source)
    var made: [[[UInt8]]] = []
    var size = 0, seen = 0
    for number in 1...shape.frames {
      let ranges = try table.fragments(of: number, source, element)
      seen += ranges.count
      // Compressed pixels are no larger than they were: a length that says so is none, and memory is not taken for it.
      guard ranges.reduce(0, { $0 + $1.count }) <= 2 * format.bytesPerFrame + 1 << 16 else {
        reason = .unreadablePixels
        return
      }
      let fragments = try ranges.map { Array(try source.bytes(at: $0.lowerBound, count: $0.count)) }
      var image = fragments.count == 1 ? fragments[0] : Array(fragments.joined())
      let stored = image
      let isBlanked = try CodestreamCleaner.blank(&image, file.transferSyntax, format: format)
      let decoded = try decoder.decode([image[...]], format: format)
      if isBlanked {
        isTidy = false
        // Where what came does not decode for what follows it, blanks are still no part of the picture.
        if let before = try? decoder.decode([stored[...]], format: format), before != decoded {
          reason = .unreadablePixels
          return
        }
      }
      image.withUnsafeBytes { hash.update(bufferPointer: $0) }
      let samples = [Int16](unsafeUninitializedCapacity: format.pixels) { buffer, count in
        buffer.initialize(repeating: 0)
        decoded.withUnsafeBytes {
          format.unpack($0, order: .little, into: UnsafeMutableBufferPointer(rebasing: buffer[..<format.pixels]))
        }
        count = format.pixels
      }
      let isDoubtful = samples.withUnsafeBufferPointer {
        policy.burnedIn.isDoubtful($0, columns: format.columns, inverted: shape.inverted)
      }
      if shape.isImage, isDoubtful {
        reason = .burnedInText
        return
      }
      size += image.count
      guard isTidy || size <= Self.mostMade else {
        reason = .unreadablePixels
        return
      }
      // Kept as long as they may have to be written anew.
      if shape.frames == 1 || !isTidy || size <= Self.mostMade / 8 {
        var rest = image[...]
        made.append(ranges.map { range in
          defer { rest = rest.dropFirst(range.count) }
          return Array(rest.prefix(range.count))
        })
      }
    }
    // Fragments that are no frame's.
    if seen != all.fragments.count { reason = .unreadablePixels }
    guard !isTidy, reason == nil else { return }
    guard made.count == shape.frames else {
      reason = .unreadablePixels
      return
    }
    self.entry = try Self.encapsulated(made, element, file.encoding)
  }

  /// Whether the table of offsets is empty, or has places of fragments alone.
  private static func isTidy(_ pixels: EncapsulatedPixels, _ source: DICOMSource) throws -> Bool {
    guard !pixels.offsetTable.isEmpty else { return true }
    guard pixels.offsetTable.count % 4 == 0, let first = pixels.fragments.first else { return false }
    let starts = Set(pixels.fragments.map { $0.lowerBound - first.lowerBound })
    return try stride(from: pixels.offsetTable.lowerBound, to: pixels.offsetTable.upperBound, by: 4).allSatisfy {
      starts.contains(Int(try source.number(at: $0, .little, UInt32.self)))
    }
  }

  /// With a table of offsets where frames have several fragments.
  private static func encapsulated(
    _ frames: [[[UInt8]]], _ element: DICOMElement, _ encoding: DICOMEncoding
  ) throws -> DICOMObject.Entry {
    var bytes: [UInt8] = [], offsets: [UInt32] = [], body: [UInt8] = []
    for frame in frames {
      offsets.append(UInt32(truncatingIfNeeded: body.count))
      for fragment in frame {
        let even = fragment.count % 2 == 0 ? fragment : fragment + [0]
        try encoding.appendHeader(.item, .un, length: even.count, to: &body)
        body += even
      }
    }
    try encoding.appendHeader(.pixelData, .ob, length: nil, to: &bytes)
    let header = bytes.count
    let table = frames.contains { $0.count > 1 } && frames.count > 1 ? encoding.bytes(offsets) : []
    try encoding.appendHeader(.item, .un, length: table.count, to: &bytes)
    bytes += table
    bytes += body
    try encoding.appendHeader(.sequenceEnd, .un, length: 0, to: &bytes)
    let made = DICOMElement(
      tag: .pixelData, statedVR: .ob, header: UInt8(header), offset: header, length: nil)
    return DICOMObject.Entry(
      element: made, content: .borrowed(DICOMObject.Origin(DICOMSource(memory: bytes), encoding)))
  }
}

/// What the header says of the pixels, as far as their bytes go.
struct PixelShape {
  let frames: Int
  /// nil for masks of one bit.
  let format: PixelFormat?
  /// Of all frames, native.
  let bytes: Int
  let inverted: Bool
  /// Whether it is a picture of a patient, in which somebody may have written.
  let isImage: Bool
  private(set) var reason: QuarantineReason?

  init(_ dataSet: DICOMObject) throws {
    let rows = try dataSet.integer(.rows, in: 1...65535) ?? 0
    let columns = try dataSet.integer(.columns, in: 1...65535) ?? 0
    frames = try dataSet.integer(.numberOfFrames, in: 1...65_535) ?? 1
    let allocated = try dataSet.integer(.bitsAllocated, in: 1...64) ?? 0
    let stored = try dataSet.integer(.bitsStored, in: 1...64) ?? allocated
    let high = try dataSet.integer(.highBit, in: 0...63) ?? stored - 1
    let signed = try dataSet.integer(.pixelRepresentation, in: 0...1) == 1
    inverted = try dataSet.string(.photometricInterpretation) == "MONOCHROME1"
    isImage = try dataSet.string(.modality) != "SEG"
    format = PixelFormat(
      rows: rows, columns: columns, bitsAllocated: allocated, bitsStored: stored, highBit: high, signed: signed)
    bytes = (frames * rows * columns * allocated + 7) / 8
    if try dataSet.integer(.samplesPerPixel, in: 0...65535) ?? 1 != 1 {
      reason = .colour
    } else if rows == 0 || columns == 0 || format == nil && (isImage || allocated != 1) {
      reason = .unreadablePixels
    }
  }
}

/// Which bits of a word are a sample's: the others become its sign, or nothing. Old overlays lie in them.
struct BitMask {
  private let stored: UInt16, shift: UInt16, sign: UInt16
  private let isLittle: Bool

  /// nil where all bits are.
  init?(_ format: PixelFormat, _ order: ByteOrder) {
    guard format.bitsAllocated == 16, format.bitsStored < 16 else { return nil }
    shift = UInt16(format.highBit + 1 - format.bitsStored)
    stored = (UInt16(1) << UInt16(format.bitsStored) - 1) << shift
    sign = format.signed ? UInt16(1) << UInt16(format.highBit) : 0
    isLittle = order.isLittle
  }

  /// - Returns: whether a word was changed. A trailing odd byte stays.
  func apply(to bytes: UnsafeMutableRawBufferPointer) -> Bool {
    let words = bytes.bindMemory(to: UInt16.self)
    let above = ~(stored | (UInt16(1) << shift &- 1))
    var isChanged: UInt16 = 0
    for n in words.indices {
      let word = isLittle ? UInt16(littleEndian: words[n]) : UInt16(bigEndian: words[n])
      let kept = word & stored | (word & sign != 0 ? above : 0)
      isChanged |= kept ^ word
      words[n] = isLittle ? kept.littleEndian : kept.bigEndian
    }
    return isChanged != 0
  }
}
