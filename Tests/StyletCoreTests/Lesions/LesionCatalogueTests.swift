import Foundation
import TestSupport
import Testing

@testable import StyletCore
@testable import StyletImaging

@Suite struct LesionCatalogueTests {
  static let grid = VoxelGrid(
    size: GridSize(9, 8, 7)!, affine: Affine([0.8, 0.1, 0], [0.2, 0.9, 0.1], [0, 0.3, 2], origin: [-4, 50, 9]))
  let volume = randomVolume(grid, rescale: Rescale(slope: -0.5, intercept: 30))

  private func check(_ catalogue: LesionCatalogue, _ labels: LabelMap, _ volume: Volume) {
    let pieces = ConnectedRunsTests.flood(labels, catalogue.neighbourhood)
    #expect(catalogue.lesions.count == pieces.count)
    #expect(catalogue.lesions.map(\.voxels) == pieces.map(\.count).sorted(by: >))
    for piece in pieces {
      guard let any = piece.first, let at = catalogue.place(at: any) else {
        Issue.record("no lesion for \(piece)")
        continue
      }
      let lesion = catalogue.lesions[at]
      #expect(piece.allSatisfy { catalogue.place(at: $0) == at })
      #expect(ConnectedRunsTests.voxels(catalogue.runs(of: at)) == piece)
      let n = Double(piece.count)
      let values = piece.map { volume.value(at: $0) }
      let mean = values.reduce(0, +) / n
      #expect(lesion.label == labels[any] && lesion.voxels == piece.count)
      #expect(abs(lesion.millilitres - n * volume.grid.voxelVolume / 1000) < 1e-12)
      #expect(lesion.slices == piece.map(\.k).min()!...piece.map(\.k).max()!)
      #expect(lesion.rows == piece.map(\.j).min()!...piece.map(\.j).max()!)
      #expect(lesion.columns == piece.map(\.i).min()!...piece.map(\.i).max()!)
      let centroid = piece.map { volume.grid.patient(of: $0) }.reduce(.zero, +) / n
      #expect(length(lesion.centroid - centroid) < 1e-9)
      #expect(abs(lesion.mean - mean) < 1e-9 && lesion.low == values.min() && lesion.high == values.max())
      let deviation = (values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / n).squareRoot()
      #expect(abs(lesion.deviation - deviation) < 1e-6)
      // the middle: a voxel on a slice of the largest area, the nearest to that area's centre
      let areas = Dictionary(grouping: piece, by: \.k)
      let slice = areas[lesion.middle.k] ?? []
      #expect(piece.contains(lesion.middle) && slice.count == areas.values.map(\.count).max())
      let centre = slice.map { volume.grid.patient(of: $0) }.reduce(.zero, +) / Double(slice.count)
      let nearest = slice.map { length(volume.grid.patient(of: $0) - centre) }.min() ?? 0
      #expect(abs(length(volume.grid.patient(of: lesion.middle) - centre) - nearest) < 1e-9)
      #expect(lesion.slices.contains(lesion.diameters.k))
    }
    #expect(labels.size.voxels.allSatisfy { (catalogue.place(at: $0) == nil) == (labels[$0] == 0) })
  }

  /// After each of many random edits the numbers are those of a count by flooding.
  @Test(arguments: Neighbourhood.allCases) func afterRandomEdits(_ neighbourhood: Neighbourhood) throws {
    var random = SeededRandom(seed: 9)
    var layer = LabelLayer(name: LabelLayer.findings, size: Self.grid.size)
    for n in 0..<30 {
      var builder = EditBuilder(layer: layer)
      for k in 0..<7 where Int.random(in: 0..<3, using: &random) == 0 {
        for j in 0..<8 where Int.random(in: 0..<2, using: &random) == 0 {
          let i = Int.random(in: 0..<9, using: &random)
          builder.set(j: j, k: k, i..<i + Int.random(in: 1...4, using: &random), to: .random(in: 0...2, using: &random))
        }
      }
      builder.edit(name: "t", tool: "t", origin: .manual).map { layer.apply($0) }
      if n % 3 == 0 {
        check(LesionCatalogue(layer.labels, volume: volume, neighbourhood: neighbourhood), layer.labels, volume)
      }
    }
  }

