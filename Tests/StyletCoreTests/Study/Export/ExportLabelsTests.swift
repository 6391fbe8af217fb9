import StyletBase
import StyletImaging
import Testing

@testable import StyletStudy

@Suite struct ExportLabelsTests {
  private static func finding(_ value: UInt8, _ code: String) -> Finding {
    Finding(value: value, code: code, name: code, colour: RGB(1, 2, 3))
  }

  private static let study = LabelTable([finding(7, "GGO"), finding(3, "CON")])!
  private static let own = LabelTable([finding(1, "CON"), finding(2, "NEW"), finding(9, "UNDECIDED")])!

  @Test func valuesHaveNoGapAndIgnoreIsTheHighest() throws {
    let labels = try #require(ExportLabels([Self.study, Self.own]))
    #expect(labels.classes.map(\.code) == ["GGO", "CON", "NEW"] && labels.classes.map(\.value) == [1, 2, 3])
    #expect(labels.ignore == 4 && labels.table.findings.map(\.value) == [1, 2, 3, 4])
    #expect((0...9).map { labels.value(of: $0, in: Self.own) } == [0, 2, 3, 4, 4, 4, 4, 4, 4, 4])
    #expect(ExportLabels([])?.ignore == 1)
    let many = (1...254).map { Self.finding(UInt8($0), "F\($0)") }
    #expect(ExportLabels([LabelTable(many)!])?.ignore == 255)
    #expect(ExportLabels([LabelTable(many + [Self.finding(255, "F255")])!]) == nil)
  }

  /// Against a loop over all voxels.
  @Test func masksSayWhatWasDrawnAndNothingOfWhatWasNotRead() throws {
    let labels = try #require(ExportLabels([Self.study, Self.own])), size = StudyMasks.size
    var drawn = LabelMap(size: size)
    for (value, modulus) in [(UInt8(1), 2), (9, 5), (77, 7)] {
      let runs = StudyMasks.runs(size, value) { i, j, k in
        (i + 2 * j + 3 * k) % modulus == 0 && drawn[VoxelIndex(i, j, k)] == 0
      }
      drawn.apply(runs)
    }
    let mask = labels.mask(drawn, Self.own, unread: [2, 11, 40])
    for k in 0..<size.k {
      for j in 0..<size.j {
        for i in 0..<size.i {
          let v = VoxelIndex(i, j, k), own = drawn[v]
          let wanted: UInt8 = k == 2 || k == 11 ? 4 : own == 0 ? 0 : own == 1 ? 2 : 4
          if mask[v] != wanted { Issue.record("\(v): \(mask[v]), not \(wanted)") }
        }
      }
    }
  }

  @Test func slicesThatNobodyHasRead() {
    var layer = LabelLayer(name: LabelLayer.findings, size: StudyMasks.size)
    func draw(_ k: Int, _ origin: Origin) {
      layer.apply(
        [Run(k: k, j: 1, i: 1, count: 2, old: 0, new: 1)],
        [OriginChange(key: SliceKey(k: k, label: 1), old: nil, new: origin)])
    }
    draw(1, .manual)
    draw(2, .proposed)
    draw(3, .accepted)
    draw(4, .interpolated)
    #expect(ExportLabels.unread(of: layer, saysWhatIsNotThere: true) == [2, 4])
    #expect(ExportLabels.unread(of: layer, saysWhatIsNotThere: false) == [0, 2, 4, 5, 6, 7, 8, 9, 10, 11])
  }
}
