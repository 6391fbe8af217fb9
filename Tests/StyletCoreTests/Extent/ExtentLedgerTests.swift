import StyletCore
import StyletImaging
import TestSupport
import Testing

@Suite struct ExtentLedgerTests {
  /// The numbers a reader sees, against sums over all voxels, on a sheared grid with a rescale of either sign.
  @Test(arguments: [Rescale(), Rescale(slope: 0.5, intercept: -1000), Rescale(slope: -2, intercept: 10)])
  func numbersAgainstTheVoxels(rescale: Rescale) throws {
    let size = GridSize(11, 9, 8)!
    let grid = VoxelGrid(size: size, affine: Affine([0.9, 0.1, 0], [-0.1, 0.8, 0], [0.05, -0.4, 1.6], origin: .zero))
    let volume = randomVolume(grid, rescale: rescale)
    var random = SeededRandom(seed: 3)
    let plain = size.voxels.map { $0.k == 4 ? UInt8(0) : UInt8.random(in: 0...3, using: &random) % 3 }
    let ledger = ExtentLedger(recounting: LabelLayer(plain, size: size).labels, volume: volume)
    #expect(ledger.labels == [1, 2])
    for label in [1, 2] as [UInt8] {
      let mine = size.voxels.filter { plain[($0.k * size.j + $0.j) * size.i + $0.i] == label }
      let values = mine.map { volume.value(at: $0) }
      let extent = try #require(ledger.extent(of: label, volume: volume))
      #expect(extent.voxels == mine.count)
      #expect(extent.slices == Set(mine.map(\.k)).count)
      #expect(extent.low == values.min() && extent.high == values.max())
      #expect(abs(extent.mean - values.reduce(0, +) / Double(values.count)) < 1e-6)
      #expect(abs(extent.millilitres - Double(mine.count) * abs(grid.affine.determinant) / 1000) < 1e-9)
      #expect(ledger.slices(of: label) == Set(mine.map(\.k)).sorted())
      for k in -1...8 {
        let area = Double(mine.filter { $0.k == k }.count) * 0.73  // |(0.9, 0.1) x (-0.1, 0.8)|
        #expect(abs(ledger.area(of: label, k: k, volume: volume) - area) < 1e-9)
      }
    }
    #expect(ledger.slices() == [0, 1, 2, 3, 5, 6, 7])
    #expect(ledger.extent(of: 7, volume: volume) == nil && ledger.slices(of: 7).isEmpty)
  }

  /// A label without a row in the table is in the total, has a row of its own, and is said.
  @Test func aLabelWithoutANameIsInTheReport() {
    let size = GridSize(4, 4, 2)!
    let volume = randomVolume(size)
    let plain = size.voxels.map { $0.k == 0 ? UInt8(1) : UInt8(99) }
    let ledger = ExtentLedger(recounting: LabelLayer(plain, size: size).labels, volume: volume)
    let report = ExtentReport(ledger: ledger, findings: .standard, volume: volume)
    #expect(report.rows.map(\.finding.value) == [1, 99] && report.totalVoxels == 32)
    for text in [report.table, report.csv, report.json] { #expect(text.contains("label 99, not in the table")) }
    #expect(report.unnamedInWords(.standard)?.contains("with label 99") == true)
    #expect(ExtentReport(ledger: ExtentLedger(), findings: .standard, volume: volume).unnamedInWords(.standard) == nil)
    #expect(LabelTable.standard.unnamed(of: [0, 1, 99, 7, 99]) == [7, 99])
  }

  /// 10,000 edits of single rows and back again: the ledger is a recount's, extremes included.
  @Test func tenThousandOperations() {
    let size = GridSize(13, 6, 5)!
    let volume = randomVolume(size)
    var random = SeededRandom(seed: 99)
    var layer = LabelLayer(name: LabelLayer.findings, size: size)
    var ledger = ExtentLedger()
    var done: [Edit] = []
    for step in 1...10_000 {
      let edit: Edit
      if Int.random(in: 0..<3, using: &random) == 0, let last = done.popLast() {
        edit = last.inverse
      } else {
        var builder = EditBuilder(layer: layer)
        let i = Int.random(in: 0..<size.i, using: &random)
        builder.set(
          j: .random(in: 0..<size.j, using: &random), k: .random(in: 0..<size.k, using: &random),
          i..<Int.random(in: i...size.i, using: &random), to: .random(in: 0...2, using: &random))
        guard let made = builder.edit(name: "test", tool: "test", origin: .manual) else { continue }
        edit = made
        done.append(made)
      }
      layer.apply(edit)
      ledger.apply(edit, volume: volume)
      if step % 250 == 0 { #expect(ledger == ExtentLedger(recounting: layer.labels, volume: volume)) }
    }
    for edit in done.reversed() { ledger.apply(edit.inverse, volume: volume) }
    #expect(ledger == ExtentLedger())
  }
}
