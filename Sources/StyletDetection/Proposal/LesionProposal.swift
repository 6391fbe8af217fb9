import StyletBase
import StyletCore
import StyletImaging

/// Opacities that the program finds in the lungs: a proposal, which a reader accepts, corrects or rejects.
///
/// No measurement: even trained networks overlap with experts by a Dice of 0.7 on such lesions, a threshold by less.
public struct LesionProposal: Sendable {
  /// 1 ground glass, 2 consolidation, as in ``LabelTable/standard``.
  public let labels: LabelMap
  public let report: ProposalReport

  public static let groundGlass: UInt8 = 1, consolidation: UInt8 = 2
  /// What the values are called.
  public static var table: LabelTable {
    LabelTable(LabelTable.standard.findings.filter { $0.value <= consolidation }) ?? .standard
  }

  /// Finds opacities: a trained forest says of each block of the lungs, about 1.5 mm in the plane and 5 mm thick, how
  /// likely a reader would outline it; what is likely enough is drawn at the scan's own resolution. Where there is no lung
  /// the labels are empty and the report says so.
  ///
  /// Cost: about two seconds for 512x512x275 on two cores; memory below that of the voxels.
  /// - Parameters:
  ///   - volume: complete, in HU.
  ///   - lungs: of its size; 1 right and 2 left lung, lesions and vessels in them; 3 main airways.
  ///   - model: nil for the one that the program carries.
  ///   - work: its progress is set; when it is cancelled the result is nil.
  public static func find(
    in volume: Volume, lungs: LabelMap, standards: ProposalStandards = .standard, model: OpacityModel? = nil,
    work: CancellableWork? = nil
  ) -> LesionProposal? {
    precondition(lungs.size == volume.size, "lungs of another grid")
    var finder = ProposalFinder(volume, lungs, standards, model ?? .standard, work)
    return finder.run()
  }
}

/// The steps, in their order.
struct ProposalFinder {
  let volume: Volume
  let lungs: LabelMap
  let standards: ProposalStandards
  let model: OpacityModel
  let work: CancellableWork?
  var report = ProposalReport()

  init(
    _ volume: Volume, _ lungs: LabelMap, _ standards: ProposalStandards, _ model: OpacityModel, _ work: CancellableWork?
  ) {
    (self.volume, self.lungs, self.standards, self.model, self.work) = (volume, lungs, standards, model, work)
    report.standards = "\(standards.id) \(standards.version), \(model.id)"
  }

  /// - Returns: false when nobody waits any more.
  private func pass(_ part: Double) -> Bool {
    work?.progress = part
    return work?.isCancelled != true
  }

  mutating func run() -> LesionProposal? {
    guard pass(0) else { return nil }
    let aim = standards.blocks
    guard let slabs = ProposalSlabs(volume, lungs, block: aim.block, slab: aim.slab), slabs.lung.voxels > 0 else {
      report.badges = [.noLungs]
      return LesionProposal(labels: LabelMap(size: volume.size), report: report)
    }
    guard pass(0.1) else { return nil }
    let level = ProposalLevel(slabs, airy: standards.doubt.airy)
    report.aerated = level.mode
    report.lungs = Double(slabs.voxels) * volume.grid.voxelVolume / 1000
    if level.isLittleAir { report.badges.append(.littleAir) }
    guard var opacity = ProposalOpacity(slabs, level, model, standards, work), pass(0.7) else { return nil }
    let left = leaveOut(&opacity)
    report.interval = interval(opacity, besides: left)
    let drawing = ProposalDrawing(volume, lungs, opacity, standards)
    guard pass(0.8), let drawn = drawing.draw(work), pass(0.95) else { return nil }
    let labels = finish(drawn, opacity)
    return pass(1) ? LesionProposal(labels: labels, report: report) : nil
  }

  /// Takes tissue without air and gravity's band out of the proposal, and says so.
  /// - Returns: what was taken out.
  private mutating func leaveOut(_ opacity: inout ProposalOpacity) -> MaskBox {
    let millilitres = opacity.slabs.millilitres, least = standards.opacity.least
    let doubt = standards.doubt
    var left = opacity.withoutAir(
      denser: Float(standards.classes.dense), part: doubt.aeratedPart, thick: doubt.thick)
    let doubtful = Double(left.voxels) * millilitres
    if doubtful > least { report.badges.append(.doubtfulLung(millilitres: doubtful)) }
    opacity.drop(left)
    let band = ProposalDependent.band(in: opacity, standards.dependent)
    let gravity = Double(band.voxels) * millilitres
    if gravity > 0 { report.badges.append(.dependent(millilitres: gravity)) }
    opacity.drop(band)
    for n in left.bytes.indices where band.bytes[n] != 0 { left.bytes[n] = 1 }
    return left
  }

  private func interval(_ opacity: ProposalOpacity, besides left: MaskBox) -> ClosedRange<Double> {
    let low = opacity.millilitres(above: standards.opacity.certain, besides: left)
    return low...max(low, opacity.millilitres(above: standards.opacity.possible, besides: left))
  }

  private mutating func finish(_ drawn: [LabelRun], _ opacity: ProposalOpacity) -> LabelMap {
    let voxel = volume.grid.voxelVolume / 1000, slabs = opacity.slabs
    let (runs, lesions) = ProposalPieces.clean(drawn, least: Int((standards.opacity.least / voxel).rounded(.up)))
    report.lesions = lesions
    let reach = standards.doubt.hilumReach
    let hilum = DistanceTransform(to: slabs.airway, spacing: slabs.spacing, limit: reach).within(reach)
    var sums = [0, 0, 0]
    var near = 0
    for run in runs {
      sums[Int(run.label)] += run.count
      if hilum.bytes[slabs.block(of: run)] != 0 { near += run.count }
    }
    report.groundGlass = Double(sums[1]) * voxel
    report.consolidation = Double(sums[2]) * voxel
    if let range = report.interval {
      report.interval = min(range.lowerBound, report.total)...max(range.upperBound, report.total)
    }
    let unsure = Double(near) * voxel
    if unsure > standards.opacity.least { report.badges.append(.nearHilum(millilitres: unsure)) }
    let thickness = volume.grid.spacing.z
    if thickness > 2.5 { report.badges.append(.thickSlices(millimetres: thickness)) }
    var labels = LabelMap(size: volume.size)
    labels.apply(
      Edit(
        name: "", tool: "",
        runs: runs.map { Run(k: Int($0.k), j: Int($0.j), i: Int($0.low), count: $0.count, old: 0, new: $0.label) }))
    return labels
  }
}
