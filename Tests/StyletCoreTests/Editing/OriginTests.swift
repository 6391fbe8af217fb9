import TestSupport
import Testing

@testable import StyletCore
@testable import StyletImaging

/// What came of a proposal stays so, whatever a reader draws on it.
@Suite struct OriginTests {
  private static let size = GridSize(8, 6, 4)!

  /// What was there, in what way is drawn on it, and what it is then.
  private static let rules: [(Origin, Origin, Origin)] = [
    (.manual, .grown, .grown), (.grown, .manual, .manual), (.interpolated, .manual, .manual),
    (.imported, .manual, .manual), (.proposed, .manual, .accepted), (.proposed, .grown, .accepted),
    (.proposed, .copied, .accepted), (.accepted, .manual, .accepted), (.accepted, .grown, .accepted),
    (.accepted, .copied, .accepted), (.manual, .accepted, .accepted), (.imported, .accepted, .accepted),
    (.copied, .accepted, .accepted), (.interpolated, .accepted, .accepted), (.proposed, .accepted, .accepted),
    (.accepted, .imported, .imported), (.accepted, .proposed, .proposed), (.proposed, .proposed, .proposed),
    (.interpolated, .interpolated, .interpolated),
  ]

  /// By drawing more, and by taking a part away; taken back, it is what it was.
  @Test func strokesFollowTheRules() throws {
    for (before, stroke, after) in Self.rules {
      for isErasing in [false, true] {
        var layer = layer([(1, before, 0..<4)])
        var builder = EditBuilder(layer: layer)
        builder.set(j: 2, k: 1, isErasing ? 0..<1 : 5..<7, to: isErasing ? 0 : 1)
        let edit = try #require(builder.edit(name: "t", tool: "t", origin: stroke, rest: stroke))
        layer.apply(edit)
        #expect(layer.origins == [SliceKey(k: 1, label: 1): after], "\(before) \(stroke) \(isErasing)")
        layer.apply(edit.inverse)
        #expect(layer.origins == [SliceKey(k: 1, label: 1): before])
      }
    }
  }

  /// Cleared and drawn anew it is drawn by hand.
  @Test func itEndsWhereTheFindingLeavesTheSlice() throws {
    var layer = layer([(1, .accepted, 0..<4)])
    for (range, label) in [(0..<4, UInt8(0)), (0..<3, 1)] {
      var builder = EditBuilder(layer: layer)
      builder.set(j: 2, k: 1, range, to: label)
      layer.apply(try #require(builder.edit(name: "t", tool: "t", origin: .manual)))
    }
    #expect(layer.origins == [SliceKey(k: 1, label: 1): .manual])
  }

  /// By another name, taken in, and divided: each time the word goes along, and to what it is put together with.
  @Test(arguments: [Origin.manual, .grown, .imported]) func itGoesAlongWithItsVoxels(_ other: Origin) throws {
    let volume = randomVolume(Self.size)
    func after(_ tool: any Tool, _ layer: LabelLayer, label: UInt8 = 1) throws -> [SliceKey: Origin] {
      var layer = layer
      let context = ToolContext(layer: layer, volume: volume, plane: .axial, label: label)
      let edit = try #require(tool.edit(in: context))
      layer.apply(edit)
      let origins = layer.origins
      layer.apply(edit.inverse)
      #expect(layer.origins == context.layer.origins)
      return origins
    }
    let one = SliceKey(k: 1, label: 1), two = SliceKey(k: 1, label: 2)
    let alone = layer([(2, .accepted, 0..<3)]), both = layer([(1, other, 5..<8), (2, .accepted, 0..<3)])
    #expect(try after(CombineTool(2, .all), alone) == [one: .accepted])
    #expect(try after(CombineTool(2, .all), both) == [one: .accepted])
    #expect(try after(CombineTool(1, .all), both, label: 2) == [two: .accepted])
    #expect(try after(LesionTool(at: VoxelIndex(1, 2, 1), becomes: 1), alone) == [one: .accepted])
    #expect(try after(LesionTool(at: VoxelIndex(1, 2, 1), becomes: 1), both) == [one: .accepted])
    #expect(try after(LesionTool(at: VoxelIndex(6, 2, 1), becomes: 2), both) == [two: .accepted])
    let split = SplitTool(into: 1, value: 5000, side: .below, least: 0, scope: .space)
    #expect(try after(split, alone, label: 2) == [one: .accepted])
  }

  /// Interpolation takes it for drawn: it is an end of gaps, and none of what is recomputed.
  @Test func acceptedSlicesAreReviewed() {
    let layer = layer([(1, .accepted, 0..<4), (2, .proposed, 4..<6)])
    #expect(layer.drawnSlices(of: 1) == [1] && layer.drawnSlices(of: 2).isEmpty)
    #expect(Origin.allCases.filter(\.isUnreviewed) == [.interpolated, .proposed])
  }

  /// Findings on slice 1, row 2.
  private func layer(_ parts: [(label: UInt8, origin: Origin, i: Range<Int>)]) -> LabelLayer {
    var layer = LabelLayer(name: LabelLayer.findings, size: Self.size)
    for part in parts {
      var builder = EditBuilder(layer: layer)
      builder.set(j: 2, k: 1, part.i, to: part.label)
      builder.edit(name: "t", tool: "t", origin: part.origin).map { layer.apply($0) }
    }
    return layer
  }
}
