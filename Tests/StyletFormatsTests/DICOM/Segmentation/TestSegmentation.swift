import StyletImaging

@testable import StyletDICOM
@testable import StyletFiles

/// A small SEG set down element by element, as other programs write them; small enough to be wrong on purpose.
struct TestSegmentation {
  struct Frame {
    var segment: Int
    var position: PatientPoint
    /// A value a pixel, rows first.
    var pixels: [Int]
  }

  var columns = 5
  var rows = 3
  var type = "BINARY"
  var bits = 1
  var row: PatientPoint = [1, 0, 0]
  var column: PatientPoint = [0, 1, 0]
  /// Between columns, and between rows.
  var spacing = (alongRow: 0.5, alongColumn: 0.75)
  var segments: [Int] = [1]
  var frames: [Frame] = []
  /// What the header says, where that is not the truth.
  var statedFrames: Int?
  var extra: [TestElement] = []
  var missing: Set<DICOMTag> = []
  var syntax = TransferSyntax.explicitLittleEndian
  /// PixelData, when not native.
  var fragments: [[UInt8]]?
  /// Whether sequences state their lengths.
  var defined = true

  private func text(_ v: PatientPoint) -> String { "\(v.x)\\\(v.y)\\\(v.z)" }

  private func sequence(_ tag: DICOMTag, _ elements: [TestElement]) -> TestElement {
    TestElement(tag, "SQ", .items([elements], defined: defined))
  }

  /// The pixels' bytes, bit by bit where there is one a pixel.
  var pixelBytes: [UInt8] {
    let all = frames.flatMap(\.pixels)
    var bytes: [UInt8] = []
    switch bits {
    case 1:
      bytes = [UInt8](repeating: 0, count: (all.count + 7) / 8)
      for (n, pixel) in all.enumerated() where pixel != 0 { bytes[n / 8] |= 1 << (n % 8) }
    case 8: bytes = all.map { UInt8($0) }
    default: bytes = all.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }
    }
    return bytes.count % 2 == 0 ? bytes : bytes + [0]
  }

  var elements: [TestElement] {
    let groups = frames.map { frame -> [TestElement] in
      var items = [sequence(DICOMTag(0x0020, 0x9113), [TestElement(.imagePositionPatient, "DS", text(frame.position))])]
      if type != "LABELMAP" {
        items.append(sequence(DICOMTag(0x0062, 0x000a), [TestElement(DICOMTag(0x0062, 0x000b), frame.segment)]))
      }
      return items
    }
    let shared = [
      sequence(
        DICOMTag(0x0020, 0x9116), [TestElement(.imageOrientationPatient, "DS", text(row) + "\\" + text(column))]),
      sequence(
        DICOMTag(0x0028, 0x9110), [TestElement(.pixelSpacing, "DS", "\(spacing.alongColumn)\\\(spacing.alongRow)")]),
    ]
    let described = segments.map { number in
      [
        TestElement(DICOMTag(0x0062, 0x0004), number), TestElement(DICOMTag(0x0062, 0x0005), "LO", "Part \(number)"),
        TestElement(DICOMTag(0x0062, 0x000d), "US", .words([0, 0x8080, 0x8080])),
      ]
    }
    let all = [
      TestElement(.sopClassUID, "UI", "1.2.840.10008.5.1.4.1.1.66." + (type == "LABELMAP" ? "7" : "4")),
      TestElement(.sopInstanceUID, "UI", "1.2.9"),
      TestElement(.modality, "CS", "SEG"),
      TestElement(.numberOfFrames, "IS", "\(statedFrames ?? frames.count)"),
      TestElement(.samplesPerPixel, 1),
      TestElement(.rows, rows), TestElement(.columns, columns),
      TestElement(.bitsAllocated, bits), TestElement(.bitsStored, bits), TestElement(.highBit, bits - 1),
      TestElement(.pixelRepresentation, 0),
      TestElement(DICOMTag(0x0062, 0x0001), "CS", type),
      TestElement(DICOMTag(0x0062, 0x0002), "SQ", .items(described, defined: defined)),
      TestElement(DICOMTag(0x5200, 0x9229), "SQ", .items([shared], defined: defined)),
      TestElement(DICOMTag(0x5200, 0x9230), "SQ", .items(groups, defined: defined)),
      TestElement(.pixelData, "OB", fragments.map { .fragments($0) } ?? .bytes(pixelBytes)),
    ]
    return all.filter { e in !missing.contains(e.tag) && !extra.contains { $0.tag == e.tag } } + extra
  }

  var file: [UInt8] {
    TestWriter.file(
      TestWriter(order: .little, explicit: syntax != .implicitLittleEndian).dataSet(elements), syntax: syntax.uid)
  }

  /// A scan that frames at z = 0, 2, 4 … lie on: 5 x 3 x 4 voxels of 0.5 x 0.75 x 2 mm.
  static let scan = VoxelGrid(
    size: GridSize(5, 3, 4)!, affine: Affine([0.5, 0, 0], [0, 0.75, 0], [0, 0, 2], origin: [10, -20, 30]))
  static func position(_ k: Int) -> PatientPoint { [10, -20, 30 + 2 * Double(k)] }
}

/// Reads SEG bytes onto a scan by way of a file.
func readSegmentation(_ bytes: [UInt8], on scan: VoxelGrid = TestSegmentation.scan) throws -> LoadedLabels {
  try withFile(bytes, "mask.dcm") { path in
    try SegmentationReader().readMask(path, on: scan, options: ReadOptions())
  }
}
