import StyletBase

// What belongs to the lungs beside their air, and which lung is which.
extension LungStandards {
  /// What is denser than aerated lung over more than a rim.
  struct GroundGlass: Sendable {
    /// HU.
    let limit: Int
    /// mm.
    let radius: Float
    /// Of 0...1.
    let contact: Double
    /// mm.
    let around: Float
    /// mL.
    let least: Double

    init(_ fields: inout FieldReader) {
      limit = fields.whole("limit", in: -500...0)
      radius = fields.single("radius", in: 0...30)
      contact = fields.number("contact", in: 0...1)
      around = fields.single("around", in: 0...200)
      least = fields.number("least", in: 0...100)
    }
  }

  /// Strips of lung behind consolidation.
  struct Strips: Sendable {
    /// HU.
    let limit: Int
    /// mm.
    let beyond: Float
    /// mL.
    let least: Double
    /// HU.
    let mean: Int
    let around: Int
    /// mm.
    let block: Float
    let slab: Float

    init(_ fields: inout FieldReader) {
      limit = fields.whole("limit", in: -500...0)
      beyond = fields.single("beyond", in: 0...100)
      least = fields.number("least", in: 0...100)
      mean = fields.whole("mean", in: -500...0)
      around = fields.whole("around", in: -500...0)
      block = fields.single("block", in: 1...10)
      slab = fields.single("slab", in: 1...20)
    }
  }

  /// Right and left.
  struct Sides: Sendable {
    /// mm.
    let bridge: Double
    /// Of the largest.
    let part: Double
    /// mm.
    let over: Double
    /// Times.
    let times: Double
    /// mm.
    let apart: Double
    let aside: Double
    /// mL.
    let least: Double
    /// Of 0...1.
    let one: Double
    let hollow: Double
    /// Times.
    let hollowTimes: Double

    init(_ fields: inout FieldReader) {
      bridge = fields.number("bridge", in: 1...100)
      part = fields.number("part", in: 0...1)
      over = fields.number("over", in: 0...200)
      times = fields.number("times", in: 1...100)
      apart = fields.number("apart", in: 0...200)
      aside = fields.number("aside", in: 0...100)
      least = fields.number("least", in: 0...1_000)
      one = fields.number("one", in: 0...0.5)
      hollow = fields.number("hollow", in: 0...1)
      hollowTimes = fields.number("hollow_times", in: 1...100)
    }
  }

  /// What belongs to a lung though it is no air.
  struct Filling: Sendable {
    /// mm.
    let ball: Float
    let hilum: Float
    /// mm².
    let hole: Double
    /// HU.
    let pocket: ClosedRange<Int>
    /// mm.
    let reach: Float
    /// HU.
    let fluid: Int
    /// mL.
    let least: Double
    /// HU.
    let fat: Int

    init(_ fields: inout FieldReader) {
      ball = fields.single("ball", in: 0...30)
      hilum = fields.single("hilum", in: 0...30)
      hole = fields.number("hole", in: 0...10_000)
      pocket = fields.wholes("pocket", in: -1000...500)
      reach = fields.single("reach", in: 0...200)
      fluid = fields.whole("fluid", in: -100...100)
      least = fields.number("least", in: 0...100)
      fat = fields.whole("fat", in: -500...0)
    }
  }
}
