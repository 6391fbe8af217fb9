/// The numbers in words.
extension ReportWords {
  static let zoneNames = DiseaseExtent.zoneNames.map { $0 + " zone" }

  static func mL(_ x: Double) -> String { NumberText.short(x) }

  /// One decimal, two below one percent; "–" for none.
  static func percent(_ x: Double?) -> String {
    guard let x else { return "–" }
    return x > 0 && x < 0.005 ? "<0.01" : NumberText.fixed(x, x < 0.995 ? 2 : 1)
  }

  func extentSection(_ picture: ZonePicture?) -> ReportDocument.Section {
    guard !content.findings.rows.isEmpty || content.extent != nil else {
      return ReportDocument.Section("Extent", [.paragraph("Nothing is drawn.")])
    }
    var blocks: [Block] = [.table(findingTable)]
    if let extent = content.extent {
      blocks += [.table(regionTable(extent))]
      if !content.findings.rows.isEmpty { blocks.append(.table(findingZoneTable(extent))) }
      blocks.append(.facts(scoreFacts(extent)))
      if let picture { blocks.append(drawing(extent, picture)) }
    }
    return ReportDocument.Section("Extent", blocks)
  }

  /// What is drawn of each finding, in the lungs or not.
  private var findingTable: Table {
    let columns = [
      Column("finding", isNumber: false), Column("mL"), Column("% of lungs"), Column("% right"), Column("% left"),
      Column("mL outside"), Column("slices"), Column("mean HU"),
    ]
    let extent = content.extent
    var rows = content.findings.rows.map { row -> [Cell] in
      let value = row.finding.value
      let isDrawnUnreviewed = content.isUnreviewed(value), isUnreviewed = content.isUnreviewedInLungs(value)
      func part(_ region: DiseaseExtent.Region?) -> Cell {
        guard let region else { return "–" }
        let percent = region.findings[value]?.percent ?? (region.lungVoxels > 0 ? 0 : nil)
        return Cell(Self.percent(percent), isUnreviewed: isUnreviewed)
      }
      let outside = extent.map { $0.outside[value]?.millilitres ?? 0 }
      return [
        Cell("\(row.finding.name) (\(row.finding.code))"),
        Cell(Self.mL(row.extent.millilitres), isUnreviewed: isDrawnUnreviewed), part(extent?.both),
        part(extent?.right), part(extent?.left),
        Cell(outside.map(Self.mL) ?? "–", isUnreviewed: outside != nil && isUnreviewed), Cell("\(row.extent.slices)"),
        Cell(NumberText.fixed(row.extent.mean, 0), isUnreviewed: isDrawnUnreviewed),
      ]
    }
    rows.append([
      "all findings",
      Cell(Self.mL(content.findings.totalMillilitres), isUnreviewed: content.unreviewed.contains { $0.value > 0 }), "",
      "", "", "", "", "",
    ])
    return Table("Findings", columns, rows)
  }

  /// Lesion and lung, of both lungs, each, and each zone.
  private func regionTable(_ extent: DiseaseExtent) -> Table {
    func row(_ name: String, _ region: DiseaseExtent.Region, _ score: Int?, isZone: Bool = false) -> [Cell] {
      let isLimited = isZone && content.limitsAreProposed
      let isLungUnreviewed = extent.lungsAreProposed || isLimited
      let isUnreviewed = content.lesionIsUnreviewed || isLimited
      return [
        Cell(name), Cell(NumberText.fixed(region.lungMillilitres, 0), isUnreviewed: isLungUnreviewed),
        Cell(Self.mL(region.lesion.millilitres), isUnreviewed: isUnreviewed),
        Cell(Self.percent(region.lesion.percent), isUnreviewed: isUnreviewed),
        score.map { Cell("\($0)", isUnreviewed: isUnreviewed) } ?? "",
      ]
    }
    var rows = [
      row("both lungs", extent.both, nil), row("right lung", extent.right, nil), row("left lung", extent.left, nil),
    ]
    for (n, zone) in extent.zones.enumerated() {
      rows.append(row(Self.zoneNames[n], zone, extent.zonalScores?[n], isZone: true))
    }
    let counted = content.table.findings.filter { extent.counts($0.value) }.map(\.code)
    return Table(
      "Lesion in the lungs (\(counted.joined(separator: ", ")))",
      [Column("region", isNumber: false)] + ["lung mL", "lesion mL", "lesion %", "score 0–4"].map { Column($0) },
      rows)
  }

