import StyletImaging
import Testing

@testable import StyletScreen

/// A slice printed alone, and the wedge that is made of one.
@Suite struct SlicePictureTests {
  @Test(arguments: ColourTier.allCases, [true, false])
  func theWedgeHasManyStepsInOrder(_ tier: ColourTier, _ unicode: Bool) {
    let traits = TerminalTraits(tier: tier, unicode: unicode)
    let wedge = GreyWedge.draw(traits: traits, width: 64)
    #expect(wedge.width == 64 && wedge.height == 2)
    if !unicode { #expect(wedge.cells.allSatisfy { $0.glyph.isASCII }) }
    let distinct = Set((0..<64).map { wedge[$0, 0] }).count
    let least: [ColourTier: Int] = [.direct: 40, .indexed: 24, .ansi: 4, .mono: 4]
    #expect(distinct >= least[tier]!)
    #expect(wedge[0, 0] != wedge[63, 0])
  }

  @Test func findingsOfTheWedgeDifferFromGreyAndFromEachOther() {
    for tier in ColourTier.allCases {
      let traits = TerminalTraits(tier: tier, unicode: true)
      let grey = GreyWedge.draw(traits: traits, width: 64)
      let tinted = GreyWedge.draw(traits: traits, width: 64, findings: .standard)
      #expect(tinted.height == 2 * LabelTable.standard.findings.count)
      let rows = (0..<LabelTable.standard.findings.count).map { n in (0..<64).map { tinted[$0, 2 * n] } }
      for row in rows { #expect(row != (0..<64).map { grey[$0, 0] }) }
      #expect(Set(rows).count == rows.count)
    }
  }

  /// Only the corner voxel of each plane's slice is bright: it must come out at the corner where radiology has it.
  @Test func eachPlaneIsTheRightWayRound() throws {
    let size = try #require(GridSize(8, 12, 10))
    let volume = try Volume(grid: VoxelGrid(size: size, affine: Affine(spacing: [1, 1, 1])), rescale: .identity) { s in
      for n in s.indices { s[n] = -1000 }
      s[(9 * 12 + 0) * 8 + 0] = 1000  // patient right, front, head
    }
    for plane in Plane.allCases {
      let w = plane.coordinates(of: VoxelIndex(0, 0, 9), in: size).w
      let n = plane.size(of: size)
      let picture = SlicePicture(
        volume: volume, labels: LabelMap(size: size), table: .standard, plane: plane, w: w,
        window: DisplayWindow(level: 0, width: 2000))
      let cells = picture.draw(traits: TerminalTraits(tier: .direct), width: n.u, height: n.v / 2)
      let inks = Set(cells.cells.map(\.ink)).union(cells.cells.map(\.paper))
      #expect(inks.count == 2)
      #expect(cells[0, 0].ink != cells[n.u - 1, n.v / 2 - 1].ink)
      #expect(cells[n.u - 1, 0].ink != cells[0, 0].ink || n.u == 1)
    }
  }
}
