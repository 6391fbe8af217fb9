import TestSupport
import Testing

@testable import StyletCore
@testable import StyletImaging

@Suite struct LiveWireTests {
  typealias Vertex = ContourTool.Vertex

  /// Lung with a bright ellipse on slice `w` of a plane: half axes `a`, `b` in mm about the slice's middle.
  private func ellipse(
    _ size: GridSize, _ spacing: SIMD3<Double>, _ plane: Plane, w: Int, a: Double, b: Double, noise: Int = 0,
    shift: Int = 0
  ) throws -> Volume {
    var random = SeededRandom(seed: 11)
    let grid = VoxelGrid(size: size, affine: Affine(spacing: spacing))
    let mm = plane.spacing(of: grid), extent = plane.size(of: size)
    return try Volume(grid: grid) { out in
      for (n, x) in size.voxels.enumerated() {
        let c = plane.coordinates(of: x, in: size)
        let du = (Double(c.u - shift) - Double(extent.u) / 2) * mm.u, dv = (Double(c.v) - Double(extent.v) / 2) * mm.v
        let inside = c.w == w && du * du / (a * a) + dv * dv / (b * b) <= 1
        out[n] = Int16((inside ? 20 : -850) + (noise > 0 ? Int.random(in: -noise...noise, using: &random) : 0))
      }
    }
  }

  private func inside(_ x: Vertex, _ volume: Volume, _ plane: Plane, w: Int) -> Bool {
    volume.value(at: plane.voxel(u: x.u, v: x.v, w: w, in: volume.size)) > -400
  }

  /// The cheapest cost of reaching each voxel, by relaxing all steps until nothing changes.
  private func reference(_ wire: inout LiveWire, from a: Vertex, _ width: Int, _ height: Int) -> [Int] {
    var best = [Int](repeating: .max / 2, count: width * height)
    best[a.v * width + a.u] = 0
    var changed = true
    while changed {
      changed = false
      for v in 0..<height {
        for u in 0..<width {
          for y in max(v - 1, 0)...min(v + 1, height - 1) {
            for x in max(u - 1, 0)...min(u + 1, width - 1) where x != u || y != v {
              guard let step = wire.cost(of: [Vertex(u: x, v: y), Vertex(u: u, v: v)]) else { continue }
              let sum = best[y * width + x] + step
              if sum < best[v * width + u] {
                best[v * width + u] = sum
                changed = true
              }
            }
          }
        }
      }
    }
    return best
  }

  @Test(arguments: Plane.allCases) func noWayIsCheaper(plane: Plane) throws {
    let size = GridSize(14, 11, 9)!
    let volume = randomVolume(size, spacing: [0.7, 1.1, 2.5])
    let extent = plane.size(of: size)
    var wire = LiveWire(volume: volume, plane: plane, w: 3)
    var random = SeededRandom(seed: 3)
    for _ in 0..<2 {
      let a = Vertex(u: .random(in: 0..<extent.u, using: &random), v: .random(in: 0..<extent.v, using: &random))
      let best = reference(&wire, from: a, extent.u, extent.v)
      for v in 0..<extent.v {
        for u in 0..<extent.u {
          let way = wire.path(from: a, to: Vertex(u: u, v: v))
          #expect(way.first == a && way.last == Vertex(u: u, v: v))
          #expect(wire.cost(of: way) == best[v * extent.u + u])
        }
      }
    }
  }

  /// What was asked for before changes nothing: not the search that stands half way, nor costs made for other places.
  @Test func whatIsKeptIsWhatIsFound() throws {
    let volume = randomVolume(GridSize(90, 70, 2)!, spacing: [1, 1, 1])
    var kept = LiveWire(volume: volume, plane: .axial, w: 1)
    var random = SeededRandom(seed: 8)
    func place() -> Vertex { Vertex(u: .random(in: 0..<90, using: &random), v: .random(in: 0..<70, using: &random)) }
    let anchors = (0..<3).map { _ in place() }
    for _ in 0..<12 {
      let (a, b) = (anchors.randomElement(using: &random)!, place())
      var fresh = LiveWire(volume: volume, plane: .axial, w: 1)
      #expect(kept.path(from: a, to: b) == fresh.path(from: a, to: b))
    }
  }

  /// A slice means the same in every plane: the same values at the same (u, v) give the same ways.
  @Test(arguments: [Plane.coronal, .sagittal]) func planesAreAlike(plane: Plane) throws {
    let size = GridSize(17, 13, 15)!
    let volume = randomVolume(size, spacing: [0.8, 1.3, 2])
    let extent = plane.size(of: size), mm = plane.spacing(of: volume.grid)
    let flat = try Volume(
      grid: VoxelGrid(size: GridSize(extent.u, extent.v, 1)!, affine: Affine(spacing: [mm.u, mm.v, 1])),
      rescale: volume.rescale
    ) { out in
      for n in out.indices { out[n] = volume[plane.voxel(u: n % extent.u, v: n / extent.u, w: 4, in: size)] }
    }
    var one = LiveWire(volume: volume, plane: plane, w: 4)
    var two = LiveWire(volume: flat, plane: .axial, w: 0)
    var random = SeededRandom(seed: 4)
    for _ in 0..<20 {
      let ends = (0..<2).map { _ in
        Vertex(u: .random(in: 0..<extent.u, using: &random), v: .random(in: 0..<extent.v, using: &random))
      }
      #expect(one.path(from: ends[0], to: ends[1]) == two.path(from: ends[0], to: ends[1]))
    }
  }

