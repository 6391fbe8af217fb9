import StyletBase
import StyletCore
import StyletImaging

/// Lung densitometry on pages of its own.
extension LungController {
  func showQuantitativeCT() throws {
    _ = try needLungs()
    guard let qct = session.quantitativeCT(), qct.lungs.both != nil else { throw Sentence.noLungs }
    open(
      DensityText.page(qct, width: screen.width, proposed: session.diseaseExtent()?.lungsAreProposed ?? false))
  }

  /// Of "lungs" or nothing, "slice" (the one that is read) or "lesion" (the one under the cursor).
  func showHistogram(of asked: String) throws {
    switch asked {
    case "", "lungs": try showHistogram()
    case "slice": showSliceHistogram()
    case "lesion": try showLesionHistogram()
    default: throw Sentence.expected(words("expected.histogram"), "histogram slice")
    }
  }

  private func showSliceHistogram() {
    let size = volume.size, plane = view.active, w = place.w, labels = session.findings.labels
    var all: [Double] = [], drawn: [Double] = []
    let extent = plane.size(of: size)
    var row = [UInt8](repeating: 0, count: extent.u)
    for v in 0..<extent.v {
      row.withUnsafeMutableBufferPointer { labels.read(plane, w: w, u: 0..<extent.u, v: v..<v + 1, into: $0) }
      for u in 0..<extent.u {
        let value = volume.value(at: plane.voxel(u: u, v: v, w: w, in: size))
        // What is below is padding.
        guard value >= -1500 else { continue }
        all.append(value)
        if row[u] != 0 { drawn.append(value) }
      }
    }
    open(DensityText.page(.slice(plane, w), all, drawn: drawn))
  }

  private func showLesionHistogram() throws {
    let catalogue = lesions.catalogue()
    guard let place = catalogue.place(at: view.cursor) else { throw Sentence.noLesionHere }
    let values = catalogue.runs(of: place).flatMap { run in
      (run.low...run.high).map { volume.value(at: VoxelIndex(Int($0), Int(run.j), Int(run.k))) }
    }
    open(DensityText.page(.lesion(place + 1), values, drawn: []))
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
