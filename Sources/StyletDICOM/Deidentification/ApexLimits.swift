import StyletBase
import StyletFiles
import StyletImaging

/// How high the pictures of a delivery may reach, where nothing is to leave that lies above the lungs: a face may be
/// there. A height for each series, and for series without lungs that of their frame of reference.
package struct ApexLimits: Sendable {
  /// Patient millimetres (LPS), by UID.
  private var series: [String: Double] = [:], frames: [String: Double] = [:]

  package init() {}

  /// - Parameter frameOfReference: empty where the series states none. Of several series the lowest height counts.
  package mutating func set(_ height: Double, series uid: String, frameOfReference: String) {
    series[uid] = min(height, series[uid] ?? height)
    if !frameOfReference.isEmpty { frames[frameOfReference] = min(height, frames[frameOfReference] ?? height) }
  }

  /// The series of a folder or an archive: their UIDs, and those of their frames of reference.
  /// Cost: the headers of all files.
  package static func series(_ path: String) throws -> [(uid: String, frameOfReference: String)] {
    guard let index = try DICOMIndex(within: path, progress: nil) else { return [] }
    return index.series.map { ($0.first.statedSeriesUID, $0.first.frameOfReferenceUID) }.filter { !$0.0.isEmpty }
  }

  /// Why a picture may not leave: it reaches too high, whichever way its rows and columns run, or nobody can say. What was
  /// drawn on scans may show a face, too, and stays.
  /// - Throws: ``Failure`` where its place cannot be read.
  func reason(_ file: DICOMFile, path: String) throws -> QuarantineReason? {
    let slices: [SliceHeader]
    switch try DICOMContent(file, at: DICOMLocation(path: path)) {
    case .slice(let slice): slices = [slice]
    case .frames(let frames, let scouts) where scouts.isEmpty: slices = frames
    default: return .noApex
    }
    for slice in slices {
      guard let limit = series[slice.statedSeriesUID] ?? frames[slice.frameOfReferenceUID] else { return .noApex }
      if slice.top > limit { return .aboveApex }
    }
    return nil
  }
}

extension SliceHeader {
  /// The height of its highest pixel, mm.
  fileprivate var top: Double {
    let across = alongRow.z * spacing.alongRow * Double(format.columns - 1)
    let down = alongColumn.z * spacing.alongColumn * Double(format.rows - 1)
    return position.z + max(across, 0) + max(down, 0)
  }
}
