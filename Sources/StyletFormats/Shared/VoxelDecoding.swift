import StyletBase
import StyletFiles
import StyletImaging

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
  func decode(into sink: any SampleSink, _ options: ReadOptions) throws -> (Rescale, @Sendable () -> [String]) {
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
      return (rescale, { [] })
    }
    let mapping = SampleMapping(range)
    let mapped = mapping.rescale(rescale)
    try Self.check(mapped)
    try sink.begin(mapped, range: range)
    try pass(sink, options, progress: 0.5...1) { bytes, count, out in
      mapping.decode(bytes, element, order: order, count: count, into: out)
      return true
    }
    let stated = rescale
    return (mapped, { mapping.problems(stated, element: element) })
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
    let parts = try VoxelParts(data, element: element, numbers: numbers())
    var stream = try data.volumes.stream(of: parts, size: element.size)
    let wanted = stored.count * element.size
    var ahead: ReadAhead?
    // Two threads pay from a few slabs on.
    if data.encoding != .raw, wanted >= 1 << 21 {
      let reader = ReadAhead(stream, count: wanted)
      ahead = reader
      stream = reader
    }
    defer { ahead?.stop() }
    func read(_ buffer: UnsafeMutableRawBufferPointer) throws {
      guard try stream.fill(buffer) == buffer.count else {
        throw Failure(.badData, "the voxels end too soon", at: stream.place, advice: "copy the file again")
      }
    }
    try Slab.forEach(of: stored) { slab in
      let direct = sink.place(for: slab)
      if isNative {
        // Decompressed straight into the volume's memory, or into the slab's.
        let out = direct ?? samples
        try read(UnsafeMutableRawBufferPointer(start: out, count: slab.count * 2))
        if direct == nil { try sink.take(slab, samples) }
      } else {
        let part = UnsafeMutableRawBufferPointer(rebasing: bytes[..<(slab.count * element.size)])
        try read(part)
        if let start = part.baseAddress, try convert(start, slab.count, direct ?? samples), direct == nil {
          try sink.take(slab, samples)
        }
      }
      sink.finish(slab)
      let done = Double(slab.first + slab.count) / Double(stored.count)
      try options.progress?(progress.lowerBound + done * (progress.upperBound - progress.lowerBound))
    }
    ahead?.stop()
    try parts.finish()
  }
}
