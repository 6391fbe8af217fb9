import StyletBase

// What a piece of air in the body is judged by.
extension LungStandards {
  /// The air in the body in pieces, and what tells of each.
  struct Pieces: Sendable {
    /// mL.
    let least: Double
    /// HU.
    let wall: Int
    let bright: Int
    let dark: Int
    /// Of 0...1.
    let open: Double
    /// mL.
    let returned: Double
    let other: Double
    /// mm.
    let midline: Double
    let tubes: Double
    /// mL.
    let none: Double
    /// mL for each mm.
    let nonePart: Double

    init(_ fields: inout FieldReader) {
      least = fields.number("least", in: 0...10)
      wall = fields.whole("wall", in: -1000...(-200))
      bright = fields.whole("bright", in: -1000...(-200))
      dark = fields.whole("dark", in: -1100...(-800))
      open = fields.number("open", in: 0...1)
      returned = fields.number("returned", in: 0...100)
      other = fields.number("other", in: 0...10)
      midline = fields.number("midline", in: 0...100)
      tubes = fields.number("tubes", in: 0...300)
      none = fields.number("none", in: 0...2_000)
      nonePart = fields.number("none_part", in: 0...10)
    }
  }

  /// Where a piece of air lies.
  struct Place: Sendable {
    /// Of 0...1.
    let inOutline: Double
    let inCage: Double
    let cutCage: Double
    let touching: Double
    let low: Double
    let apex: Double
    /// mm.
    let midline: Double
    /// mm².
    let thin: Double
    /// mL.
    let cut: Double
    /// mm.
    let unknown: Double
    let gulletRight: Double
    /// mL.
    let small: Double
    /// Of 0...1.
    let apart: Double
    /// mm.
    let aside: Double
    let around: Float

    init(_ fields: inout FieldReader) {
      inOutline = fields.number("in_outline", in: 0...1)
      inCage = fields.number("in_cage", in: 0...1)
      cutCage = fields.number("cut_cage", in: 0...1)
      touching = fields.number("touching", in: 0...1)
      low = fields.number("low", in: 0...1)
      apex = fields.number("apex", in: 0...1)
      midline = fields.number("midline", in: 0...100)
      thin = fields.number("thin", in: 0...10_000)
      cut = fields.number("cut", in: 0...100)
      unknown = fields.number("unknown", in: 0...100)
      gulletRight = fields.number("gullet_right", in: 0...100)
      small = fields.number("small", in: 0...1_000)
      apart = fields.number("apart", in: 0...1)
      aside = fields.number("aside", in: 0...100)
      around = fields.single("around", in: 0...100)
    }
  }

  /// Which pieces are lung for sure.
  struct Sure: Sendable {
    /// mm².
    let widest: Double
    /// HU.
    let mean: Double
    /// mL.
    let large: Double
    /// Of 0...1.
    let gas: Double
    let bright: Double
    /// Of the largest.
    let share: Double

    init(_ fields: inout FieldReader) {
      widest = fields.number("widest", in: 0...100_000)
      mean = fields.number("mean", in: -1000...0)
      large = fields.number("large", in: 0...5_000)
      gas = fields.number("gas", in: 0...1)
      bright = fields.number("bright", in: 0...1)
      share = fields.number("share", in: 1...1_000)
    }
  }

  /// What gas alone is: lung (bullae, bronchi), airway, gullet, stomach, bowel.
  struct Gas: Sendable {
    /// Of 0...1.
    let enclosed: Double
    let open: Double
    let wideOpen: Double
    let under: Double
    let airway: Double
    let collapseUnder: Double
    let collapseTouch: Double
    /// mL.
    let collapse: Double
    /// Of 0...1.
    let highUnder: Double
    /// mm.
    let highAside: Double
    /// Of 0...1.
    let stomachUnder: Double

