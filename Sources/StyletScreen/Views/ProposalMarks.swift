import StyletBase
import StyletCore
import StyletImaging

/// How a proposal is drawn: a dashed outline in the finding's colour; question marks along the rim where a cell covers many
/// voxels and a dash would look like a small finding; question marks and the finding's digit where there are no colours to
/// trust. Never like a finding, and never over one.
struct ProposalMarks {
  let raster: FindingsRaster
  /// The rim is a cell thick.
  let byCell: Bool
  /// Pixels of half a dash.
  private let dash: Int

  /// nil when nothing is proposed in the pane.
  init?(_ labels: LabelMap?, _ geometry: PaneGeometry, active: Bool) {
    guard let labels, !labels.isEmpty else { return nil }
    raster = FindingsRaster(labels, geometry, least: active ? 0 : 0.15)
    if raster.isEmpty { return nil }
    byCell = geometry.isByCell
    dash = max(geometry.cell.width / 3, 1)
  }

  /// The finding whose dash is at a pixel; 0 for none, and wherever rims are a cell thick.
  func dash(_ x: Int, _ y: Int) -> UInt8 {
    let label = raster.labels[y * raster.width + x]
    guard !byCell, label != 0, raster.isEdge(x, y, step: 1) else { return 0 }
    return (x + y) / dash & 3 < 2 ? label : 0
  }

  /// The finding whose question mark stands in a cell where rims are a cell thick: in every second cell of the rim, and in
  /// one that has none beside it. nil for none.
  func question(_ col: Int, _ row: Int) -> UInt8? {
    guard byCell, let rim = rim(col, row) else { return nil }
    if rim.asks { return rim.label }
    let hasNeighbour = [(col - 1, row), (col + 1, row), (col, row - 1), (col, row + 1)].contains { col, row in
      (0..<raster.width).contains(col) && (0..<(raster.height + 1) / 2).contains(row) && self.rim(col, row) != nil
    }
    return hasNeighbour ? nil : rim.label
  }

  /// The finding whose rim is in a cell, and whether a question mark stands there rather than its digit; nil for none.
  func rim(_ col: Int, _ row: Int) -> (label: UInt8, asks: Bool)? {
    for y in [2 * row, 2 * row + 1] where y < raster.height {
      let label = raster.labels[y * raster.width + col]
      if label != 0, raster.isEdge(col, y, step: 2) { return (label, (col + row) & 1 == 0) }
    }
    return nil
  }
}

/// How much is proposed, in the upper left corner of the pane that is read.
struct ProposalLine {
  let theme: Theme
  let glyphs: Glyphs

  func draw(_ rect: CellRect, _ model: ScreenModel, _ places: inout LabelPlaces, into b: inout CellBuffer) {
    guard !model.proposed.isEmpty, let total = model.proposedTotal, model.view.findings != .hidden, rect.width >= 30,
      rect.height >= 8
    else { return }
    let table = model.others.findings.isEmpty ? model.table : model.others
    let line = Sentence.proposalLine(total, model.proposed, table, room: rect.width - 4)
    let text = NumberText.cut(" " + glyphs.plain(line) + " ", rect.width - 2, glyphs)
    places.keep(LabelPlaces.Box(x: 1, y: 1, width: text.columns, height: 1))
    b.write(
      text, col: rect.col + 1, row: rect.row + 1, ink: theme.warning,
      paper: theme.paper)
  }
}
