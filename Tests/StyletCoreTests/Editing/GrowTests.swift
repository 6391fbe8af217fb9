import Testing
import TestSupport

@testable import StyletCore

/// Region growing against a walk over neighbours, one voxel at a time.
@Suite struct GrowTests {
  static let size = GridSize(9, 7, 6)!

  /// Values in two classes with noise, so that regions have odd shapes.
  static func volume(seed: UInt64) -> Volume {
    var random = SeededRandom(seed: seed)
    let grid = VoxelGrid(size: size, affine: Affine(spacing: [0.7, 0.8, 1.5]))
    return try! Volume(grid: grid, rescale: Rescale(slope: 1, intercept: -1000)) { samples in
      for n in samples.indices { samples[n] = Int16(random.next() % 3 == 0 ? 900 : 100) + Int16(random.next() % 50) }
    }
  }

  /// What the docstring says, read literally.
  static func naive(_ tool: GrowTool, _ context: ToolContext) -> Set<VoxelIndex> {
    guard let values = tool.range(in: context) else { return [] }
    let spacing = context.volume.grid.spacing
    let c = context.plane.coordinates(of: tool.seed, in: size)
    func belongs(_ v: VoxelIndex) -> Bool {
      guard size.contains(v), values.contains(context.volume.value(at: v)) else { return false }
      if !tool.isSpatial, context.plane.coordinates(of: v, in: size).w != c.w { return false }
      let away = SIMD3(Double(v.i - tool.seed.i), Double(v.j - tool.seed.j), Double(v.k - tool.seed.k)) * spacing
      guard (away * away).sum() <= tool.radius * tool.radius else { return false }
      let old = context.layer.labels[v]
      return old == context.label || context.mayChange(old)
    }
    guard belongs(tool.seed) else { return [] }
    var reached: Set = [tool.seed]
    var waiting = [tool.seed]
    while let v = waiting.popLast() {
      for (di, dj, dk) in [(1, 0, 0), (-1, 0, 0), (0, 1, 0), (0, -1, 0), (0, 0, 1), (0, 0, -1)] {
        let next = VoxelIndex(v.i + di, v.j + dj, v.k + dk)
        if belongs(next), reached.insert(next).inserted { waiting.append(next) }
      }
    }
    return reached
  }

  @Test(arguments: Plane.allCases, [true, false])
  func equalsTheWalk(plane: Plane, isSpatial: Bool) throws {
    var changed = 0
    for seed in 1...40 as ClosedRange<UInt64> {
      var random = SeededRandom(seed: seed)
      let volume = Self.volume(seed: seed)
      let plain = (0..<Self.size.count).map { _ in random.next() % 4 == 0 ? UInt8(random.next() % 3) : 0 }
      let layer = LabelLayer(plain, size: Self.size)
      let at = VoxelIndex(Int(random.next() % 9), Int(random.next() % 7), Int(random.next() % 6))
      let over: [DrawOver] = [.everything, .unlabelled, .finding(2)]
      let context = ToolContext(
        layer: layer, volume: volume, plane: plane, label: 1, gate: seed % 3 == 0 ? -950 ... -20 : nil,
        over: over[Int(seed % 3)], locked: seed % 5 == 0 ? [2] : [])
      let tool = GrowTool(seed: at, tolerance: Double(seed % 8) * 120, radius: Double(1 + seed % 9), isSpatial: isSpatial)
      let region = Self.naive(tool, context)
      var expected = plain
      for (n, v) in Self.size.voxels.enumerated() where region.contains(v) { expected[n] = 1 }
      var drawn = layer
      if let edit = tool.edit(in: context) {
        changed += 1
        #expect(edit.origins.allSatisfy { $0.new == .grown || $0.key.label != 1 })
        drawn.apply(edit)
        var back = drawn
        back.apply(edit.inverse)
        #expect(back.labels.plain == plain && back.origins == layer.origins)
      }
      #expect(drawn.labels.plain == expected, "seed \(seed)")
    }
    #expect(changed > 10)
  }

  @Test func nobodyWaits() {
    let work = ToolWork()
    work.cancel()
    let grid = VoxelGrid(size: GridSize(64, 64, 64)!, affine: Affine(spacing: [1, 1, 1]))
    let volume = try! Volume(grid: grid) { _ in }
    let layer = LabelLayer(name: LabelLayer.findings, size: grid.size)
    var context = ToolContext(layer: layer, volume: volume, plane: .axial, label: 1)
    let tool = GrowTool(seed: VoxelIndex(30, 30, 30), tolerance: 1, radius: 100, isSpatial: true)
    #expect(tool.edit(in: context)?.voxels == 64 * 64 * 64)
    context.work = work
    #expect(tool.edit(in: context) == nil)
  }
}

/// What may be drawn over and what is locked binds every tool.
@Suite struct DrawingRuleTests {
  static let size = GridSize(12, 10, 8)!

  static func tools(_ random: inout SeededRandom) -> [any Tool] {
    let at = VoxelIndex(Int(random.next() % 12), Int(random.next() % 10), Int(random.next() % 8))
    return [
      BrushTool(radius: 3, shape: .ball, path: [at]), BrushTool(radius: 2, shape: .disc, path: [at]),
      ContourTool(
        plane: .axial, w: at.k, vertices: [.init(u: 1, v: 1), .init(u: 9, v: 2), .init(u: 5, v: 8)]),
      FillTool(at: at), CopyTool(from: at.k, to: (at.k + 1) % 8, over: true), ClearTool(label: nil, w: at.k),
      GrowTool(seed: at, tolerance: 2000, radius: 6, isSpatial: true),
    ]
  }

  @Test(arguments: 1...30 as ClosedRange<UInt64>) func holdForEveryTool(seed: UInt64) {
    var random = SeededRandom(seed: seed)
    let volume = randomVolume(Self.size, seed: seed)
    let plain = (0..<Self.size.count).map { _ in UInt8(random.next() % 4) }
    let layer = LabelLayer(plain, size: Self.size)
    for tool in Self.tools(&random) {
      for label in [0, 1] as [UInt8] {
        for over in [DrawOver.everything, .unlabelled, .finding(2)] {
          for locked in [[], [3], [1], [2, 3]] as [Set<UInt8>] {
            let context = ToolContext(
              layer: layer, volume: volume, plane: .axial, label: label, over: over, locked: locked)
            guard let edit = tool.edit(in: context) else { continue }
            for run in edit.runs {
              #expect(!locked.contains(run.old) && !locked.contains(run.new))
              if run.new == 0 { continue }
              switch over {
              case .everything: break
              case .unlabelled: #expect(run.old == 0)
              case .finding(let under): #expect(run.old == under)
              }
            }
          }
        }
      }
    }
  }
}