  private func findingZoneTable(_ extent: DiseaseExtent) -> Table {
    let drawn = content.findings.rows.map(\.finding)
    let rows = extent.zones.enumerated().map { n, zone -> [Cell] in
      [Cell(Self.zoneNames[n])]
        + drawn.map { finding -> Cell in
          let percent = zone.findings[finding.value]?.percent ?? (zone.lungVoxels > 0 ? 0 : nil)
          let isUnreviewed = content.isUnreviewedInLungs(finding.value) || content.limitsAreProposed
          return Cell(Self.percent(percent), isUnreviewed: isUnreviewed)
        }
    }
    return Table(
      "Findings by zone, % of the zone", [Column("zone", isNumber: false)] + drawn.map { Column($0.code) }, rows)
  }

  private func scoreFacts(_ extent: DiseaseExtent) -> [Fact] {
    let isUnreviewed = content.lesionIsUnreviewed
    func cell(_ text: String) -> Cell { Cell(text, isUnreviewed: isUnreviewed) }
    func grade(_ scale: GradeScale, _ grade: Int?) -> Cell {
      guard let grade else { return "not known" }
      let last = scale.grades.last?.grade ?? 0
      return cell("\(grade) of \(last)\(scale[grade].map { ", " + $0.name } ?? "")")
    }
    func share(_ share: DiseaseExtent.Share) -> Cell {
      let ofLesion =
        extent.both.lesion.voxels > 0 ? 100 * Double(share.voxels) / Double(extent.both.lesion.voxels) : nil
      return cell(
        "\(Self.mL(share.millilitres)) mL, \(Self.percent(share.percent)) % of the lungs, "
          + "\(Self.percent(ofLesion)) % of the lesion")
    }
    let scales = content.standards.scales
    var facts = [
      Fact("\(scales.sfr.name) class", grade(scales.sfr, extent.sfrClass)),
      Fact(scales.wholeLung.name, grade(scales.wholeLung, extent.wholeLungScore)),
    ]
    if let score = extent.zonalScore, let zones = extent.zonalScores {
      facts.append(
        Fact(
          "six-zone score",
          Cell(
            "\(score) of 24: right \(zones[0...2].map(String.init).joined(separator: " + ")), "
              + "left \(zones[3...5].map(String.init).joined(separator: " + "))",
            isUnreviewed: isUnreviewed || content.limitsAreProposed)))
    } else {
      facts.append(Fact("six-zone score", "not known: a zone has no lung"))
    }
    facts += [
      Fact("ground-glass values", share(extent.groundGlass)), Fact("consolidation values", share(extent.consolidation)),
      Fact("other values", share(extent.otherDensity)), Fact("high opacity", share(extent.highOpacity)),
    ]
    if let limits = extent.limits {
      func limit(_ limit: LungZones.Limit) -> Cell {
        let source =
          switch limit.source {
          case .reader: "set by a reader"
          case .automatic: "found by the program"
          case .proxy: "midway to the diaphragm"
          case .thirds: "a third of the height"
          }
        return Cell("\(limit.k + 1), \(source)", isUnreviewed: limit.source != .reader)
      }
      facts += [
        Fact("upper zones from slice", limit(limits.carina)), Fact("middle zones from slice", limit(limits.veins)),
      ]
    }
    facts.append(Fact("standards", Cell("\(extent.standards.id), version \(extent.standards.version)")))
    return facts
  }

  private func drawing(_ extent: DiseaseExtent, _ picture: ZonePicture) -> Block {
    let mark = content.lesionIsUnreviewed || content.limitsAreProposed ? ReportDocument.mark : ""
    let figures = extent.zones.map { zone in
      (
        percent: zone.lesion.percent,
        words: ["\(Self.percent(zone.lesion.percent)) %\(mark)", "\(Self.mL(zone.lesion.millilitres)) mL\(mark)"]
      )
    }
    let spoken = extent.zones.enumerated().map { "\(Self.zoneNames[$0]) \(Self.percent($1.lesion.percent)) %" }
    let caption =
      "Lesion in each of six zones, from the front: the patient's right is on the left."
      + (mark.isEmpty ? "" : " " + ReportDocument.markExplained)
    return .drawing(
      svg: picture.svg(figures, title: "Lesion by zone: " + spoken.joined(separator: ", ")), caption: caption)
  }
}