  /// Four anchors on the border of an ellipse: the outline stays on the ellipse's last voxels, noise or none.
  @Test(arguments: Plane.allCases, [0, 60]) func followsTheBorder(plane: Plane, noise: Int) throws {
    let size = GridSize(48, 44, 40)!
    let spacing = SIMD3(0.7, 0.8, 1.1)
    let volume = try ellipse(size, spacing, plane, w: 20, a: 11, b: 8, noise: noise)
    let extent = plane.size(of: size), mm = plane.spacing(of: volume.grid)
    var wire = LiveWire(volume: volume, plane: plane, w: 20)
    let (cu, cv) = (extent.u / 2, extent.v / 2)
    let anchors = [
      Vertex(u: cu + Int(10.9 / mm.u), v: cv), Vertex(u: cu, v: cv + Int(7.9 / mm.v)),
      Vertex(u: cu - Int(10.9 / mm.u), v: cv), Vertex(u: cu, v: cv - Int(7.9 / mm.v)),
    ]
    let outline = anchors.indices.flatMap { wire.path(from: anchors[$0], to: anchors[($0 + 1) % 4]).dropLast() }
    for x in outline {
      // On the border: within a voxel of both inside and outside.
      let near = (0..<9).map { n in
        inside(Vertex(u: x.u + n % 3 - 1, v: x.v + n / 3 - 1), volume, plane, w: 20)
      }
      #expect(near.contains(true) && near.contains(false), "\(x)")
    }
    let context = ToolContext(
      layer: LabelLayer(name: LabelLayer.findings, size: size), volume: volume, plane: plane, label: 1)
    let edit = try #require(ContourTool(plane: plane, w: 20, vertices: outline).edit(in: context))
    var layer = context.layer
    layer.apply(edit)
    let want = size.voxels.filter { volume.value(at: $0) > -400 }
    let both = want.filter { layer.labels[$0] == 1 }.count
    #expect(Double(2 * both) / Double(want.count + edit.voxels) > 0.96)
  }

  @Test func smallSlicesAndEdges() throws {
    for size in [GridSize(1, 1, 1)!, GridSize(1, 9, 3)!, GridSize(40, 1, 2)!] {
      let volume = randomVolume(size, spacing: [1, 1, 30])
      for plane in Plane.allCases {
        let extent = plane.size(of: size)
        var wire = LiveWire(volume: volume, plane: plane, w: 99)
        let way = wire.path(from: Vertex(u: -5, v: .min), to: Vertex(u: .max, v: 400))
        #expect(way.first == Vertex(u: 0, v: 0) && way.last == Vertex(u: extent.u - 1, v: extent.v - 1))
        #expect(zip(way, way.dropFirst()).allSatisfy { abs($0.u - $1.u) <= 1 && abs($0.v - $1.v) <= 1 && $0 != $1 })
        #expect(wire.path(from: Vertex(u: 0, v: 0), to: Vertex(u: 0, v: 0)).count == 1)
        _ = wire.snapped(Vertex(u: 700, v: -1), within: .infinity)
        _ = wire.rise(at: Vertex(u: -9, v: 9))
      }
    }
    let odd = try Volume(
      grid: VoxelGrid(size: GridSize(6, 5, 2)!, affine: Affine(spacing: [1e-9, 1e9, 1])),
      rescale: Rescale(slope: .nan, intercept: .infinity)
    ) { _ in }
    var wire = LiveWire(volume: odd, plane: .axial, w: 0)
    #expect(wire.path(from: Vertex(u: 0, v: 0), to: Vertex(u: 5, v: 4)).count >= 5)
  }

  /// An anchor goes to the border that faces as its own did, not to the nearer one that faces the other way.
  @Test(arguments: Plane.allCases) func anchorsFindTheirEdge(plane: Plane) throws {
    let size = GridSize(40, 40, 40)!
    let spacing = SIMD3(1.0, 0.9, 1.2)
    let before = try ellipse(size, spacing, plane, w: 5, a: 8, b: 8)
    let after = try ellipse(size, spacing, plane, w: 5, a: 8, b: 8, shift: 2)
    let extent = plane.size(of: size), mm = plane.spacing(of: before.grid)
    let v = extent.v / 2
    var (one, two) = (LiveWire(volume: before, plane: plane, w: 5), LiveWire(volume: after, plane: plane, w: 5))
    for side in [-1, 1] {
      let anchor = Vertex(u: extent.u / 2 + side * Int(8 / mm.u), v: v)
      let found = two.snapped(anchor, within: 3, rise: one.rise(at: anchor))
      #expect(abs(found.u - anchor.u - 2) <= 1 && abs(found.v - v) <= 1, "\(anchor) to \(found)")
      #expect(inside(found, after, plane, w: 5))
      #expect(two.snapped(anchor, within: 0) == anchor)
    }
  }
}
