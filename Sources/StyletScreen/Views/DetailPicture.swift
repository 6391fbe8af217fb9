import StyletBase
import StyletImaging

/// The scan under one pane in characters of more than two parts, where a cell covers many voxels; kept until what it
/// depends on changes.
final class DetailPicture {
  /// A cell of the picture; `shape` 0 is all paper, ``none`` a cell that is not wholly on the scan.
  struct Part {
    var shape: UInt8
    var ink: UInt8
    var paper: UInt8
  }
  static let none = UInt8.max

  private(set) var parts: [Part] = []
  private(set) var fit: GlyphFit?
  private var glyphs: PictureGlyphs?
  private var key: Key?
  private var samples: [Float] = []
  private var sampled: Place?

  private struct Place: Equatable {
    var volume: ObjectIdentifier
    var window: SliceWindow
    var slices: Range<Int>
    var slab: Slab?
    var display: DisplayWindow
  }
  private struct Key: Equatable {
    var place: Place
    var glyphs: PictureGlyphs
    var tones: [Float]
  }

  /// Brings the picture up to date with what a pane shows.
  /// Cost: nothing when nothing changed; else the voxels that the pane shows, and a few hundred products for a cell.
  /// - Parameters:
  ///   - greys: those that it is drawn in.
  ///   - projection: what is shown in place of the slice.
  func update(
    _ volume: Volume, _ geometry: PaneGeometry, _ display: DisplayWindow, _ glyphs: PictureGlyphs,
    _ greys: GreyScale, through projection: SlabProjection? = nil
  ) {
    let place = Place(
      volume: ObjectIdentifier(volume), window: geometry.window, slices: volume.arrived, slab: projection?.slab,
      display: display)
    let key = Key(place: place, glyphs: glyphs, tones: greys.tones)
    guard key != self.key else { return }
    self.key = key
    if place != sampled {
      let finer = Self.finer(geometry.window)
      samples = projection?.sample(finer, .area, limits: display.values)
        ?? SliceSampler.sample(volume, finer, .area, slices: place.slices, limits: display.values)
      sampled = place
    }
    if glyphs != self.glyphs { (fit, self.glyphs, parts) = (GlyphFit(glyphs), glyphs, []) }
    choose(columns: geometry.window.width, rows: geometry.window.height / 2, display, greys)
  }

  func forget() { (key, parts) = (nil, []) }

  /// Samples of a cell across: two of a part.
  private static let across = 2 * GlyphShape.columns

  /// The same rectangle in samples.
  private static func finer(_ window: SliceWindow) -> SliceWindow {
    var fine = window
    let down = GlyphShape.rows / 2
    (fine.stepU, fine.stepV) = (window.stepU / Double(across), window.stepV / Double(down))
    (fine.width, fine.height) = (window.width * across, window.height * down)
    return fine
  }

  private static let bands = 16

  private func choose(columns: Int, rows: Int, _ display: DisplayWindow, _ greys: GreyScale) {
    guard let fit, columns > 0, rows > 0 else { return parts = [] }
    let isSame = parts.count == columns * rows
    if !isSame { parts = [Part](repeating: Part(shape: Self.none, ink: 0, paper: 0), count: columns * rows) }
    let low = Float(display.level - display.width / 2), scale = 255 / Float(display.width)
    let stride = columns * Self.across
    let low8 = SIMD8<Float>(repeating: low), black = SIMD8<Float>.zero, white = SIMD8<Float>(repeating: 255)
    samples.withUnsafeBufferPointer { samples in
      parts.withUnsafeMutableBufferPointer { parts in
        guard let first = samples.baseAddress, let base = parts.baseAddress else { return }
        let out = SharedWriter(pointer: base)
        nonisolated(unsafe) let from = first
        Parallel.forEach(min(Self.bands, rows), together: rows * columns > 512) { band in
          let bands = min(Self.bands, rows)
          withUnsafeTemporaryAllocation(of: SIMD4<Float>.self, capacity: GlyphShape.rows) { cell in
            guard let cell = cell.baseAddress else { return }
            for row in rows * band / bands..<rows * (band + 1) / bands {
              for col in 0..<columns {
                var isWhole = true
                var sums = SIMD8<Float>.zero
                for y in 0..<GlyphShape.rows {
                  let line: Int = (row &* GlyphShape.rows &+ y) &* stride
                  let at = UnsafeRawPointer(from + line + col &* Self.across)
                  var eight: SIMD8<Float> = (at.loadUnaligned(as: SIMD8<Float>.self) - low8) * scale
                  if eight[0].isNaN || eight[7].isNaN { isWhole = false }
                  eight.clamp(lowerBound: black, upperBound: white)
                  sums += eight
                  cell[y] = (eight.evenHalf + eight.oddHalf) / 2
                }
                let n = row &* columns &+ col
                let before = out.pointer[n].shape
                guard isWhole else {
                  out.pointer[n].shape = Self.none
                  continue
                }
                let choice = fit.choose(
                  cell, columns: sums / 2, greys: greys, before: isSame && before != Self.none ? before : nil)
                out.pointer[n] = Part(
                  shape: choice.shape, ink: Self.byte(choice.ink), paper: Self.byte(choice.paper))
              }
            }
          }
        }
      }
    }
  }

  private static func byte(_ x: Float) -> UInt8 { UInt8(min(max(x, 0), 255).rounded()) }
}
