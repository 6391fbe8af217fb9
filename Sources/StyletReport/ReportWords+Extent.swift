import StyletBase
import StyletCore

/// The numbers in words.
extension ReportWords {
  static var zoneNames: [String] {
    DiseaseExtent.zoneNames.map { words("report.zone", ["zone": $0.replacing(" ", with: "-")]) }
  }

  static func mL(_ x: Double) -> String { NumberText.short(x) }

  /// One decimal, two below one percent, more where rounding would give it another class; "–" for none.
  static func percent(_ x: Double?) -> String {
    guard let x else { return "–" }
    return ChestStandards.standard.scales.text(ofPercent: x, atLeast: x < 0.995 ? 2 : 1)
  }

  func extentSection(_ picture: ZonePicture?) -> ReportDocument.Section {
    guard !content.findings.rows.isEmpty || content.extent != nil else {
      return ReportDocument.Section(words("report.section.extent"), [.paragraph(words("report.nothing-drawn"))])
    }
    var blocks: [Block] = [.table(findingTable)]
    if let extent = content.extent {
      blocks += [.table(regionTable(extent))]
      if !content.findings.rows.isEmpty { blocks.append(.table(findingZoneTable(extent))) }
      blocks.append(.facts(scoreFacts(extent)))
      if let picture { blocks.append(drawing(extent, picture)) }
    }
    return ReportDocument.Section(words("report.section.extent"), blocks)
  }

  /// What is drawn of each finding, in the lungs or not.
  private var findingTable: Table {
    let columns = [
      Column(words("report.column.finding"), isNumber: false), Column("mL"),
      Column(words("report.column.percent-lungs")), Column(words("report.column.percent-right")),
      Column(words("report.column.percent-left")),
      Column(words("report.column.ml-outside")), Column(words("report.column.slices")),
      Column(words("report.column.mean-hu")),
    ]
    let extent = content.extent
    var rows = content.findings.rows.map { row -> [Cell] in
      let value = row.finding.value
      let isDrawnUnreviewed = content.isUnreviewed(value), isUnreviewed = content.isUnreviewedInLungs(value)
      func part(_ region: DiseaseExtent.Region?, isSide: Bool = true) -> Cell {
        guard let region else { return "–" }
        let percent = region.findings[value]?.percent ?? (region.lungVoxels > 0 ? 0 : nil)
        return Cell(Self.percent(percent), isUnreviewed: isUnreviewed || isSide && content.sidesAreProposed)
      }
      let outside = extent.map { $0.outside[value]?.millilitres ?? 0 }
      return [
        Cell("\(row.finding.said) (\(row.finding.code))"),
        Cell(Self.mL(row.extent.millilitres), isUnreviewed: isDrawnUnreviewed),
        part(extent?.both, isSide: false),
        part(extent?.right), part(extent?.left),
        Cell(outside.map(Self.mL) ?? "–", isUnreviewed: outside != nil && isUnreviewed), Cell("\(row.extent.slices)"),
        Cell(NumberText.fixed(row.extent.mean, 0), isUnreviewed: isDrawnUnreviewed),
      ]
    }
    rows.append([
      Cell(words("report.all-findings", ["part": content.findings.isPartial])),
      Cell(Self.mL(content.findings.totalMillilitres), isUnreviewed: content.unreviewed.contains { $0.value > 0 }), "",
      "", "", "", "", "",
    ])
    return Table(words("report.findings"), columns, rows)
  }

  /// Lesion and lung, of both lungs, each, and each zone.
  private func regionTable(_ extent: DiseaseExtent) -> Table {
    func row(
      _ name: String, _ region: DiseaseExtent.Region, _ score: Int?, isZone: Bool = false, isSide: Bool = true
    ) -> [Cell] {
      let isLimited = isZone && content.limitsAreProposed || isSide && content.sidesAreProposed
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
      row(words("report.both-lungs"), extent.both, nil, isSide: false),
      row(words("report.right-lung"), extent.right, nil),
      row(words("report.left-lung"), extent.left, nil),
    ]
    for (n, zone) in extent.zones.enumerated() {
      rows.append(row(Self.zoneNames[n], zone, extent.zonalScores?[n], isZone: true))
    }
    let counted = content.table.findings.filter { extent.counts($0.value) }.map(\.code)
    return Table(
      words("report.lesion-in-lungs", ["codes": counted.joined(separator: ", ")]),
      [Column(words("report.column.region"), isNumber: false)] + [
          words("report.column.lung-ml"), words("report.column.lesion-ml"), words("report.column.lesion-percent"),
          words("report.column.score"),
        ].map { Column($0) },
      rows)
  }

