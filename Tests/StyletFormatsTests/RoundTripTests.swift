import StyletCore
import StyletImaging
import TestSupport
import Testing

@testable import StyletFormats

/// Every format, the same demands: what is written is read back, voxel by voxel and place by place.
@Suite struct RoundTripTests {
  static let names = FormatRegistry.standard.writers.flatMap(\.extensions).map { "x." + $0 }
  /// Sheared, and of unequal extents.
  static let sheared = Affine([0.8, 0.05, 0], [-0.05, 0.8, 0.1], [0, -0.2, 2], origin: [-10, 20, -30])
  static let size = GridSize(5, 7, 3)!

  static func volume(_ grid: VoxelGrid, _ rescale: Rescale = .identity) throws -> Volume {
    try Volume(grid: grid, rescale: rescale) { out in
      for n in out.indices { out[n] = Int16(truncatingIfNeeded: n * n * 37 - 1024) }
    }
  }

  @Test(arguments: names) func volumesInEveryAxisOrder(_ name: String) throws {
    try withTemporaryFolder { folder in
      let path = folder + "/" + name
      for order in everyStorageOrder {
        let volume = try Self.volume(VoxelGrid(size: Self.size, affine: Self.sheared, storage: order))
        try FormatRegistry.standard.writer(for: path).write(volume, to: path)
        let back = try FormatRegistry.standard.read(path).volume
        #expect(back.grid.storage == order)
        #expect(volume.grid.mismatch(with: back.grid, tolerance: 1e-5) == nil)
        let same = volume.withSamples { a in back.withSamples { b in a.elementsEqual(b) } }
        #expect(same && back.rescale == volume.rescale, "\(order)")
      }
    }
  }

