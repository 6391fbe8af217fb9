import StyletBase
import StyletImaging

/// The extent of every finding with what it means for the lungs, for programs: one object, or rows of a table.
public struct DiseaseReport: Sendable {
  public var extent: ExtentReport
  public var findings: LabelTable
  /// nil without lungs.
  public var disease: DiseaseExtent?
  /// The lesions one by one; nil where they were not asked for.
  public var lesions: LesionReport?
  /// nil where it was not asked for.
  public var quantitative: (lungs: QuantitativeCT, withoutLesion: QuantitativeCT)?

  /// - Parameter quantitative: whether densitometry is asked for.
  public init(_ session: EditSession, findings: LabelTable, quantitative: Bool = false) {
    extent = ExtentReport(ledger: session.ledger, findings: findings, volume: session.volume)
    self.findings = findings
    disease = session.diseaseExtent()
    self.quantitative = quantitative ? session.quantitativeCT() : nil
  }

  /// ``ExtentReport/json`` with the members `lungs`, `quantitative_ct`, and `neighbours` and `lesions` of
  /// ``LesionReport/json`` after its own, where there are any.
  public var json: String {
    var report = extent.object
    report["lungs"] = disease.map { .object($0.json(findings, .value)) }
    report["quantitative_ct"] = quantitative.map { .object(QuantitativeCT.json($0)) }
    report["neighbours"] = (lesions?.neighbourhood.rawValue).map(JSONValue.int)
    report["lesions"] = (lesions?.objects).map(JSONValue.array)
    return JSONValue.object(report).text + "\n"
  }

  /// ``ExtentReport/csv`` with columns for the lungs where there are any, and a last row for the lesion as a whole; or,
  /// where densitometry was asked for, that: a quantity a row, then what is to be known of them, `check NAME`.
  ///
  /// Columns `lungs`, `sides` and `zones` are `proposed` where a program drew the lungs, told right from left or set a
  /// zone's limit and no reader has looked at it, else `reviewed`; `unreviewed_voxels` are those of the row's drawing;
  /// `lesion_state` is ``DiseaseExtent/Known``, in the last row.
  public var csv: String {
    var lines: [String] = []
    if let quantitative {
      lines += ["lungs,side,quantity,value"]
      for (name, part) in [("lungs", quantitative.lungs), ("without_lesion", quantitative.withoutLesion)] {
        for (side, values) in [("both", part.both), ("right", part.right), ("left", part.left)] {
          guard let values else { continue }
          lines += ["\(name),\(side),voxels,\(values.voxels)"]
          let parts = values.aeration.map { (name: "\($0.name) percent", value: Double?.some($0.percent)) }
          for (quantity, value) in values.quantities + parts {
            lines += ["\(name),\(side),\(CSVText.quoted(quantity)),\(value.map { String($0) } ?? "")"]
          }
        }
      }
      if disease?.lungsAreProposed == true { lines += ["lungs,,check lungs,proposed"] }
      if disease?.restsOnUnreviewed == true { lines += ["without_lesion,,check lungs or lesion,unreviewed"] }
      // What is to be known of them, as in JSON: that the values are no HU above all.
      for badge in quantitative.lungs.badges {
        let (name, value) = badge.named
        lines += ["lungs,,\(CSVText.quoted("check " + name)),\(CSVText.cell(value ?? .null))"]
      }
      return CSVText.withNotice(lines)
    }
    guard let disease else { return extent.csv }
    let regions = [("both", disease.both), ("right", disease.right), ("left", disease.left)]
      + zip(DiseaseExtent.zoneNames, disease.zones).map { ($0.replacing(" ", with: "_"), $1) }
    // What the row rests on stands in the row: a table is cut and joined, and a line above it is lost.
    let trust = ["lungs", "sides", "zones", "unreviewed_voxels", "lesion_state"]
    lines.append(
      ([ExtentReport.columns, "in_lungs_ml", "outside_ml"] + regions.map { "\($0.0)_percent" } + trust)
        .joined(separator: ","))
    func row(_ start: String, _ label: UInt8?) -> String {
      func share(_ region: DiseaseExtent.Region) -> DiseaseExtent.Share? {
        label.map { region.findings[$0] } ?? region.lesion
      }
      let outside = label.map { disease.outside[$0]?.millilitres ?? 0 }
      let percents = regions.map { name, region in
        region.lungVoxels == 0 ? "" : fixed(share(region)?.percent ?? 0)
      }
      let unreviewed = disease.unreviewed.reduce(0) { sum, each in
        (label.map { $0 == each.key } ?? disease.counts(each.key)) ? sum + each.value : sum
      }
      let trust = [
        disease.lungsAreProposed, disease.lungsAreProposed || disease.sidesAreProposed, disease.limitsAreProposed,
      ].map { $0 ? "proposed" : "reviewed" } + ["\(unreviewed)", label == nil ? disease.lesion.rawValue : ""]
      return ([start, fixed(share(disease.both)?.millilitres ?? 0), outside.map(fixed) ?? ""] + percents + trust)
        .joined(separator: ",")
    }
    for line in extent.rows { lines.append(row(ExtentReport.csv(line), line.finding.value)) }
    lines.append(row(",\"lesion\",\"All that counts\",\(disease.both.lesion.voxels),,,,,", nil))
    return CSVText.withNotice(lines, extent.badges)
  }

  private func fixed(_ x: Double) -> String { x.printed("%.6f") }
}
