import StyletBase
import StyletCore
import StyletDetection
import StyletImaging

/// Measures a scan, its lungs and opacities as the program finds them.
public struct ScanMeasuring: Sendable {
  public let measures: TriageMeasures
  public let lungs: Lungs
  public let proposal: LesionProposal

  /// What it goes by, for the digest of the settings.
  public static var standards: String {
    let proposal = ProposalStandards.standard, lungs = LungStandards.standard, chest = ChestStandards.standard
    return "\(chest.id) \(chest.version), \(lungs.id) \(lungs.version), \(proposal.id) \(proposal.version), "
      + OpacityModel.standard.id
  }

  /// Blocks that distances to the pleura are measured on, mm.
  private static let block = 3.0, slab = 5.0

  /// Finds both first. Cost: about five seconds for 512x512x300 on two cores.
  /// - Parameter volume: complete.
  /// - Returns: nil when the work is cancelled.
  public init?(_ volume: Volume, work: CancellableWork? = nil) {
    guard let lungs = Lungs.find(in: volume, work: work?.part(0...0.45)),
      let proposal = LesionProposal.find(in: volume, lungs: lungs.labels, work: work?.part(0.45...0.95))
    else { return nil }
    (self.lungs, self.proposal) = (lungs, proposal)
    var measures = Self.measures(volume, lungs, proposal)
    // Two steps may remark the same.
    measures.remarks = Set(measures.remarks).sorted()
    self.measures = measures
  }

  private static func measures(_ volume: Volume, _ found: Lungs, _ proposal: LesionProposal) -> TriageMeasures {
    var m = TriageMeasures()
    m.slices = volume.size.k
    m.remarks = found.report.badges.map(\.name.rawValue) + proposal.report.badges.map(name)
    for badge in found.report.badges {
      switch badge {
      case .opaqueAgainstWall(_, let mL):
        m.againstWall = (m.againstWall ?? 0) + mL
        m.leftOut[badge.name.rawValue] = m.againstWall
      case .unevenBases(let mm): m.unevenBases = mm
      default: break
      }
    }
    for case .doubtfulLung(let mL) in proposal.report.badges { m.leftOut[name(.doubtfulLung(millilitres: mL))] = mL }
    let ledger = ExtentLedger(recounting: proposal.labels, volume: volume)
    let lungs = LungLedger(recounting: proposal.labels, lungs: found.labels, volume: volume)
    let voxel = volume.grid.voxelVolume
    var origins: [SliceKey: Origin] = [:]
    for label in ledger.labels {
      for k in ledger.slices(of: label) { origins[SliceKey(k: k, label: label)] = .proposed }
    }
    // That nothing is found is a finding here: what reads nothing is the program.
    guard
      let extent = DiseaseExtent(
        lungs, zones: found.zones, ledger: ledger, origins: origins, lungOrigins: [:], isReadAsNone: true,
        voxelVolume: voxel)
    else { return m }
    let whole = QuantitativeCT(lungs, voxelVolume: voxel)
    let rest = QuantitativeCT(lungs, leavingOut: Set(ledger.labels), voxelVolume: voxel)
    let badges = QuantitativeCT.Badge.all(
      volume.acquisition, spacing: volume.grid.spacing.z, lungs: whole.both, withoutLesion: rest.both,
      standards: .standard)
    m.remarks += badges.compactMap(name)
    m.laa950 = rest.both?.laa950
    m.lungs = extent.both.lungMillilitres
    func mL(_ label: UInt8) -> Double { extent.both.findings[label]?.millilitres ?? 0 }
    (m.groundGlass, m.consolidation) = (mL(LesionProposal.groundGlass), mL(LesionProposal.consolidation))
    (m.extent, m.sfrClass) = (extent.both.lesion.percent, extent.sfrClass)
    if let range = proposal.report.interval, m.lungs > 0 {
      (m.least, m.most) = (100 * range.lowerBound / m.lungs, 100 * range.upperBound / m.lungs)
    }
    m.pieces = proposal.report.lesions
    m.zones = extent.zones.map(\.lesion.percent)
    let sides = (extent.right.lesion.millilitres, extent.left.lesion.millilitres)
    if m.opacities > 0 { m.smallerSide = min(sides.0, sides.1) / (sides.0 + sides.1) }
    func fullest(_ labels: [UInt8]) -> Int? {
      let areas = ledger.slices().map { k in (k: k, voxels: labels.reduce(0) { $0 + ledger.voxels(of: $1, k: k) }) }
      return areas.max { ($0.voxels, $0.k) < ($1.voxels, $1.k) }.flatMap { $0.voxels > 0 ? $0.k : nil }
    }
    m.slice = fullest([LesionProposal.groundGlass, LesionProposal.consolidation])
    m.groundGlassSlice = fullest([LesionProposal.groundGlass])
    m.consolidationSlice = fullest([LesionProposal.consolidation])
    place(volume, found.labels, proposal.labels, &m)
    return m
  }

