import StyletCore

/// The extent in the lungs as lines of a terminal.
public enum ExtentWords {
  /// Findings; with lungs what they mean for them, and densitometry where it was asked for.
  public static func text(_ report: DiseaseReport) -> String {
    var text = report.extent.table
    if let disease = report.disease { text += "\n" + table(disease, report.findings) }
    if let pair = report.quantitative { return text + "\n" + QuantitativeCTWords.table(pair) }
    return text + QuantitativeCTWords.checks(report.extent.badges)
  }

  /// Regions with their lesion, then what is to be known of the numbers; a line each.
  public static func table(_ extent: DiseaseExtent, _ findings: LabelTable) -> String {
    let drawn = findings.findings.filter { extent.both.findings[$0.value] != nil }
    var lines = [row("lungs", ["mL", "lesion mL", "%"] + drawn.map { $0.code.escapedForTerminal + " %" })]
    let regions = [("both", extent.both), ("right", extent.right), ("left", extent.left)]
      + zip(DiseaseExtent.zoneNames, extent.zones)
    for (name, region) in regions {
      let none = region.lesion.percent.map { _ in 0.0 }  // of a region without lung not even that is known
      let shares = [region.lesion.percent] + drawn.map { region.findings[$0.value]?.percent ?? none }
      lines.append(
        row(
          name,
          [NumberText.fixed(region.lungMillilitres, 1), NumberText.fixed(region.lesion.millilitres, 3)]
            + shares.map { $0.map { NumberText.fixed($0, 2) } ?? "–" }))
    }
    lines.append(
      "by value      ground glass \(share(extent.groundGlass)), consolidation \(share(extent.consolidation)), "
        + "other \(share(extent.otherDensity))")
    lines.append(scores(extent))
    if let limits = extent.limits { lines += self.limits(limits) }
    lines += warnings(extent, findings)
    return lines.map { $0 + "\n" }.joined()
  }

  static func scores(_ extent: DiseaseExtent) -> String {
    var parts: [String] = []
    if let grade = extent.sfrClass {
      let name = ChestStandards.standard.scales.sfr[grade]?.name ?? ""
      parts.append("SFR/SIT class \(grade) \(name)")
    }
    if let score = extent.wholeLungScore { parts.append("whole-lung score \(score) of 5") }
    if let zonal = extent.zonalScores, let sum = extent.zonalScore {
      parts.append("six zones \(zonal.map { "\($0)" }.joined(separator: " ")): \(sum) of 24")
    } else {
      parts.append("six zones not assessed: a zone has no lung")
    }
    return "scores        " + parts.joined(separator: ", ")
  }

  static func limits(_ limits: LungZones) -> [String] {
    [
      "upper zone    from slice \(limits.carina.k + 1): \(LungWords.source(limits.carina, landmark: "the carina"))",
      "middle zone   from slice \(limits.veins.k + 1): "
        + LungWords.source(limits.veins, landmark: "the inferior veins"),
    ]
  }

  /// What should be looked at before the numbers are used.
  public static func warnings(_ extent: DiseaseExtent, _ findings: LabelTable) -> [String] {
    func code(_ label: UInt8) -> String { (findings[label]?.code ?? "\(label)").escapedForTerminal }
    var lines: [String] = []
    if extent.lungsAreProposed { lines.append("check: the lungs are as the program drew them") }
    for (label, share) in extent.outside.sorted(by: { $0.key < $1.key }) {
      lines.append("check: \(NumberText.fixed(share.millilitres, 3)) mL of \(code(label)) lie outside the lungs")
    }
    for (label, voxels) in extent.unreviewed.sorted(by: { $0.key < $1.key }) {
      lines.append("check: \(voxels) voxels of \(code(label)) were drawn by the program and not looked at")
    }
    return lines
  }

  private static func share(_ share: DiseaseExtent.Share) -> String {
    NumberText.fixed(share.millilitres, 3) + " mL" + (share.percent.map { " (\(NumberText.fixed($0, 2)) %)" } ?? "")
  }

  private static func row(_ name: String, _ columns: [String]) -> String {
    name + String(repeating: " ", count: max(14 - name.count, 1))
      + columns.map { NumberText.padded($0, max(10, $0.count + 2)) }.joined()
  }
}

extension QuantitativeCTWords {
  /// A line for each thing to check.
  public static func checks(_ badges: [QuantitativeCT.Badge]) -> String {
    badges.map { "check: \(Self.text($0))\n" }.joined()
  }

  /// The quantities in columns: both lungs, right, left, the same without lesion; then what is to be known of them.
  public static func table(_ pair: (lungs: QuantitativeCT, withoutLesion: QuantitativeCT)) -> String {
    let parts = [pair.lungs, pair.withoutLesion].flatMap { [$0.both, $0.right, $0.left] }
    func row(_ name: String, _ columns: [String]) -> String {
      name + String(repeating: " ", count: max(24 - name.count, 1))
        + columns.map { NumberText.padded($0, 10) }.joined() + "\n"
    }
    func row(_ name: String, _ decimals: Int, _ value: (QuantitativeCT.Values) -> Double?) -> String {
      row(name, parts.map { $0.flatMap(value).map { NumberText.fixed($0, decimals) } ?? "–" })
    }
    var text = row("densitometry", ["lungs", "right", "left", "rest", "right", "left"])
    text += row("volume, mL", 1) { $0.volume } + row("mass, g", 1) { $0.mass } + row("gas, mL", 1) { $0.gas }
    text += row("mean, HU", 1) { $0.mean } + row("SD, HU", 1) { $0.sd }
    text += row("skewness", 3) { $0.skewness } + row("kurtosis (excess)", 3) { $0.kurtosis }
    text += row("%LAA −950", 2) { $0.laa950 } + row("%LAA −910", 2) { $0.laa910 }
    text += row("Perc15, HU", 1) { $0.perc15 } + row("density, g/L", 1) { $0.density }
    text += row("%HAA", 2) { $0.haa } + row("well aerated, %", 2) { $0.wellAerated }
    text += row("compromised, %", 2) { $0.compromised }
    for n in ChestStandards.standard.aeration.indices {
      text += row(ChestStandards.standard.aeration[n].name + ", %", 2) {
        $0.aeration.indices.contains(n) ? $0.aeration[n].percent : nil
      }
    }
    text += "rest: the lungs without the lesion\n"
    return text + checks(pair.lungs.badges)
  }
}
