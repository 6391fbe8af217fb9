import StyletCore
import StyletImaging
import TestSupport
import Testing

@Suite struct ContourTests {
  typealias Vertex = ContourTool.Vertex

  /// Even-odd by the crossings of a ray along +u, or on the boundary by the cross product.
  private func inside(_ u: Int, _ v: Int, _ corners: [Vertex]) -> Bool {
    var odd = false
    for n in corners.indices {
      let a = corners[n], b = corners[(n + 1) % corners.count]
      let turn = (b.u - a.u) * (v - a.v) - (b.v - a.v) * (u - a.u)
      if turn == 0, u >= min(a.u, b.u), u <= max(a.u, b.u), v >= min(a.v, b.v), v <= max(a.v, b.v) { return true }
      if (a.v > v) != (b.v > v) {
        let x = Double(a.u) + Double(v - a.v) * Double(b.u - a.u) / Double(b.v - a.v)
        if Double(u) < x { odd.toggle() }
      }
    }
    return odd
  }

  private func check(_ corners: [Vertex], _ plane: Plane, _ context: ToolContext) {
    let extent = plane.size(of: context.layer.size)
    let edit = ContourTool(plane: plane, w: 1, vertices: corners).edit(in: context)
    var got = [Bool](repeating: false, count: extent.u * extent.v)
    for run in edit?.runs ?? [] {
      for i in run.i..<run.i + run.count {
        let c = plane.coordinates(of: VoxelIndex(Int(i), Int(run.j), Int(run.k)), in: context.layer.size)
        if c.w != 1 || got[c.v * extent.u + c.u] { Issue.record("wrong slice or twice: \(corners)") }
        got[c.v * extent.u + c.u] = true
      }
    }
    let want = (0..<extent.v).flatMap { v in (0..<extent.u).map { u in inside(u, v, corners) } }
    if got != want { Issue.record("\(corners) in \(plane)") }
  }

  private func context(_ size: GridSize) -> ToolContext {
    ToolContext(
      layer: LabelLayer(name: LabelLayer.findings, size: size), volume: randomVolume(size), plane: .sagittal, label: 1)
  }

  /// Every triangle and every quadrangle, self-crossing and degenerate ones too, on a 3x3 grid with a margin.
  @Test func allSmallPolygons() {
    let context = context(GridSize(4, 4, 2)!)
    let places = (0..<3).flatMap { v in (0..<3).map { Vertex(u: $0, v: v) } }
    for a in places {
      for b in places {
        for c in places {
          check([a, b, c], .axial, context)
          for d in places { check([a, b, c, d], .axial, context) }
        }
      }
    }
  }

  @Test(arguments: Plane.allCases) func largePolygons(plane: Plane) {
    let context = context(GridSize(23, 19, 21)!)
    let extent = plane.size(of: context.layer.size)
    var random = SeededRandom(seed: 5)
    for _ in 0..<60 {
      check(
        (0..<Int.random(in: 3...9, using: &random)).map { _ in
          Vertex(u: .random(in: 0..<extent.u, using: &random), v: .random(in: 0..<extent.v, using: &random))
        }, plane, context)
    }
  }

  @Test func pointsAndLines() throws {
    let context = context(GridSize(12, 9, 3)!)
    func voxels(_ vertices: [Vertex], w: Int = 1) -> Int? {
      ContourTool(plane: .axial, w: w, vertices: vertices).edit(in: context)?.voxels
    }
    #expect(voxels([]) == nil)
    #expect(voxels([Vertex(u: 3, v: 4)]) == 1)
    #expect(voxels([Vertex(u: 1, v: 1), Vertex(u: 9, v: 4)]) == 9)
    #expect(voxels([Vertex(u: 3, v: 4)], w: 3) == nil)
    let beyond = [Vertex(u: -5, v: -5), Vertex(u: 400, v: -5), Vertex(u: 400, v: 400), Vertex(u: -5, v: .max)]
    #expect(voxels(beyond) == 108)
  }

  @Test func erasesWithinAndNamesItsOwnPlane() throws {
    let size = GridSize(9, 9, 9)!
    var context = context(size)
    let square = [Vertex(u: 2, v: 2), Vertex(u: 6, v: 2), Vertex(u: 6, v: 6), Vertex(u: 2, v: 6)]
    let draw = try #require(ContourTool(plane: .coronal, w: 4, vertices: square).edit(in: context))
    #expect(draw.name == "Contour, coronal slice 5" && draw.voxels == 25)
    #expect(draw.parameters["vertices"] == "2,2 6,2 6,6 2,6" && draw.parameters["plane"] == "coronal")
    context.layer.apply(draw)
    context.label = 0
    let erase = try #require(
      ContourTool(
        plane: .coronal, w: 4,
        vertices: [Vertex(u: 0, v: 0), Vertex(u: 8, v: 0), Vertex(u: 8, v: 3), Vertex(u: 0, v: 3)]
      ).edit(in: context))
    #expect(erase.voxels == 10 && erase.name == "Contour erase, coronal slice 5")
  }
}
