import StyletCore
import StyletImaging
import TestSupport
import Testing

@Suite struct BrushTests {
  /// Squared distance (mm²) of a voxel's centre from the nearest point of a segment, by fine search's limit: the
  /// projection on the segment, in patient space.
  private func squared(_ x: PatientPoint, from a: PatientPoint, to b: PatientPoint) -> Double {
    let d = b - a, l = dot(d, d)
    let t = l == 0 ? 0 : min(max(dot(x - a, d) / l, 0), 1)
    let e = x - a - d * t
    return dot(e, e)
  }

  /// Whether a voxel belongs, by the definition, looked at voxel by voxel.
  private func belongs(
    _ x: VoxelIndex, _ grid: VoxelGrid, _ plane: Plane, _ shape: BrushTool.Shape, _ radius: Double, _ path: [VoxelIndex]
  ) -> Bool {
    let limit = radius * radius * (1 + 1e-9) + 1e-12
    let segments = path.count == 1 ? [(path[0], path[0])] : Array(zip(path, path.dropFirst()))
    for (a, b) in segments {
      // On the path: the nearest voxel at each step along the longest axis.
      let d = [b.i - a.i, b.j - a.j, b.k - a.k]
      let n = d.map(abs).max()!
      for s in 0...n {
        func at(_ from: Int, _ delta: Int) -> Int {
          from + (n == 0 ? 0 : Int((Double(delta * s) / Double(n)).rounded(.toNearestOrAwayFromZero)))
        }
        if x == VoxelIndex(at(a.i, d[0]), at(a.j, d[1]), at(a.k, d[2])) { return true }
      }
      switch shape {
      case .ball:
        if squared(grid.patient(of: x), from: grid.patient(of: a), to: grid.patient(of: b)) <= limit { return true }
      case .disc:
        let (p, q) = (plane.coordinates(of: a, in: grid.size), plane.coordinates(of: b, in: grid.size))
        let w = plane.coordinates(of: x, in: grid.size).w
        if p.w == q.w {
          if w == p.w, squared(grid.patient(of: x), from: grid.patient(of: a), to: grid.patient(of: b)) <= limit {
            return true
          }
        } else if w >= min(p.w, q.w), w <= max(p.w, q.w) {
          let t = Double(w - p.w) / Double(q.w - p.w)
          let (from, to) = (SIMD3(Double(a.i), Double(a.j), Double(a.k)), SIMD3(Double(b.i), Double(b.j), Double(b.k)))
          let centre = grid.affine.patient(of: from + (to - from) * t)
          if squared(grid.patient(of: x), from: centre, to: centre) <= limit { return true }
        }
      }
    }
    return false
  }

  static let affines = [
    Affine(spacing: [1, 1, 1]), Affine(spacing: [0.7, 0.7, 2.5]), Affine(spacing: [1.3, 0.6, 0.9]),
    Affine([0.9, 0.1, 0], [-0.1, 0.8, 0], [0.05, -0.4, 1.6], origin: [-50, 30, 10]),  // turned and sheared
  ]

  @Test(arguments: Plane.allCases, [BrushTool.Shape.disc, .ball])
  func everyVoxelAgainstTheDefinition(plane: Plane, shape: BrushTool.Shape) throws {
    let size = GridSize(9, 8, 7)!
    let centre = VoxelIndex(4, 4, 3)
    let end = plane.voxel(u: 6, v: 5, w: plane.coordinates(of: centre, in: size).w, in: size)
    let paths: [[VoxelIndex]] = [
      [centre], [VoxelIndex(0, 0, 0)], [VoxelIndex(8, 3, 6)], [centre, end, VoxelIndex(2, 7, 3)],
      [VoxelIndex(1, 1, 1), VoxelIndex(8, 6, 5)], [VoxelIndex(7, 2, 6), VoxelIndex(7, 2, 1)], [centre, centre],
    ]
    for affine in Self.affines {
      let grid = VoxelGrid(size: size, affine: affine)
      let context = ToolContext(
        layer: LabelLayer(name: LabelLayer.findings, size: size), volume: randomVolume(grid), plane: plane, label: 2)
      for path in paths {
        for radius in [0, 0.3, 1.4, 2.1, 3.5] {
          let edit = try #require(BrushTool(radius: radius, shape: shape, path: path).edit(in: context))
          var layer = context.layer
          layer.apply(edit)
          let want = size.voxels.map { belongs($0, grid, plane, shape, radius, path) ? UInt8(2) : 0 }
          #expect(layer.labels.plain == want, "\(shape) \(radius) mm along \(path), \(affine.columns)")
          #expect(edit.voxels == want.filter { $0 != 0 }.count)  // each voxel once
        }
      }
    }
  }

