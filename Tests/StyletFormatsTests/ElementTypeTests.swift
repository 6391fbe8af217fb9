import StyletImaging
import Testing

@testable import StyletFiles
@testable import StyletFormats

/// Every number type in either byte order, from files the tests made.
@Suite struct ElementTypeTests {
  @Test(arguments: ElementType.allCases, [ByteOrder.little, .big])
  func exactInEveryFormat(_ element: ElementType, _ order: ByteOrder) throws {
    var image = HandmadeImage(element: element, order: order)
    let signed: Set<ElementType> = [.int8, .int16, .int32, .int64, .float32, .float64]
    if signed.contains(element) { image.numbers[3] = -128 }
    image.numbers[59] = element.size == 1 ? 127 : 32767
    for (name, bytes) in image.files {
      try withFile(bytes, name) { path in
        let read = try FormatRegistry.standard.read(path)
        #expect(read.description.voxelType == element.rawValue)
        #expect(read.volume.rescale == .identity)
        #expect(!read.description.problems.contains { $0.contains("rounded") })
        image.check(read.volume)
      }
    }
  }

  /// Beyond Int16 but no wider than 16 bits: exact, by way of the intercept.
  @Test func exactByAnOffset() throws {
    let cases: [(ElementType, Double)] = [
      (.uint16, 65535), (.int32, -2_000_000_000), (.uint32, 4_294_967_295), (.int64, 0x1p50), (.uint64, 0x1p45),
      (.float32, 100_000), (.float64, -0x1p40),
    ]
    for (element, start) in cases {
      var image = HandmadeImage(element: element, order: .big)
      let down = start > 0 ? -1.0 : 1.0
      image.numbers = (0..<60).map { start + down * Double($0 * 1092) }
      image.numbers[7] = start + down * 65535
      for (name, bytes) in image.files {
        try withFile(bytes, name) { path in image.check(try FormatRegistry.standard.read(path).volume) }
      }
    }
  }

  /// Wider still, or fractions: spread over 16 bits, and said.
  @Test func roundedAndSaid() throws {
    for (element, low, high) in [
      (ElementType.int32, -70000.0, 70000.0), (.uint64, 0, 0x1p60), (.float32, -1024.5, 3071.25),
      (.float64, -1e-9, 1e-9),
      (.float64, -1e300, 1e300),
    ] {
      var image = HandmadeImage(element: element)
      image.numbers = (0..<60).map { low + (high / 59 - low / 59) * Double($0) }
      if !element.isFloat { image.numbers = image.numbers.map { $0.rounded() } }
      image.numbers[59] = high
      for (name, bytes) in image.files {
        try withFile(bytes, name) { path in
          let read = try FormatRegistry.standard.read(path)
          #expect(read.description.problems.contains { $0.contains("rounded to steps of") })
          image.check(read.volume, tolerance: (high / 65535 - low / 65535) * 0.502)
        }
      }
    }
  }

  @Test func notANumberBecomesTheLeast() throws {
    var image = HandmadeImage(element: .float32)
    image.numbers[0] = -5
    image.numbers[1] = .nan
    image.numbers[2] = .infinity
    image.numbers[3] = -.infinity
    var expected = image
    for n in 1...3 { expected.numbers[n] = -5 }
    for (name, bytes) in image.files {
      try withFile(bytes, name) { path in
        let read = try FormatRegistry.standard.read(path)
        #expect(read.description.problems.contains { $0.hasPrefix("3 voxels are not a number") && $0.hasSuffix("-5") })
        expected.check(read.volume)
      }
    }
    // Nothing but NaN is an image of zeros.
    image.numbers = image.numbers.map { _ in .nan }
    let zeros = HandmadeImage(element: .float32, numbers: image.numbers.map { _ in 0 })
    try withFile(image.files[0].bytes, "x.nii") { zeros.check(try FormatRegistry.standard.read($0).volume) }
  }

  @Test func oneFractionEverywhere() throws {
    let image = HandmadeImage(element: .float64, numbers: (0..<60).map { _ in 0.3 })
    try withFile(image.files[3].bytes, "x.nrrd") {
      image.check(try FormatRegistry.standard.read($0).volume, tolerance: 1e-9)
    }
  }

  /// Masks: whole numbers 0...255 of any type; the value that is none is named, and where it is.
  @Test(arguments: ElementType.allCases) func masks(_ element: ElementType) throws {
    var image = HandmadeImage(element: element)
    for (name, bytes) in image.files {
      try withFile(bytes, name) { path in
        let mask = try FormatRegistry.standard.readLabels(path)
        let values = [UInt8](1...60).filter { image.numbers.contains(Double($0)) }
        #expect(mask.values == values)
        let grid = mask.description.grid
        for n in 0..<60 {
          let row = n / grid.size.i
          let v = VoxelIndex(n % grid.size.i, row % grid.size.j, row / grid.size.j)
          let s = grid.storage.stored(v, size: grid.size)
          #expect(Double(mask.labels[v]) == image.numbers[(s.z * 4 + s.y) * 3 + s.x])
        }
      }
    }
    guard element != .uint8, element != .int8 else { return }
    image.numbers[4] = 256
    try withFile(image.files[0].bytes, "m.nii") { path in
      #expect(
        failure { _ = try FormatRegistry.standard.readLabels(path) }?.what == "not a mask: a voxel has the value 256")
    }
    guard element.isFloat else { return }
    image.numbers[4] = 0.5
    try withFile(image.files[0].bytes, "m.nii") { path in
      let f = failure { _ = try FormatRegistry.standard.readLabels(path) }
      #expect(f?.what == "not a mask: a voxel has the value 0.5")
      #expect(f?.place == "stored voxel (1, 1, 0)")
    }
  }

  /// The way that formats without a stream of their own take.
  @Test func masksByWayOfAVolume() throws {
    struct Fixed: ImageReader {
      let name = "fixed"
      let volume: Volume
      func recognises(_ probe: FileProbe) -> Bool { true }
      func describe(_ path: String, options: ReadOptions) throws -> ImageDescription {
        ImageDescription(format: name, voxelType: "int16", grid: volume.grid)
      }
      func read(_ path: String, options: ReadOptions) throws -> LoadedImage {
        LoadedImage(volume: volume, description: try describe(path, options: options))
      }
    }
    let grid = VoxelGrid(size: GridSize(4, 2, 2)!, affine: Affine(spacing: [1, 1, 1]))
    let good = try Volume(grid: grid) { for n in $0.indices { $0[n] = Int16(n / 3) } }
    let mask = try Fixed(volume: good).readLabels("x", options: ReadOptions())
    #expect(mask.values == [1, 2, 3, 4, 5])
    #expect(mask.labels[VoxelIndex(3, 1, 1)] == 5)
    let bad = try Volume(grid: grid) { $0[5] = -1 }
    #expect(failure { _ = try Fixed(volume: bad).readLabels("x", options: ReadOptions()) }?.kind == .badData)
  }
}
