import StyletCore

/// Lung densitometry on pages of its own.
extension LungController {
  func showQuantitativeCT() throws {
    _ = try needLungs()
    guard let qct = session.quantitativeCT(), qct.lungs.both != nil else { throw Sentence.noLungs }
    open(
      DensityText.page(qct, width: screen.width, proposed: session.diseaseExtent()?.lungsAreProposed ?? false))
  }

  func showHistogram() throws {
    _ = try needLungs()
    guard session.lungLedger.hasLungs else { throw Sentence.noLungs }
    let lungs = session.lungLedger.histogram()
    let rest = session.lungLedger.histogram(leavingOut: session.lesionFindings ?? Set(session.ledger.labels))
    let chart = DensityText.chart(lungs, without: rest, .standard)
    open(
      PageOverlay(
        title: DensityText.histogram,
        lines: DensityText.legend(lungs, lesionVoxels: lungs.voxels - rest.voxels, chart), chart: chart))
  }
}
