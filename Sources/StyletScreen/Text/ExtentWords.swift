import StyletBase
import StyletCore
import StyletImaging

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
    let heads = ["mL", words("extent-table.lesion"), "%"] + drawn.map { $0.code.escapedForTerminal + " %" }
    var lines = [row(words("extent-table.lungs"), heads)]
    let regions =
      [("both", extent.both), ("right", extent.right), ("left", extent.left)]
      + zip(DiseaseExtent.zoneNames.map { $0.replacing(" ", with: "-") }, extent.zones)
    for (name, region) in regions {
      let none = region.lesion.percent.map { _ in 0.0 }  // of a region without lung not even that is known
      let shares = [region.lesion.percent] + drawn.map { region.findings[$0.value]?.percent ?? none }
      lines.append(
        row(
          words("extent-table.region", ["region": name]),
          [NumberText.fixed(region.lungMillilitres, 1), NumberText.fixed(region.lesion.millilitres, 3)]
            + shares.map { ExtentText.percent($0, atLeast: 2) }))
    }
    lines.append(
      labelled(
        words("extent-table.by-value"),
        words(
          "extent-table.values",
          [
            "glass": share(extent.groundGlass), "consolidation": share(extent.consolidation),
            "other": share(extent.otherDensity),
          ])))
    lines.append(scores(extent))
    if let limits = extent.limits { lines += self.limits(limits) }
    lines += warnings(extent, findings)
    return lines.map { $0 + "\n" }.joined()
  }

  static func scores(_ extent: DiseaseExtent) -> String {
    guard extent.lesion.isAssessed else {
      return labelled(
        words("extent-table.scores"), words("extent-table.not-assessed", ["drawn": extent.lesion == .noneInside]))
    }
    var parts: [String] = []
    if let grade = extent.sfrClass {
      let name = ChestStandards.standard.scales.sfr[grade]?.name ?? ""
      parts.append(words("extent-table.sfr", ["grade": grade, "name": name]))
    }
    if let score = extent.wholeLungScore { parts.append(words("extent-table.whole-lung", ["score": score])) }
    if let zonal = extent.zonalScores, let sum = extent.zonalScore {
      let each = zonal.map { "\($0)" }.joined(separator: " ")
      parts.append(words("extent-table.zonal", ["each": each, "sum": sum]))
    } else {
      parts.append(words("extent-table.no-zonal"))
    }
    return labelled(words("extent-table.scores"), parts.joined(separator: ", "))
  }

  static func limits(_ limits: LungZones) -> [String] {
    [(ZoneMark.carina, limits.carina), (.veins, limits.veins)].map { mark, limit in
      labelled(
        words("extent-table.zone", ["zone": ZoneText.above(mark)]),
        words("extent-table.limit", ["n": limit.k + 1, "source": LungWords.source(limit, mark)]))
    }
  }

  /// What should be looked at before the numbers are used.
  public static func warnings(_ extent: DiseaseExtent, _ findings: LabelTable) -> [String] {
    func code(_ label: UInt8) -> String { (findings[label]?.code ?? "\(label)").escapedForTerminal }
    var lines: [String] = []
    if extent.lungsAreProposed { lines.append(words("extent-table.lungs-proposed")) }
    if extent.sidesAreProposed { lines.append(words("extent-table.sides-proposed")) }
    for (label, share) in extent.outside.sorted(by: { $0.key < $1.key }) {
      lines.append(
        words("extent-table.outside", ["ml": NumberText.fixed(share.millilitres, 3), "finding": code(label)]))
    }
    for (label, voxels) in extent.unreviewed.sorted(by: { $0.key < $1.key }) {
      lines.append(words("extent-table.unreviewed", ["n": voxels, "finding": code(label)]))
    }
    return lines
  }

  private static func share(_ share: DiseaseExtent.Share) -> String {
    NumberText.fixed(share.millilitres, 3) + " mL"
      + (share.percent.map { " (\(ExtentText.percent($0, atLeast: 2)) %)" } ?? "")
  }

  private static func row(_ name: String, _ columns: [String]) -> String {
    labelled(name, columns.map { NumberText.padded($0, max(10, $0.count + 2)) }.joined())
  }

  private static func labelled(_ name: String, _ text: String) -> String {
    name + String(repeating: " ", count: max(14 - name.count, 1)) + text
  }
}

extension QuantitativeCTWords {
  /// A line for each thing to check.
  public static func checks(_ badges: [QuantitativeCT.Badge]) -> String {
    badges.map { Sentence.check(Self.text($0)) + "\n" }.joined()
  }

  /// The quantities in columns: both lungs, right, left, the same without lesion; then what is to be known of them.
  public static func table(_ pair: (lungs: QuantitativeCT, withoutLesion: QuantitativeCT)) -> String {
    let parts = [pair.lungs, pair.withoutLesion].flatMap { [$0.both, $0.right, $0.left] }
    func row(_ name: String, _ columns: [String]) -> String {
      name + String(repeating: " ", count: max(24 - name.count, 1))
        + columns.map { NumberText.padded($0, 10) }.joined() + "\n"
    }
    let (right, left) = (words("qct.right"), words("qct.left"))
    var text = row(words("qct.title"), [words("qct.lungs"), right, left, words("qct.rest"), right, left])
    for quantity in DensityQuantity.rows(pair.lungs.both) {
      let numbers = parts.map { $0.flatMap(quantity.value).map { NumberText.fixed($0, quantity.decimals) } ?? "–" }
      text += row(quantity.label, numbers)
    }
    text += words("qct.rest-is") + "\n"
    return text + checks(pair.lungs.badges)
  }
}