  /// Where in the lungs the opacities lie. Cost: the blocks of the lungs, and the voxels that are proposed.
  private static func place(_ volume: Volume, _ lungs: LabelMap, _ opacities: LabelMap, _ m: inout TriageMeasures) {
    guard let slabs = ProposalSlabs(volume, lungs, block: block, slab: slab), slabs.lung.voxels > 0 else { return }
    let reach = ChestStandards.standard.lesions.peripheralMM
    let rim = DistanceTransform(
      to: slabs.lung.complement, spacing: slabs.spacing, limit: reach, isOutsideIn: true
    ).within(reach)
    var all = 0.0, middle = 0.0, low = slabs.nk, high = 0
    let plane = slabs.ni * slabs.nj
    for n in slabs.lung.bytes.indices where slabs.lung.bytes[n] != 0 {
      (all, middle) = (all + 1, middle + Double(n % plane / slabs.ni))
      (low, high) = (min(low, n / plane), max(high, n / plane))
    }
    middle /= all
    let third = Double(low) + Double(high + 1 - low) / 3
    func parts(_ n: Int) -> SIMD3<Double> {
      SIMD3(
        rim.bytes[n] != 0 ? 1 : 0, Double(n % plane / slabs.ni) > middle ? 1 : 0, Double(n / plane) < third ? 1 : 0)
    }
    var lung = SIMD3<Double>.zero, own = SIMD3<Double>.zero, count = 0.0
    for n in slabs.lung.bytes.indices where slabs.lung.bytes[n] != 0 { lung += parts(n) }
    let f = slabs.factor, start = slabs.start
    for k in 0..<opacities.size.k where opacities.isUsed(k: k) {
      let z = min(max((k - start.z) / f.z, 0), slabs.nk - 1)
      for j in 0..<opacities.size.j {
        let line = (z * slabs.nj + min(max((j - start.y) / f.y, 0), slabs.nj - 1)) * slabs.ni
        opacities.forEachRun(j: j, k: k) { i, voxels, _ in
          var i = i, left = voxels
          while left > 0 {
            let x = min(max((i - start.x) / f.x, 0), slabs.ni - 1)
            let here = min(left, max(start.x + (x + 1) * f.x - i, 1))
            own += Double(here) * parts(line + x)
            (i, left, count) = (i + here, left - here, count + Double(here))
          }
        }
      }
    }
    (m.lungPeripheral, m.lungPosterior, m.lungBasal) = (lung.x / all, lung.y / all, lung.z / all)
    guard count > 0 else { return }
    (m.peripheral, m.posterior, m.basal) = (own.x / count, own.y / count, own.z / count)
  }

  private static func name(_ badge: ProposalBadge) -> String {
    switch badge {
    case .noLungs: "noLungs"
    case .dependent: "dependent"
    case .doubtfulLung: "doubtfulLung"
    case .littleAir: "littleAir"
    case .thickSlices: "thickSlices"
    case .nearHilum: "nearHilum"
    }
  }

  /// nil of what tells nothing of a proposal.
  private static func name(_ badge: QuantitativeCT.Badge) -> String? {
    switch badge {
    case .thickSlices: "thickSlices"
    case .sharpKernel: "sharpKernel"
    case .contrast: "contrast"
    case .smallVolume: "smallVolume"
    case .dense: "dense"
    case .notHU: "notHU"
    case .otherUnit: "otherUnit"
    case .rescaleDiffers: "rescaleDiffers"
    case .slicesLowerLAA, .kernelNotKnown, .contrastNotKnown, .kilovolts, .kilovoltsNotKnown: nil
    }
  }
}