  @Test func smallRadiusIsOneVoxelAndMovesLeaveNoGap() throws {
    let size = GridSize(30, 20, 3)!
    let context = ToolContext(
      layer: LabelLayer(name: LabelLayer.findings, size: size), volume: randomVolume(size, spacing: [1, 1, 1]),
      plane: .axial, label: 1)
    for radius in [0, 0.49, -3, .nan] as [Double] {
      #expect(BrushTool(radius: radius, path: [VoxelIndex(4, 5, 1)]).edit(in: context)?.voxels == 1)
      let move = try #require(
        BrushTool(radius: radius, path: [VoxelIndex(4, 5, 1), VoxelIndex(14, 8, 1)]).edit(in: context))
      // The twelfth lies 0.48 mm from the middle of the line, as does its neighbour on the path.
      #expect(move.voxels == (radius == 0.49 ? 12 : 11))
    }
    #expect(BrushTool(radius: 2, path: []).edit(in: context) == nil)
    let huge = try #require(BrushTool(radius: .infinity, shape: .ball, path: [VoxelIndex(4, 5, 1)]).edit(in: context))
    #expect(huge.voxels == size.count)
    let outside = try #require(BrushTool(radius: 0, path: [VoxelIndex(.max, -9, 1)]).edit(in: context))
    #expect(outside.runs.map { [$0.i, $0.j, $0.k] } == [[29, 0, 1]])
  }

  @Test(arguments: Plane.allCases) func gateAndErasing(plane: Plane) throws {
    let size = GridSize(12, 10, 9)!
    let volume = randomVolume(size, spacing: [1, 1, 1], rescale: Rescale(slope: 2, intercept: -50))
    let at = VoxelIndex(5, 5, 5)
    var context = ToolContext(
      layer: LabelLayer(name: LabelLayer.findings, size: size), volume: volume, plane: plane, label: 1)
    let all = try #require(BrushTool(radius: 3, path: [at]).edit(in: context))
    context.layer.apply(all)
    let covered = Set(size.voxels.filter { context.layer.labels[$0] == 1 })
    context.label = 2
    context.gate = -500...500
    context.layer.apply(try #require(BrushTool(radius: 3, path: [at]).edit(in: context)))
    for x in size.voxels {
      let want: UInt8 = !covered.contains(x) ? 0 : (-500...500).contains(volume.value(at: x)) ? 2 : 1
      #expect(context.layer.labels[x] == want)
    }
    let two = context.layer.labels.plain.filter { $0 == 2 }.count
    context.label = 0
    context.gate = nil
    context.erasing = 2
    let erase = try #require(BrushTool(radius: 4, path: [at]).edit(in: context))
    #expect(erase.voxels == two && erase.runs.allSatisfy { $0.old == 2 && $0.new == 0 })
    context.erasing = nil
    #expect(BrushTool(radius: 4, path: [at]).edit(in: context)?.voxels == covered.count)
    context.gate = 1e6...2e6
    #expect(BrushTool(radius: 4, path: [at]).edit(in: context) == nil)
  }

  @Test func nameAndParameters() throws {
    let size = GridSize(20, 20, 20)!
    var context = ToolContext(
      layer: LabelLayer(name: LabelLayer.findings, size: size), volume: randomVolume(size), plane: .axial, label: 1,
      gate: -750...150)
    let path = [VoxelIndex(4, 6, 9)]
    let edit = try #require(BrushTool(radius: 9, shape: .ball, path: path).edit(in: context))
    #expect(edit.name == "Brush, slice 10")
    #expect(edit.tool == "brush")
    #expect(
      edit.parameters == [
        "radius": "9 mm", "shape": "ball", "path": "4,6,9", "plane": "axial", "label": "1",
        "gate": "-750 to 150 HU",
      ])
    context.layer.apply(edit)
    context.label = 0
    context.plane = .coronal
    #expect(BrushTool(radius: 2.5, path: path).edit(in: context)?.name == "Brush erase, coronal slice 7")
  }
}
