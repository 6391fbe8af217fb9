import StyletImaging

/// The numbers of a session as they are now.
extension EditSession {
  public var lungs: LabelLayer? { layers.first { $0.name == LabelLayer.lungs } }

  /// The limits of the zones, as the landmarks set them; nil without lungs.
  public var zones: LungZones? { zones(lungLedger) }

  private func zones(_ lungs: LungLedger) -> LungZones? {
    lungs.slices.map { LungZones(marks.landmarks.map(\.landmark), lungs: $0) }
  }

  /// How much of the lungs is affected; nil without lungs.
  /// - Parameters:
  ///   - lesionFindings: the findings that are lesion; nil for those of the session.
  ///   - preview: the ledgers as an edit would leave them, to look at before it is taken.
  public func diseaseExtent(
    _ standards: ChestStandards = .standard, lesionFindings: Set<UInt8>? = nil,
    preview: (ledger: ExtentLedger, lungs: LungLedger)? = nil
  ) -> DiseaseExtent? {
    let lungs = preview?.lungs ?? lungLedger
    var extent = DiseaseExtent(
      lungs, zones: zones(lungs), ledger: preview?.ledger ?? ledger, origins: findings.origins,
      lungOrigins: self.lungs?.origins ?? [:], lesionFindings: lesionFindings ?? self.lesionFindings,
      isReadAsNone: isReadAsNone, standards: standards, voxelVolume: volume.grid.voxelVolume)
    extent?.sidesAreProposed = LungRecord(annotations)?.sidesAreProposed ?? false
    return extent
  }

  /// Densitometry of the lungs and of the lungs without lesion; nil without lungs.
  /// - Parameter lesionFindings: the findings that are lesion; nil for those of the session.
  public func quantitativeCT(
    _ standards: ChestStandards = .standard, lesionFindings: Set<UInt8>? = nil
  ) -> (lungs: QuantitativeCT, withoutLesion: QuantitativeCT)? {
    guard lungLedger.hasLungs else { return nil }
    let lesion = lesionFindings ?? self.lesionFindings ?? Set(lungLedger.findings.keys)
    let voxel = volume.grid.voxelVolume
    var whole = QuantitativeCT(lungLedger, standards: standards, voxelVolume: voxel)
    var rest = QuantitativeCT(lungLedger, leavingOut: lesion, standards: standards, voxelVolume: voxel)
    let badges = QuantitativeCT.Badge.all(
      volume.acquisition, spacing: volume.grid.spacing.z, lungs: whole.both, withoutLesion: rest.both,
      standards: standards)
    (whole.badges, rest.badges) = (badges, badges)
    return (whole, rest)
  }

  /// The lung ledger as an edit that is not taken yet would leave it.
  /// - Parameter labels: of the edit's layer, with the edit applied.
  public func lungLedger(after edit: Edit, labels: LabelMap) -> LungLedger {
    var ledger = lungLedger
    let isOfLungs = edit.layer == LabelLayer.lungs
    ledger.apply(
      edit, findings: isOfLungs ? findings.labels : labels, lungs: isOfLungs ? labels : lungs?.labels, volume: volume)
    return ledger
  }
}
