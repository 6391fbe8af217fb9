/// Which character, in which two greys, comes nearest to a cell's part of a picture.
///
/// With a part w of each sample covered by ink, a sample is w·ink + (1 − w)·paper; ink and paper that leave the least
/// squared error follow from the normal equations, and so does that error, by one scalar product for a character.
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
  private static let worth: (shape: Float, change: Float) = (32 * 8, 32 * 16)

  let shapes: [GlyphShape]
  private let weights: [SIMD4<Float>]
  /// Of each shape: the sums of w², w(1 − w), (1 − w)², each divided by the determinant of the three.
  private let normal: [SIMD4<Float>]
  private static let vectors = GlyphShape.parts / 4

  init(_ glyphs: PictureGlyphs) {
    shapes = GlyphShape.shapes(glyphs)
    weights = shapes.flatMap { shape in
      stride(from: 0, to: GlyphShape.parts, by: 4).map { n in
        SIMD4(shape.coverage[n], shape.coverage[n + 1], shape.coverage[n + 2], shape.coverage[n + 3])
      }
    }
    normal = shapes.map { shape in
      var a: Float = 0, b: Float = 0, c: Float = 0
      for w in shape.coverage {
        a += w * w
        b += w * (1 - w)
        c += (1 - w) * (1 - w)
      }
      return SIMD4(a, b, c, 0) / (a * c - b * b)
    }
  }

  /// - Parameters:
  ///   - samples: the brightness of a cell's parts, row by row.
  ///   - before: the shape that the cell shows; nil when it shows none of these.
  func choose(_ samples: UnsafePointer<SIMD4<Float>>, before: UInt8?) -> Choice {
    var sums = SIMD4<Float>.zero, least = samples[0], greatest = samples[0]
    for n in 0..<Self.vectors {
      sums += samples[n]
      least = pointwiseMin(least, samples[n])
      greatest = pointwiseMax(greatest, samples[n])
    }
    let sum = sums.sum()
    var best = Choice(shape: 0, ink: 0, paper: sum / Float(GlyphShape.parts))
    // The squared error is that of all black less this.
    var most = sum * best.paper + (before == 0 ? Self.worth.change : 0)
    weights.withUnsafeBufferPointer { weights in
      normal.withUnsafeBufferPointer { normal in
        for shape in 0..<normal.count {
          var dots = SIMD4<Float>.zero
          let first = shape &* Self.vectors
          for n in 0..<Self.vectors { dots += weights[first &+ n] * samples[n] }
          let p = dots.sum(), q = sum - p, m = normal[shape]
          let ink = m.z * p - m.y * q, paper = m.x * q - m.y * p
          var gain = ink * p + paper * q - (shape == 0 ? Self.worth.shape / 4 : Self.worth.shape)
          if before == UInt8(truncatingIfNeeded: shape &+ 1) { gain += Self.worth.change }
          if gain > most {
            most = gain
            best = Choice(shape: UInt8(truncatingIfNeeded: shape &+ 1), ink: ink, paper: paper)
          }
        }
      }
    }
    guard best.shape > 0 else { return best }
    // Where borders lie within parts the equations may overshoot: a bright edge would get a black rim.
    let range = least.min()...greatest.max()
    best.ink = min(max(best.ink, range.lowerBound), range.upperBound)
    best.paper = min(max(best.paper, range.lowerBound), range.upperBound)
    return best
  }
}
