import StyletBase
import StyletFiles
import StyletImaging

/// Reads DICOM SEG: BINARY, FRACTIONAL and LABELMAP (PS3.3 A.51), frame by frame straight onto the scan's grid.
///
/// Frames may come in any order, show some of the scan's slices or a part of them, and lie along any axis of it,
/// mirrored or not; one that does not lie on the scan's voxels is refused, with by how much.
package struct SegmentationReader: MaskReader {
  package let name = "DICOM SEG"

  package init() {}

  package func recognises(_ probe: FileProbe) -> Bool {
    guard !probe.isDirectory, DICOMFile.recognises(probe.head, size: probe.size) else { return false }
    return Self.statedClass(probe.head).map(SegmentationHeader.storageClasses.contains) ?? false
  }

  /// The class of the object that a file begins with, from its meta information or data set; nil when it does not
  /// say within `head`.
  private static func statedClass(_ head: [UInt8]) -> String? {
    let isPart10 = head.count > 132 && Array(head[128..<132]) == Array("DICM".utf8)
    let start = isPart10 ? 132 : 0
    guard head.count >= start + 8 else { return nil }
    let meta = DICOMTag.mediaStorageSOPClassUID
    let parser = DICOMParser(
      source: DICOMSource(memory: head), order: .little,
      explicit: DICOMValueRepresentation(head[start + 4], head[start + 5]).isPlausible)
    let dataSet = try? parser.dataSet(from: start, to: head.count) { $0 == meta || $0 == .sopClassUID }
    return try? dataSet?.string(meta) ?? dataSet?.string(.sopClassUID)
  }

  package func readMask(_ path: String, on scan: VoxelGrid, options: ReadOptions) throws -> LoadedLabels {
    try Failure.naming(path) {
      guard let file = try DICOMFile(path: path) else { throw Failure(.badData, "not a DICOM file") }
      let header = try SegmentationHeader(file)
      let pixels = try SegmentationPixels(header, file.dataSet)
      // All frames are placed before any is read.
      let places = try header.frames.enumerated().map { n, frame in
        do {
          return try FramePlace(frame, rows: header.rows, columns: header.columns, on: scan)
        } catch var failure as Failure {
          failure.place = words("mask.frame-of", ["number": n + 1, "count": header.frames.count])
          throw failure
        }
      }
      var collector = SegmentCollector(scan, header)
      let frame = UnsafeMutableBufferPointer<UInt16>.allocate(capacity: header.pixelsPerFrame)
      let labels = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: header.pixelsPerFrame)
      defer {
        frame.deallocate()
        labels.deallocate()
      }
      // Where segments overlap, the later one counts, in whatever order the frames are.
      let order = header.frames.indices.sorted { (header.frames[$0].segment, $0) < (header.frames[$1].segment, $1) }
      for (done, n) in order.enumerated() {
        try pixels.read(n, into: frame)
        try collector.label(UnsafeBufferPointer(frame), segment: header.frames[n].segment, into: labels)
        collector.add(UnsafeBufferPointer(labels), at: places[n])
        try options.progress?(Double(done + 1) / Double(order.count))
      }
      return try collector.loaded()
    }
  }
}
