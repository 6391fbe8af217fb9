import Foundation
import StyletImaging
import TestSupport
import Testing

@testable import StyletDICOM
@testable import StyletFiles
@testable import StyletFormats

/// What is written and read again is what was drawn, however the scan is stored.
@Suite struct SegmentationRoundTripTests {
  private func check(_ mask: MaskSource, in folder: String) throws -> LoadedLabels {
    let path = folder + "/m.seg.dcm"
    let registry = FormatRegistry.standard
    try registry.maskWriter(for: path).write(mask, to: path)
    let back = try registry.readMask(path, on: mask.grid)
    // Segments are numbered anew: by their code they are the findings.
    var values = [UInt8](repeating: 0, count: 256)
    for segment in back.segments {
      let finding = mask.findings.findings.first { $0.code == segment.code }
      #expect(segment.name == finding?.name && segment.colour == finding?.colour)
      #expect(segment.type.map { $0.isSame(as: finding?.concept ?? $0) } == true)
      values[Int(segment.value)] = finding?.value ?? 255
    }
    #expect(back.labels.plain.map { values[Int($0)] } == mask.labels.plain)
    #expect(back.description.problems.isEmpty)
    return back
  }

  /// A research scan in each of the 48 orders; 35, 30 or 42 pixels a plane.
  @Test func everyStorageOrder() throws {
    try withTemporaryFolder { folder in
      for order in StyletFormatsTests.everyStorageOrder {
        let grid = VoxelGrid(
          size: GridSize(5, 7, 6)!, affine: Affine(spacing: [0.7, 0.8, 1.5], origin: [-10, 20.123456789, 30]),
          storage: order)
        _ = try check(SegmentationWriterTests.mask(randomVolume(grid)), in: folder)
      }
    }
  }

  /// Planes in each of the 48 orders against the definition, voxel by voxel.
  @Test func planesOfEveryStorageOrder() throws {
    let size = GridSize(5, 7, 6)!
    let plain = SegmentationWriterTests.labels(size)
    let labels = LabelLayer(plain, size: size).labels
    for order in StyletFormatsTests.everyStorageOrder {
      let grid = VoxelGrid(size: size, affine: Affine(spacing: [0.7, 0.8, 1.5]), storage: order)
      let planes = try SegmentationPlanes(grid, isSliced: true)
      var expected = [UInt8](repeating: 0, count: size.count)
      for (v, label) in zip(size.voxels, plain) {
        let s = order.stored(v, size: size)
        expected[(s.z * planes.rows + s.y) * planes.columns + s.x] = label
        let point = planes.position(s.z) + planes.alongRow * planes.spacing.alongRow * Double(s.x)
          + planes.alongColumn * planes.spacing.alongColumn * Double(s.y)
        #expect(length(point - grid.patient(of: v)) < 1e-9)
      }
      let pixels = planes.rows * planes.columns
      let out = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: pixels)
      let scratch = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: pixels)
      defer {
        out.deallocate()
        scratch.deallocate()
      }
      let used = planes.used(by: labels)
      for z in 0..<planes.count {
        planes.read(z, of: labels, into: out, scratch: scratch)
        let frame = expected[z * pixels..<(z + 1) * pixels]
        #expect(out.elementsEqual(frame))
        for label in UInt8(1)...5 { #expect((used[label]?.contains(z) ?? false) == frame.contains(label)) }
      }
    }
  }

  private static let axes: [PatientPoint] = [[1, 0, 0], [0, 1, 0], [0, 0, 1]]

  /// DICOM series in all 24 orientations, and tilted ones: frames lie on the series' own images.
  @Test func everySeries() throws {
    try withTemporaryFolder { folder in
      var n = 0
      for a in 0..<3 {
        for b in 0..<3 where b != a {
          for signs in 0..<4 {
            let row = Self.axes[a] * (signs & 1 == 0 ? 1 : -1), column = Self.axes[b] * (signs & 2 == 0 ? 1 : -1)
            let shear = signs == 3 ? column * 0.6 : .zero
            let series = SyntheticSeries(
              uid: "1.2.3.\(n)", row: row, column: column, step: cross(row, column) * 2.5 + shear)
            try check(series, folder: folder + "/\(n)")
            n += 1
          }
        }
      }
      // Oblique, 5°.
      let (s, c) = (0.0871557427, 0.9961946981)
      let tilted = SyntheticSeries(uid: "1.2.4", row: [c, s, 0], column: [-s, c, 0])
      try check(tilted, folder: folder + "/oblique")
    }
  }

  private func check(_ series: SyntheticSeries, folder: String) throws {
    try makeFolder(folder)
    try series.write(to: folder)
    let volume = try FormatRegistry.standard.read(folder).volume
    try withTemporaryFolder { out in
      _ = try check(SegmentationWriterTests.mask(volume, scan: folder), in: out)
      let d = try #require(try DICOMFile(path: out + "/m.seg.dcm")).dataSet
      #expect(try d.integer(.rows) == SyntheticSeries.rows)
      #expect(try d.integer(.columns) == SyntheticSeries.columns)
      let referenced = try d.items(DICOMTag.referencedSeriesSequence)
      #expect(try referenced.map { try $0.string(.seriesInstanceUID) } == [series.uid])
      // Each frame names the image that lies where it lies.
      for frame in try d.items(DICOMTag.perFrameFunctionalGroupsSequence) {
        let p = try frame.items(DICOMTag.planePositionSequence)[0].numbers(.imagePositionPatient)
        let z = try #require((0..<series.count).first { length(series.position($0) - [p[0], p[1], p[2]]) < 1e-6 })
        let image = try frame.items(DICOMTag.derivationImageSequence)[0]
          .items(DICOMTag.sourceImageSequence)[0]
        #expect(try image.string(DICOMTag.referencedSOPInstanceUID) == series.uid + ".\(z)")
      }
      #expect(try d.string(DICOMTag.patientName) == nil)
    }
  }

  /// The patient goes along when asked for.
  @Test func identity() throws {
    try withTemporaryFolder { folder in
      try makeFolder(folder + "/s")
      try SyntheticSeries().write(to: folder + "/s")
      var mask = SegmentationWriterTests.mask(
        try FormatRegistry.standard.read(folder + "/s").volume, scan: folder + "/s")
      mask.isIdentified = true
      try SegmentationWriter().write(mask, to: folder + "/m.dcm")
      let d = try #require(try DICOMFile(path: folder + "/m.dcm")).dataSet
      #expect(try d.string(DICOMTag.patientName) == "Secret^Name")
    }
  }
}

private func makeFolder(_ path: String) throws {
  try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
}
