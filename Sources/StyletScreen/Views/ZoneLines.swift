import StyletCore

extension PaneMarks {
  /// The limits of the zones as dashes across a coronal or sagittal pane, between the slices that they part.
  mutating func drawZones(_ zones: LungZones?, _ geometry: PaneGeometry) {
    guard let zones, geometry.plane != .axial else { return }
    for limit in [zones.carina, zones.veins] {
      guard let py = geometry.row(ofLimit: limit.k) else { continue }
      for px in 0..<width where px % (6 * unit) < 3 * unit { set(px, py, .zone) }
    }
  }
}

extension PaneGeometry {
  /// The row of pixels, in the pane, of the lower side of axial slice `k` in a coronal or sagittal pane; nil where it
  /// is outside.
  fileprivate func row(ofLimit k: Int) -> Int? {
    let y = Self.floor(pixel(of: SlicePoint(u: 0, v: Double(size.k - k))).y)
    return y >= 0 && y < window.height ? y : nil
  }
}

/// The names of the limits, at the right end of their dashes.
struct ZoneWords {
  let theme: Theme
  let glyphs: Glyphs
  let ink: Ink

  func draw(
    _ rect: CellRect, _ geometry: PaneGeometry, _ model: ScreenModel, _ places: inout LabelPlaces,
    into b: inout CellBuffer
  ) {
    guard let zones = model.lungs.zones, geometry.plane != .axial else { return }
    for (mark, limit) in [(ZoneMark.carina, zones.carina), (.veins, zones.veins)] {
      guard let py = geometry.row(ofLimit: limit.k) else { continue }
      // What takes more than a fifth of the width hides a lung: the dashes then stand alone.
      let forms = [ZoneText.long(mark, limit), ZoneText.short(mark, limit)].map { glyphs.plain($0) }
      guard let words = forms.first(where: { 5 * $0.columns <= rect.width }) else { continue }
      let width = words.columns
      // The last column has the letter of the side.
      let box = LabelPlaces.Box(x: rect.width - 2 - width, y: py / 2, width: width + 1, height: 1)
      guard places.isFree(box) else { continue }
      places.keep(box)
      b.write(words, col: rect.col + box.x + 1, row: rect.row + box.y, ink: ink, paper: theme.paper)
    }
  }
}
