import StyletBase
import StyletFiles
import StyletImaging

extension StoredImage {
  /// Reads the voxels into canonical order. Beside the volume it takes a few megabytes.
  func read(_ options: ReadOptions) throws -> LoadedImage {
    // Opening the data checks the files' lengths before memory is taken.
    try checkLength()
    try checkPlausible()
    var odd: @Sendable () -> [String] = { [] }
    let volume = try Volume(
      on: grid,
      fillingAndRescaling: { buffer in
        guard let start = buffer.baseAddress else { return rescale }
        let (rescale, said) = try decode(into: VolumeSink(start, grid), options)
        odd = said
        return rescale
      })
    return LoadedImage(volume: volume, description: told(volume.rescale, odd))
  }

  /// Begins to read the voxels. Where their values can be told from the header, slices show as they are decoded.
  func begin(_ options: ReadOptions) throws -> ArrivingImage {
    guard element.fitsSamples else { return ArrivingImage(try read(options)) }
    try checkLength()
    try checkPlausible()
    try Self.check(rescale)
    let arrival = try LoadingVolume(on: grid, rescale: rescale) { inlet in
      guard let start = inlet.samples.baseAddress else { return }
      var options = options
      let progress = options.progress
      options.progress = { done in
        try inlet.note(progress: done)
        try progress?(done)
      }
      try Failure.naming(path) { _ = try decode(into: VolumeSink(start, grid, publish: inlet.publish), options) }
    }
    return ArrivingImage(arrival, description: told(rescale))
  }

  private func checkPlausible() throws {
    guard data.encoding == .deflated else { return }
    try PlausibleSize.check(voxels: grid.size.count, stored: data.files.reduce(0) { $0 + (try InputFile($1).size) })
  }

  func checkLength() throws {
    let count = try data.numbersPerFile(numbers())
    for file in data.files { _ = try data.open(file, element: element, count: count) }
  }
}

/// Puts samples into a volume's memory.
private final class VolumeSink: SampleSink {
  private let target: UnsafeMutablePointer<Int16>
  private let size: GridSize
  private let storage: StorageOrder
  private let publish: ((Range<Int>) -> Void)?

  /// - Parameter publish: told of axial slices as they become whole, where a slab can make one so: where k is the
  ///   slowest axis of the file.
  init(_ target: UnsafeMutablePointer<Int16>, _ grid: VoxelGrid, publish: ((Range<Int>) -> Void)? = nil) {
    self.target = target
    size = grid.size
    storage = grid.storage
    self.publish = storage.axes.z == 2 ? publish : nil
  }

  func begin(_ rescale: Rescale, range: StoredRange?) {}

  func place(for slab: Slab) -> UnsafeMutablePointer<Int16>? { storage.isCanonical ? target + slab.first : nil }

  func take(_ slab: Slab, _ samples: UnsafePointer<Int16>) {
    let box = SlabBox(slab, storage: storage)
    let (i, j, k, size) = (box.i.lowerBound, box.j.lowerBound, box.k.lowerBound, size)
    box.scatter(samples, to: target) { y, z in ((k + z) * size.j + j + y) * size.i + i }
  }

  func finish(_ slab: Slab) {
    // Rows come in order: with the last one the planes are whole.
    guard let publish, slab.y.upperBound == slab.stored.j else { return }
    publish(SlabBox(slab, storage: storage).k)
  }
}
