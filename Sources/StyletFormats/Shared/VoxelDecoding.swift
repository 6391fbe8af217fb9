import StyletCore

/// What takes the decoded voxels of a file, slab by slab in stored order.
protocol SampleSink: AnyObject {
  /// A pass over all voxels begins; the samples' values are `rescale` of them. What came before is void.
  func begin(_ rescale: Rescale, range: StoredRange?) throws
  /// Where the samples of a slab can be put directly; nil where they go through ``take(_:_:)``.
  func place(for slab: Slab) -> UnsafeMutablePointer<Int16>?
  func take(_ slab: Slab, _ samples: UnsafePointer<Int16>) throws
  /// The samples of a slab are where they belong.
  func finish(_ slab: Slab)
}

extension SampleSink {
  func finish(_ slab: Slab) {}
}

extension StoredImage {
  /// Decodes all voxels into `sink`. The file is read once, and once more where its numbers turn out not to be
  /// Int16 as they stand: then their range, found on the way, decides the mapping (``SampleMapping``).
  /// - Returns: the values' rescale, and what a user should know of it.
  func decode(into sink: any SampleSink, _ options: ReadOptions) throws -> (Rescale, [String]) {
    try Self.check(rescale)
    var range = StoredRange()
    let order = order
    let element = element
    try sink.begin(rescale, range: nil)
    try pass(sink, options, progress: element.fitsSamples ? 0...1 : 0...0.5) { bytes, count, out in
      if !element.fitsSamples {
        range.add(bytes, element, count: count, order: order)
        if !range.fitsSamples { return false }
      }
      SampleMapping.direct.decode(bytes, element, order: order, count: count, into: out)
      return true
    }
    if element.fitsSamples || range.fitsSamples {
      try options.progress?(1)
      return (rescale, [])
    }
    let mapping = SampleMapping(range)
    let mapped = mapping.rescale(rescale)
    try Self.check(mapped)
    try sink.begin(mapped, range: range)
    try pass(sink, options, progress: 0.5...1) { bytes, count, out in
      mapping.decode(bytes, element, order: order, count: count, into: out)
      return true
    }
    return (mapped, mapping.problems(rescale, element: element))
  }

  /// One pass over the file.
  /// - Parameter convert: turns stored numbers into samples; false when it did not, and the sink gets none.
  private func pass(
    _ sink: any SampleSink, _ options: ReadOptions, progress: ClosedRange<Double>,
    _ convert: (_ bytes: UnsafeRawPointer, _ count: Int, _ out: UnsafeMutablePointer<Int16>) throws -> Bool
  ) throws {
    let stored = grid.storedSize
    let largest = Slab.largest(of: stored)
    let bytes = UnsafeMutableRawBufferPointer.allocate(byteCount: largest * element.size, alignment: 16)
    defer { bytes.deallocate() }
    let samples = UnsafeMutablePointer<Int16>.allocate(capacity: largest)
    defer { samples.deallocate() }
    let isNative = element == .int16 && order == .little
    let parts = try VoxelParts(self)
    try Slab.forEach(of: stored) { slab in
      let direct = sink.place(for: slab)
      if isNative {
        // Decompressed straight into the volume's memory, or into the slab's.
        let out = direct ?? samples
        try parts.read(into: UnsafeMutableRawBufferPointer(start: out, count: slab.count * 2))
        if direct == nil { try sink.take(slab, samples) }
      } else {
        let part = UnsafeMutableRawBufferPointer(rebasing: bytes[..<(slab.count * element.size)])
        try parts.read(into: part)
        if let start = part.baseAddress, try convert(start, slab.count, direct ?? samples), direct == nil {
          try sink.take(slab, samples)
        }
      }
      sink.finish(slab)
      let done = Double(slab.first + slab.count) / Double(stored.count)
      try options.progress?(progress.lowerBound + done * (progress.upperBound - progress.lowerBound))
    }
    try parts.finish()
  }
}

/// The bytes of an image's voxels, through all the files that hold them.
private final class VoxelParts {
  private let image: StoredImage
  private let count: Int
  private let bytes: Int
  private var stream: any ByteStream
  private var part = 0
  private var left: Int

  init(_ image: StoredImage) throws {
    self.image = image
    let files = image.data.files
    let voxels = image.grid.size.count
    guard !files.isEmpty, voxels % files.count == 0 else {
      throw Failure(.badData, "\(voxels) voxels cannot lie in \(files.count) files", at: "the list of data files")
    }
    count = voxels / files.count
    bytes = count * image.element.size
    stream = try image.data.open(files[0], element: image.element, count: count)
    left = bytes
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws {
    var done = 0
    while done < buffer.count {
      if left == 0 { try next() }
      let wanted = min(left, buffer.count - done)
      let n = try naming {
        try stream.fill(UnsafeMutableRawBufferPointer(rebasing: buffer[done..<done + wanted]))
      }
      guard n == wanted else {
        throw Failure(
          .badData, path: image.data.files[part],
          "the voxels end too soon: \(bytes - left + n) of \(bytes) bytes are there", at: stream.place,
          advice: "copy the file again")
      }
      left -= n
      done += n
    }
  }

  /// After the last voxel: reads on a little, so that a checksum that follows is checked.
  func finish() throws {
    if stream is InflateStream { _ = try naming { try stream.skip(1 << 16) } }
  }

  private func next() throws {
    try finish()
    part += 1
    stream = try image.data.open(image.data.files[part], element: image.element, count: count)
    left = bytes
  }

  private func naming<R>(_ body: () throws -> R) throws -> R {
    do { return try body() } catch let failure as Failure { throw failure.about(image.data.files[part]) }
  }
}
