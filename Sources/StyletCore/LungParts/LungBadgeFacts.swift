extension LungBadge {
  /// A badge in parts, for tables and programs.
  package struct Facts {
    /// In the vocabulary of the JSON that the program prints: "unexplained_air".
    package let name: String
    package var side: LungSide?
    /// By their names there: "ml", "mm", "percent".
    package var numbers: [(name: String, value: Double)] = []
  }

  package var facts: Facts {
    switch self {
    case .noLungs: Facts(name: "no_lungs")
    case .rescaleMissing(let x): Facts(name: "rescale_missing", numbers: [("added", x)])
    case .oneLung: Facts(name: "one_lung")
    case .volume(let x): Facts(name: "volume", numbers: [("ml", x)])
    case .ratio(let x): Facts(name: "ratio", numbers: [("ratio", x)])
    case .cutAtTop: Facts(name: "cut_at_top")
    case .cutAtBottom: Facts(name: "cut_at_bottom")
    case .cutAtSide: Facts(name: "cut_at_side")
    case .jumps(let n): Facts(name: "jumps", numbers: [("count", Double(n))])
    case .areaJump(let side, let percent, let n):
      Facts(name: "area_jump", side: side, numbers: [("percent", percent), ("count", Double(n))])
    case .noTrachea: Facts(name: "no_trachea")
    case .noCarina: Facts(name: "no_carina")
    case .gasLeftOut(let x): Facts(name: "gas_left_out", numbers: [("ml", x)])
    case .recovered(let x, let side): Facts(name: "recovered", side: side, numbers: [("ml", x)])
    case .opaqueAgainstWall(let side, let x): Facts(name: "opaque_against_wall", side: side, numbers: [("ml", x)])
    case .unevenBases(let mm): Facts(name: "uneven_bases", numbers: [("mm", mm)])
    case .unevenTops(let mm): Facts(name: "uneven_tops", numbers: [("mm", mm)])
    case .dividedAtMidline: Facts(name: "divided_at_midline")
    case .straightSplit(let x): Facts(name: "straight_split", numbers: [("cm2", x)])
    case .unexplainedAir(let side, let x): Facts(name: "unexplained_air", side: side, numbers: [("ml", x)])
    case .pieceWithoutVessels(let x): Facts(name: "piece_without_vessels", numbers: [("ml", x)])
    }
  }

  /// The side that it is about; nil for both, neither or not known.
  public var side: LungSide? { facts.side }
  /// mL that it is about; nil where it has no volume.
  public var millilitres: Double? { facts.numbers.first { $0.name == "ml" }?.value }
}
