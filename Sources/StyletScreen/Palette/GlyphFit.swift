/// Which character, in which two greys, comes nearest to a cell's part of a picture.
///
/// With a part w of each sample covered by ink, a sample is w·ink + (1 − w)·paper; ink and paper that leave the least
/// squared error follow from the normal equations, and so does that error, by one scalar product for a character. That
/// error is the least: only characters that it leaves in the running are judged by the tones that the terminal has.
struct GlyphFit: Sendable {
  /// What was found: the character's number, and the brightness of ink and paper.
  struct Choice {
    /// 0 for none: all paper.
    var shape: UInt8
    var ink: Float
    var paper: Float
  }

  /// A character is worth its trouble from a gain on that it is worth for all samples together, squared: a noisy even
  /// surface stays even, half blocks stay where they do as well, and what was shown stays while it does.
  private static let worth: (shape: Float, change: Float) = (32 * 2, 32 * 16)

  let shapes: [GlyphShape]
  private let weights: [SIMD4<Float>]
  /// Of each shape: the sums of w², w(1 − w), (1 − w)².
  private let moments: [SIMD4<Float>]
  /// The same, each divided by the determinant of the three.
  private let normal: [SIMD4<Float>]
  /// Of each shape that is a bar whose border lies within a part: how many eighths of the cell's width; else 0.
  private let bars: [Int]
  private static let vectors = GlyphShape.parts / 4

  init(_ glyphs: PictureGlyphs) {
    shapes = GlyphShape.shapes(glyphs)
    weights = shapes.flatMap { shape in
      stride(from: 0, to: GlyphShape.parts, by: 4).map { n in
        SIMD4(shape.coverage[n], shape.coverage[n + 1], shape.coverage[n + 2], shape.coverage[n + 3])
      }
    }
    let parts = Float(GlyphShape.parts)
    bars = shapes.map(\.eighths)
    moments = shapes.map { shape in
      let width = Float(shape.eighths), eighth = parts / 8
      if width > 0 { return SIMD4(eighth * width, 0, eighth * (8 - width), 0) }
      return shape.coverage.reduce(into: SIMD4<Float>.zero) { sums, w in
        sums += SIMD4(w * w, w * (1 - w), (1 - w) * (1 - w), 0)
      }
    }
    normal = moments.map { $0 / ($0.x * $0.z - $0.y * $0.y) }
  }

  /// - Parameters:
  ///   - samples: the brightness of a cell's parts, row by row.
  ///   - columns: the sums of each eighth of its width, in parts: all eight make the sum of the samples; nil where parts
  ///     are not told apart further.
  ///   - greys: what the terminal shows for a brightness.
  ///   - before: the shape that the cell shows; nil when it shows none of these.
  func choose(
    _ samples: UnsafePointer<SIMD4<Float>>, columns: SIMD8<Float>? = nil, greys: GreyScale, before: UInt8?
  ) -> Choice {
    var sums = SIMD4<Float>.zero, least = samples[0], greatest = samples[0]
    for n in 0..<Self.vectors {
      sums += samples[n]
      least = pointwiseMin(least, samples[n])
      greatest = pointwiseMax(greatest, samples[n])
    }
    let sum = sums.sum(), parts = Float(GlyphShape.parts), low = least.min(), high = greatest.max()
    var halved = SIMD8<Float>()
    (halved.evenHalf, halved.oddHalf) = (sums / 2, sums / 2)
    let columns = columns ?? halved
    func tone(_ x: Float) -> Float { greys.tones[Int(min(max(x, 0), 255) + 0.5)] }
    var best = Choice(shape: 0, ink: 0, paper: sum / parts)
    // The squared error is that of all black less this.
    let even = tone(best.paper)
    var most = 2 * even * sum - even * even * parts + (before == 0 ? Self.worth.change : 0)
    weights.withUnsafeBufferPointer { weights in
      normal.withUnsafeBufferPointer { normal in
        for shape in 0..<normal.count {
          let p: Float, eighths = bars[shape]
          if eighths > 0 {
            p = (0..<eighths).reduce(0) { $0 + columns[$1] }
          } else {
            var dots = SIMD4<Float>.zero
            let first = shape &* Self.vectors
            for n in 0..<Self.vectors { dots += weights[first &+ n] * samples[n] }
            p = dots.sum()
          }
          let q = sum - p, m = normal[shape]
          var ink = m.z * p - m.y * q, paper = m.x * q - m.y * p
          var worth = shape == 0 ? -Self.worth.shape / 4 : -Self.worth.shape
          if before == UInt8(truncatingIfNeeded: shape &+ 1) { worth += Self.worth.change }
          guard ink * p + paper * q + worth > most else { continue }
          if eighths == 0 {
            // Where borders lie within parts the equations may overshoot: a bright edge would get a black rim.
            (ink, paper) = (min(max(ink, low), high), min(max(paper, low), high))
          }
          let (a, b, sizes) = (tone(ink), tone(paper), moments[shape])
          let cost = sizes.x * a * a + 2 * sizes.y * a * b + sizes.z * b * b
          let gain = 2 * (a * p + b * q) - cost + worth
          if gain > most {
            most = gain
            best = Choice(shape: UInt8(truncatingIfNeeded: shape &+ 1), ink: ink, paper: paper)
          }
        }
      }
    }
    return best
  }
}
