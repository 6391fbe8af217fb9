import StyletBase
import StyletCore
import StyletDetection
import StyletImaging

/// A follow-up for programs.
extension FollowUpReport {
  /// One object, `"format": "stylet-follow-up"`; what its members are stands in the help of `stylet compare-scans`.
  public var json: String {
    let object: JSONObject = [
      "format": .string("stylet-follow-up"), "version": .int(1), "program": .string("stylet \(Release.version)"),
      "notice": .string(ResearchUse.inData),
      "scans": .object(["before": scan(before), "after": scan(after)]),
      "same_patient": facts.isSamePatient.map(JSONValue.bool) ?? .null,
      "days": facts.days.map(JSONValue.int) ?? .null, "link": .object(linkObject),
      "findings": .array(
        findings.map {
          .object(["code": .string($0.finding.code), "name": .string($0.finding.name), "ml": json($0.millilitres)])
        }),
      "regions": .array(
        regions.map {
          .object([
            "name": .string($0.name), "lung_ml": json($0.lung), "lesion_ml": json($0.lesion),
            "lesion_percent": json($0.percent),
          ])
        }),
      "scores": .object(["sfr_class": json(sfr, isWhole: true), "whole_lung": json(wholeLung, isWhole: true), "zonal_sum": json(zonal, isWhole: true)]),
      "doubts": .array(doubts.map { .object($0.json) }),
    ]
    return JSONValue.object(object).text + "\n"
  }

  private func scan(_ scan: FollowUpScan) -> JSONValue {
    guard var object = scan.facts?.json else { return .null }
    object["unsaved"] = scan.report.extent.unsaved.json
    object["standards"] = (scan.report.disease?.standards.json).map(JSONValue.object) ?? .null
    return .object(object)
  }

  private func json(_ pair: Pair, isWhole: Bool = false) -> JSONValue {
    func number(_ x: Double?) -> JSONValue { x.map { isWhole ? .int(Int($0)) : .double($0) } ?? .null }
    return .object([
      "before": number(pair.before), "after": number(pair.after), "change": number(pair.change),
      "proposed": .object(["before": .bool(pair.isProposed.before), "after": .bool(pair.isProposed.after)]),
    ])
  }

  private var linkObject: JSONObject {
    guard let link else { return ["by": .null] }
    func row(_ n: Int) -> JSONValue {
      .array([link.map[0][n], link.map[1][n], link.map[2][n], link.map.origin[n]].map(JSONValue.double))
    }
    let by = switch link.way { case .lungs: "lungs"; case .table: "table"; case .height: "height" }
    var object: JSONObject = [
      "by": .string(by), "proposed": .bool(true), "matrix_mm": .array((0..<3).map(row)),
    ]
    guard let q = link.quality else { return object }
    object["dice"] = .double(q.dice)
    object["surface_mm"] = q.surfaceDistance.isFinite ? .double(q.surfaceDistance) : .null
    object["compared_percent"] = .double(100 * q.compared)
    object["volume_ratio"] = .double(q.volumeRatio)
    object["degrees"] = .double(q.degrees)
    object["shift_mm"] = .double(q.shift)
    return object
  }

  /// A number a row, then what is to be known of them, `check NAME`. `before_state` and `after_state` are `proposed`
  /// where the number rests on something that no reader has looked at, else `reviewed`; empty where there is none.
  public var csv: String {
    var lines = ["quantity,region,finding,before,after,change,before_state,after_state"]
    func add(_ quantity: String, _ region: String, _ finding: String, _ pair: Pair, isWhole: Bool = false) {
      func number(_ x: Double?) -> String { x.map { $0.printed(isWhole ? "%.0f" : "%.6f") } ?? "" }
      func state(_ x: Double?, _ isProposed: Bool) -> String { x == nil ? "" : isProposed ? "proposed" : "reviewed" }
      lines.append(
        [
          quantity, region, finding, number(pair.before), number(pair.after), number(pair.change),
          state(pair.before, pair.isProposed.before), state(pair.after, pair.isProposed.after),
        ].joined(separator: ","))
    }
    for region in regions {
      let name = region.name.replacing(" ", with: "_")
      add("lung_ml", name, "", region.lung)
      add("lesion_ml", name, "", region.lesion)
      add("lesion_percent", name, "", region.percent)
    }
    for finding in findings { add("finding_ml", "", CSVText.quoted(finding.finding.code), finding.millilitres) }
    add("sfr_class", "both", "", sfr, isWhole: true)
    add("whole_lung_score", "both", "", wholeLung, isWhole: true)
    add("zonal_sum", "both", "", zonal, isWhole: true)
    for member in linkObject.members where member.name != "matrix_mm" && member.name != "proposed" {
      lines.append("link \(member.name),,,,\(CSVText.cell(member.value)),,,proposed")
    }
    if let days = facts.days { lines.append("days,,,,\(days),,,") }
    for doubt in doubts {
      let (name, scan, values) = doubt.named
      let value = values.members.first.map { CSVText.cell($0.value) } ?? ""
      lines.append("check \(name),\(scan?.rawValue ?? ""),,,\(value),,,")
    }
    return CSVText.withNotice(lines)
  }
}
