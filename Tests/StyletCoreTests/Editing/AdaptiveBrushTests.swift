import StyletCore
import StyletImaging
import TestSupport
import Testing

@Suite struct AdaptiveBrushTests {
  private func same(_ a: LabelLayer, _ b: LabelLayer) -> Bool {
    a.labels.plain == b.labels.plain && a.origins == b.origins
  }

  private static let size = GridSize(24, 20, 16)!
  private static let spacing = SIMD3(0.8, 1.0, 1.5)

  /// - Parameter value: HU at a voxel, before noise of ± `noise`.
  private func context(
    _ plane: Plane = .axial, noise: Int = 0, size: GridSize = size, _ value: (VoxelIndex) -> Int
  ) throws -> ToolContext {
    var random = SeededRandom(seed: 21)
    let volume = try Volume(
      grid: VoxelGrid(size: size, affine: Affine(spacing: Self.spacing)), rescale: Rescale(slope: 1, intercept: -1024)
    ) { out in
      for (n, x) in size.voxels.enumerated() {
        out[n] = Int16(1024 + value(x) + (noise > 0 ? Int.random(in: -noise...noise, using: &random) : 0))
      }
    }
    return ToolContext(
      layer: LabelLayer(name: LabelLayer.findings, size: size), volume: volume, plane: plane, label: 1)
  }

  private func painted(
    _ context: ToolContext, _ shape: BrushTool.Shape, _ path: [VoxelIndex], radius: Double = 5, adaptive: Bool = true
  ) -> Set<VoxelIndex> {
    let edit = BrushTool(radius: radius, shape: shape, isAdaptive: adaptive, path: path).edit(in: context)
    return Set(
      (edit?.runs ?? []).flatMap { run in
        (run.i..<run.i + run.count).map { VoxelIndex(Int($0), Int(run.j), Int(run.k)) }
      })
  }

  /// Two tissues with a straight border through the brush, in any direction: it stays on its side.
  @Test(arguments: Plane.allCases, [BrushTool.Shape.disc, .ball])
  func staysOnItsSide(plane: Plane, shape: BrushTool.Shape) throws {
    let centre = VoxelIndex(12, 10, 8)
    for axis in 0..<3 {
      func index(_ x: VoxelIndex) -> Int { [x.i, x.j, x.k][axis] }
      for (first, second) in [(-850, 30), (40, -700), (-850, -600)] {
        for offset in [0, 2] {
          let context = try context(plane) { index($0) <= index(centre) + offset ? first : second }
          let all = painted(context, shape, [centre], adaptive: false)
          #expect(painted(context, shape, [centre]) == all.filter { index($0) <= index(centre) + offset })
        }
      }
    }
  }

  @Test(arguments: [BrushTool.Shape.disc, .ball]) func noiseIsNoEdge(shape: BrushTool.Shape) throws {
    let path = [VoxelIndex(6, 9, 8), VoxelIndex(17, 12, 8)]
    for noise in [0, 30, 90] {
      let flat = try context(noise: noise) { _ in -800 }
      for path in [path, [path[0]], [VoxelIndex(0, 0, 0)], [VoxelIndex(23, 19, 15), VoxelIndex(20, 3, 1)]] {
        #expect(painted(flat, shape, path) == painted(flat, shape, path, adaptive: false), "noise \(noise), \(path)")
      }
    }
  }

  /// A border is found in noise: hardly a voxel beyond it, hardly one left out.
  @Test(arguments: Plane.allCases, [BrushTool.Shape.disc, .ball])
  func edgesAreFoundInNoise(plane: Plane, shape: BrushTool.Shape) throws {
    let context = try context(plane, noise: 90) { $0.i + $0.j + $0.k <= 33 ? -50 : -800 }
    let centre = VoxelIndex(11, 10, 8)
    let got = painted(context, shape, [centre])
    let want = painted(context, shape, [centre], adaptive: false).filter { $0.i + $0.j + $0.k <= 33 }
    #expect(got.symmetricDifference(want).count * 12 <= want.count)
  }

  /// What is alike but not connected inside the brush is left out.
  @Test func onlyWhatIsConnected() throws {
    let context = try context { abs($0.i - 12) == 2 || abs($0.i - 12) == 3 ? -850 : 0 }
    let got = painted(context, .disc, [VoxelIndex(12, 10, 8)])
    #expect(Set(got.map(\.i)) == [11, 12, 13])
    #expect(got == painted(context, .disc, [VoxelIndex(12, 10, 8)], adaptive: false).filter { abs($0.i - 12) < 2 })
  }

  /// Each voxel of the pen's way takes its own side.
  @Test func thePenCrosses() throws {
    let context = try context { $0.i < 12 ? -850 : 0 }
    let path = [VoxelIndex(9, 10, 8), VoxelIndex(14, 10, 8)]
    #expect(painted(context, .disc, path, radius: 4) == painted(context, .disc, path, radius: 4, adaptive: false))
    let along = [VoxelIndex(10, 6, 8), VoxelIndex(10, 14, 8)]
    let got = painted(context, .ball, along, radius: 4)
    #expect(got == painted(context, .ball, along, radius: 4, adaptive: false).filter { $0.i < 12 })
  }

  @Test func oddVolumes() throws {
    for size in [GridSize(1, 1, 1)!, GridSize(1, 12, 1)!, GridSize(9, 1, 5)!] {
      for plane in Plane.allCases {
        for shape in [BrushTool.Shape.disc, .ball] {
          let context = try context(plane, size: size) { _ in 40 }
          for radius in [0, 2, .nan, 1e9] {
            let got = painted(context, shape, [VoxelIndex(-4, 900, 0)], radius: radius)
            #expect(got == painted(context, shape, [VoxelIndex(-4, 900, 0)], radius: radius, adaptive: false))
            #expect(!got.isEmpty)
          }
        }
      }
    }
  }

  @Test func erasesKeepsLocksAndIsNamed() throws {
    var context = try context { $0.i <= 12 ? 0 : -850 }
    let centre = VoxelIndex(11, 10, 8)
    let all = BrushTool(radius: 5, path: [centre]).edit(in: context)
    context.layer.apply(try #require(all))
    context.label = 0
    let edit = try #require(BrushTool(radius: 5, isAdaptive: true, path: [centre]).edit(in: context))
    #expect(edit.parameters["adaptive"] == "yes" && edit.name == "Brush erase, slice 9")
    #expect(edit.runs.allSatisfy { $0.i + $0.count <= 13 && $0.new == 0 } && edit.voxels < all?.voxels ?? 0)
    let before = context.layer
    context.layer.apply(edit)
    context.layer.apply(edit.inverse)
    #expect(same(context.layer, before))
    context.locked = [1]
    #expect(BrushTool(radius: 5, isAdaptive: true, path: [centre]).edit(in: context) == nil)
    #expect(all?.parameters["adaptive"] == nil)
  }
}
