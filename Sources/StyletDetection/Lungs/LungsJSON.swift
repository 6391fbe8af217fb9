import StyletBase
import StyletCore
import StyletImaging

/// Lungs that were found, for programs: `"format": "stylet-lungs"`.
///
/// `program`, `notice` · `scan` (``ScanFacts``) · `lungs`: right, left, both and airways, each with ml · `limits`, of
/// the zones, as `stylet extent` has them, null without lungs · `remarks`, what a reader should look at: badge; side,
/// null for both or neither; slices and voxel, null where there is no one place; its numbers by name (ml, mm, cm2,
/// percent, count, ratio, added, in HU); words · `air`, that is no lung: kind, side, ml, slices, voxel. Slices are first
/// and last k, counted from 0 as the voxel's i, j, k, towards left, back and head.
public struct LungsJSON {
  private let lungs: Lungs
  private let scan: ScanFacts
  private let words: (LungBadge) -> String

  /// - Parameter words: what is said of a badge.
  public init(_ lungs: Lungs, scan: ScanFacts, words: @escaping (LungBadge) -> String) {
    self.lungs = lungs
    self.scan = scan
    self.words = words
  }

  public var text: String {
    let r = lungs.report
    func part(_ mL: Double) -> JSONValue { .object(["ml": .double(mL)]) }
    func limit(_ l: LungZones.Limit) -> JSONValue { .object(["k": .int(l.k), "source": .string(l.source.rawValue)]) }
    let limits = lungs.zones.map { JSONValue.object(["carina": limit($0.carina), "veins": limit($0.veins)]) }
    let object: JSONObject = [
      "format": .string("stylet-lungs"), "version": .int(1), "program": .string("stylet \(Release.version)"),
      "notice": .string(ResearchUse.inData), "scan": .object(scan.json),
      "lungs": .object([
        "right": part(r.right), "left": part(r.left), "both": part(r.total), "airways": part(r.airways),
      ]),
      "limits": limits ?? .null, "remarks": .array(r.remarks.map(remark)), "air": r.air.json,
    ]
    return JSONValue.object(object).text + "\n"
  }

  private func remark(_ remark: LungRemark) -> JSONValue {
    let facts = remark.badge.facts
    var entry: JSONObject = [
      "badge": .string(facts.name), "side": facts.side.map { .string($0.rawValue) } ?? .null,
      "slices": remark.slices.map(JSONValue.init) ?? .null, "voxel": remark.place.map(JSONValue.init) ?? .null,
    ]
    for number in facts.numbers {
      entry[number.name] = number.name == "count" ? .int(Int(number.value)) : .double(number.value)
    }
    entry["words"] = .string(Words.inData { words(remark.badge) })
    return .object(entry)
  }
}
