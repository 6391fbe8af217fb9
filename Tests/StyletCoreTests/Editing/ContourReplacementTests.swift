import StyletCore
import StyletImaging
import TestSupport
import Testing

@Suite struct ContourReplacementTests {
  private func same(_ a: LabelLayer, _ b: LabelLayer) -> Bool {
    a.labels.plain == b.labels.plain && a.origins == b.origins
  }

  typealias Vertex = ContourTool.Vertex
  private let size = GridSize(15, 13, 11)!

  private func context(_ plane: Plane) throws -> ToolContext {
    var layer = LabelLayer(name: LabelLayer.findings, size: size)
    let volume = randomVolume(size, spacing: [1, 1, 1])
    // Something of other findings under and beside the contours, of its own origin.
    let under = ToolContext(layer: layer, volume: volume, plane: plane, label: 2)
    let ball = try #require(BrushTool(radius: 2.5, shape: .ball, path: [VoxelIndex(7, 6, 5)]).edit(in: under))
    layer.apply(ball)
    return ToolContext(layer: layer, volume: volume, plane: plane, label: 1)
  }

  private func square(_ a: Int, _ b: Int) -> [Vertex] {
    [Vertex(u: a, v: a), Vertex(u: b, v: a), Vertex(u: b, v: b), Vertex(u: a, v: b + 1)]
  }

  /// The one after stands where the one before has never been; undone, the one before is there again, bit for bit.
  @Test(arguments: Plane.allCases) func standsForTheOneBefore(plane: Plane) throws {
    var context = try context(plane)
    let bare = context.layer
    let first = try #require(ContourTool(plane: plane, w: 5, vertices: square(2, 7)).edit(in: context))
    context.layer.apply(first)
    let drawn = context.layer
    let second = ContourTool(plane: plane, w: 5, vertices: square(4, 9), replacing: first)
    let change = try #require(second.replacement(of: first, in: context))
    let step = try #require(change.step)
    #expect(second.edit(in: context) == step)
    context.layer.apply(step)
    var alone = bare
    var fresh = context
    fresh.layer = bare
    alone.apply(try #require(ContourTool(plane: plane, w: 5, vertices: square(4, 9)).edit(in: fresh)))
    #expect(same(context.layer, alone))
    let third = try #require(
      ContourTool(plane: plane, w: 5, vertices: square(1, 3)).replacement(of: change.fill, in: context)?.step)
    var again = context.layer
    again.apply(third)
    fresh.layer.apply(try #require(ContourTool(plane: plane, w: 5, vertices: square(1, 3)).edit(in: fresh)))
    #expect(same(again, fresh.layer))
    context.layer.apply(step.inverse)
    #expect(same(context.layer, drawn))
  }

  @Test func theSameAgainIsNoStep() throws {
    var context = try context(.axial)
    let first = try #require(ContourTool(plane: .axial, w: 5, vertices: square(2, 7)).edit(in: context))
    context.layer.apply(first)
    let change = ContourTool(plane: .axial, w: 5, vertices: square(2, 7)).replacement(of: first, in: context)
    #expect(change != nil && change?.step == nil)
  }

  /// What was drawn over the contour since stays, and so does a locked finding.
  @Test(arguments: Plane.allCases) func sparesWhatCameLaterAndLocks(plane: Plane) throws {
    var context = try context(plane)
    let first = try #require(ContourTool(plane: plane, w: 5, vertices: square(2, 7)).edit(in: context))
    context.layer.apply(first)
    let at = plane.voxel(u: 3, v: 3, w: 5, in: size)
    context.label = 3
    context.layer.apply(try #require(BrushTool(radius: 1, path: [at]).edit(in: context)))
    context.label = 1
    let drawn = context.layer
    let far = square(10, 11).map { Vertex(u: min($0.u, 10), v: min($0.v, 10)) }
    let step = try #require(ContourTool(plane: plane, w: 5, vertices: far).replacement(of: first, in: context)?.step)
    context.layer.apply(step)
    for x in size.voxels where drawn.labels[x] == 3 { #expect(context.layer.labels[x] == 3) }
    #expect(context.layer.labels[at] == 3)
    let left = size.voxels.filter { x in
      let c = plane.coordinates(of: x, in: size)
      return context.layer.labels[x] == 1 && c.u < 9 && c.v < 9
    }
    #expect(left.isEmpty)
    for (key, origin) in context.layer.origins {
      #expect(origin == .manual && size.voxels.contains { $0.k == key.k && context.layer.labels[$0] == key.label })
    }
    context.layer.apply(step.inverse)
    #expect(same(context.layer, drawn))
    context.locked = [2]
    if let step = ContourTool(plane: plane, w: 5, vertices: far).replacement(of: first, in: context)?.step {
      #expect(step.runs.allSatisfy { $0.old != 2 && $0.new != 2 })
    }
  }

  /// Drawing of the finding beside the contour, that came or went since, decides whether it is still on a slice.
  @Test(arguments: [false, true]) func slicesKeepTheirOriginWhileSomethingIsLeft(wasThereBefore: Bool) throws {
    var context = try context(.coronal)
    let beside = BrushTool(radius: 0, path: [VoxelIndex(2, 11, 4)])
    if wasThereBefore { context.layer.apply(try #require(beside.edit(in: context))) }
    let first = try #require(ContourTool(plane: .coronal, w: 5, vertices: square(2, 7)).edit(in: context))
    context.layer.apply(first)
    if wasThereBefore { context.label = 0 }
    context.layer.apply(try #require(beside.edit(in: context)))
    context.label = 1
    let drawn = context.layer
    let far = ContourTool(plane: .coronal, w: 5, vertices: [Vertex(u: 13, v: 0)], replacing: first)
    let step = try #require(far.edit(in: context))
    context.layer.apply(step)
    let there = Set(size.voxels.filter { context.layer.labels[$0] == 1 }.map { SliceKey(k: $0.k, label: 1) })
    #expect(there == Set((wasThereBefore ? [10] : [10, 4]).map { SliceKey(k: $0, label: 1) }))
    #expect(Set(context.layer.origins.filter { $0.key.label == 1 }.keys) == there)
    context.layer.apply(step.inverse)
    #expect(same(context.layer, drawn))
  }

  /// A slice that was interpolated under the contour and corrected by hand since stays a drawn one.
  @Test(arguments: [false, true]) func aCorrectedSliceStaysDrawn(isCorrected: Bool) throws {
    var context = try context(.axial)
    var filled = EditBuilder(layer: context.layer)
    filled.set(j: 4, k: 5, 3..<6, to: 1)
    context.layer.apply(try #require(filled.edit(name: "fill", tool: "fill", origin: .interpolated)))
    let key = SliceKey(k: 5, label: 1)
    let first = try #require(ContourTool(plane: .axial, w: 5, vertices: square(2, 7)).edit(in: context))
    context.layer.apply(first)
    #expect(context.layer.origins[key] == .manual)
    if isCorrected {
      context.layer.apply(try #require(BrushTool(radius: 0, path: [VoxelIndex(12, 11, 5)]).edit(in: context)))
    }
    // drawn anew as another finding
    context.label = 3
    let anew = ContourTool(plane: .axial, w: 5, vertices: square(9, 10))
    let change = try #require(anew.replacement(of: first, corrected: isCorrected ? [key] : [], in: context))
    context.layer.apply(try #require(change.step))
    #expect(context.layer.labels[VoxelIndex(4, 4, 5)] == 1 && context.layer.labels[VoxelIndex(6, 6, 5)] != 1)
    #expect(context.layer.origins[key] == (isCorrected ? .manual : .interpolated))
  }
}
