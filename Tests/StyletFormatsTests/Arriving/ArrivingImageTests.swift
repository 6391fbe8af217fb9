import Foundation
import StyletImaging
import TestSupport
import Testing

@testable import StyletFiles
@testable import StyletFormats

/// Reading that can be looked at while it goes on.
@Suite struct ArrivingImageTests {
  /// Larger than a slab, so that there is a middle: each slice is a slab.
  private static let size = GridSize(1024, 1000, 3)!

  /// Every row is another, and its two ends differ.
  private static func volume(_ storage: StorageOrder, _ size: GridSize = size) throws -> Volume {
    let grid = VoxelGrid(size: size, affine: Affine(spacing: [0.7, 0.8, 1.5]), storage: storage)
    return try Volume(grid: grid) { out in
      for row in 0..<size.j * size.k {
        let line = UnsafeMutableBufferPointer(rebasing: out[row * size.i..<(row + 1) * size.i])
        line.update(repeating: Int16(row + 1))
        line[1] = Int16(-1 - row)
      }
    }
  }

  private static func same(_ a: Volume, _ b: Volume) -> Bool {
    a.withSamples { a in
      b.withSamples { b in
        guard let x = a.baseAddress, let y = b.baseAddress, a.count == b.count else { return false }
        return memcmp(x, y, a.count * 2) == 0
      }
    }
  }

  /// What had arrived each time that the reading said how far it was.
  private static func trace(_ path: String) throws -> (arrival: LoadingVolume, seen: [Range<Int>]) {
    let seen = Guarded<[Range<Int>]>([])
    let box = Guarded<LoadingVolume?>(nil)
    let options = ReadOptions { _ in
      // The first steps may come before `begin` has returned.
      var arrival: LoadingVolume?
      while arrival == nil { arrival = box.with { $0 } }
      if let arrival { seen.with { $0.append(arrival.volume.arrived) } }
    }
    let image = try FormatRegistry.standard.begin(path, options)
    box.with { $0 = image.arrival }
    try image.arrival.wait()
    box.with { $0 = nil }
    return (image.arrival, seen.with { $0 })
  }

  @Test(arguments: ["x.nii", "x.nii.gz", "x.nrrd", "x.mha"]) func fromTheFeet(_ name: String) throws {
    try check(name, .canonical, [0..<1, 0..<2, 0..<3])
  }

  /// Stored from the head to the feet, and mirrored in the plane besides.
  @Test(arguments: ["x.nii.gz", "x.mha"]) func fromTheHead(_ name: String) throws {
    try check(
      name, StorageOrder(axes: SIMD3(0, 1, 2), flipped: SIMD3(1, 0, 1)), [2..<3, 1..<3, 0..<3])
  }

  /// Rows along k: no slice is whole before the end.
  @Test func permutedAxes() throws {
    try check("x.nii.gz", StorageOrder(axes: SIMD3(1, 2, 0), flipped: SIMD3(0, 1, 0)), [0..<0], GridSize(7, 5, 4)!)
  }

  private func check(
    _ name: String, _ storage: StorageOrder, _ expected: [Range<Int>], _ size: GridSize = size
  ) throws {
    try withTemporaryFolder { folder in
      let path = folder + "/" + name
      let volume = try Self.volume(storage, size)
      try FormatRegistry.standard.writer(for: path).write(volume, to: path)
      let (arrival, seen) = try Self.trace(path)
      var steps: [Range<Int>] = []
      for r in seen where steps.last != r { steps.append(r) }
      #expect(steps == expected)
      #expect(arrival.volume.isComplete && arrival.volume.grid.storage == storage)
      let read = try FormatRegistry.standard.read(path)
      for other in [volume, read.volume] {
        #expect(Self.same(arrival.volume, other) && arrival.volume.rescale == other.rescale)
      }
    }
  }

  /// The description is the one that a whole reading gives, whatever the numbers are; those whose scale is known
  /// only at the end are read first.
  @Test(arguments: [ElementType.int8, .uint8, .int16, .uint16, .int32, .float32, .float64])
  func everyElement(_ element: ElementType) throws {
    for (name, bytes) in HandmadeImage(element: element).files {
      try withFile(bytes, name) { path in
        let image = try FormatRegistry.standard.begin(path)
        let isWhole = image.arrival.volume.isComplete
        #expect(isWhole || element.fitsSamples, "\(name)")
        try image.arrival.wait()
        HandmadeImage(element: element).check(image.arrival.volume)
        let read = try FormatRegistry.standard.read(path)
        #expect("\(image.description)" == "\(read.description)")
      }
    }
  }

  /// The same failure as reading at once gives, wherever the file is cut, and never a complete volume.
  @Test func cutFiles() throws {
    let image = HandmadeImage()
    let zipped = try compressed(image.niftiFile(.one))
    for (name, bytes) in [
      ("x.nii.gz", zipped), ("x.nii", image.niftiFile(.one)), ("x.mha", image.metaImage() + image.voxels),
    ] {
      try withTemporaryFolder { folder in
        for length in 0..<bytes.count where length < 20 || length % 3 == 0 || length > bytes.count - 12 {
          let path = try put(Array(bytes[..<length]), name, in: folder)
          try same(path, "\(name) cut to \(length)")
        }
      }
    }
  }

  /// Damage within the compressed voxels and in the checksum behind them.
  @Test func damagedFiles() throws {
    let zipped = try compressed(HandmadeImage().niftiFile(.one))
    try withTemporaryFolder { folder in
      for n in 18..<zipped.count {
        var damaged = zipped
        damaged[n] ^= 0x24
        let path = try put(damaged, "x.nii.gz", in: folder)
        try same(path, "byte \(n)")
      }
    }
  }

  private func same(_ path: String, _ what: String) throws {
    let wanted = failure { _ = try FormatRegistry.standard.read(path) }
    var complete = false
    let got = failure {
      let arrival = try FormatRegistry.standard.begin(path).arrival
      defer { complete = arrival.volume.isComplete }
      try arrival.wait()
    }
    #expect(got == wanted && complete == (wanted == nil), "\(what): \(String(describing: got))")
  }

  @Test func givingUp() throws {
    try withTemporaryFolder { folder in
      let path = folder + "/x.nii.gz"
      try FormatRegistry.standard.writer(for: path).write(try Self.volume(.canonical), to: path)
      let arrival = try FormatRegistry.standard.begin(path).arrival
      arrival.cancel()
      // It may have been done already, on a fast day.
      do { try arrival.wait() } catch { #expect(!arrival.volume.isComplete) }
      #expect(arrival.failure == nil)
    }
  }
}
