import Foundation
import StyletImaging

@testable import StyletDICOM

/// A synthetic series as one file with functional groups; its frames are not in order of position.
struct SyntheticFrames {
  var series = SyntheticSeries()
  var sopClass = "1.2.840.10008.5.1.4.1.1.2.1"
  /// Which slice each frame shows.
  var order = [2, 0, 3, 1]
  /// Rescale of each frame; the samples are made so that the values stay those of the series.
  var intercepts = [-1024, -1000, -1030, -1024]
  var time: (Int) -> Int = { _ in 1 }
  var stack: (Int) -> String = { _ in "1" }
  var kernel: (Int) -> String = { _ in "B30f" }
  /// FrameType and FrameAcquisitionDateTime; nil where a frame states none.
  var type: (Int) -> String? = { _ in nil }
  var acquired: (Int) -> String? = { _ in nil }
  /// Groups left out of a frame's item.
  var missing: (Int) -> Set<DICOMTag> = { _ in [] }
  var missingShared: Set<DICOMTag> = []
  var stated: Int?
  var definedLengths = true
  /// Stands in for the native pixels.
  var pixels: TestElement?
  var extra: [TestElement] = []
  var uid = "1.2.3.99"

  private func sequence(_ tag: DICOMTag, _ elements: [TestElement]) -> TestElement {
    TestElement(tag, "SQ", .items([elements], defined: definedLengths))
  }

  /// The words of a frame as they are stored.
  func words(_ f: Int) -> [UInt16] {
    SyntheticSeries.frame(order[f]) { $0 - 1024 - intercepts[f % intercepts.count] }
  }

  func elements() -> [TestElement] {
    func text(_ p: PatientPoint) -> String { "\(p.x)\\\(p.y)\\\(p.z)" }
    let perFrame: Set<DICOMTag> = [
      .imagePositionPatient, .imageOrientationPatient, .pixelSpacing, .sliceThickness, .rescaleSlope,
      .rescaleIntercept, .pixelData, .sopClassUID, .sopInstanceUID,
    ]
    var elements = series.elements(0).filter { !perFrame.contains($0.tag) }
    let shared = [
      sequence(
        .pixelMeasuresSequence,
        [
          TestElement(.pixelSpacing, "DS", "\(series.spacing.alongColumn)\\\(series.spacing.alongRow)"),
          TestElement(.sliceThickness, "DS", "3"),
        ]),
      sequence(
        .planeOrientationSequence,
        [TestElement(.imageOrientationPatient, "DS", text(series.row) + "\\" + text(series.column))]),
    ].filter { !missingShared.contains($0.tag) }
    let items = order.indices.map { f in
      [
        sequence(
          .frameContentSequence,
          [
            TestElement(.stackID, "SH", stack(f)),
          ] + (acquired(f).map { [TestElement(.frameAcquisitionDateTime, "DT", $0)] } ?? []) + [
            TestElement(
              .temporalPositionIndex, "UL",
              .bytes(
                TestWriter(order: series.syntax.order).number(UInt32(time(f))))),
          ]),
        sequence(.planePositionSequence, [TestElement(.imagePositionPatient, "DS", text(series.position(order[f])))]),
        sequence(
          .pixelValueTransformation,
          [
            TestElement(.rescaleSlope, "DS", "1"),
            TestElement(.rescaleIntercept, "DS", "\(intercepts[f % intercepts.count])"),
          ]),
        sequence(.ctReconstruction, [TestElement(.convolutionKernel, "SH", kernel(f))]),
        sequence(.ctImageFrameType, type(f).map { [TestElement(.frameType, "CS", $0)] } ?? []),
      ].filter { !missing(f).contains($0.tag) && ($0.tag != .ctImageFrameType || type(f) != nil) }
    }
    elements += [
      TestElement(.sopClassUID, "UI", sopClass), TestElement(.sopInstanceUID, "UI", uid),
      TestElement(.studyInstanceUID, "UI", "1.2.7"), TestElement(.frameOfReferenceUID, "UI", "1.2.8"),
      TestElement(.numberOfFrames, "IS", "\(stated ?? order.count)"),
      TestElement(.sharedFunctionalGroupsSequence, "SQ", .items([shared], defined: definedLengths)),
      TestElement(.perFrameFunctionalGroupsSequence, "SQ", .items(items, defined: definedLengths)),
      pixels ?? TestElement(.pixelData, "OW", .words(order.indices.flatMap(words))),
    ]
    elements.removeAll { e in extra.contains { $0.tag == e.tag } }
    return elements + extra
  }

  func file() -> [UInt8] {
    let writer = TestWriter(order: series.syntax.order, explicit: series.syntax != .implicitLittleEndian)
    var body = writer.dataSet(elements())
    if series.syntax == .deflatedLittleEndian { body = SyntheticSeries.deflate(body) }
    return TestWriter.file(body, syntax: series.syntax.uid)
  }

  func write(_ path: String) throws { try Data(file()).write(to: URL(fileURLWithPath: path)) }

  /// A frame as RLE that packs nothing: bytes in literal runs.
  func rle(_ f: Int) -> [UInt8] {
    let words = words(f)
    let writer = TestWriter()
    func plane(_ bytes: [UInt8]) -> [UInt8] {
      let packed = [UInt8(bytes.count - 1)] + bytes
      return packed.count % 2 == 0 ? packed : packed + [0]
    }
    let upper = plane(words.map { UInt8($0 >> 8) })
    let lower = plane(words.map { UInt8($0 & 255) })
    let head = [2, 64, 64 + UInt32(upper.count)] + [UInt32](repeating: 0, count: 13)
    return head.flatMap { writer.number($0) } + upper + lower
  }

  /// PixelData with an offset table of the test's own.
  static func encapsulated(_ fragments: [[UInt8]], offsets: [UInt32]) -> TestElement {
    let writer = TestWriter()
    func item(_ bytes: [UInt8]) -> [UInt8] {
      writer.number(UInt32(0xe000_fffe)) + writer.number(UInt32(bytes.count)) + bytes
    }
    let value = item(offsets.flatMap { writer.number($0) }) + fragments.flatMap(item)
    return TestElement(.pixelData, "OB", .undefined(value + writer.number(UInt32(0xe0dd_fffe)) + [0, 0, 0, 0]))
  }
}
