import StyletBase
import StyletFiles
import StyletImaging

/// Writes DICOM SEG: Segmentation Storage, BINARY, one segment a finding (PS3.3 A.51).
///
/// Frames lie on the scan's own slices, pixel by pixel, where it is a DICOM series, else on the axial planes of its
/// grid; there is one for each plane that a segment is drawn on. Study, series and instance UIDs of the scan are
/// always named, because a segmentation that does not name its images is of no use; all else that tells who the
/// patient is stays empty unless it was asked for.
///
/// Cost: the bricks drawn, and a pass over each plane drawn on; memory: two planes, and 1 KB a frame.
package struct SegmentationWriter: MaskWriter {
  package let form = "dicom-seg"
  package let extensions = ["seg.dcm", "dcm"]

  package init() {}

  static let sopClass = "1.2.840.10008.5.1.4.1.1.66.4"

  package func write(_ mask: MaskSource, to path: String) throws {
    try Failure.naming(path) {
      let drawn = try Self.drawn(mask)
      let (source, planes, segments) = (drawn.source, drawn.planes, drawn.segments)
      guard !segments.isEmpty else {
        throw Failure(.cannotCreate, words("mask.needs-segment"), advice: words("mask.needs-segment-advice"))
      }
      let frames = segments.enumerated().flatMap { n, finding in
        (drawn.used[finding.value] ?? []).map { SegmentationFrame(segment: n + 1, label: finding.value, plane: $0) }
      }
      var elements = Self.modules(mask, source, planes, frames: frames.count)
      elements.set(
        .segmentSequence,
        items: segments.enumerated().map { n, finding in
          SegmentItem.elements(finding, number: n + 1, of: mask, scan: source.key)
        })
      let dimensions = UniqueIdentifier.of("dimensions", mask)
      elements.merge(SegmentationGroups.elements(frames, planes, source, dimensions: dimensions))
      let bits = planes.rows * planes.columns * frames.count
      let pixels = DICOMStream(length: (bits + 7) / 8) { sink in
        try Self.write(frames, planes, mask.labels, to: sink)
      }
      elements.set(.pixelData, vr: .ob, stream: pixels)
      let uid = UniqueIdentifier.of("instance", mask)
      try DICOMFile(sopClass: Self.sopClass, instanceUID: uid, dataSet: elements).write(to: path)
    }
  }

  /// What is drawn, on which planes.
  struct Drawn {
    let source: SegmentationSource
    let planes: SegmentationPlanes
    /// Planes, by label.
    let used: [UInt8: [Int]]
    /// In the order of their numbers, which begin with 1.
    let segments: [Finding]
  }

  /// Cost: the scan's headers, and the rows that are drawn on.
  static func drawn(_ mask: MaskSource) throws -> Drawn {
    guard mask.labels.size == mask.grid.size else {
      throw Failure(.defect, "the mask and the scan differ in size")
    }
    let (source, isSliced) = try source(mask)
    let planes = try SegmentationPlanes(mask.grid, isSliced: isSliced), used = planes.used(by: mask.labels)
    return Drawn(
      source: source, planes: planes, used: used, segments: findings(mask.findings, drawn: Set(used.keys)))
  }

  /// The scan that a mask is of, and whether its DICOM slices are the mask's.
  package static func source(_ mask: MaskSource) throws -> (SegmentationSource, isSliced: Bool) {
    guard let scan = mask.scan, let instances = try SourceInstances.of(scan, choice: mask.choice),
      instances.instances.count == mask.grid.size[instances.sliceAxis]
    else { return (SegmentationSource(contentOf: mask.volume), false) }
    return (try SegmentationSource(instances, of: mask.volume, isIdentified: mask.isIdentified), true)
  }

  /// The findings that are drawn, in the table's order; labels that the table lacks follow under their number.
  private static func findings(_ table: LabelTable, drawn: Set<UInt8>) -> [Finding] {
    let known = table.findings.filter { drawn.contains($0.value) }
    let others = drawn.filter { table[$0] == nil }.sorted()
    return known
      + others.map { Finding(value: $0, code: "L\($0)", name: "Label \($0)", colour: RGB(0x99, 0x99, 0x99)) }
  }

  /// All that does not depend on segments and frames.
  private static func modules(
    _ mask: MaskSource, _ source: SegmentationSource, _ planes: SegmentationPlanes, frames: Int
  ) -> DICOMObject {
    let (day, time) = (mask.date.dateDigits, mask.date.timeDigits)
    var e = CommonModules.patientAndStudy(studyUID: source.studyUID, identity: source.identity)
    e.merge(
      CommonModules.seriesAndEquipment(
        modality: "SEG", seriesUID: UniqueIdentifier.of("series", mask), number: 300,
        description: "\(mask.contents), Stylet", date: mask.date))
    e.set(.frameOfReferenceUID, source.frameOfReferenceUID)
    e.set(.positionReferenceIndicator)
    e.set(.imageType, "DERIVED", "PRIMARY")
    e.set(.contentDate, day)
    e.set(.contentTime, time)
    e.set(.contentLabel, label(mask.layer.name))
    e.set(.contentDescription, "\(mask.contents.beginningSentence). For research use only. Not a medical device.")
    // A name of one part is a family name; without the "^" it would be a form of name that is retired.
    e.set(.contentCreatorName, mask.reader.isEmpty || mask.reader.contains("^") ? mask.reader : mask.reader + "^")
    e.set(.imageComments, ResearchUse.inData)
    e.set(.samplesPerPixel, 1)
    e.set(.photometricInterpretation, "MONOCHROME2")
    e.set(.numberOfFrames, frames)
    e.set(.rows, planes.rows)
    e.set(.columns, planes.columns)
    e.set(.bitsAllocated, 1)
    e.set(.bitsStored, 1)
    e.set(.highBit, 0)
    e.set(.pixelRepresentation, 0)
    e.set(.lossyImageCompression, "00")
    e.set(.segmentationType, "BINARY")
    e.set(.segmentsOverlap, "NO")
    return e
  }

  /// A layer's name as a code string: capitals, digits, blanks and underscores.
  private static func label(_ name: String) -> String {
    let letters = name.uppercased().unicodeScalars.map { s in
      ("A"..."Z").contains(s) || ("0"..."9").contains(s) ? Character(s) : "_"
    }
    return letters.isEmpty ? "FINDINGS" : String(letters)
  }

  private static func write(
    _ frames: [SegmentationFrame], _ planes: SegmentationPlanes, _ labels: LabelMap, to sink: any ByteSink
  ) throws {
    let pixels = planes.rows * planes.columns
    let plane = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: pixels)
    let scratch = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: pixels)
    defer {
      plane.deallocate()
      scratch.deallocate()
    }
    let packer = BitPacker(sink)
    for frame in frames {
      planes.read(frame.plane, of: labels, into: plane, scratch: scratch)
      try packer.add(UnsafeBufferPointer(plane), where: frame.label)
    }
    try packer.finish()
  }
}

/// A frame to be written.
struct SegmentationFrame: Hashable {
  /// Number of the segment, from 1.
  let segment: Int
  let label: UInt8
  /// In the order of ``SegmentationPlanes``.
  let plane: Int
}
