import StyletCore

/// The words of how much of the lungs is affected, short enough for the panel.
enum ExtentText {
  static let percentTitle = "%"
  static let unreviewedMark = "~"
  static let lungs = "LUNGS"

  /// Two decimals below 10.
  static func percent(_ x: Double?) -> String {
    guard let x else { return "–" }
    return NumberText.fixed(x, x < 9.995 ? 2 : 1)
  }

  static func bothSides(_ e: DiseaseExtent) -> String {
    "right \(percent(e.right.lesion.percent)) %   left \(percent(e.left.lesion.percent)) %"
  }

  static func shortSides(_ e: DiseaseExtent) -> String {
    "R \(percent(e.right.lesion.percent))  L \(percent(e.left.lesion.percent)) %"
  }

  /// Before anything is drawn there is no class: not assessed is not absent. Nor is what lies outside the lungs, or is
  /// no lesion, nothing.
  static func sfr(_ e: DiseaseExtent) -> String {
    guard e.both.lesion.voxels > 0, let grade = e.sfrClass else {
      return e.outside.isEmpty && e.both.findings.isEmpty ? "SFR – none drawn" : "SFR – none inside"
    }
    return "SFR \(grade) \(ChestStandards.standard.scales.sfr[grade]?.name ?? "")"
  }

  /// The longest score is 5 for the whole lung and 24 for the zones.
  static func wholeLung(_ e: DiseaseExtent) -> String { "CT score " + score(e.wholeLungScore, e) + "/5" }
  static func zonal(_ e: DiseaseExtent) -> String { "zonal " + score(e.zonalScore, e) + "/24" }

  private static func score(_ n: Int?, _ e: DiseaseExtent) -> String {
    e.both.lesion.voxels > 0 ? n.map(String.init) ?? "–" : "–"
  }

  /// Parts of the lesion in the lungs by its values, whole percent.
  static func densities(_ e: DiseaseExtent) -> String {
    let all = e.both.lesion.voxels
    guard all > 0 else { return "" }
    func part(_ s: DiseaseExtent.Share) -> String { NumberText.fixed(100 * Double(s.voxels) / Double(all), 0) }
    return "\(e.outside.isEmpty ? "HU" : "in lungs"): glass \(part(e.groundGlass)) solid \(part(e.consolidation)) %"
  }

  /// nil when nothing lies outside.
  static func outside(_ e: DiseaseExtent) -> String? {
    let mL = e.outside.values.reduce(0) { $0 + $1.millilitres }
    return mL > 0 ? "outside the lungs \(PanelText.millilitres(mL)) mL" : nil
  }

  static func shortOutside(_ e: DiseaseExtent) -> String? {
    let mL = e.outside.values.reduce(0) { $0 + $1.millilitres }
    return mL > 0 ? "outside \(PanelText.millilitres(mL)) mL" : nil
  }

  /// "4512 mL ~proposed  3 notes: ! leads there", "4512 mL ~proposed  85 mL of air unexplained  3 notes: ! leads
  /// there": the longest of its forms that has room; nil when none has.
  static func state(_ lungs: LungsShown, _ e: DiseaseExtent?, room: Int) -> String? {
    switch lungs.state {
    case .unknown: return "unknown: mL only  (:lungs)"
    case .searching(let percent): return "being segmented: \(percent) %"
    case .missing: return "none found: mL only"
    case .known: return known(lungs, e).first { $0.count <= room }
    }
  }

  /// The forms, from the longest.
  private static func known(_ lungs: LungsShown, _ e: DiseaseExtent?) -> [String] {
    let volume = e.map { "\(NumberText.fixed($0.both.lungMillilitres, 0)) mL" } ?? "no lung drawn"
    var words = volume
    if e?.lungsAreProposed == true {
      words += " \(unreviewedMark)proposed"
    } else if lungs.record?.source == .imported {
      words += " imported"
    }
    guard lungs.notes > 0 else { return [words] }
    let notes = notes(lungs.notes)
    let leads = lungs.key.isEmpty ? [notes] : ["\(notes): \(lungs.key) leads there", "\(notes) \(lungs.key)"]
    guard lungs.unexplainedAir > 0 else { return (leads + [notes]).map { words + "  " + $0 } }
    let air = NumberText.fixed(lungs.unexplainedAir, 0) + " mL"
    let short = (e?.lungsAreProposed == true ? unreviewedMark : "")
    return leads.map { "\(words)  \(air) of air unexplained  \($0)" }
      + (leads.suffix(1) + [notes]).flatMap { ["\(words)  air? \(air)  \($0)", "\(volume)\(short) air? \(air) \($0)"] }
  }

  /// What a panel without a line for the lungs says behind its heading.
  static func shortState(_ lungs: LungsShown, _ e: DiseaseExtent?) -> String {
    switch lungs.state {
    case .unknown: "no lungs"
    case .searching(let percent): "lungs \(percent) %"
    case .missing: "no lungs"
    case .known: (e?.lungsAreProposed == true ? unreviewedMark : "") + (lungs.notes > 0 ? " !\(lungs.notes)" : "")
    }
  }

  /// For a narrow panel: what is to be looked at before all else.
  static func tightState(_ lungs: LungsShown, _ e: DiseaseExtent?) -> String {
    guard lungs.state == .known else { return shortState(lungs, e) }
    let air = lungs.unexplainedAir > 0 ? "air? \(NumberText.fixed(lungs.unexplainedAir, 0)) mL " : ""
    return (lungs.notes > 0 ? "!\(lungs.notes) " : "") + air + "lungs"
      + (e.map { " \(NumberText.fixed($0.both.lungMillilitres, 0)) mL" } ?? "")
      + (e?.lungsAreProposed == true ? unreviewedMark : "")
  }

  static func notes(_ n: Int) -> String { n == 1 ? "1 note" : "\(n) notes" }

  static let zones = "zones"
  static func row(_ level: LungZones.Level) -> String {
    switch level {
    case .upper: "upper"
    case .middle: "middle"
    case .lower: "lower"
    }
  }
  static let trail = "mL"
}
