import CZlib
import Foundation
import StyletImaging

@testable import StyletDICOM

/// A small CT series of 6 columns, 5 rows and some slices, in which every voxel has a value of its own: a flip or
/// a swap of axes shows.
struct SyntheticSeries {
  static let columns = 6
  static let rows = 5

  var count = 4
  var syntax = TransferSyntax.explicitLittleEndian
  var uid = "1.2.3"
  var row: PatientPoint = [1, 0, 0]
  var column: PatientPoint = [0, 1, 0]
  /// From one slice to the next, mm.
  var step: PatientPoint = [0, 0, 2.5]
  var origin: PatientPoint = [-10, 20.5, -30]
  /// Between columns (along a row) and between rows.
  var spacing = (alongRow: 0.75, alongColumn: 0.5)
  /// Elements that stand in for, or beside, the usual ones, by slice.
  var extra: (Int) -> [TestElement] = { _ in [] }
  /// Elements left out.
  var missing: Set<DICOMTag> = []

  /// The stored value of stored voxel (x, y, z).
  static func sample(_ x: Int, _ y: Int, _ z: Int) -> Int { x + 10 * y + 100 * z - 200 }

  func position(_ z: Int) -> PatientPoint { origin + step * Double(z) }

  func elements(_ z: Int) -> [TestElement] {
    func text(_ p: PatientPoint) -> String { "\(p.x)\\\(p.y)\\\(p.z)" }
    var elements = [
      TestElement(.imageType, "CS", "ORIGINAL\\PRIMARY\\AXIAL"),
      TestElement(.sopClassUID, "UI", "1.2.840.10008.5.1.4.1.1.2"),
      TestElement(.sopInstanceUID, "UI", uid + ".\(z)"),
      TestElement(.modality, "CS", "CT"),
      TestElement(.manufacturer, "LO", "Maker"),
      TestElement(DICOMTag(0x0010, 0x0010), "PN", "Secret^Name"),
      TestElement(.sliceThickness, "DS", "3"),
      TestElement(.seriesInstanceUID, "UI", uid),
      TestElement(.seriesNumber, "IS", "7"),
      // Numbers run against the positions: sorting by them is wrong.
      TestElement(DICOMTag(0x0020, 0x0013), "IS", "\(1000 - z)"),
      TestElement(.imagePositionPatient, "DS", text(position(z))),
      TestElement(.imageOrientationPatient, "DS", text(row) + "\\" + text(column)),
      TestElement(.samplesPerPixel, 1),
      TestElement(.photometricInterpretation, "CS", "MONOCHROME2"),
      TestElement(.rows, Self.rows),
      TestElement(.columns, Self.columns),
      TestElement(.pixelSpacing, "DS", "\(spacing.alongColumn)\\\(spacing.alongRow)"),
      TestElement(.bitsAllocated, 16),
      TestElement(.bitsStored, 16),
      TestElement(.highBit, 15),
      TestElement(.pixelRepresentation, 1),
      TestElement(.rescaleIntercept, "DS", "-1024"),
      TestElement(.rescaleSlope, "DS", "1"),
      TestElement(.pixelData, "OW", .words(Self.frame(z) { $0 })),
    ]
    let extra = extra(z)
    elements.removeAll { e in missing.contains(e.tag) || extra.contains { $0.tag == e.tag } }
    return elements + extra
  }

  /// A slice's words, rows first, each made from its sample by `word`.
  static func frame(_ z: Int, _ word: (Int) -> Int) -> [UInt16] {
    (0..<rows).flatMap { y in
      (0..<columns).map { x in UInt16(truncatingIfNeeded: word(sample(x, y, z))) }
    }
  }

  func file(_ z: Int) -> [UInt8] {
    let writer = TestWriter(order: syntax.order, explicit: syntax != .implicitLittleEndian)
    var body = writer.dataSet(elements(z))
    if syntax == .deflatedLittleEndian { body = Self.deflate(body) }
    return TestWriter.file(body, syntax: syntax.uid)
  }

  /// Writes the slices under names whose order is not theirs.
  func write(to folder: String, prefix: String = "") throws {
    for z in 0..<count {
      try Data(file(z)).write(to: URL(fileURLWithPath: "\(folder)/\(prefix)\((z * 7 + 3) % 11)-\(z)"))
    }
  }

  static func deflate(_ bytes: [UInt8]) -> [UInt8] {
    var stream = z_stream()
    deflateInit2_(
      &stream, 6, Z_DEFLATED, -MAX_WBITS, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
      Int32(MemoryLayout<z_stream>.size))
    defer { deflateEnd(&stream) }
    var input = bytes
    var out = [UInt8](repeating: 0, count: bytes.count + 1024)
    let produced = input.withUnsafeMutableBufferPointer { source in
      out.withUnsafeMutableBufferPointer { target in
        stream.next_in = source.baseAddress
        stream.avail_in = UInt32(source.count)
        stream.next_out = target.baseAddress
        stream.avail_out = UInt32(target.count)
        CZlib.deflate(&stream, Z_FINISH)
        return Int(stream.total_out)
      }
    }
    return Array(out[..<produced])
  }

  /// Whether a volume has every voxel of this series at its place in the patient.
  func isShown(by volume: Volume, value: (Int, Int) -> Double = { sample, _ in Double(sample - 1024) }) -> Bool {
    guard volume.size.count == Self.columns * Self.rows * count else { return false }
    for z in 0..<count {
      for y in 0..<Self.rows {
        for x in 0..<Self.columns {
          let across = row * spacing.alongRow * Double(x)
          let point = position(z) + across + column * spacing.alongColumn * Double(y)
          guard let v = volume.grid.voxel(at: point), length(volume.grid.patient(of: v) - point) < 1e-6,
            abs(volume.value(at: v) - value(Self.sample(x, y, z), z)) < 1e-6
          else { return false }
        }
      }
    }
    return true
  }
}