  /// A sheared grid is remarked on in every format, by its angle; one at right angles, or off them by rounding, is not.
  @Test(arguments: names) func shearIsRemarkedOn(_ name: String) throws {
    try withTemporaryFolder { folder in
      let path = folder + "/" + name
      let turned = Affine([0.8, 0.6, 0], [-0.6, 0.8, 0], [0, 0, 2], origin: [-0.0, 0, 1])
      let tilted = Affine([1, 0, 0], [0, 0.97, -0.243], [0, 0, 2], origin: [0, 0, 0])
      for (affine, degrees) in [(turned, nil), (tilted, "14.06")] {
        let grid = VoxelGrid(storedSize: Self.size, storedAffine: affine)
        try FormatRegistry.standard.writer(for: path).write(Self.volume(grid), to: path)
        let (read, described) = (try FormatRegistry.standard.read(path), try FormatRegistry.standard.describe(path))
        #expect(read.description.problems == described.problems)
        let said = described.problems.filter { $0.contains("right angles") }
        #expect(said.count == (degrees == nil ? 0 : 1), "\(described.problems)")
        if let degrees { #expect(said.first?.contains("by \(degrees)") == true, "\(said)") }
      }
    }
  }

  /// 0 has no sign, whichever way a format's axes run.
  @Test(arguments: names) func theOriginIsNoNegativeZero(_ name: String) throws {
    try withTemporaryFolder { folder in
      let path = folder + "/" + name
      let affine = Affine([1, 0, 0], [0, 1, 0], [0, 0, 2], origin: [-0.0, 0, -0.0])
      let grid = VoxelGrid(storedSize: Self.size, storedAffine: affine)
      try FormatRegistry.standard.writer(for: path).write(Self.volume(grid), to: path)
      let back = try FormatRegistry.standard.describe(path).grid
      for origin in [back.storedAffine.origin, back.affine.origin] {
        #expect((0..<3).allSatisfy { origin[$0] == 0 && origin[$0].sign == .plus }, "\(origin)")
      }
    }
  }

  /// One lung alone comes back as the one that it is, in formats of numbers alone, too; findings are not named so.
  @Test(arguments: names) func aMaskOfLungsSaysSo(_ name: String) throws {
    try withTemporaryFolder { folder in
      let path = folder + "/" + name
      var labels = LabelMap(size: Self.size)
      labels.apply(Edit(name: "", tool: "", runs: [Run(k: 0, j: 0, i: 1, count: 3, old: 0, new: 1)]))
      let grid = VoxelGrid(size: Self.size, affine: Self.sheared)
      let writer = try FormatRegistry.standard.writer(for: path)
      try writer.write(labels, grid: grid, findings: LungLabels.table, to: path)
      let lungs = try FormatRegistry.standard.readMask(path, on: grid)
      #expect(lungs.values == [1] && lungs.segments.map(\.name) == LungLabels.table.findings.map(\.name))
      let match = try FindingMatch(values: lungs.values, segments: lungs.segments, findings: LungLabels.table)
      #expect(match.named == [1] && match.mapping == [1: 1])
      try writer.write(labels, grid: grid, findings: .standard, to: path)
      #expect(try FormatRegistry.standard.readMask(path, on: grid).segments.isEmpty)
    }
  }

  @Test(arguments: names) func masksInEveryAxisOrder(_ name: String) throws {
    try withTemporaryFolder { folder in
      let path = folder + "/" + name
      var labels = LabelMap(size: Self.size)
      labels.apply(
        Edit(
          name: "", tool: "",
          runs: [
            Run(k: 0, j: 0, i: 1, count: 3, old: 0, new: 1), Run(k: 2, j: 6, i: 0, count: 5, old: 0, new: 255),
            Run(k: 1, j: 3, i: 4, count: 1, old: 0, new: 7),
          ]))
      for order in everyStorageOrder {
        let grid = VoxelGrid(size: Self.size, affine: Self.sheared, storage: order)
        try FormatRegistry.standard.writer(for: path).write(labels, grid: grid, findings: .standard, to: path)
        let back = try FormatRegistry.standard.readLabels(path)
        #expect(back.values == [1, 7, 255])
        #expect(back.description.grid.storage == order)
        #expect(back.description.voxelType == "uint8")
        #expect(grid.mismatch(with: back.description.grid, tolerance: 1e-5) == nil)
        #expect(Self.all(back.labels) == Self.all(labels), "\(order)")
      }
    }
  }

  private static func all(_ labels: LabelMap) -> [UInt8] {
    let s = labels.size
    return (0..<s.count).map { labels[VoxelIndex($0 % s.i, $0 / s.i % s.j, $0 / s.i / s.j)] }
  }

  /// Slabs smaller than a plane and than a row change nothing.
  @Test func slabsOfAnySize() throws {
    for order in everyStorageOrder {
      let grid = VoxelGrid(size: Self.size, affine: Self.sheared, storage: order)
      let stored = grid.storedSize
      for voxels in [1, 4, 20, 36, 1000] {
        var canonical = [Int](repeating: -1, count: stored.count)
        var next = 0
        try Slab.forEach(of: stored, voxels: voxels) { slab in
          #expect(slab.first == next)
          #expect(slab.count <= Slab.largest(of: stored, voxels: voxels))
          let numbers = Array(slab.first..<slab.first + slab.count)
          let box = SlabBox(slab, storage: order)
          canonical.withUnsafeMutableBufferPointer { out in
            numbers.withUnsafeBufferPointer { numbers in
              box.scatter(numbers.baseAddress!, to: out.baseAddress!) { y, z in
                ((box.k.lowerBound + z) * 7 + box.j.lowerBound + y) * 5 + box.i.lowerBound
              }
            }
          }
          next += slab.count
        }
        let (start, steps) = order.layout(storedSize: stored)
        let wanted = (0..<stored.count).map { start + $0 % 5 * steps.x + $0 / 5 % 7 * steps.y + $0 / 35 * steps.z }
        #expect(canonical == wanted)
      }
    }
  }

  /// A rescale survives: in the header where the format has one, else in a type that holds the values exactly.
  @Test(
    arguments: names,
    [
      (Rescale(slope: 1, intercept: -1024), "int16"), (Rescale(slope: 1, intercept: 32768), "uint16"),
      (Rescale(slope: 3, intercept: 5), "int32"), (Rescale(slope: 0.25, intercept: 0.5), "float32"),
      (Rescale(slope: 0.1, intercept: -1000.3), "float64"),
    ])
  func rescale(_ name: String, _ expected: (rescale: Rescale, type: String)) throws {
    try withTemporaryFolder { folder in
      let path = folder + "/" + name
      // Samples 0...32767 for the types to be told apart.
      let volume = try Volume(grid: VoxelGrid(size: Self.size, affine: Self.sheared), rescale: expected.rescale) {
        for n in $0.indices { $0[n] = Int16(n * 312) }
      }
      try FormatRegistry.standard.writer(for: path).write(volume, to: path)
      let back = try FormatRegistry.standard.read(path)
      let isNIfTI = name.contains("nii")
      #expect(back.description.voxelType == (isNIfTI && expected.type != "float64" ? "int16" : expected.type))
      // Reading may round what is no Int16 any more; the file itself is exact.
      let isRounded = back.description.problems.contains { $0.contains("rounded") }
      let worst = (0..<105).map { n in
        let v = VoxelIndex(n % 5, n / 5 % 7, n / 35)
        return abs(back.volume.value(at: v) - volume.value(at: v))
      }.max()!
      #expect(worst <= (isRounded ? back.volume.rescale.slope / 2 * 1.001 : 1e-9))
      #expect(!isRounded || expected.type != "uint16")
    }
  }
}