  private func findingZoneTable(_ extent: DiseaseExtent) -> Table {
    let drawn = content.findings.rows.map(\.finding)
    let rows = extent.zones.enumerated().map { n, zone -> [Cell] in
      [Cell(Self.zoneNames[n])]
        + drawn.map { finding -> Cell in
          let percent = zone.findings[finding.value]?.percent ?? (zone.lungVoxels > 0 ? 0 : nil)
          let isUnreviewed = content.isUnreviewedInLungs(finding.value) || content.zonesAreProposed
          return Cell(Self.percent(percent), isUnreviewed: isUnreviewed)
        }
    }
    return Table(
      words("report.findings-by-zone"),
      [Column(words("report.column.zone"), isNumber: false)] + drawn.map { Column($0.code) }, rows)
  }

  private func scoreFacts(_ extent: DiseaseExtent) -> [Fact] {
    let isUnreviewed = content.lesionIsUnreviewed
    // Nothing drawn is no class and no score: only a reader can say that there is nothing.
    let notAssessed =
      extent.lesion.isAssessed
      ? nil : words("report.not-assessed-extent", ["drawn": extent.lesion == .noneInside])
    func cell(_ text: String) -> Cell { Cell(text, isUnreviewed: isUnreviewed) }
    func grade(_ scale: GradeScale, _ grade: Int?) -> Cell {
      guard let grade else { return Cell(notAssessed ?? words("report.not-known")) }
      let last = scale.grades.last?.grade ?? 0
      guard let name = scale[grade]?.name else { return cell(words("report.grade", ["grade": grade, "last": last])) }
      return cell(words("report.grade-named", ["grade": grade, "last": last, "name": StandardsWords.said(name)]))
    }
    func share(_ share: DiseaseExtent.Share) -> Cell {
      let ofLesion =
        extent.both.lesion.voxels > 0 ? 100 * Double(share.voxels) / Double(extent.both.lesion.voxels) : nil
      return cell(
        words(
          "report.share",
          [
            "ml": Self.mL(share.millilitres), "percent": Self.percent(share.percent), "lesion": Self.percent(ofLesion),
          ]))
    }
    let scales = content.standards.scales
    var facts = [
      Fact(words("report.class", ["scale": StandardsWords.said(scales.sfr.name)]), grade(scales.sfr, extent.sfrClass)),
      Fact(StandardsWords.said(scales.wholeLung.name), grade(scales.wholeLung, extent.wholeLungScore)),
    ]
    if let score = extent.zonalScore, let zones = extent.zonalScores {
      facts.append(
        Fact(
          words("report.fact.six-zone"),
          Cell(
            words(
              "report.six-zone",
              [
                "score": score, "right": zones[0...2].map(String.init).joined(separator: " + "),
                "left": zones[3...5].map(String.init).joined(separator: " + "),
              ]),
            isUnreviewed: isUnreviewed || content.zonesAreProposed)))
    } else {
      facts.append(Fact(words("report.fact.six-zone"), Cell(notAssessed ?? words("report.six-zone-unknown"))))
    }
    facts += [
      Fact(words("report.fact.ground-glass"), share(extent.groundGlass)),
      Fact(words("report.fact.consolidation"), share(extent.consolidation)),
      Fact(words("report.fact.other-values"), share(extent.otherDensity)),
      Fact(words("report.fact.high-opacity"), share(extent.highOpacity)),
    ]
    if let limits = extent.limits {
      func limit(_ limit: LungZones.Limit) -> Cell {
        Cell(
          words("report.limit", ["slice": limit.k + 1, "source": limit.source.rawValue]),
          isUnreviewed: limit.source != .reader)
      }
      facts += [
        Fact(words("report.fact.upper-from"), limit(limits.carina)),
        Fact(words("report.fact.middle-from"), limit(limits.veins)),
      ]
    }
    facts.append(Fact(words("report.fact.standards"), Cell(words("report.protocol",
      ["id": extent.standards.id, "version": extent.standards.version]))))
    return facts
  }

  private func drawing(_ extent: DiseaseExtent, _ picture: ZonePicture) -> Block {
    let isProposed = content.lesionIsUnreviewed || content.zonesAreProposed
    let mark = isProposed ? ReportDocument.mark : ""
    let figures = extent.zones.map { zone in
      (
        percent: zone.lesion.percent,
        words: ["\(Self.percent(zone.lesion.percent)) %\(mark)", "\(Self.mL(zone.lesion.millilitres)) mL\(mark)"]
      )
    }
    let spoken = extent.zones.enumerated().map { "\(Self.zoneNames[$0]) \(Self.percent($1.lesion.percent)) %" }
    let caption = [words("report.zones-caption"), mark.isEmpty ? "" : ReportDocument.markExplained]
    return .drawing(
      svg: picture.svg(figures, title: words("report.zones-title", ["zones": spoken.joined(separator: ", ")])),
      caption: caption.filter { !$0.isEmpty }.joined(separator: " "))
  }
}
