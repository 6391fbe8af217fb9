import StyletBase
import StyletImaging

/// The samples of the 3-D view, kept until what they depend on changes; let go of when it closes.
final class SolidPicture {
  /// Samples of a pixel, which is half a cell, across and down: at rest, and while it turns.
  static let fine = 2, coarse = 1
  /// The same in the terminal's own pixels.
  private static let finePixels = 4, coarsePixels = 2

  private(set) var samples: [SolidSample] = []
  private(set) var view: SolidView?
  /// Samples of a pixel across and down.
  private(set) var finer = SolidPicture.coarse
  private var key: Key?
  private var fit: (glyphs: PictureGlyphs, value: GlyphFit)?

  private struct Key: Equatable {
    var view: SolidView
    var number: Int
    var version: Int
    var limits: [Double]
    var window: DisplayWindow?
  }

  /// Brings the picture up to date. Cost: nothing when nothing changed, else a ray for each sample.
  func update(_ shown: SolidShown, _ model: ScreenModel, columns: Int, rows: Int, inPixels: Bool = false) {
    let (fine, coarse) = inPixels ? (Self.finePixels, Self.coarsePixels) : (Self.fine, Self.coarse)
    finer = shown.isFine ? fine : coarse
    let view = shown.view(columns: columns, rows: rows, finer: finer)
    let window = shown.cut == nil ? nil : model.view.window
    let key = Key(
      view: view, number: shown.number, version: shown.scene?.version ?? 0, limits: shown.limits, window: window)
    guard key != self.key else { return }
    // As linked panes do: while keys are repeating beside it, the view catches up afterwards.
    if model.hurried, !shown.hasKeys, let old = self.view, (old.width, old.height) == (view.width, view.height) { return }
    (self.key, self.view) = (key, view)
    if let scene = shown.scene {
      var rays = SolidRays()
      rays.limits = shown.limits
      rays.face = window.map { (model.volume, $0) }
      samples = rays.render(scene, view, grid: model.volume.size)
    } else {
      samples = shown.peaks?.render(view) ?? []
    }
  }

  /// The characters that grey cells are drawn in, where there are finer ones than half blocks.
  func fit(_ glyphs: PictureGlyphs) -> GlyphFit {
    if let fit, fit.glyphs == glyphs { return fit.value }
    let made = GlyphFit(glyphs)
    fit = (glyphs, made)
    return made
  }

  /// What a rectangle of samples shows as one: a finding, however small, before airways and limits, those where they
  /// fill half, and else the mean of all.
  func mean(_ x: Int, _ y: Int, _ width: Int, _ height: Int) -> SolidSample {
    guard let view, samples.count == view.width * view.height else { return SolidSample() }
    if width == 1, height == 1 { return samples[y * view.width + x] }
    var sums = (finding: 0, airway: 0, limit: 0, all: 0), counts = (finding: 0, airway: 0, limit: 0, any: 0)
    var label: UInt8 = 0, face = false
    for yy in y..<y + height {
      for xx in x..<x + width {
        let sample = samples[yy * view.width + xx], light = Int(sample.brightness)
        sums.all += light
        if sample.kind != .nothing { counts.any += 1 }
        if sample.label != 0 {
          (sums.finding, counts.finding) = (sums.finding + light, counts.finding + 1)
          (label, face) = (sample.label, sample.kind == .face)
        }
        if sample.kind == .airway { (sums.airway, counts.airway) = (sums.airway + light, counts.airway + 1) }
        if sample.kind == .limit { (sums.limit, counts.limit) = (sums.limit + light, counts.limit + 1) }
      }
    }
    let n = width * height
    func sample(_ kind: SolidSample.Kind, _ sum: Int, _ count: Int, _ label: UInt8 = 0) -> SolidSample {
      SolidSample(kind: kind, brightness: UInt8(sum / max(count, 1)), label: label)
    }
    if counts.finding > 0 { return sample(face ? .face : .finding, sums.finding, counts.finding, label) }
    if counts.airway * 2 >= n { return sample(.airway, sums.airway, counts.airway) }
    if counts.limit * 2 >= n { return sample(.limit, sums.limit, counts.limit) }
    return sample(counts.any > 0 ? .lung : .nothing, sums.all, n)
  }

  /// The brightness of a cell's samples in as many parts as characters have; nil where one of them has a colour.
  func parts(_ col: Int, _ row: Int, into cell: UnsafeMutablePointer<SIMD4<Float>>) -> Bool {
    guard let view, finer == Self.fine, samples.count == view.width * view.height else { return false }
    let top = row * 4, left = col * 2
    for y in 0..<4 {
      let a = samples[(top + y) * view.width + left], b = samples[(top + y) * view.width + left + 1]
      guard a.isGrey, b.isGrey else { return false }
      let (p, q) = (Float(a.brightness), Float(b.brightness))
      cell[2 * y] = SIMD4(p, p, q, q)
      cell[2 * y + 1] = cell[2 * y]
    }
    return true
  }
}
