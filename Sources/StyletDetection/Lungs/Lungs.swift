import StyletBase
import StyletCore
import StyletImaging

/// The lungs of a chest CT as found by a program: a proposal that a reader corrects.
///
/// Values of ``labels``: 1 right lung, 2 left lung, 3 trachea and bronchi outside the lungs (``LungLabels``).
/// Vessels, lesions and consolidation within a lung belong to it; the vessels at the hilum, heart and diaphragm do not.
public struct Lungs: Sendable {
  public let labels: LabelMap
  public let report: LungReport
  /// nil when there is no lung.
  public let zones: LungZones?

  /// The edit that draws them in an empty layer, every slice's origin proposed; nil when there is nothing to draw.
  /// Cost: the labelled voxels.
  public func edit(layer: String) -> Edit? {
    var runs: [Run] = [], drawn = Set<SliceKey>()
    for k in 0..<labels.size.k where labels.isUsed(k: k) {
      for j in 0..<labels.size.j {
        labels.forEachRun(j: j, k: k) { i, count, label in
          runs.append(Run(k: k, j: j, i: i, count: count, old: 0, new: label))
          drawn.insert(SliceKey(k: k, label: label))
        }
      }
    }
    guard !runs.isEmpty else { return nil }
    let keys = drawn.sorted { ($0.k, $0.label) < ($1.k, $1.label) }
    return Edit(
      name: .words("tool.lungs"), tool: "lungs", layer: layer, runs: runs,
      origins: keys.map { OriginChange(key: $0, old: nil, new: .proposed) })
  }

  /// Finds the lungs: the body and the cage of its bones, thresholds that follow the scan, air parted into pieces at
  /// walls and judged by where it lies, the airways taken out, the sides parted at the spine, notches of the surface
  /// filled; decided on voxels of about 2.4 mm and drawn at the scan's own. Where there is no lung the labels are empty
  /// and the report says so; air that was left out stands in its account.
  ///
  /// Cost: a pass over the voxels and about 1 µs for each coarse one, on all cores; memory well below the voxels'.
  /// - Parameters:
  ///   - volume: complete, in HU.
  ///   - standards: what it goes by.
  ///   - work: its progress is set; when it is cancelled the result is nil.
  public static func find(
    in volume: Volume, standards: LungStandards = .standard, work: CancellableWork? = nil
  ) -> Lungs? {
    do {
      var finder = LungFinder(volume, work, standards)
      return try finder.run()
    } catch {
      return nil
    }
  }
}
