import StyletCore

extension StoredImage {
  /// Reads the voxels into canonical order. Beside the volume it takes a few megabytes.
  func read(_ options: ReadOptions) throws -> LoadedImage {
    // Opening the data checks the files' lengths before memory is taken.
    try checkLength()
    var problems: [String] = []
    let volume = try Volume(
      on: grid,
      fillingAndRescaling: { buffer in
        guard let start = buffer.baseAddress else { return rescale }
        let (rescale, odd) = try decode(into: VolumeSink(start, grid), options)
        problems = odd
        return rescale
      })
    var description = description
    description.rescale = volume.rescale
    description.problems += problems
    return LoadedImage(volume: volume, description: description)
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

  init(_ target: UnsafeMutablePointer<Int16>, _ grid: VoxelGrid) {
    self.target = target
    size = grid.size
    storage = grid.storage
  }

  func begin(_ rescale: Rescale, range: StoredRange?) {}

  func place(for slab: Slab) -> UnsafeMutablePointer<Int16>? { storage.isCanonical ? target + slab.first : nil }

  func take(_ slab: Slab, _ samples: UnsafePointer<Int16>) {
    let box = SlabBox(slab, storage: storage)
    let (i, j, k, size) = (box.i.lowerBound, box.j.lowerBound, box.k.lowerBound, size)
    box.scatter(samples, to: target) { y, z in ((k + z) * size.j + j + y) * size.i + i }
  }
}
