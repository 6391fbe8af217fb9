import StyletBase
import StyletFiles
import StyletImaging

/// Reads a CT series: a folder or a zip archive of DICOM files, searched deeply, the files that a DICOMDIR lists, or
/// one file, whose series is looked for beside it.
package struct DICOMSeriesReader: ImageReader {
  package let name = "DICOM"

  package init() {}

  /// Any folder and any zip archive: what is in it shows later.
  package func recognises(_ probe: FileProbe) -> Bool {
    probe.isDirectory || ZipArchive.recognises(probe.head) || DICOMFile.recognises(probe.head, size: probe.size)
  }

  package func describe(_ path: String, options: ReadOptions) throws -> ImageDescription {
    let scan = try DICOMScan(path, choice: options.choice, progress: options.progress)
    let slices = scan.stack.slices
    return scan.description(rescale: CommonRescale.exact(slices)?.rescale ?? slices[0].unpackedRescale)
  }

  package func read(_ path: String, options: ReadOptions) throws -> LoadedImage {
    try read(try Self.scan(path, options) { $0 * 0.2 }, path, options)
  }

  /// Begins to read the slices; they show as they are decoded, where every value surely has room on the common scale.
  /// The files' headers are read before it returns.
  package func begin(_ path: String, options: ReadOptions) throws -> ArrivingImage {
    let scan = try Self.scan(path, options) { $0 }
    guard let rescale = CommonRescale.exact(scan.stack.slices), rescale.fitsSurely(scan.stack.slices) else {
      return ArrivingImage(try read(scan, path, options))
    }
    let stack = scan.stack
    let arrival = try Failure.naming(path) {
      try LoadingVolume(on: stack.grid, rescale: rescale.rescale, acquisition: stack.acquisition) { inlet in
        let whole = PublishedPlanes(stack.planes.count, storage: stack.grid.storage, to: inlet)
        try Failure.naming(path) {
          try Self.fill(inlet.samples, stack, rescale.steps, each: whole.take) { try inlet.note(progress: $0) }
        }
      }
    }
    return ArrivingImage(arrival, description: Self.description(scan, rescale))
  }

  /// The scan with all of its headers, and nothing that its size says for certain against it.
  /// - Parameter part: how much of the whole progress a part of the headers is.
  private static func scan(
    _ path: String, _ options: ReadOptions, part: @escaping @Sendable (Double) -> Double
  ) throws -> DICOMScan {
    let scan = try DICOMScan(path, choice: options.choice) { try options.progress?(part($0)) }
    for slice in scan.stack.slices { try slice.checkPixels() }
    let sizes = scan.stack.slices.map { ($0.path, $0.location.storedSize ?? $0.dataSize) }
    let files = Dictionary(sizes) { first, _ in first }
    try PlausibleSize.check(voxels: scan.stack.grid.size.count, stored: files.values.reduce(0, &+))
    return scan
  }

  private static func description(_ scan: DICOMScan, _ rescale: CommonRescale) -> ImageDescription {
    var description = scan.description(rescale: rescale.rescale)
    description.tellAgain = { Self.description(scan, rescale) }
    if !rescale.isExact {
      let areAlike = HUStatement.rescales(scan.stack.slices).isEmpty
      description.problems.append(
        words("scan.values-rounded", ["alike": areAlike, "step": rescale.rescale.slope.said]))
    }
    return description
  }

  private func read(_ scan: DICOMScan, _ path: String, _ options: ReadOptions) throws -> LoadedImage {
    let slices = scan.stack.slices
    if let exact = CommonRescale.exact(slices) {
      do {
        return try read(scan, exact, path, options, from: 0.2)
      } catch is PlaneReader.DoesNotFit {}
    }
    let stored = try Self.storedRanges(slices) { try options.progress?(0.2 + 0.3 * $0) }
    do {
      return try read(scan, CommonRescale.fitting(slices, stored), path, options, from: 0.5)
    } catch is PlaneReader.DoesNotFit {
      throw Failure(.badData, path: path, "the slices' values do not fit on one scale")
    }
  }

  private func read(
    _ scan: DICOMScan, _ rescale: CommonRescale, _ path: String, _ options: ReadOptions, from done: Double
  ) throws -> LoadedImage {
    do {
      let volume = try Volume(
        grid: scan.stack.grid, rescale: rescale.rescale, acquisition: scan.stack.acquisition
      ) { samples in
        try Self.fill(samples, scan.stack, rescale.steps) { try options.progress?(done + (1 - done) * $0) }
      }
      return LoadedImage(volume: volume, description: Self.description(scan, rescale))
    } catch let error as OutOfMemory {
      throw Failure(.io, path: path, error.description)
    }
  }

  /// Between what the unpacked samples of each slice lie: all of them are read.
  private static func storedRanges(
    _ slices: [SliceHeader], progress: @escaping @Sendable (Double) throws -> Void
  ) throws -> [ClosedRange<Int16>] {
    let ranges = Guarded([ClosedRange<Int16>](repeating: 0...0, count: slices.count))
    let done = Guarded(0)
    try concurrently(slices.count, chunk: 8) { part in
      let reader = FrameReader()
      for n in part {
        let samples = try reader.samples(slices[n])
        if let low = samples.min(), let high = samples.max() { ranges.with { $0[n] = low...high } }
        try done.with { done in
          done += 1
          try progress(Double(done) / Double(slices.count))
        }
      }
    }
    return ranges.with { $0 }
  }

  /// Writes every plane where the canonical order has it.
  /// - Parameter each: told of each plane that is written, in no order, by one thread at a time.
  private static func fill(
    _ samples: UnsafeMutableBufferPointer<Int16>, _ stack: SliceStack, _ steps: [CommonRescale.Step],
    each: @escaping (Int) -> Void = { _ in }, progress: @escaping @Sendable (Double) throws -> Void
  ) throws {
    let format = stack.slices[0].format
    let (origin, step) = stack.grid.canonicalLayout
    let isDense = step.x == 1 && step.y == format.columns
    nonisolated(unsafe) let samples = samples
    nonisolated(unsafe) let each = each
    let done = Guarded(0)
    try concurrently(stack.planes.count, chunk: Self.chunk(stack)) { range in
      let reader = PlaneReader(stack, steps)
      var scratch = [Int16](repeating: 0, count: isDense ? 0 : format.pixels)
      for k in range {
        let first = origin + k * step.z
        if isDense {
          let target = UnsafeMutableBufferPointer(rebasing: samples[first..<first + format.pixels])
          try reader.read(stack.planes[k], into: target)
        } else {
          try scratch.withUnsafeMutableBufferPointer { scratch in
            try reader.read(stack.planes[k], into: scratch)
            for y in 0..<format.rows {
              var at = first + y * step.y
              for x in 0..<format.columns {
                samples[at] = scratch[y * format.columns + x]
                at += step.x
              }
            }
          }
        }
        try done.with { done in
          done += 1
          each(k)
          try progress(Double(done) / Double(stack.planes.count))
        }
      }
    }
  }

  /// How many planes one thread reads in a row: many where a file must be inflated to get at any frame of it.
  private static func chunk(_ stack: SliceStack) -> Int {
    let isDeflated = stack.slices[0].frames != nil && stack.slices[0].transferSyntax.encoding == .deflated
    return isDeflated ? max(8, stack.planes.count) : 8
  }
}

extension VoxelGrid {
  /// Where the stored voxels lie in a canonical buffer: the offset of stored (0, 0, 0) and the step of each stored
  /// axis, in elements.
  var canonicalLayout: (start: Int, steps: SIMD3<Int>) {
    let strides = [1, size.i, size.i * size.j]
    var start = 0
    var steps = SIMD3<Int>()
    for a in 0..<3 {
      let flipped = storage.flipped[a] == 1
      steps[storage.axes[a]] = flipped ? -strides[a] : strides[a]
      if flipped { start += (size[a] - 1) * strides[a] }
    }
    return (start, steps)
  }
}
