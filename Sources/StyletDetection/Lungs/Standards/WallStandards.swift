import StyletBase

// The chest wall, and tissue before it.
extension LungStandards {
  /// The chest wall as the ribs' inner faces tell it.
  struct Wall: Sendable {
    /// mm.
    let touching: Float
    let farthest: Float
    /// HU.
    let air: Int
    /// mm.
    let gas: Float
    let nearest: Float
    let below: Float
    let axis: Float
    /// Of 0...1.
    let seen: Double

    init(_ fields: inout FieldReader) {
      touching = fields.single("touching", in: 0...30)
      farthest = fields.single("farthest", in: 50...500)
      air = fields.whole("air", in: -1000...0)
      gas = fields.single("gas", in: 0...50)
      nearest = fields.single("nearest", in: 0...100)
      below = fields.single("below", in: 0...200)
      axis = fields.single("axis", in: 1...200)
      seen = fields.number("seen", in: 0...1)
    }
  }

  /// Tissue between aerated lung and the wall of the ribs.
  struct BeforeWall: Sendable {
    /// HU.
    let tissue: ClosedRange<Int>
    /// mm.
    let reach: Float
    let depth: Float
    let deepest: Float
    let heart: Float
    let thin: Float
    /// Degrees.
    let gutter: Float
    /// mm.
    let onwards: Float
    /// Degrees.
    let free: ClosedRange<Float>
    /// mm.
    let tip: Float
    /// Degrees.
    let front: ClosedRange<Float>
    let back: ClosedRange<Float>
    let frontal: Float
    /// mm.
    let frontDome: Float
    let recess: Float
    let rise: Float
    /// mL.
    let lobe: Double
    let shell: Float
    /// Degrees.
    let dome: Float
    /// mm.
    let widest: Float
    let bulge: Float
    let bend: Float
    let leap: Float
    /// mm for each mm.
    let steepest: Float

    init(_ fields: inout FieldReader) {
      tissue = fields.wholes("tissue", in: -200...500)
      reach = fields.single("reach", in: 0...300)
      depth = fields.single("depth", in: 0...100)
      deepest = fields.single("deepest", in: 0...300)
      heart = fields.single("heart", in: 0...200)
      thin = fields.single("thin", in: 0...50)
      gutter = fields.single("gutter", in: 0...180)
      onwards = fields.single("onwards", in: 0...100)
      free = fields.singles("free", in: -180...180)
      tip = fields.single("tip", in: 0...100)
      front = fields.singles("front", in: -180...180)
      back = fields.singles("back", in: -180...180)
      frontal = fields.single("frontal", in: 0...180)
      frontDome = fields.single("front_dome", in: 0...200)
      recess = fields.single("recess", in: 0...200)
      rise = fields.single("rise", in: 0.1...10)
      lobe = fields.number("lobe", in: 0...1_000)
      shell = fields.single("shell", in: 0...300)
      dome = fields.single("dome", in: 0...180)
      widest = fields.single("widest", in: 50...500)
      bulge = fields.single("bulge", in: 0...50)
      bend = fields.single("bend", in: 10...10_000)
      leap = fields.single("leap", in: 0...50)
      steepest = fields.single("steepest", in: 0...50)
    }
  }

  /// Tissue before the wall of one lung where the other touches it.
  struct Opaque: Sendable {
    /// Degrees.
    let right: ClosedRange<Float>
    let left: ClosedRange<Float>
    /// mm.
    let uneven: Float
    let face: Float
    let under: Float
    let dome: Float
    let deepest: Float
    let thick: Float
    /// mL.
    let least: Double
    let said: Double

    init(_ fields: inout FieldReader) {
      right = fields.singles("right", in: -180...180)
      left = fields.singles("left", in: -180...180)
      uneven = fields.single("uneven", in: 0...200)
      face = fields.single("face", in: 0...200)
      under = fields.single("under", in: 0...300)
      dome = fields.single("dome", in: 0...200)
      deepest = fields.single("deepest", in: 0...200)
      thick = fields.single("thick", in: 0...100)
      least = fields.number("least", in: 0...1_000)
      said = fields.number("said", in: 0...1_000)
    }
  }
}
