import StyletCore

extension PaneMarks {
  /// The limits of the zones as dashes across a coronal or sagittal pane, between the slices that they part.
  mutating func drawZones(_ zones: LungZones?, _ geometry: PaneGeometry) {
    guard let zones, geometry.plane != .axial else { return }
    for limit in [zones.carina, zones.veins] {
      guard let py = geometry.row(ofLimit: limit.k) else { continue }
      for px in 0..<width where px % 6 < 3 { set(px, py, .zone) }
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

  func draw(_ rect: CellRect, _ geometry: PaneGeometry, _ model: ScreenModel, into b: inout CellBuffer) {
    guard let zones = model.lungs.zones, geometry.plane != .axial, rect.width >= 12 else { return }
    let limits = [(ZoneMark.carina, zones.carina), (.veins, zones.veins)]
    var taken: Int?
    for (mark, limit) in limits {
      guard let py = geometry.row(ofLimit: limit.k), py / 2 != taken else { continue }
      taken = py / 2
      let words = glyphs.plain(rect.width >= 70 ? ZoneText.long(mark, limit) : ZoneText.short(mark, limit))
      let width = words.columns
      guard width + 2 <= rect.width else { continue }
      // The last column has the letter of the side.
      b.write(
        words, col: rect.col + rect.width - 1 - width, row: rect.row + py / 2, ink: ink, paper: theme.paper)
    }
  }
}
