import StyletBase

// Where air, tissue and bone begin, and the body that they make.
extension LungStandards {
  /// The lattice of about 2.4 mm on which all is decided.
  struct Coarse: Sendable {
    /// mm.
    let block: Double
    let widest: Double
    /// Blocks.
    let most: Int

    init(_ fields: inout FieldReader) {
      block = fields.number("block", in: 1...5)
      widest = fields.number("widest", in: 1...5)
      most = fields.whole("most", in: 1000...1_000_000_000)
    }
  }

  /// How values are told that lost their rescale: air near 0 and water near 1000, as scanners store them.
  struct Rescale: Sendable {
    /// Stored values.
    let padding: Double
    let below: Double
    let air: Double
    let lung: Double
    let water: ClosedRange<Double>
    /// HU.
    let added: Double

    init(_ fields: inout FieldReader) {
      padding = fields.number("padding", in: -32768...0)
      below = fields.number("below", in: -32768...0)
      air = fields.number("air", in: 0...1_000)
      lung = fields.number("lung", in: 0...1_000)
      water = fields.span("water", in: 0...3_000)
      added = fields.number("added", in: -4096...0)
    }
  }

  /// The body's outline, beyond which nothing is looked at.
  struct Outline: Sendable {
    /// HU.
    let tissue: Int
    /// mm.
    let sheet: Float
    /// Of 0...1.
    let share: Double
    /// Blocks.
    let back: Int
    let margin: Int

    init(_ fields: inout FieldReader) {
      tissue = fields.whole("tissue", in: -800...0)
      sheet = fields.single("sheet", in: 0...20)
      share = fields.number("share", in: 0...1)
      back = fields.whole("back", in: 0...20)
      margin = fields.whole("margin", in: 0...20)
    }
  }

  /// Thresholds that follow the scan's own air.
  struct Air: Sendable {
    /// Of 0...1.
    let seen: Double
    let peak: Double
    /// HU.
    let densest: Int
    let lightest: Int
    let pure: Int
    let first: Int
    let threshold: ClosedRange<Int>
    let apart: Int
    let edge: Int
    let lung: ClosedRange<Int>
    let usual: Int
    let gasBelow: Int
    let gas: ClosedRange<Int>
    let bone: Int
    let muscle: Int
    let bright: Int
    /// Of 0...1.
    let bonePart: Double
    /// HU.
    let padding: Int
    /// Blocks.
    let leastPadding: Int
    /// HU.
    let rim: Int

    init(_ fields: inout FieldReader) {
      seen = fields.number("seen", in: 0...1)
      peak = fields.number("peak", in: 0.01...1)
      densest = fields.whole("densest", in: -1100...(-900))
      lightest = fields.whole("lightest", in: -1100...(-900))
      pure = fields.whole("pure", in: -1100...(-800))
      first = fields.whole("first", in: -800...(-200))
      threshold = fields.wholes("threshold", in: -800...(-100))
      apart = fields.whole("apart", in: 0...200)
      edge = fields.whole("edge", in: -800...(-100))
      lung = fields.wholes("lung", in: -1100...(-400))
      usual = fields.whole("usual", in: -1100...(-400))
      gasBelow = fields.whole("gas_below", in: 0...200)
      gas = fields.wholes("gas", in: -1100...(-400))
      bone = fields.whole("bone", in: 50...1_000)
      muscle = fields.whole("muscle", in: 0...150)
      bright = fields.whole("bright", in: 50...1_000)
      bonePart = fields.number("bone_part", in: 0...1)
      padding = fields.whole("padding", in: -2000...(-1000))
      leastPadding = fields.whole("least_padding", in: 1...1_000)
      rim = fields.whole("rim", in: 0...500)
    }
  }

  /// The body, its bones and its middle, on voxels of about 5 mm.
  struct Body: Sendable {
    /// mm.
    let voxel: Float
    /// HU.
    let bone: Int
    /// mm.
    let cage: Float
    /// Of 0...1.
    let cagePart: Double
    let cut: Double
    let uncut: Double
    /// mm.
    let spine: Float
    /// Of 0...1.
    let spinePart: Double
    let faint: Double
    /// mm.
    let far: Float
    /// Of 0...1.
    let follow: Double
    let front: Double

    init(_ fields: inout FieldReader) {
      voxel = fields.single("voxel", in: 2...10)
      bone = fields.whole("bone", in: 50...1_000)
      cage = fields.single("cage", in: 0...100)
      cagePart = fields.number("cage_part", in: 0...1)
      cut = fields.number("cut", in: 0...1)
      uncut = fields.number("uncut", in: 0...1)
      spine = fields.single("spine", in: 5...50)
      spinePart = fields.number("spine_part", in: 0...1)
      faint = fields.number("faint", in: 0...1)
      far = fields.single("far", in: 20...200)
      follow = fields.number("follow", in: 0...1)
      front = fields.number("front", in: 0...1)
    }
  }
}
