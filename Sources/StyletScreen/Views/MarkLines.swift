import StyletBase
import StyletCore

extension PaneMarks {
  /// Measurements and landmarks on the slice, and the one being made.
  mutating func drawMeasured(_ model: ScreenModel, _ geometry: PaneGeometry, active: Bool) {
    let grid = model.volume.grid, plane = geometry.plane, w = geometry.window.w
    for m in model.marks.measurements {
      if let lines = MarkLines(m.measurement, plane, w: w, grid) { draw(lines, geometry) }
    }
    for l in model.marks.landmarks {
      if let lines = MarkLines(l.landmark, plane, w: w, grid) { draw(lines, geometry) }
    }
    guard let live = model.measuring?.measurement else { return }
    if active, live.shape == .ruler, live.plane != plane {
      // From where the ruler began, on another slice, to the cursor.
      let ends = live.points.map { p -> (px: Int, py: Int) in
        let c = plane.coordinates(of: p, in: grid.size)
        return geometry.pixel(at: SIMD2(c.u, c.v))
      }
      draw(from: ends[0], to: ends[1], .preview)
    }
    if let lines = MarkLines(live, plane, w: w, grid) { draw(lines, geometry) }
  }

  private mutating func draw(_ lines: MarkLines, _ geometry: PaneGeometry) {
    for line in lines.lines { draw(from: geometry.pixel(at: line.from), to: geometry.pixel(at: line.to), .measure) }
    for end in lines.ends {
      let p = geometry.pixel(at: end)
      for n in 1...max(unit / 2, 1) {
        for (dx, dy) in [(-n, 0), (n, 0), (0, -n), (0, n)] { set(p.px + dx, p.py + dy, .measure) }
      }
      set(p.px, p.py, .end)
    }
  }
}

extension PaneGeometry {
  /// The pixel under a point of the slice, voxels with their centres at whole numbers.
  func pixel(at p: SIMD2<Double>) -> (px: Int, py: Int) {
    let x = pixel(of: SlicePoint(u: p.x + 0.5, v: p.y + 0.5))
    return (Self.floor(x.x), Self.floor(x.y))
  }
}

/// The numbers and names beside what is measured and marked in a pane: whole, in a short form, or not at all.
struct MarkWords {
  let theme: Theme
  let glyphs: Glyphs

  /// - Parameter places: what stands in the pane already; the words take theirs of the rest.
  func draw(
    _ rect: CellRect, _ geometry: PaneGeometry, _ model: ScreenModel, _ places: inout LabelPlaces,
    into b: inout CellBuffer
  ) {
    let grid = model.volume.grid, plane = geometry.plane, w = geometry.window.w
    func write(_ forms: [String], _ lines: MarkLines?) {
      guard let lines, let reach = Self.reach(lines, geometry) else { return }
      for form in forms {
        let text = NumberText.cut(glyphs.plain(form), 40, glyphs)
        // With a blank on either side: what lies there may be digits, too.
        guard text.columns > 0, let box = places.place(width: text.columns + 2, height: 1, beside: reach) else {
          continue
        }
        b.write(
          " " + text + " ", col: rect.col + box.x, row: rect.row + box.y, ink: theme.text, paper: theme.paper,
          theme.strong)
        return
      }
    }
    if let live = model.measuring {
      write([MeasureText.beside(live.values)], MarkLines(live.measurement, plane, w: w, grid))
    }
    for (n, m) in model.marks.measurements.enumerated() {
      write(
        MeasureText.forms(m.values, name: m.measurement.name, number: n + 1),
        MarkLines(m.measurement, plane, w: w, grid))
    }
    for l in model.marks.landmarks {
      write([MeasureText.name(l.landmark)], MarkLines(l.landmark, plane, w: w, grid))
    }
  }

  /// In cells of the pane.
  private static func reach(_ lines: MarkLines, _ geometry: PaneGeometry) -> LabelPlaces.Reach? {
    guard let (left, right) = lines.outermost else { return nil }
    let (l, r) = (geometry.pixel(at: left), geometry.pixel(at: right))
    let rows = (lines.ends + lines.lines.map(\.from)).map { geometry.pixel(at: $0).py >> 1 }
    return LabelPlaces.Reach(
      left: (l.px, l.py >> 1), right: (r.px, r.py >> 1), top: rows.min() ?? 0, bottom: rows.max() ?? 0)
  }
}

extension LabelPlaces {
  /// The cells of a pane of which words may take some: not its rim, where sides, ticks and the scale bar stand.
  init(pane rect: CellRect) {
    self.init(
      bounds: Box(x: 1, y: 1, width: max(rect.width - 2, 0), height: max(rect.height - 2, 0)), away: (x: 2, y: 1))
  }
}
