import TestSupport
import Testing

@testable import StyletCore
@testable import StyletImaging

@Suite struct LesionToolTests {
  static let size = GridSize(8, 7, 6)!
  let volume = randomVolume(size)

  private func context(_ layer: LabelLayer) -> ToolContext {
    ToolContext(layer: layer, volume: volume, plane: .coronal, label: 1)
  }

  /// Deleting and relabelling at every drawn voxel of random maps: that piece changes and nothing else; undo gives
  /// back labels and origins.
  @Test(arguments: Neighbourhood.allCases) func onePieceChanges(_ neighbourhood: Neighbourhood) throws {
    var random = SeededRandom(seed: 3)
    for n in 0..<12 {
      let layer = ConnectedRunsTests.random(Self.size, filled: 0.1 + 0.05 * Double(n % 5), labels: 2, &random)
      for piece in ConnectedRunsTests.flood(layer.labels, neighbourhood) {
        for becomes in [0, 1, 2, 4] as [UInt8] {
          let at = try #require(piece.min { ($0.k, $0.j, $0.i) > ($1.k, $1.j, $1.i) })
          let edit = LesionTool(at: at, becomes: becomes, neighbourhood: neighbourhood).edit(in: context(layer))
          guard layer.labels[at] != becomes else {
            #expect(edit == nil)
            continue
          }
          var after = layer
          after.apply(try #require(edit))
          for v in Self.size.voxels {
            #expect(after.labels[v] == (piece.contains(v) ? becomes : layer.labels[v]))
          }
          for k in 0..<Self.size.k {
            for label in [1, 2, 4] as [UInt8] {
              let drawn = (0..<Self.size.j).contains { j in
                (0..<Self.size.i).contains { after.labels[VoxelIndex($0, j, k)] == label }
              }
              #expect((after.origins[SliceKey(k: k, label: label)] != nil) == drawn)
            }
          }
          after.apply(try #require(edit?.inverse))
          #expect(after.labels.plain == layer.labels.plain && after.origins == layer.origins)
        }
      }
    }
    let empty = context(LabelLayer(name: LabelLayer.findings, size: Self.size))
    #expect(LesionTool(at: VoxelIndex(1, 1, 1), becomes: 0).edit(in: empty) == nil)
    #expect(LesionTool(at: VoxelIndex(-1, 99, 1), becomes: 2).edit(in: empty) == nil)
  }

  private func drawn(_ pieces: [(k: Int, i: Range<Int>, label: UInt8, origin: Origin)]) -> LabelLayer {
    var layer = LabelLayer(name: LabelLayer.findings, size: Self.size)
    for piece in pieces {
      var builder = EditBuilder(layer: layer)
      builder.set(j: 2, k: piece.k, piece.i, to: piece.label)
      builder.edit(name: "t", tool: "t", origin: piece.origin).map { layer.apply($0) }
    }
    return layer
  }

  /// What is left keeps its origin, what changed its name brings it along; put together of two it is the reader's.
  @Test func origins() throws {
    let layer = drawn([
      (1, 0..<2, 1, .grown), (2, 0..<2, 1, .interpolated), (2, 5..<6, 1, .interpolated), (3, 0..<2, 1, .proposed),
      (3, 4..<6, 2, .imported), (1, 5..<6, 2, .grown),
    ])
    let at = VoxelIndex(0, 2, 2)
    func origin(_ layer: LabelLayer, _ k: Int, _ label: UInt8) -> Origin? {
      layer.origins[SliceKey(k: k, label: label)]
    }
    var deleted = layer
    deleted.apply(try #require(LesionTool(at: at, becomes: 0).edit(in: context(layer))))
    #expect(origin(deleted, 1, 1) == nil && origin(deleted, 2, 1) == .interpolated && origin(deleted, 3, 1) == nil)
    #expect(origin(deleted, 3, 2) == .imported)
    var renamed = layer
    renamed.apply(try #require(LesionTool(at: at, becomes: 2).edit(in: context(layer))))
    #expect(origin(renamed, 1, 1) == nil && origin(renamed, 2, 1) == .interpolated && origin(renamed, 3, 1) == nil)
    #expect(origin(renamed, 1, 2) == .grown)  // both were
    #expect(origin(renamed, 2, 2) == .interpolated)
    #expect(origin(renamed, 3, 2) == .accepted)  // proposed and imported
  }

  /// Locks bind; the gate, what may be drawn over and what is erased do not.
  @Test func rules() throws {
    let layer = drawn([(1, 0..<3, 1, .manual), (1, 5..<7, 2, .manual)])
    var context = context(layer)
    let at = VoxelIndex(1, 2, 1)
    (context.gate, context.over, context.erasing) = (9000...9001, .unlabelled, 2)
    let name = try #require(LesionTool(at: at, becomes: 0).edit(in: context)).name
    #expect(name == "Delete lesion, 0.0025 mL")
    #expect(LesionTool(at: at, becomes: 2).edit(in: context)?.voxels == 3)
    for locked in [1, 2] as [UInt8] {
      context.locked = [locked]
      #expect(LesionTool(at: at, becomes: 2).edit(in: context) == nil)
      #expect((LesionTool(at: at, becomes: 0).edit(in: context) == nil) == (locked == 1))
    }
  }
}
