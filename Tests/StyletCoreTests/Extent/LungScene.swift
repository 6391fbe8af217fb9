import TestSupport

@testable import StyletCore
@testable import StyletImaging

/// Findings and lungs at random on a small scan, and what is to be said of them, by looking at every voxel.
struct LungScene {
  static let size = GridSize(19, 9, 12)!
  static let grid = VoxelGrid(
    size: size, affine: Affine([0.9, 0.1, 0], [-0.1, 0.8, 0], [0.05, -0.4, 1.6], origin: [3, 4, 5]))

  static func volume(_ rescale: Rescale = Rescale(slope: 0.5, intercept: -500)) -> Volume {
    randomVolume(grid, rescale: rescale)
  }

  /// Of one of both layers; nil when that changes nothing.
  static func edit(_ session: EditSession, _ random: inout SeededRandom) -> Edit? {
    let isOfLungs = Bool.random(using: &random)
    let layer = isOfLungs ? session.lungs ?? LabelLayer(name: LabelLayer.lungs, size: size) : session.findings
    return ToolSetting.span(layer, &random)
  }

  let session: EditSession
  let lesionFindings: Set<UInt8>?
  let zones: LungZones?

  private var voxelVolume: Double { session.volume.grid.voxelVolume }

  private func lung(_ v: VoxelIndex) -> UInt8 {
    let label = session.lungs?.labels[v] ?? 0
    return label == 1 || label == 2 ? label : 0
  }

  private func isLesion(_ v: VoxelIndex) -> Bool {
    let label = session.findings.labels[v]
    return label != 0 && (lesionFindings?.contains(label) ?? true)
  }

  func region(_ isIn: (_ lung: UInt8, _ k: Int) -> Bool) -> DiseaseExtent.Region {
    let voxels = session.volume.size.voxels.filter { lung($0) != 0 && isIn(lung($0), $0.k) }
    func share(_ isIt: (VoxelIndex) -> Bool) -> DiseaseExtent.Share {
      let n = voxels.count(where: isIt)
      var share = DiseaseExtent.Share(voxels: n, of: 1, voxelVolume: voxelVolume)
      share.percent = voxels.isEmpty ? nil : 100 * Double(n) / Double(voxels.count)
      return share
    }
    var findings: [UInt8: DiseaseExtent.Share] = [:]
    for label in UInt8(1)...3 {
      let found = share { session.findings.labels[$0] == label }
      if found.voxels > 0 { findings[label] = found }
    }
    return DiseaseExtent.Region(
      lungVoxels: voxels.count, lungMillilitres: Double(voxels.count) * voxelVolume / 1000, lesion: share(isLesion),
      findings: findings)
  }

  /// Voxels of the lesion in the lungs with such a value, clamped.
  func lesion(_ isIt: (Double) -> Bool) -> Int {
    session.volume.size.voxels.count {
      lung($0) != 0 && isLesion($0) && isIt(min(max(session.volume.value(at: $0), -1024), 3071))
    }
  }

  func outside(_ label: UInt8) -> Int {
    session.volume.size.voxels.count { lung($0) == 0 && session.findings.labels[$0] == label }
  }

  /// Values of lung voxels, clamped, ascending.
  func values(_ side: LungSide? = nil, withoutLesion: Bool) -> [Double] {
    session.volume.size.voxels.filter {
      let lung = lung($0)
      return (side == nil ? lung != 0 : lung == (side == .right ? 1 : 2)) && !(withoutLesion && isLesion($0))
    }.map { min(max(session.volume.value(at: $0), -1024), 3071) }.sorted()
  }
}
