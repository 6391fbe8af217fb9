import Foundation
import StyletBase
import StyletCore
import StyletImaging
import TestSupport
import Testing

@testable import StyletDICOM
@testable import StyletFiles
@testable import StyletFormats

/// Out and in again: the same mask, the same words.
@Suite struct RTStructRoundTripTests {
  private static let size = GridSize(6, 7, 5)!

  private static func source(_ plain: [UInt8], _ grid: VoxelGrid, _ findings: LabelTable = .standard) throws
    -> MaskSource
  {
    let volume = try Volume(grid: grid) { _ in }
    return MaskSource(layer: LabelLayer(plain, size: grid.size), findings: findings, volume: volume)
  }

  private static func plain(_ density: Int, _ seed: UInt64, _ count: Int) -> [UInt8] {
    var random = SeededRandom(seed: seed)
    return (0..<count).map { _ in
      Int.random(in: 0..<100, using: &random) < density ? UInt8.random(in: 1...3, using: &random) : 0
    }
  }

  /// Slices along any of the patient's axes, sheared, both ways for holes to leave.
  @Test func everyStoredOrder() throws {
    try withTemporaryFolder { folder in
      for (n, order) in everyStorageOrder.enumerated() {
        let grid = VoxelGrid(size: Self.size, affine: RoundTripTests.sheared, storage: order)
        let plain = Self.plain([30, 60, 85][n % 3], UInt64(n), Self.size.count)
        let path = folder + "/x.rtstruct.dcm"
        for form in ["rtstruct", "rtstruct-xor"] {
          try FormatRegistry.standard.maskWriter(for: path, form: form).write(Self.source(plain, grid), to: path)
          let back = try FormatRegistry.standard.readMask(path, on: grid)
          #expect(back.labels.plain == plain, "\(order), \(form)")
          #expect(back.description.grid == grid && back.description.problems.isEmpty)
        }
      }
    }
  }

  @Test func wordsColoursAndCodes() throws {
    var findings = LabelTable.standard
    _ = findings.add(code: "ATL", name: "Atélectasie \u{1b}[31m", colour: RGB(1, 2, 3), value: 200)
    var plain = [UInt8](repeating: 0, count: Self.size.count)
    (plain[8], plain[50], plain[51], plain[100]) = (2, 200, 1, 77)
    let grid = VoxelGrid(size: Self.size, affine: RoundTripTests.sheared)
    try withTemporaryFolder { folder in
      let path = folder + "/a.RTSTRUCT.dcm"
      try FormatRegistry.standard.maskWriter(for: path).write(Self.source(plain, grid, findings), to: path)
      let back = try FormatRegistry.standard.readMask(path, on: grid)
      #expect(back.labels.plain == plain && back.values == [1, 2, 77, 200])
      let expected = [
        Segment(
          value: 1, name: "Ground-glass opacity", code: "GGO", type: findings[1]?.concept, colour: RGB(0xe6, 0x9f, 0)),
        Segment(
          value: 2, name: "Consolidation", code: "CON", type: findings[2]?.concept, colour: RGB(0x56, 0xb4, 0xe9)),
        Segment(
          value: 200, name: "Atélectasie  [31m", code: "ATL", type: findings[200]?.concept, colour: RGB(1, 2, 3)),
        Segment(value: 77, name: "Label 77", code: "L77", type: findings[200]?.concept, colour: RGB(255, 255, 0)),
      ]
      #expect(back.segments == expected)
    }
  }

  /// What other programs go by, read with our parser: numbers, types, algorithm, approval, notice, no patient.
  @Test func whatIsInTheFile() throws {
    var layer = LabelLayer([UInt8](repeating: 0, count: 125), size: GridSize(5, 5, 5)!)
    for (j, range) in [(1, 1..<4), (2, 1..<2), (2, 3..<4), (3, 1..<4)] {
      var builder = EditBuilder(layer: layer)
      builder.set(j: j, k: 2, range, to: 2)
      if let edit = builder.edit(name: "", tool: "", origin: .grown) { layer.apply(edit) }
    }
    let grid = VoxelGrid(size: layer.size, affine: Affine(spacing: [0.5, 0.5, 2], origin: [-10, -20, 30]))
    let mask = MaskSource(
      layer: layer, findings: .standard, volume: try Volume(grid: grid) { _ in }, reader: "reader-07",
      date: Moment(secondsSince1970: 0))
    try withTemporaryFolder { folder in
      for (form, type, count) in [("rtstruct", "CLOSED_PLANAR", 1), ("rtstruct-xor", "CLOSEDPLANAR_XOR", 2)] {
        let path = folder + "/x.rtstruct.dcm"
        try FormatRegistry.standard.maskWriter(for: path, form: form).write(mask, to: path)
        let set = try #require(try DICOMFile(path: path)).dataSet
        #expect(try set.string(.modality) == "RTSTRUCT")
        #expect(try set.string(DICOMTag.approvalStatus) == "UNAPPROVED")
        #expect(try set.string(DICOMTag.structureSetDescription)?.hasPrefix(ResearchUse.notice) == true)
        #expect(try set.string(DICOMTag.operatorsName) == "reader-07")
        let roi = try set.items(DICOMTag.structureSetROISequence)
        #expect(try roi.map { try $0.string(DICOMTag.roiGenerationAlgorithm) } == ["SEMIAUTOMATIC"])
        let region = try #require(try set.items(DICOMTag.roiContourSequence).first)
        let contours = try region.items(DICOMTag.contourSequence)
        #expect(contours.count == count)
        for contour in contours {
          #expect(try contour.string(DICOMTag.contourGeometricType) == type)
          #expect(contour[DICOMTag.contourImageSequence] == nil)
        }
        // The corner of voxel (1, 1) of slice 2: 0.49 voxels from its centre.
        let first = try contours[0].numbers(DICOMTag.contourData)
        let stated = try contours[0].integer(DICOMTag.numberOfContourPoints)
        #expect(first.count % 3 == 0 && stated == first.count / 3)
        #expect(stride(from: 0, to: first.count, by: 3).contains { first[$0] == -9.745 && first[$0 + 1] == -19.745 })
        #expect(stride(from: 2, to: first.count, by: 3).allSatisfy { first[$0] == 34 })
      }
    }
  }

