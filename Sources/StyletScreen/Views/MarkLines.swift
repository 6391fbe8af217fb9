import StyletCore

/// What of a measurement or landmark lies on a slice: lines and end marks, in its (u, v), voxels with their centres at
/// whole numbers.
struct MarkLines {
  var lines: [(SIMD2<Double>, SIMD2<Double>)] = []
  var ends: [SIMD2<Double>] = []

  /// nil where nothing of it is on the slice. A ruler shows wherever its ends are: one end alone, or its whole length
  /// on a slice of any plane that has both.
  init?(_ m: Measurement, _ plane: Plane, w: Int, _ grid: VoxelGrid) {
    let points = m.points.map { p -> (at: SIMD2<Double>, w: Double) in
      let c = plane.coordinates(of: p, in: grid.size)
      return (SIMD2(c.u, c.v), c.w)
    }
    if m.shape == .ruler {
      ends = points.filter { $0.w.rounded() == Double(w) }.map(\.at)
      if ends.isEmpty { return nil }
      if ends.count == 2 { lines = [(ends[0], ends[1])] }
      return
    }
    guard m.plane == plane, m.slice == w, let first = points.first?.at else { return nil }
    let at = points.map(\.at)
    switch m.shape {
    case .ruler, .bidirectional:
      ends = at
      lines = stride(from: 1, to: at.count, by: 2).map { (at[$0 - 1], at[$0]) }
    case .polygon: lines = zip(at, Array(at.dropFirst()) + [first]).map { ($0, $1) }
    case .ellipse:
      let spacing = plane.spacing(of: grid)
      let half = m.radii / SIMD2(spacing.u, spacing.v)
      let rim = Self.circle.map { first + $0 * half }
      lines = zip(rim, Array(rim.dropFirst()) + [rim[0]]).map { ($0, $1) }
    }
  }

  init?(_ l: Landmark, _ plane: Plane, w: Int, _ grid: VoxelGrid) {
    let c = plane.coordinates(of: l.point, in: grid.size)
    guard c.w.rounded() == Double(w) else { return nil }
    ends = [SIMD2(c.u, c.v)]
  }

  /// 64 points of the unit circle, each turned on from the one before.
  private static let circle: [SIMD2<Double>] = {
    let turn = SIMD2(0.995184726672197, 0.098017140329561)  // cosine and sine of 2π/64
    var p = SIMD2(1.0, 0.0)
    return (0..<64).map { _ in
      defer { p = SIMD2(p.x * turn.x - p.y * turn.y, p.x * turn.y + p.y * turn.x) }
      return p
    }
  }()

  /// From a point to the nearest line or end; `here` and the result in mm, `scale` in mm a voxel.
  func distance(to here: SIMD2<Double>, scale: SIMD2<Double>) -> Double {
    let all = lines + ends.map { ($0, $0) }
    return all.reduce(.infinity) { least, line in
      let a = line.0 * scale, d = line.1 * scale - a, p = here - a
      let squared = (d * d).sum()
      let t = squared > 0 ? min(max((p * d).sum() / squared, 0), 1) : 0
      let away = p - d * t
      return min(least, (away * away).sum().squareRoot())
    }
  }

  /// Where its words may stand: beside the outermost points on either side.
  var outermost: (left: SIMD2<Double>, right: SIMD2<Double>)? {
    let all = ends + lines.map(\.0)
    guard let first = all.first else { return nil }
    return all.reduce((first, first)) { ($1.x < $0.0.x ? $1 : $0.0, $1.x > $0.1.x ? $1 : $0.1) }
  }
}

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
    for (a, b) in lines.lines { draw(from: geometry.pixel(at: a), to: geometry.pixel(at: b), .measure) }
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
    let width = text.unicodeScalars.count
    guard width > 0, width <= rect.width, let (left, right) = lines.outermost else { return }
    let r = geometry.pixel(at: right), l = geometry.pixel(at: left)
    func row(_ p: (px: Int, py: Int)) -> Int? { p.py >= 0 && p.py < rect.height * 2 ? rect.row + p.py / 2 : nil }
    let place: (col: Int, row: Int)?
    if let row = row(r), r.px >= -2, r.px + 3 + width <= rect.width {
      place = (rect.col + r.px + 3, row)
    } else if let row = row(l), l.px - 2 - width >= 0, l.px - 2 <= rect.width {
      place = (rect.col + l.px - 2 - width, row)
    } else {
      let rows = (lines.ends + lines.lines.map(\.0)).map { geometry.pixel(at: $0).py }
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
