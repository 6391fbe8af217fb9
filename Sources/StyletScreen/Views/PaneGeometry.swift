import StyletImaging

/// Where the voxels of a slice lie in a pane, and back: cells, square pixels, voxels.
///
/// A pane of c columns and r rows is c x 2r pixels: a cell is one pixel wide and two high, on a terminal whose
/// cells are twice as high as wide. A pixel covers the same length in mm along both axes, so that the picture
/// has the patient's proportions whatever the spacing. In the terminal's own pixels (``with(cell:)``) the same place is
/// cut into as many as a cell has.
public struct PaneGeometry: Hashable, Sendable {
  public let plane: Plane
  /// The cells of the picture.
  public let rect: CellRect
  public let size: GridSize
  public private(set) var mmPerPixel: Double
  /// What the pixels cover of the slice through the cursor.
  public private(set) var window: SliceWindow
  /// Pixels of a cell.
  public private(set) var cell = Self.halves
  /// Two half blocks.
  public static let halves = PixelSize(width: 1, height: 2)

  /// - Parameters:
  ///   - rect: where the picture stands on the screen.
  ///   - view: gives the slice, the magnification and the centre.
  public init(plane: Plane, rect: CellRect, grid: VoxelGrid, view: ViewState) {
    self.plane = plane
    self.rect = rect
    size = grid.size
    let width = rect.width, height = rect.height * 2
    let extent = plane.size(of: grid.size)
    let spacing = plane.spacing(of: grid)
    let su = Self.usable(spacing.u), sv = Self.usable(spacing.v)
    let shown = view.magnification == .fit ? view.body : nil
    var mm = Self.fit(plane, columns: rect.width, rows: rect.height, grid: grid, body: shown)
    if case .scale(let asked) = view.magnification, asked.isFinite, asked > 0 {
      mm = min(max(asked, 0.001), 1000)
    }
    mmPerPixel = mm
    let stepU = mm / su, stepV = mm / sv
    let (us, vs) = plane.rectangle(of: shown ?? VoxelBox(grid.size), in: grid.size)
    var u0 = Double(us.lowerBound + us.upperBound) / 2 - Double(width) / 2 * stepU
    var v0 = Double(vs.lowerBound + vs.upperBound) / 2 - Double(height) / 2 * stepV
    if case .scale = view.magnification {
      // On a whole number of pixels from the slice's corner: panning moves the picture without resampling it.
      if let c = view.centres[plane], c.u.isFinite, c.v.isFinite {
        u0 = min(max(c.u, 0), Double(extent.u)) - Double(width) / 2 * stepU
        v0 = min(max(c.v, 0), Double(extent.v)) - Double(height) / 2 * stepV
      }
      u0 = (u0 / stepU).rounded() * stepU
      v0 = (v0 / stepV).rounded() * stepV
    }
    let w = plane.coordinates(of: grid.size.clamp(view.cursor), in: grid.size).w
    window = SliceWindow(
      plane: plane, w: w, u0: u0, v0: v0, stepU: stepU, stepV: stepV, width: width, height: height)
  }

  /// The same place of the slice in pixels of another size; its cells show what they showed.
  func with(cell other: PixelSize) -> PaneGeometry {
    guard other != cell else { return self }
    var out = self
    let across = Double(other.width) / Double(cell.width), down = Double(other.height) / Double(cell.height)
    out.cell = other
    out.mmPerPixel /= across
    (out.window.width, out.window.height) = (rect.width * other.width, rect.height * other.height)
    (out.window.stepU, out.window.stepV) = (window.stepU / across, window.stepV / down)
    return out
  }

  /// Whether pixels are the terminal's own, many to a cell.
  var isFine: Bool { cell != Self.halves }

  /// Whether findings are drawn cell by cell, because a half block covers several voxels.
  var isByCell: Bool { !isFine && !showsVoxels }

  /// mm per pixel at which the patient, or a whole slice, fits into so many cells.
  static func fit(_ plane: Plane, columns: Int, rows: Int, grid: VoxelGrid, body: VoxelBox? = nil) -> Double {
    let (u, v) = plane.rectangle(of: body ?? VoxelBox(grid.size), in: grid.size), spacing = plane.spacing(of: grid)
    return max(
      Double(u.count) * usable(spacing.u) / Double(max(columns, 1)),
      Double(v.count) * usable(spacing.v) / Double(max(2 * rows, 1)))
  }

