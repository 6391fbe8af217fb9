import StyletCore
import StyletImaging

/// What is drawn over the scan and the findings, pixel by pixel: the cursor's voxel, the brush, the contour,
/// measurements.
struct PaneMarks {
  enum Mark: UInt8 { case none, zone, cursor, brush, line, preview, measure, vertex, end }

  /// Sparse: the pixels that have a mark.
  private(set) var pixels: [Int: Mark] = [:]
  let width: Int
  let height: Int
  /// Pixels that a line is thick, and what is one pixel of a half block's size.
  private let pen: Int
  let unit: Int

  /// No marks.
  init() { (width, height, pen, unit) = (0, 0, 1, 1) }

  init(_ model: ScreenModel, _ geometry: PaneGeometry, active: Bool) {
    (width, height) = (geometry.window.width, geometry.window.height)
    unit = geometry.cell.width
    pen = max(unit / 8, 1)
    let c = geometry.plane.coordinates(of: geometry.size.clamp(model.view.cursor), in: geometry.size)
    let diameters = model.diameters.flatMap {
      geometry.plane == .axial && $0.k == geometry.window.w ? $0 : nil
    }
    drawZones(model.lungs.zones, geometry)
    if let diameters { draw(diameters, geometry) }
    if let background = model.background { draw(background, geometry) }
    drawMeasured(model, geometry, active: active)
    if active, model.measuring == nil {
      if let contour = model.tool.contour, contour.plane == geometry.plane, contour.w == geometry.window.w {
        draw(contour, to: (c.u, c.v), geometry)
      } else if diameters == nil {  // its rim would be taken for an end
        drawBrush(at: (c.u, c.v), radius: model.tool.radius, geometry)
      }
    }
    drawCursor(at: (c.u, c.v), geometry)
  }

  mutating func set(_ x: Int, _ y: Int, _ mark: Mark) {
    guard unit > 1 else { return put(x, y, mark) }
    // Of the terminal's own pixels one is hardly seen: lines as thick as letters' are, and ends as squares.
    let side = mark == .vertex || mark == .end ? 2 * max(unit / 6, 1) + 1 : mark == .cursor ? 1 : pen
    for dy in 0..<side { for dx in 0..<side { put(x + dx - side / 2, y + dy - side / 2, mark) } }
  }

  private mutating func put(_ x: Int, _ y: Int, _ mark: Mark) {
    guard x >= 0, y >= 0, x < width, y < height else { return }
    pixels[y * width + x] = mark
  }

  /// Every other pixel of what is marked as background.
  private mutating func draw(_ background: LabelMap, _ geometry: PaneGeometry) {
    let raster = FindingsRaster(background, geometry)
    guard !raster.isEmpty else { return }
    for y in 0..<height {
      for x in 0..<width where (x + y) % (2 * pen) == 0 && raster.labels[y * width + x] != 0 { put(x, y, .brush) }
    }
  }

  /// The voxel itself where it has pixels of its own, as a frame once its inside can be seen. Where one pixel
  /// covers several voxels, a crosshair with a gap: what is drawn inside changes at each stroke, and a mark in
  /// its midst would be sent again with it.
  private mutating func drawCursor(at c: (u: Int, v: Int), _ geometry: PaneGeometry) {
    if geometry.isFine { drawCross(at: geometry.pixels(u: c.u, v: c.v)) }
    if geometry.isByCell {
      let p = geometry.pixel(u: c.u, v: c.v)
      for (dx, dy) in [(-4, 0), (-3, 0), (3, 0), (4, 0)] {
        set(p.px + dx, p.py + dy, .cursor)
      }
      for row in [p.py / 2 - 2, p.py / 2 + 2] {
        set(p.px, 2 * row, .cursor)
        set(p.px, 2 * row + 1, .cursor)
      }
      return
    }
    let box = geometry.pixels(u: c.u, v: c.v)
    guard box.x.count <= 4096, box.y.count <= 4096 else { return }
    // A pixel or two of the terminal's own hide the voxel and are not seen.
    if geometry.isFine, box.x.count < 4 || box.y.count < 4 { return }
    let hollow = box.x.count >= 3 && box.y.count >= 3
    for y in box.y {
      for x in box.x
      where !hollow || x == box.x.lowerBound || x == box.x.upperBound || y == box.y.lowerBound || y == box.y.upperBound
      {
        set(x, y, .cursor)
      }
    }
  }

