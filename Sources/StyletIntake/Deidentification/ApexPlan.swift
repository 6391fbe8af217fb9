import StyletBase
import StyletCore
import StyletDICOM
import StyletDetection
import StyletFiles
import StyletFormats
import StyletImaging

/// Where the scans of a delivery are cut above the lungs, for those that reach up to the head: planned of whole series
/// before any file leaves.
enum ApexPlan {
  /// Above the highest voxel of a lung, mm: the apices and the base of the neck stay; chins begin higher.
  static let margin = 30.0
  /// Of the ends of the two lungs, mm: where one ends so much higher, it is no lung.
  private static let mostApart = 60.0

  /// The heights that pictures of the delivery may reach; of series without both lungs there is none.
  ///
  /// Cost: each series read whole, one at a time in memory, and its lungs found.
  static func limits(_ path: String) throws -> ApexLimits {
    var limits = ApexLimits()
    guard try Paths.isFolder(path) || DICOMSeriesReader().recognises(FileProbe(path)) else { return limits }
    for (uid, frameOfReference) in try ApexLimits.series(path) {
      let options = ReadOptions(choice: ScanChoice(series: uid))
      guard let image = try? FormatRegistry.standard.read(path, options), let height = height(image.volume) else {
        continue
      }
      limits.set(height, series: uid, frameOfReference: frameOfReference)
    }
    return limits
  }

  /// The highest that is kept of a scan, patient millimetres; nil where both lungs are not found, or one of them ends
  /// where no lung does.
  static func height(_ volume: Volume) -> Double? {
    guard let lungs = Lungs.find(in: volume) else { return nil }
    let boxes = [LungLabels.right, LungLabels.left].compactMap {
      lungs.labels.bounds(of: $0, within: VoxelBox(volume.size))
    }
    guard boxes.count == 2 else { return nil }
    let tops = boxes.map { box in
      let (i, j) = ((box.i.lowerBound + box.i.upperBound) / 2, (box.j.lowerBound + box.j.upperBound) / 2)
      return volume.grid.patient(of: VoxelIndex(i, j, box.k.upperBound - 1)).z
    }
    guard abs(tops[0] - tops[1]) <= mostApart else { return nil }
    return max(tops[0], tops[1]) + margin
  }

  /// Why a volume of a research format may not leave.
  static func reason(_ volume: Volume) -> QuarantineReason? {
    guard let height = height(volume) else { return .noApex }
    let size = volume.size
    let corners = [0, size.i - 1].flatMap { i in [0, size.j - 1].map { VoxelIndex(i, $0, size.k - 1) } }
    return corners.contains { volume.grid.patient(of: $0).z > height } ? .aboveApex : nil
  }
}
