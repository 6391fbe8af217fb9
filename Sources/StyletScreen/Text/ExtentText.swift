import StyletBase
import StyletCore

/// The words of how much of the lungs is affected, short enough for the panel.
enum ExtentText {
  static let percentTitle = "%"
  static let unreviewedMark = "~"
  static var lungs: String { words("extent.lungs") }

  /// Two decimals below 10, more where rounding would give it another class; `least` fixes how many there are else.
  static func percent(_ x: Double?, atLeast least: Int? = nil) -> String {
    guard let x else { return "–" }
    return ChestStandards.standard.scales.text(ofPercent: x, atLeast: least ?? (x < 9.995 ? 2 : 1))
  }

  static func bothSides(_ e: DiseaseExtent) -> String {
    words(
      "extent.both-sides", ["right": percent(e.right.lesion.percent), "left": percent(e.left.lesion.percent)])
  }

  static func shortSides(_ e: DiseaseExtent) -> String {
    words(
      "extent.short-sides", ["right": percent(e.right.lesion.percent), "left": percent(e.left.lesion.percent)])
  }

  /// Before anything is drawn there is no class: not assessed is not absent. Nor is what lies outside the lungs, or is
  /// no lesion, nothing.
  static func sfr(_ e: DiseaseExtent) -> String {
    guard let grade = e.sfrClass else {
      return words("extent.no-sfr", ["drawn": e.lesion == .noneInside])
    }
    return words("extent.sfr", ["grade": grade, "name": ChestStandards.standard.scales.sfr[grade]?.name ?? ""])
  }

  /// Both lungs' zones as bars, with the scores.
  static func zoneBars(_ right: String, _ left: String, _ e: DiseaseExtent) -> String {
    words("extent.zone-bars", ["right": right, "left": left, "zonal": zonal(e), "score": wholeLung(e)])
  }

  /// The longest score is 5 for the whole lung and 24 for the zones.
  static func wholeLung(_ e: DiseaseExtent) -> String {
    words("extent.whole-lung", ["score": score(e.wholeLungScore)])
  }
  static func zonal(_ e: DiseaseExtent) -> String { words("extent.zonal", ["score": score(e.zonalScore)]) }

  private static func score(_ n: Int?) -> String { n.map(String.init) ?? "–" }

  /// Parts of the lesion in the lungs by its values, whole percent, in places that stay while strokes change them.
  static func densities(_ e: DiseaseExtent) -> String {
    let all = e.both.lesion.voxels
    guard all > 0 else { return "" }
    func part(_ s: DiseaseExtent.Share) -> String { NumberText.padded(NumberText.fixed(100 * Double(s.voxels) / Double(all), 0), 2) }
    return words(
      "extent.densities",
      ["inside": !e.outside.isEmpty, "glass": part(e.groundGlass), "solid": part(e.consolidation)])
  }

  /// nil when nothing lies outside.
  static func outside(_ e: DiseaseExtent) -> String? {
    millilitresOutside(e).map { words("extent.outside", ["ml": $0]) }
  }

  static func shortOutside(_ e: DiseaseExtent) -> String? {
    millilitresOutside(e).map { words("extent.short-outside", ["ml": $0]) }
  }

  /// To a tenth: the table has the volumes, and this changes at few strokes only.
  private static func millilitresOutside(_ e: DiseaseExtent) -> String? {
    let mL = e.outside.values.reduce(0) { $0 + $1.millilitres }
    return mL > 0 ? mL < 0.1 ? "<" + NumberText.fixed(0.1, 1) : NumberText.fixed(mL, mL < 100 ? 1 : 0) : nil
  }

  /// "4512 mL ~proposed  3 notes: ! leads there", "4512 mL ~proposed  85 mL of air unexplained  3 notes: ! leads
  /// there": the longest of its forms that has room; nil when none has.
  static func state(_ lungs: LungsShown, _ e: DiseaseExtent?, room: Int) -> String? {
    switch lungs.state {
    case .unknown: return words("extent.state-unknown")
    case .searching(let percent): return words("extent.state-searching", ["percent": percent])
    case .missing: return words("extent.state-missing")
    case .known: return known(lungs, e).first { $0.count <= room }
    }
  }

  /// The forms, from the longest.
  private static func known(_ lungs: LungsShown, _ e: DiseaseExtent?) -> [String] {
    let volume = e.map { "\(NumberText.fixed($0.both.lungMillilitres, 0)) mL" } ?? words("extent.no-lung-drawn")
    let isProposed = e?.lungsAreProposed == true
    let from =
      isProposed
      ? unreviewedMark + words("extent.proposed") : lungs.record?.source == .imported ? words("extent.imported") : nil
    let state = [volume, from].compactMap { $0 }.joined(separator: " ")
    guard lungs.notes > 0 else { return [state] }
    let notes = notes(lungs.notes)
    let leads =
      lungs.key.isEmpty
      ? [notes] : [words("extent.notes-lead", ["n": lungs.notes, "key": lungs.key]), "\(notes) \(lungs.key)"]
    guard lungs.unexplainedAir > 0 else { return (leads + [notes]).map { state + "  " + $0 } }
    let mL = NumberText.fixed(lungs.unexplainedAir, 0)
    let air = words("extent.air", ["ml": mL])
    let shortAir = words("extent.short-air", ["ml": mL])
    return leads.map { "\(state)  \(air)  \($0)" }
      + (leads.suffix(1) + [notes]).flatMap {
        ["\(state)  \(shortAir)  \($0)", "\(volume)\(isProposed ? unreviewedMark : "") \(shortAir) \($0)"]
      }
  }

  /// What a panel without a line for the lungs says behind its heading.
  static func shortState(_ lungs: LungsShown, _ e: DiseaseExtent?) -> String {
    switch lungs.state {
    case .unknown: words("extent.short-state-unknown")
    case .searching(let percent): words("extent.short-state-searching", ["percent": percent])
    case .missing: words("extent.short-state-missing")
    case .known: (e?.lungsAreProposed == true ? unreviewedMark : "") + (lungs.notes > 0 ? " !\(lungs.notes)" : "")
    }
  }

  /// For a narrow panel: what is to be looked at before all else, and the volume where there is room for it.
  static func tightState(_ lungs: LungsShown, _ e: DiseaseExtent?, room: Int) -> String {
    guard lungs.state == .known else { return shortState(lungs, e) }
    let volume = e.map { NumberText.fixed($0.both.lungMillilitres, 0) }
    let mark = e?.lungsAreProposed == true ? unreviewedMark : ""
    let looked = [
      lungs.notes > 0 ? "!\(lungs.notes)" : nil,
      lungs.unexplainedAir > 0
        ? words("extent.short-air", ["ml": NumberText.fixed(lungs.unexplainedAir, 0)]) : nil,
    ].compactMap { $0 }
    let all = (looked + [words("extent.tight", ["known": volume != nil, "ml": volume ?? ""])])
      .joined(separator: " ") + mark
    return all.count <= room || looked.isEmpty ? all : looked.joined(separator: " ") + mark
  }

  static func notes(_ n: Int) -> String { words("extent.notes", ["n": n]) }

  static var zones: String { words("extent.zones") }
  static func row(_ level: LungZones.Level) -> String {
    switch level {
    case .upper: words("extent.row-upper")
    case .middle: words("extent.row-middle")
    case .lower: words("extent.row-lower")
    }
  }
  static let trail = "mL"
}
