import StyletBase

// Tubes: the airways, and the aorta.
extension LungStandards {
  /// The trachea, and how far its lumen is followed.
  struct Trachea: Sendable {
    /// HU.
    let levels: [Int]
    let belowTissue: Int
    /// mm².
    let area: ClosedRange<Double>
    /// mm.
    let widest: Double
    /// Of 0...1, of its box.
    let filling: Double
    /// Of 0...1.
    let off: Double
    /// mm.
    let width: Double
    /// Of 0...1.
    let round: Double
    /// Times.
    let aside: Double
    /// mm².
    let full: Double
    /// mm.
    let step: Double
    /// Times.
    let ratio: Double
    /// mm.
    let same: Double
    let beside: Double
    let before: Double
    let near: Double
    let shortest: Double
    /// HU.
    let rise: Int
    let riseBelow: Int
    /// mL.
    let most: Double
    /// mm.
    let reach: Double
    /// Of 0...1.
    let right: Double
    /// mm².
    let lumen: Double
    /// mm.
    let apart: ClosedRange<Double>
    let longest: Double

    init(_ fields: inout FieldReader) {
      levels = fields.levels("levels")
      belowTissue = fields.whole("below_tissue", in: 0...500)
      area = fields.span("area", in: 0...10_000)
      widest = fields.number("widest", in: 0...200)
      filling = fields.number("filling", in: 0...1)
      off = fields.number("off", in: 0...1)
      width = fields.number("width", in: 10...1_000)
      round = fields.number("round", in: 0...1)
      aside = fields.number("aside", in: 0...100)
      full = fields.number("full", in: 1...10_000)
      step = fields.number("step", in: 0...50)
      ratio = fields.number("ratio", in: 1...100)
      same = fields.number("same", in: 0...50)
      beside = fields.number("beside", in: 0...200)
      before = fields.number("before", in: 0...100)
      near = fields.number("near", in: 0...200)
      shortest = fields.number("shortest", in: 0...200)
      rise = fields.whole("rise", in: 1...200)
      riseBelow = fields.whole("rise_below", in: 0...500)
      most = fields.number("most", in: 1...100)
      reach = fields.number("reach", in: 0...200)
      right = fields.number("right", in: 0...1)
      lumen = fields.number("lumen", in: 0...1_000)
      apart = fields.span("apart", in: 0...200)
      longest = fields.number("longest", in: 0...300)
    }
  }

  /// The bronchi beyond the main ones, as far as the hilum reaches.
  struct Bronchi: Sendable {
    /// mm².
    let area: ClosedRange<Double>
    /// HU.
    let levels: [Int]
    /// So many of the levels are those of gas.
    let clear: Int
    /// mm².
    let blurred: Double
    /// HU.
    let wall: Int
    let lobarWall: Int
    /// mm².
    let lobar: Double
    /// mm.
    let reach: Double
    /// mL.
    let most: Double
    /// mm.
    let aside: ClosedRange<Double>
    let before: ClosedRange<Double>

    init(_ fields: inout FieldReader) {
      area = fields.span("area", in: 0...10_000)
      levels = fields.levels("levels", count: 5)
      clear = fields.whole("clear", in: 1...5)
      blurred = fields.number("blurred", in: 0...10_000)
      wall = fields.whole("wall", in: -1000...0)
      lobarWall = fields.whole("lobar_wall", in: -1000...0)
      lobar = fields.number("lobar", in: 0...10_000)
      reach = fields.number("reach", in: 0...300)
      most = fields.number("most", in: 0...300)
      aside = fields.span("aside", in: 0...200)
      before = fields.span("before", in: 0...200)
    }
  }

  /// Gas in the gullet as a column before the spine.
  struct Gullet: Sendable {
    /// HU.
    let levels: [Int]
    /// mm².
    let area: ClosedRange<Double>
    let broad: Double
    /// mm.
    let widest: Double
    /// Of 0...1, of its box.
    let filling: Double
    /// mm.
    let left: Double
    let before: ClosedRange<Double>
    /// HU.
    let dark: Int
    /// mm.
    let step: Double
    /// Times.
    let ratio: Double
    /// mm.
    let shortest: Double
    /// Columns.
    let most: Int

    init(_ fields: inout FieldReader) {
      levels = fields.levels("levels")
      area = fields.span("area", in: 0...10_000)
      broad = fields.number("broad", in: 1...10_000)
      widest = fields.number("widest", in: 0...200)
      filling = fields.number("filling", in: 0...1)
      left = fields.number("left", in: 0...200)
      before = fields.span("before", in: 0...200)
      dark = fields.whole("dark", in: -1000...0)
      step = fields.number("step", in: 0...50)
      ratio = fields.number("ratio", in: 1...100)
      shortest = fields.number("shortest", in: 1...300)
      most = fields.whole("most", in: 0...20)
    }
  }

  /// The descending aorta as a round tube beside the spine.
  struct Aorta: Sendable {
    /// mm.
    let radius: ClosedRange<Double>
    let radiusStep: Double
    let across: ClosedRange<Double>
    let back: ClosedRange<Double>
    let nearest: Double
    /// HU.
    let even: Int
    let below: Int
    let above: Int
    let blood: ClosedRange<Int>
    let other: Int
    /// Of 0...1.
    let least: Double
    /// Of a score.
    let aside: Float
    /// mm.
    let wall: Double
    /// Of 0...1.
    let sure: Float
    /// mm.
    let wider: Double
    let arch: ClosedRange<Double>

    init(_ fields: inout FieldReader) {
      radius = fields.span("radius", in: 1...100)
      radiusStep = fields.number("radius_step", in: 0.1...20)
      across = fields.span("across", in: -200...200)
      back = fields.span("back", in: -200...200)
      nearest = fields.number("nearest", in: 0...100)
      even = fields.whole("even", in: 1...500)
      below = fields.whole("below", in: 1...500)
      above = fields.whole("above", in: 1...500)
      blood = fields.wholes("blood", in: -100...1_000)
      other = fields.whole("other", in: 1...500)
      least = fields.number("least", in: 0...1)
      aside = fields.single("aside", in: 0...1)
      wall = fields.number("wall", in: 0...20)
      sure = fields.single("sure", in: 0...1)
      wider = fields.number("wider", in: 0...50)
      arch = fields.span("arch", in: 0...200)
    }
  }
}
