import StyletCore
import StyletImaging
import TestSupport
import Testing

/// The tools that work on a slice as a whole: fill, clear, copy; and the import of a mask.
@Suite struct SliceToolTests {
  let size = GridSize(9, 8, 7)!
  var volume: Volume { randomVolume(size) }

  private func randomLabels(_ seed: UInt64, filled: ClosedRange<Int>, of: Int) -> [UInt8] {
    var random = SeededRandom(seed: seed)
    return (0..<size.count).map { _ in
      filled.contains(Int.random(in: 0..<of, using: &random)) ? UInt8.random(in: 1...2, using: &random) : 0
    }
  }

  private func context(_ plain: [UInt8], _ plane: Plane, _ label: UInt8) -> ToolContext {
    ToolContext(layer: LabelLayer(plain, size: size), volume: volume, plane: plane, label: label)
  }

  private func back(_ layer: LabelLayer, _ edit: Edit) -> [UInt8] {
    var layer = layer
    layer.apply(edit.inverse)
    return layer.labels.plain
  }

  // MARK: Fill

  /// The area around a voxel by repeated growth; nil when it touches the edge of the slice.
  private func area(_ labels: LabelMap, _ plane: Plane, _ at: VoxelIndex, wall: UInt8) -> Set<VoxelIndex>? {
    let extent = plane.size(of: size)
    var area: Set<VoxelIndex> = [at]
    while true {
      var grown = area
      for x in area {
        let c = plane.coordinates(of: x, in: size)
        for (du, dv) in [(1, 0), (-1, 0), (0, 1), (0, -1)] {
          let (u, v) = (c.u + du, c.v + dv)
          guard (0..<extent.u).contains(u), (0..<extent.v).contains(v) else { return nil }
          let y = plane.voxel(u: u, v: v, w: c.w, in: size)
          if labels[y] != wall { grown.insert(y) }
        }
      }
      if grown == area { return area }
      area = grown
    }
  }

  @Test(arguments: Plane.allCases) func fillAgainstGrowth(plane: Plane) {
    var outcomes: [Int] = [0, 0, 0, 0]
    for seed in 0..<6 as Range<UInt64> {
      let context = context(randomLabels(seed, filled: 0...6, of: 8), plane, 1)
      for at in size.voxels {
        let before = context.layer.labels
        let outcome = FillTool(at: at).outcome(in: context)
        if before[at] == 1 {
          #expect(outcome == .failure(.onDrawing))
          outcomes[0] += 1
        } else if let area = area(before, plane, at, wall: 1) {
          let free = area.filter { before[$0] == 0 }
          if free.isEmpty {
            #expect(outcome == .failure(.nothingFree))
            outcomes[1] += 1
          } else if case .success(let edit) = outcome {
            var after = context.layer
            after.apply(edit)
            #expect(back(after, edit) == context.layer.labels.plain)
            #expect(size.voxels.allSatisfy { after.labels[$0] == (free.contains($0) ? 1 : before[$0]) })
            outcomes[2] += 1
          } else {
            Issue.record("\(outcome) at \(at)")
          }
        } else {
          #expect(outcome == .failure(.notEnclosed))
          outcomes[3] += 1
        }
        #expect(FillTool(at: at).edit(in: context) == (try? outcome.get()))
      }
    }
    #expect(outcomes.allSatisfy { $0 > 5 }, "every outcome was met: \(outcomes)")
  }

  @Test func fillRefusesWhatMakesNoSense() {
    let context = context([UInt8](repeating: 0, count: size.count), .axial, 0)
    #expect(FillTool(at: VoxelIndex(4, 4, 4)).outcome(in: context) == .failure(.noFinding))
    var drawing = context
    drawing.label = 1
    #expect(FillTool(at: VoxelIndex(9, 4, 4)).outcome(in: drawing) == .failure(.notEnclosed))
  }

  // MARK: Clear and copy

  @Test(arguments: Plane.allCases) func clearTakesOneFindingOrAll(plane: Plane) {
    let context = context(randomLabels(3, filled: 0...3, of: 5), plane, 1)
    let before = context.layer.labels
    for w in 0..<plane.size(of: size).w {
      for label in [1, 2, nil] as [UInt8?] {
        var after = context.layer
        if let edit = ClearTool(label: label, w: w).edit(in: context) { after.apply(edit) }
        for x in size.voxels {
          let hit = plane.coordinates(of: x, in: size).w == w && (label == nil || before[x] == label)
          #expect(after.labels[x] == (hit ? 0 : before[x]))
        }
      }
    }
    #expect(ClearTool(label: 3, w: 2).edit(in: context) == nil)
    #expect(ClearTool(label: nil, w: -1).edit(in: context) == nil)
  }

  @Test(arguments: Plane.allCases, [false, true]) func copyFromTheNeighbour(plane: Plane, over: Bool) throws {
    var context = context(randomLabels(4, filled: 0...3, of: 6), plane, 2)
    let before = context.layer.labels
    for gate in [nil, -300...400.0] as [ClosedRange<Double>?] {
      context.gate = gate
      for (from, to) in [(2, 3), (3, 2), (0, 5)] {
        let edit = try #require(CopyTool(from: from, to: to, over: over).edit(in: context))
        var after = context.layer
        after.apply(edit)
        for x in size.voxels {
          let c = plane.coordinates(of: x, in: size)
          let hit = c.w == to && before[plane.voxel(u: c.u, v: c.v, w: from, in: size)] == 2
            && (over || before[x] == 0) && gate?.contains(volume.value(at: x)) != false
          #expect(after.labels[x] == (hit ? 2 : before[x]))
        }
        for run in edit.runs { #expect(after.origins[SliceKey(k: Int(run.k), label: 2)] == .copied) }
      }
    }
    #expect(CopyTool(from: 2, to: 2).edit(in: context) == nil)
    #expect(CopyTool(from: -1, to: 0).edit(in: context) == nil)
    #expect(CopyTool(from: 0, to: plane.size(of: size).w).edit(in: context) == nil)
    context.label = 0
    #expect(CopyTool(from: 2, to: 3).edit(in: context) == nil)
  }

  // MARK: Import

  @Test func importMakesTheLayerEqual() throws {
    let mask = randomLabels(8, filled: 0...2, of: 4)
    let context = context(randomLabels(9, filled: 0...2, of: 4), .axial, 1)
    for mapping in [[:], [1: 5, 2: 1], [1: 0], [2: 1]] as [[UInt8: UInt8]] {
      let tool = ImportTool(mask: LabelLayer(mask, size: size).labels, mapping: mapping, source: "mask.nii.gz")
      let edit = try #require(tool.edit(in: context))
      var after = context.layer
      after.apply(edit)
      #expect(after.labels.plain == mask.map { $0 == 0 ? 0 : mapping[$0] ?? $0 })
      #expect(back(after, edit) == context.layer.labels.plain)
      #expect(edit.name == "Import" && edit.parameters["source"] == "mask.nii.gz")
      #expect(after.origins.values.contains(.imported))
      for key in after.origins.keys { #expect(after.labels.isUsed(k: Int(key.k))) }
      var again = context
      again.layer = after
      #expect(tool.edit(in: again) == nil)
    }
  }
}