  /// Nothing drawn: the findings that were looked for, without contours.
  @Test func nothingDrawn() throws {
    let grid = VoxelGrid(size: Self.size, affine: RoundTripTests.sheared)
    try withTemporaryFolder { folder in
      let path = folder + "/x.rtstruct.dcm"
      try RTStructWriter().write(Self.source([UInt8](repeating: 0, count: Self.size.count), grid), to: path)
      let back = try FormatRegistry.standard.readMask(path, on: grid)
      #expect(back.labels.isEmpty && back.values.isEmpty && back.segments.isEmpty)
      #expect(back.description.problems.contains { $0.contains("without contours") && $0.contains("Consolidation") })
    }
  }

  /// Contours name the slice that they lie on, whatever way the series is stacked; patients only on request.
  @Test func slicesAreReferred() throws {
    let stacks: [(row: PatientPoint, column: PatientPoint, step: PatientPoint)] = [
      ([1, 0, 0], [0, 1, 0], [0, 0, 2.5]), ([1, 0, 0], [0, 1, 0], [0, 0.4, 2.5]), ([1, 0, 0], [0, 0, -1], [0, 2.5, 0]),
      ([0, 1, 0], [0, 0, -1], [-2.5, 0, 0]), ([0, 0, -1], [1, 0, 0], [0, -2.5, 0]),
      ([0, -1, 0], [0.6, 0, -0.8], [2, 0, 1.5]),
    ]
    for stack in stacks {
      var series = SyntheticSeries()
      (series.row, series.column, series.step) = (stack.row, stack.column, stack.step)
      try withTemporaryFolder { folder in
        try series.write(to: folder)
        let volume = try FormatRegistry.standard.read(folder).volume
        let plain = Self.plain(50, 9, volume.size.count)
        var mask = MaskSource(
          layer: LabelLayer(plain, size: volume.size), findings: .standard, volume: volume, scan: folder)
        let path = folder + "/out.rtstruct.dcm"
        try RTStructWriter().write(mask, to: path)
        #expect(try FormatRegistry.standard.readMask(path, on: volume.grid).labels.plain == plain)
        var count = 0
        let set = try #require(try DICOMFile(path: path)).dataSet
        for region in try set.items(DICOMTag.roiContourSequence) {
          for contour in try region.items(DICOMTag.contourSequence) {
            let image = try #require(try contour.items(DICOMTag.contourImageSequence).first)
            let uid = try #require(try image.string(DICOMTag.referencedSOPInstanceUID))
            let z = try #require(uid.split(separator: ".").last.flatMap { Int($0) })
            let p = try contour.numbers(DICOMTag.contourData)
            let normal = cross(stack.row, stack.column)
            #expect(abs(dot([p[0], p[1], p[2]] - series.position(z), normal)) < 1e-3)
            count += 1
          }
        }
        #expect(count > 10)
        let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
        #expect(bytes.range(of: Data("Secret".utf8)) == nil)
        mask.isIdentified = true
        try RTStructWriter().write(mask, to: path)
        #expect(try Data(contentsOf: URL(fileURLWithPath: path)).range(of: Data("Secret^Name".utf8)) != nil)
      }
    }
  }

  /// A contour of more than 64 KB, and voxels too small to be told apart.
  @Test func largeAndSmall() throws {
    let size = GridSize(150, 150, 1)!
    let plain = (0..<size.count).map { UInt8(($0 / 150 % 2 == 0 || $0 % 150 % 2 == 0) ? 1 : 0) }
    try withTemporaryFolder { folder in
      let path = folder + "/x.rtstruct.dcm"
      let grid = VoxelGrid(size: size, affine: Affine(spacing: [0.7, 0.7, 1], origin: [-123.4, -234.5, -1020]))
      try RTStructWriter().write(Self.source(plain, grid), to: path)
      let back = try FormatRegistry.standard.readMask(path, on: grid)
      #expect(back.labels.plain == plain)
      #expect(back.description.facts.contains { $0.name == "contours" && $0.value == "1" })
      let tiny = VoxelGrid(size: size, affine: Affine(spacing: [1e-6, 1e-6, 1]))
      #expect(failure { try RTStructWriter().write(Self.source(plain, tiny), to: path) }?.kind == .badData)
    }
  }
}
