import StyletFiles
import StyletImaging

extension StoredImage {
  /// Reads the voxels as labels: whole numbers 0...255, else a ``Failure`` that names the value found. Memory
  /// follows what is drawn; no volume is made.
  func readLabels(_ options: ReadOptions) throws -> LoadedLabels {
    try checkLength()
    let sink = LabelSink(grid, file: rescale)
    // That floats were rounded is of no account once every value is a label.
    _ = try decode(into: sink, options)
    var loaded = sink.collector.loaded(description)
    loaded.segments = MaskComment.segments(comment)
    return loaded
  }
}

/// Makes labels of samples.
private final class LabelSink: SampleSink {
  var collector: LabelCollector
  private let storage: StorageOrder
  private let file: Rescale
  private let box: UnsafeMutablePointer<Int16>

  init(_ grid: VoxelGrid, file: Rescale) {
    collector = LabelCollector(size: grid.size, storedOn: grid)
    storage = grid.storage
    self.file = file
    box = .allocate(capacity: Slab.largest(of: grid.storedSize))
  }

  deinit { box.deallocate() }

  func begin(_ rescale: Rescale, range: StoredRange?) throws {
    if let range, range.notFinite > 0 { throw LabelCollector.failure("NaN or infinite") }
    for end in [range?.low, range?.high] {
      if let end, LabelCollector.label(file.slope * end + file.intercept) == nil {
        throw LabelCollector.failure(short(file.slope * end + file.intercept))
      }
    }
    try collector.begin(rescale)
  }

  func place(for slab: Slab) -> UnsafeMutablePointer<Int16>? { nil }

  func take(_ slab: Slab, _ samples: UnsafePointer<Int16>) throws {
    let b = SlabBox(slab, storage: storage)
    let (width, height) = (b.i.count, b.j.count)
    b.scatter(samples, to: box) { y, z in (z * height + y) * width }
    for z in 0..<b.k.count {
      for y in 0..<height {
        try collector.row(
          box + (z * height + y) * width, count: width, i: b.i.lowerBound, j: b.j.lowerBound + y, k: b.k.lowerBound + z)
      }
    }
    collector.flush()
  }
}
