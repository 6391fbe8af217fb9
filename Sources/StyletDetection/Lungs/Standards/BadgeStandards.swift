import StyletBase

// What is drawn, and what is said of it.
extension LungStandards {
  /// The edge at the scan's own resolution.
  struct Drawing: Sendable {
    /// mm.
    let disc: Double

    init(_ fields: inout FieldReader) {
      disc = fields.number("disc", in: 0...30)
    }
  }

  /// What is said of lungs that were found.
  struct Badges: Sendable {
    /// mL.
    let volume: ClosedRange<Double>
    /// Times.
    let ratio: ClosedRange<Double>
    /// mm.
    let bases: Double
    let tops: Double
    /// Of 0...1.
    let jump: Double
    /// mm.
    let slice: Double
    /// Of 0...1.
    let cut: Double
    /// mL.
    let cutSide: Double
    /// cm².
    let face: Double
    /// HU.
    let pleura: Int
    /// mL.
    let told: Double
    let gas: Double
    /// mm.
    let aside: Double
    /// Of 0...1.
    let inBody: Double
    /// mL.
    let bare: Double
    /// HU.
    let bareGas: Int
    /// Of 0...1.
    let bareVessels: Double

    init(_ fields: inout FieldReader) {
      volume = fields.span("volume", in: 0...100_000)
      ratio = fields.span("ratio", in: 0...100)
      bases = fields.number("bases", in: 0...500)
      tops = fields.number("tops", in: 0...500)
      jump = fields.number("jump", in: 0...1)
      slice = fields.number("slice", in: 0.1...50)
      cut = fields.number("cut", in: 0...1)
      cutSide = fields.number("cut_side", in: 0...1_000)
      face = fields.number("face", in: 0...1_000)
      pleura = fields.whole("pleura", in: 0...500)
      told = fields.number("told", in: 0...100)
      gas = fields.number("gas", in: 0...1_000)
      aside = fields.number("aside", in: 0...100)
      inBody = fields.number("in_body", in: 0...1)
      bare = fields.number("bare", in: 0...1_000)
      bareGas = fields.whole("bare_gas", in: -1100...(-800))
      bareVessels = fields.number("bare_vessels", in: 0...1)
    }
  }
}