  /// Four arms around a voxel, in the terminal's own pixels.
  private mutating func drawCross(at box: (x: ClosedRange<Int>, y: ClosedRange<Int>)) {
    guard box.x.count <= 4096, box.y.count <= 4096 else { return }
    let gap = 3 * unit / 2, long = 3 * unit
    let (x, y) = ((box.x.lowerBound + box.x.upperBound) / 2, (box.y.lowerBound + box.y.upperBound) / 2)
    for side in 0..<pen {
      for n in gap..<gap + long {
        for px in [box.x.lowerBound - n, box.x.upperBound + n] { put(px, y + side - pen / 2, .cursor) }
        for py in [box.y.lowerBound - n, box.y.upperBound + n] { put(x + side - pen / 2, py, .cursor) }
      }
    }
  }

  /// Dots on the brush's rim: few, because each costs bytes whenever the cursor moves. Left out where the brush
  /// is too small to be seen around the cursor or reaches beyond the pane.
  private mutating func drawBrush(at c: (u: Int, v: Int), radius: Double, _ geometry: PaneGeometry) {
    let r = radius / geometry.mmPerPixel
    guard r.isFinite, r >= 2.5, r <= Double(min(width, height)) * 0.45 else { return }
    let centre = geometry.pixel(of: SlicePoint(u: Double(c.u) + 0.5, v: Double(c.v) + 0.5))
    // Points of an octant mirrored, so that the rim is the same in all directions.
    let dots = geometry.isFine
      ? min(max(Int(Double.pi / 4 * r / Double(3 * pen)), 1), 200) : min(max(Int(2 * Double.pi * r / 4 / 8), 1), 8)
    for n in 0..<dots {
      let angle = Double.pi / 4 * (Double(n) + 0.5) / Double(dots)
      let (long, short) = Self.circle(angle, r)
      for (x, y) in [(long, short), (short, long)] {
        for (sx, sy) in [(1.0, 1.0), (1, -1), (-1, 1), (-1, -1)] {
          set(PaneGeometry.floor(centre.x + sx * x), PaneGeometry.floor(centre.y + sy * y), .brush)
        }
      }
    }
  }

  /// Cosine and sine times r, for angles up to π/4, by their series: exact to far below a pixel.
  private static func circle(_ a: Double, _ r: Double) -> (Double, Double) {
    let q = a * a
    return (
      r * (1 - q / 2 * (1 - q / 12 * (1 - q / 30))), r * a * (1 - q / 6 * (1 - q / 20 * (1 - q / 42)))
    )
  }

  private mutating func draw(_ contour: OpenContour, to c: (u: Int, v: Int), _ geometry: PaneGeometry) {
    let here = ContourTool.Vertex(u: c.u, v: c.v)
    func draw(_ line: [ContourTool.Vertex], _ mark: Mark) {
      let points = line.map { geometry.pixel(u: $0.u, v: $0.v) }
      for (a, b) in zip(points, points.dropFirst()) { self.draw(from: a, to: b, mark) }
    }
    for line in contour.fixedLines { draw(line, .line) }
    for line in contour.liveLines(to: here) { draw(line, .line) }
    if let end = contour.closingEnd { draw([here, end], .preview) }
    for (n, vertex) in contour.vertices.enumerated() where n != contour.picked {
      let p = geometry.pixel(u: vertex.u, v: vertex.v)
      set(p.px, p.py, .vertex)
    }
  }

  /// Both diameters, with their ends.
  private mutating func draw(_ diameters: LesionDiameters, _ geometry: PaneGeometry) {
    for line in [diameters.width, diameters.length] {
      let ends = [line.from, line.to].map { end -> (px: Int, py: Int) in
        let p = geometry.pixel(of: SlicePoint(u: end.x + 0.5, v: end.y + 0.5))
        return (PaneGeometry.floor(p.x), PaneGeometry.floor(p.y))
      }
      draw(from: ends[0], to: ends[1], .line)
      for end in ends { set(end.px, end.py, .vertex) }
    }
  }

  /// Bresenham's line; every second pixel of a preview.
  mutating func draw(from a: (px: Int, py: Int), to b: (px: Int, py: Int), _ mark: Mark) {
    let dx = abs(b.px - a.px)
    let dy = abs(b.py - a.py)
    guard max(dx, dy) < 100_000 else { return }
    var (x, y, error, n) = (a.px, a.py, dx - dy, 0)
    while true {
      if mark != .preview || n & 1 == 0 { set(x, y, mark) }
      if x == b.px, y == b.py { return }
      let twice = 2 * error
      if twice > -dy {
        error -= dy
        x += b.px > a.px ? 1 : -1
      }
      if twice < dx {
        error += dx
        y += b.py > a.py ? 1 : -1
      }
      n += 1
    }
  }
}
