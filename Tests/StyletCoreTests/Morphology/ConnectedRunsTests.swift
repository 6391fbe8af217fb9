import TestSupport
import Testing

@testable import StyletCore
@testable import StyletImaging

@Suite struct ConnectedRunsTests {
  /// By flooding voxel after voxel: sets of voxels of one label.
  static func flood(_ labels: LabelMap, _ neighbourhood: Neighbourhood) -> Set<Set<VoxelIndex>> {
    var left = Set(labels.size.voxels.filter { labels[$0] != 0 })
    var out: Set<Set<VoxelIndex>> = []
    while let first = left.first {
      var piece: Set<VoxelIndex> = []
      var waiting = [first]
      left.remove(first)
      while let v = waiting.popLast() {
        piece.insert(v)
        for dk in -1...1 {
          for dj in -1...1 {
            for di in -1...1 where neighbourhood == .corners || abs(di) + abs(dj) + abs(dk) == 1 {
              let next = VoxelIndex(v.i + di, v.j + dj, v.k + dk)
              if left.contains(next), labels[next] == labels[v] {
                left.remove(next)
                waiting.append(next)
              }
            }
          }
        }
      }
      out.insert(piece)
    }
    return out
  }

  static func voxels(_ runs: [LabelRun]) -> Set<VoxelIndex> {
    Set(runs.flatMap { r in (Int(r.low)...Int(r.high)).map { VoxelIndex($0, Int(r.j), Int(r.k)) } })
  }

  static func random(_ size: GridSize, filled: Double, labels: UInt8, _ random: inout SeededRandom) -> LabelLayer {
    LabelLayer(
      (0..<size.count).map { _ in
        Double.random(in: 0..<1, using: &random) < filled ? UInt8.random(in: 1...labels, using: &random) : 0
      }, size: size)
  }

  /// Thin, thick, of one and of several findings, one voxel along an axis, and wider than a brick.
  @Test(arguments: Neighbourhood.allCases) func againstFlood(_ neighbourhood: Neighbourhood) {
    var random = SeededRandom(seed: 41)
    var pieces = 0
    for size in [(7, 6, 5), (1, 6, 7), (8, 1, 5), (9, 8, 1), (1, 1, 1), (35, 3, 2), (2, 19, 18)] {
      for filled in [0.04, 0.12, 0.25, 0.5, 0.9, 1] {
        for labels in [1, 3] as [UInt8] {
          let map = Self.random(GridSize(size.0, size.1, size.2)!, filled: filled, labels: labels, &random).labels
          let found = ConnectedRuns(map, neighbourhood)
          let sets = (0..<found.count).map { Self.voxels(found.runs(of: $0)) }
          #expect(Set(sets) == Self.flood(map, neighbourhood), "\(size) \(filled)")
          #expect(sets.count == Set(sets).count)
          for n in 0..<found.count {
            let runs = found.runs(of: n)
            #expect(runs == runs.sorted { ($0.k, $0.j, $0.low) < ($1.k, $1.j, $1.low) })
          }
          for v in map.size.voxels {
            #expect(found.part(at: v) == sets.firstIndex { $0.contains(v) })
          }
          pieces += found.count
        }
      }
    }
    #expect(pieces > 500)
  }

  @Test func nothingDrawn() {
    let found = ConnectedRuns(LabelMap(size: GridSize(5, 4, 3)!))
    #expect(found.count == 0 && found.runs.isEmpty)
    #expect(found.part(at: VoxelIndex(0, 0, 0)) == nil && found.part(at: VoxelIndex(-1, 9, 2)) == nil)
  }

  /// A slice without drawing parts what lies on either side of it.
  @Test func anEmptySliceParts() {
    var layer = LabelLayer(name: LabelLayer.findings, size: GridSize(3, 3, 5)!)
    var builder = EditBuilder(layer: layer)
    for k in [0, 2, 3] { builder.set(j: 1, k: k, 1..<2, to: 1) }
    builder.edit(name: "test", tool: "test", origin: .manual).map { layer.apply($0) }
    #expect(ConnectedRuns(layer.labels).count == 2)
  }
}