    init(_ fields: inout FieldReader) {
      enclosed = fields.number("enclosed", in: 0...1)
      open = fields.number("open", in: 0...1)
      wideOpen = fields.number("wide_open", in: 0...1)
      under = fields.number("under", in: 0...1)
      airway = fields.number("airway", in: 0...1)
      collapseUnder = fields.number("collapse_under", in: 0...1)
      collapseTouch = fields.number("collapse_touch", in: 0...1)
      collapse = fields.number("collapse", in: 0...1_000)
      highUnder = fields.number("high_under", in: 0...1)
      highAside = fields.number("high_aside", in: 0...100)
      stomachUnder = fields.number("stomach_under", in: 0...1)
    }
  }

  /// What air with tissue in it is: lung, or the foam of bowel.
  struct Foam: Sendable {
    /// Of 0...1.
    let rim: Double
    /// Times.
    let rimTimes: Double
    /// Of 0...1.
    let open: Double
    let wideOpen: Double
    let under: Double
    /// mL.
    let speck: Double
    /// Of 0...1.
    let speckTouch: Double
    let apart: Double
    /// mm².
    let broad: Double
    /// mm.
    let flat: Double
    /// mL.
    let back: Double
    /// mm.
    let behind: Double
    /// Of 0...1.
    let gas: Double
    let bright: Double
    let bowelUnder: Double
    let airway: Double
    /// mL.
    let airwayMost: Double
    /// Of 0...1.
    let gulletTouch: Double
    let gulletGas: Double
    /// mL.
    let gulletMost: Double
    /// mm.
    let column: Double
    /// Of 0...1.
    let columnBright: Double
    /// mL.
    let evenLeast: Double
    /// Of 0...1.
    let even: Double
    let bubblesUnder: Double
    let bubblesTouch: Double
    /// mL.
    let bubbles: Double
    let bubblesOff: Double
    /// mm.
    let off: Double
    /// Of 0...1.
    let bubblesGas: Double
    let hiddenUnder: Double
    /// mm.
    let beside: Double
    /// Of 0...1.
    let besideTouch: Double
    let besideBright: Double
    /// mL.
    let hidden: Double
    /// HU.
    let mean: Double

    init(_ fields: inout FieldReader) {
      rim = fields.number("rim", in: 0...1)
      rimTimes = fields.number("rim_times", in: 0...100)
      open = fields.number("open", in: 0...1)
      wideOpen = fields.number("wide_open", in: 0...1)
      under = fields.number("under", in: 0...1)
      speck = fields.number("speck", in: 0...10)
      speckTouch = fields.number("speck_touch", in: 0...1)
      apart = fields.number("apart", in: 0...1)
      broad = fields.number("broad", in: 0...100_000)
      flat = fields.number("flat", in: 0...50)
      back = fields.number("back", in: 0...1_000)
      behind = fields.number("behind", in: 0...200)
      gas = fields.number("gas", in: 0...1)
      bright = fields.number("bright", in: 0...1)
      bowelUnder = fields.number("bowel_under", in: 0...1)
      airway = fields.number("airway", in: 0...1)
      airwayMost = fields.number("airway_most", in: 0...100)
      gulletTouch = fields.number("gullet_touch", in: 0...1)
      gulletGas = fields.number("gullet_gas", in: 0...1)
      gulletMost = fields.number("gullet_most", in: 0...100)
      column = fields.number("column", in: 0...200)
      columnBright = fields.number("column_bright", in: 0...1)
      evenLeast = fields.number("even_least", in: 0...100)
      even = fields.number("even", in: 0...1)
      bubblesUnder = fields.number("bubbles_under", in: 0...1)
      bubblesTouch = fields.number("bubbles_touch", in: 0...1)
      bubbles = fields.number("bubbles", in: 0...1_000)
      bubblesOff = fields.number("bubbles_off", in: 0...1_000)
      off = fields.number("off", in: 0...200)
      bubblesGas = fields.number("bubbles_gas", in: 0...1)
      beside = fields.number("beside", in: 0...200)
      besideTouch = fields.number("beside_touch", in: 0...1)
      besideBright = fields.number("beside_bright", in: 0...1)
      hiddenUnder = fields.number("hidden_under", in: 0...1)
      hidden = fields.number("hidden", in: 0...100)
      mean = fields.number("mean", in: -1000...0)
    }
  }
}
