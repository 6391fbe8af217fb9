import StyletImaging

/// The scan under one pane as brightness, sampled and windowed; kept until what it depends on changes.
final class PanePicture {
  /// For each pixel 0...255, row by row.
  private(set) var brightness: [UInt8] = []
  /// Columns and rows (half-open) of the pixels that lie on the scan.
  private(set) var inside: (x: Range<Int>, y: Range<Int>) = (0..<0, 0..<0)
  /// What is shown: differs from what was asked last while keys are repeating.
  private(set) var geometry: PaneGeometry?

  private var values: [Float] = []
  private var volume: ObjectIdentifier?
  /// Rows (v) of the slice that had arrived when it was sampled.
  private var rows = 0..<0
  private var display: DisplayWindow?
  private var slab: Slab?
  /// What is shown in place of the slice; nil where it is the slice alone.
  private(set) var projection: SlabProjection?

  /// Brings the picture up to date.
  /// Cost: nothing when nothing changed; for another slice, place or scale, or when more of the slice has arrived, the
  /// voxels that the pane shows; of a slab, for another slice all of its voxels. For another display window the pixels
  /// alone where voxels have some of their own, else the voxels.
  func update(_ volume: Volume, _ geometry: PaneGeometry, _ window: DisplayWindow, slab: Slab? = nil) {
    let w = geometry.window
    let slices = volume.arrived
    let rows = geometry.plane.rows(of: slices, w: w.w, in: geometry.size)
    let isOther = self.volume != ObjectIdentifier(volume) || self.slab != slab
    let isMean = geometry.sampling == .area
    let resample = self.geometry != geometry || isOther || self.rows != rows || isMean && display != window
    if resample {
      self.slab = slab
      if isOther || projection?.plane != w.plane || projection?.w != w.w {
        // Without memory for it the slice is shown, and the heading names no slab.
        projection = slab.flatMap { try? SlabProjection(volume, w.plane, w: w.w, $0, after: projection) }
      }
      let limits = isMean ? window.values : nil
      values = projection?.sample(w, geometry.sampling, limits: limits)
        ?? SliceSampler.sample(volume, w, geometry.sampling, slices: slices, limits: limits)
      self.geometry = geometry
      self.volume = ObjectIdentifier(volume)
      self.rows = rows
      inside = (
        Self.inside(w.width, w.u0, w.stepU, 0..<geometry.plane.size(of: geometry.size).u),
        Self.inside(w.height, w.v0, w.stepV, rows)
      )
    }
    if resample || display != window {
      display = window
      let low = Float(window.level - window.width / 2), scale = 255 / Float(window.width)
      brightness = values.map { value in
        let b = (value - low) * scale
        return b > 0 ? UInt8(min(b, 255)) : 0  // NaN, outside, is not > 0
      }
    }
  }

  /// Whether there is a picture of this scan at this place, of whatever slice.
  /// - Parameter cell: its pixels.
  func shows(_ volume: Volume, in rect: CellRect, cell: PixelSize) -> Bool {
    self.volume == ObjectIdentifier(volume) && geometry?.rect == rect && geometry?.cell == cell
  }

  /// The pixels of an axis whose centres lie on the scan, as far as it has arrived.
  private static func inside(_ count: Int, _ start: Double, _ step: Double, _ voxels: Range<Int>) -> Range<Int> {
    guard !voxels.isEmpty else { return 0..<0 }
    let first = PaneGeometry.floor(((Double(voxels.lowerBound) - start) / step - 0.5).rounded(.up))
    let end = PaneGeometry.floor(((Double(voxels.upperBound) - start) / step - 0.5).rounded(.up))
    let a = min(max(first, 0), count)
    return a..<min(max(end, a), count)
  }
}
