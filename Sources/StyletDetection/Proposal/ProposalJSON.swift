import StyletBase
import StyletImaging

/// Opacities that were found, for programs: `"format": "stylet-proposal"`.
///
/// `program`, `notice` · `scan` (``ScanFacts``) · `standards`, what it was made by · `lungs`: ml · `findings`: value,
/// code, name, ml, and percent, of both lungs · `total`: ml, percent, lesions, and ml_interval and percent_interval,
/// from the least to the most that is likely, null where no such range is known · `aerated_hu` ·
/// `remarks`, what a reader should look at: badge, ml or mm, and words. Percentages are null without lungs.
public struct ProposalJSON {
  private let report: ProposalReport
  private let scan: ScanFacts
  private let words: (ProposalBadge) -> String

  /// - Parameter words: what is said of a badge.
  public init(_ report: ProposalReport, scan: ScanFacts, words: @escaping (ProposalBadge) -> String) {
    self.report = report
    self.scan = scan
    self.words = words
  }

  public var text: String {
    let r = report
    func percent(_ mL: Double) -> JSONValue { r.lungs > 0 ? .double(100 * mL / r.lungs) : .null }
    let findings = zip(LesionProposal.table.findings, [r.groundGlass, r.consolidation]).map { finding, mL in
      JSONValue.object([
        "value": .int(Int(finding.value)), "code": .string(finding.code), "name": .string(finding.name),
        "ml": .double(mL), "percent": percent(mL),
      ])
    }
    func range(_ each: (Double) -> JSONValue) -> JSONValue {
      r.interval.map { .array([each($0.lowerBound), each($0.upperBound)]) } ?? .null
    }
    let total: JSONObject = [
      "ml": .double(r.total), "percent": percent(r.total), "lesions": .int(r.lesions),
      "ml_interval": range(JSONValue.double), "percent_interval": r.lungs > 0 ? range(percent) : .null,
    ]
    let object: JSONObject = [
      "format": .string("stylet-proposal"), "version": .int(1), "program": .string("stylet \(Release.version)"),
      "notice": .string(ResearchUse.inData), "scan": .object(scan.json), "standards": .string(r.standards),
      "lungs": .object(["ml": .double(r.lungs)]), "findings": .array(findings), "total": .object(total),
      "aerated_hu": .double(r.aerated), "remarks": .array(r.badges.map(remark)),
    ]
    return JSONValue.object(object).text + "\n"
  }

  private func remark(_ badge: ProposalBadge) -> JSONValue {
    var entry: JSONObject =
      switch badge {
      case .noLungs: ["badge": .string("no_lungs")]
      case .dependent(let x): ["badge": .string("dependent"), "ml": .double(x)]
      case .doubtfulLung(let x): ["badge": .string("doubtful_lung"), "ml": .double(x)]
      case .littleAir: ["badge": .string("little_air")]
      case .thickSlices(let x): ["badge": .string("thick_slices"), "mm": .double(x)]
      case .nearHilum(let x): ["badge": .string("near_hilum"), "ml": .double(x)]
      }
    entry["words"] = .string(Words.inData { words(badge) })
    return .object(entry)
  }
}
