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
      for (dx, dy) in [(-1, 0), (1, 0), (0, -1), (0, 1)] { set(p.px + dx, p.py + dy, .measure) }
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

  /// The row of cells, within the pane, that a row of pixels is in.
  fileprivate static func row(_ py: Int) -> Int { py >> 1 }
}

/// The numbers and names beside what is measured and marked in a pane.
struct MarkWords {
  let theme: Theme
  let glyphs: Glyphs

  func draw(_ rect: CellRect, _ geometry: PaneGeometry, _ model: ScreenModel, into b: inout CellBuffer) {
    let grid = model.volume.grid, plane = geometry.plane, w = geometry.window.w
    for m in model.marks.measurements {
      guard let lines = MarkLines(m.measurement, plane, w: w, grid) else { continue }
      let name = m.measurement.name.map { " " + $0.escapedForTerminal } ?? ""
      write(MeasureText.beside(m.values) + name, beside: lines, rect, geometry, &b)
    }
    for l in model.marks.landmarks {
      guard let lines = MarkLines(l.landmark, plane, w: w, grid) else { continue }
      write(l.landmark.name.escapedForTerminal, beside: lines, rect, geometry, &b)
    }
    guard let live = model.measuring, let lines = MarkLines(live.measurement, plane, w: w, grid) else { return }
    write(MeasureText.beside(live.values), beside: lines, rect, geometry, &b)
  }

  /// To the right of it, or to the left, below or above where there is no room; over it when it fills the pane.
  private func write(
    _ text: String, beside lines: MarkLines, _ rect: CellRect, _ geometry: PaneGeometry, _ b: inout CellBuffer
  ) {
    let text = NumberText.cut(glyphs.plain(text), 40, glyphs)
    let width = text.columns
    guard width > 0, width <= rect.width, let (left, right) = lines.outermost else { return }
    let r = geometry.pixel(at: right), l = geometry.pixel(at: left)
    func row(_ p: (px: Int, py: Int)) -> Int? { p.py >= 0 && p.py < rect.height * 2 ? rect.row + p.py / 2 : nil }
    let place: (col: Int, row: Int)?
    if let row = row(r), r.px >= -2, r.px + 3 + width <= rect.width {
      place = (rect.col + r.px + 3, row)
    } else if let row = row(l), l.px - 2 - width >= 0, l.px - 2 <= rect.width {
      place = (rect.col + l.px - 2 - width, row)
    } else {
      let rows = (lines.ends + lines.lines.map(\.from)).map { geometry.pixel(at: $0).py }
      let top = PaneGeometry.row(rows.min() ?? 0) - 1, bottom = PaneGeometry.row(rows.max() ?? 0) + 1
      let col = rect.col + min(max((l.px + r.px - width) / 2, 0), rect.width - width)
      guard r.px >= 0, l.px < rect.width, bottom > 0, top < rect.height - 1 else { return }
      if bottom < rect.height - 1 {
        place = (col, rect.row + bottom)
      } else if top > 0 {
        place = (col, rect.row + top)
      } else {
        place = (col, rect.row + rect.height / 2)
      }
    }
    guard let place else { return }
    b.write(text, col: place.col, row: place.row, ink: theme.text, paper: theme.paper, theme.strong)
  }
}