  private static func usable(_ spacing: Double) -> Double {
    spacing.isFinite && spacing > 0 ? min(max(spacing, 1e-3), 1e3) : 1
  }

  /// Voxels that a cell is wide and high.
  public var voxelsPerCell: (u: Double, v: Double) {
    (window.stepU * Double(cell.width), window.stepV * Double(cell.height))
  }

  /// Whether a pixel lies within one voxel, or nearly: drawing is then exact to the voxel.
  public var showsVoxels: Bool { max(window.stepU, window.stepV) <= 1.01 }

  /// How the picture is sampled: means where a pixel covers more than a voxel, the voxels themselves where
  /// each is 3 pixels or more, interpolated between.
  public var sampling: Sampling {
    let step = max(window.stepU, window.stepV)
    return step > 1.01 ? .area : step <= 1 / 2.99 ? .nearest : .linear
  }

  /// The slice's coordinates of a pixel's centre.
  public func point(px: Int, py: Int) -> SlicePoint {
    SlicePoint(
      u: window.u0 + (Double(px) + 0.5) * window.stepU, v: window.v0 + (Double(py) + 0.5) * window.stepV)
  }

  /// The voxel under a pixel's centre; nil outside the slice.
  public func voxel(px: Int, py: Int) -> VoxelIndex? { voxel(at: point(px: px, py: py)) }

  /// The voxel under the middle of a cell of the screen; nil outside the pane or the slice.
  public func voxel(col: Int, row: Int) -> VoxelIndex? {
    guard rect.contains(col: col, row: row) else { return nil }
    return voxel(
      at: SlicePoint(
        u: window.u0 + (Double(col - rect.col) + 0.5) * voxelsPerCell.u,
        v: window.v0 + (Double(row - rect.row) + 0.5) * voxelsPerCell.v))
  }

  private func voxel(at p: SlicePoint) -> VoxelIndex? {
    let extent = plane.size(of: size)
    guard p.u >= 0, p.v >= 0, p.u < Double(extent.u), p.v < Double(extent.v) else { return nil }
    return plane.voxel(u: Int(p.u), v: Int(p.v), w: window.w, in: size)
  }

  /// Pixel coordinates (continuous, pixel n covers n...n+1) of a point of the slice.
  public func pixel(of p: SlicePoint) -> (x: Double, y: Double) {
    ((p.u - window.u0) / window.stepU, (p.v - window.v0) / window.stepV)
  }

  /// The pixel under the centre of voxel (u, v) of the slice; may lie outside the pane.
  public func pixel(u: Int, v: Int) -> (px: Int, py: Int) {
    let p = pixel(of: SlicePoint(u: Double(u) + 0.5, v: Double(v) + 0.5))
    return (Self.floor(p.x), Self.floor(p.y))
  }

  /// The cell of the screen that shows a voxel's centre, when the voxel is inside the pane.
  public func cell(of voxel: VoxelIndex) -> (col: Int, row: Int)? {
    let c = plane.coordinates(of: voxel, in: size)
    let p = pixel(u: c.u, v: c.v)
    guard p.px >= 0, p.py >= 0, p.px < window.width, p.py < window.height else { return nil }
    return (rect.col + p.px / cell.width, rect.row + p.py / cell.height)
  }

  /// The pixels whose centres lie in voxel (u, v), at least the one under its centre; not clipped to the pane.
  public func pixels(u: Int, v: Int) -> (x: ClosedRange<Int>, y: ClosedRange<Int>) {
    let low = pixel(of: SlicePoint(u: Double(u), v: Double(v)))
    let high = pixel(of: SlicePoint(u: Double(u) + 1, v: Double(v) + 1))
    let middle = pixel(u: u, v: v)
    func span(_ a: Double, _ b: Double, _ m: Int) -> ClosedRange<Int> {
      let first = Self.floor((a - 0.5).rounded(.up)), last = Self.floor((b - 0.5).rounded(.up)) - 1
      return first <= last ? first...last : m...m
    }
    return (span(low.x, high.x, middle.px), span(low.y, high.y, middle.py))
  }

  static func floor(_ x: Double) -> Int { Int(min(max(x.rounded(.down), -1e9), 1e9)) }
}