  @Test func orders() {
    var layer = LabelLayer(name: LabelLayer.findings, size: Self.grid.size)
    var builder = EditBuilder(layer: layer)
    builder.set(j: 1, k: 1, 1..<4, to: 1)  // 3 voxels, lowest
    builder.set(j: 5, k: 4, 0..<1, to: 2)  // 1, uppermost, behind
    builder.set(j: 2, k: 4, 6..<8, to: 1)  // 2, uppermost, in front
    builder.edit(name: "t", tool: "t", origin: .manual).map { layer.apply($0) }
    let all = LesionCatalogue(layer.labels, volume: volume)
    #expect(all.lesions.map(\.voxels) == [3, 2, 1])
    #expect(all.places(by: .size) == [0, 1, 2] && all.places(by: .position) == [1, 2, 0])
    #expect(all.nearest(to: [9, 0], of: 0, k: 1, on: Self.grid) == VoxelIndex(3, 1, 1))
    #expect(all.nearest(to: [9, 0], of: 0, k: 2, on: Self.grid) == nil)
    let some = LesionCatalogue(layer.labels, volume: volume, only: [2])
    #expect(some.lesions.map(\.label) == [2])
    #expect(some.place(at: VoxelIndex(1, 1, 1)) == nil && some.place(at: VoxelIndex(0, 5, 4)) == 0)
  }

  /// Specks without end: every second voxel along each axis, each a lesion of its own.
  @Test func specks() throws {
    let size = GridSize(61, 20, 10)!
    let volume = randomVolume(size)
    var layer = LabelLayer(name: LabelLayer.findings, size: size)
    var builder = EditBuilder(layer: layer)
    for k in stride(from: 0, to: 10, by: 2) {
      for j in stride(from: 0, to: 20, by: 2) {
        builder.set(j: j, k: k, 0..<61, to: 3) { i, _ in i % 2 == 0 }
      }
    }
    builder.edit(name: "t", tool: "t", origin: .manual).map { layer.apply($0) }
    let all = LesionCatalogue(layer.labels, volume: volume)
    #expect(all.lesions.count == 31 * 10 * 5)
    #expect(all.lesions.allSatisfy { $0.voxels == 1 && $0.low == $0.mean && $0.deviation == 0 })
    #expect(LesionCatalogue(layer.labels, volume: volume, only: []).lesions.isEmpty)
  }

  @Test func report() throws {
    var layer = LabelLayer(name: LabelLayer.findings, size: Self.grid.size)
    var builder = EditBuilder(layer: layer)
    builder.set(j: 1, k: 1, 1..<4, to: 3)
    builder.set(j: 5, k: 4, 0..<1, to: 9)
    builder.edit(name: "t", tool: "t", origin: .manual).map { layer.apply($0) }
    var table = LabelTable.standard
    _ = table.add(code: "=A\u{1b}1", name: "with, \"quotes\"", colour: RGB(1, 2, 3), value: 9)
    let origins: [SliceKey: Origin] = [SliceKey(k: 1, label: 3): .interpolated, SliceKey(k: 4, label: 9): .manual]
    let report = LesionReport(
      LesionCatalogue(layer.labels, volume: volume), findings: table, grid: Self.grid, origins: origins)
    let lines = report.table.split(separator: "\n")
    #expect(lines.count == 3 && lines[1].contains("NOD") && !report.table.contains("\u{1b}"))
    #expect(Set(lines.map(\.count)).count == 1)
    let csv = report.csv.components(separatedBy: "\r\n")
    #expect(csv.count == 4 && csv[0].split(separator: ",").count == 20)
    #expect(csv[1].hasPrefix("1,3,\"NOD\",\"Nodule\",3,") && csv[2].hasPrefix("2,9,\"'=A"))
    let json = try #require(JSONSerialization.jsonObject(with: Data(report.json.utf8)) as? [String: Any])
    #expect(json["format"] as? String == "stylet-lesions" && json["neighbours"] as? Int == 26)
    let lesions = try #require(json["lesions"] as? [[String: Any]])
    #expect(lesions.map { $0["voxels"] as? Int } == [3, 1])
    // What no reader has looked at, lesion by lesion.
    #expect(lesions.map { $0["unreviewed_voxels"] as? Int } == [3, 0])
    let reviewed = try #require(csv[0].components(separatedBy: ",").firstIndex(of: "unreviewed_voxels"))
    #expect(csv[1].components(separatedBy: ",")[reviewed] == "3")
    #expect(lesions[0]["first_slice"] as? Int == 2 && (lesions[0]["box"] as? [String: [Int]])?["i"] == [1, 3])
    let diameters = try #require(lesions[0]["diameters"] as? [String: Any])
    let ends = try #require(diameters["longest_ends_mm"] as? [[Double]])
    #expect(diameters["slice"] as? Int == 2 && ends.count == 2)
    let apart = zip(ends[0], ends[1]).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }.squareRoot()
    #expect(abs(apart - (diameters["longest_mm"] as? Double ?? 0)) < 1e-9)
  }
}
