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

  /// Finds opacities: a threshold that follows the aerated lung, into which balls must fit that vessels, airway walls
  /// and the rims at pleura and diaphragm have no room for; decided on blocks of about 1.6 mm and drawn at the scan's
  /// own resolution. Where there is no lung the labels are empty and the report says so.
  ///
  /// Cost: a few seconds for 512x512x275 on two cores; memory below that of the voxels.
  /// - Parameters:
  ///   - volume: complete, in HU.
  ///   - lungs: of its size; 1 right and 2 left lung, lesions and vessels in them; 3 main airways.
  ///   - work: its progress is set; when it is cancelled the result is nil.
  public static func find(
    in volume: Volume, lungs: LabelMap, standards: ProposalStandards = .standard, work: ToolWork? = nil
  ) -> LesionProposal? {
    precondition(lungs.size == volume.size, "lungs of another grid")
    var finder = ProposalFinder(volume, lungs, standards, work)
    return finder.run()
  }
}

/// The steps, in their order.
struct ProposalFinder {
  let volume: Volume
  let lungs: LabelMap
  let standards: ProposalStandards
  let work: ToolWork?
  var report = ProposalReport()

  init(_ volume: Volume, _ lungs: LabelMap, _ standards: ProposalStandards, _ work: ToolWork?) {
    (self.volume, self.lungs, self.standards, self.work) = (volume, lungs, standards, work)
    report.standards = "\(standards.id) \(standards.version)"
  }

  /// - Returns: false when nobody waits any more.
  private func pass(_ part: Double) -> Bool {
    work?.progress = part
    return work?.isCancelled != true
  }

  mutating func run() -> LesionProposal? {
    guard pass(0) else { return nil }
    guard let blocks = ProposalBlocks(volume, lungs, aim: standards.shape.block), blocks.lung.voxels > 0 else {
      report.badges = [.noLungs]
      return LesionProposal(labels: LabelMap(size: volume.size), report: report)
    }
    guard pass(0.2) else { return nil }
    let level = ProposalLevel(blocks, standards.threshold)
    (report.threshold, report.aerated) = (level.threshold, level.mode)
    report.lungs = Double(blocks.voxels) * volume.grid.voxelVolume / 1000
    if level.isLittleAir { report.badges.append(.littleAir) }
    guard var cores = ProposalCores(blocks, level, standards, work), pass(0.7) else { return nil }
    let doubtful = cores.dropWithoutAir(blocks, standards.shape.aeratedPart)
    if doubtful > standards.shape.least { report.badges.append(.doubtfulLung(millilitres: doubtful)) }
    let gravity = ProposalDependent.drop(&cores, blocks, level, standards.dependent)
    if gravity > 0 { report.badges.append(.dependent(millilitres: gravity)) }
    cores.dropSmall(blocks, least: standards.shape.least)
    guard pass(0.75) else { return nil }
    guard let drawn = ProposalDrawing(volume, lungs, blocks, cores, level, standards).draw(work), pass(0.95) else {
      return nil
    }
    let labels = finish(drawn, blocks, cores)
    return pass(1) ? LesionProposal(labels: labels, report: report) : nil
  }

  private mutating func finish(_ drawn: [LabelRun], _ blocks: ProposalBlocks, _ cores: ProposalCores) -> LabelMap {
    let voxel = volume.grid.voxelVolume / 1000
    let (runs, lesions) = ProposalPieces.clean(drawn, least: Int((standards.shape.least / voxel).rounded(.up)))
    report.lesions = lesions
    var sums = [0, 0, 0]
    var near = 0
    for run in runs {
      sums[Int(run.label)] += run.count
      if cores.isNearHilum(blocks.block(of: run)) { near += run.count }
    }
    report.groundGlass = Double(sums[1]) * voxel
    report.consolidation = Double(sums[2]) * voxel
    let unsure = Double(near) * voxel
    if unsure > standards.shape.least { report.badges.append(.nearHilum(millilitres: unsure)) }
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
