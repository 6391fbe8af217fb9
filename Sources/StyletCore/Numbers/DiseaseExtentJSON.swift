import StyletBase
import StyletImaging

/// The extent as an object of the project file and of `stylet extent --json`: stable names, described by
/// `Samples/stylet-project.schema.json`.
extension DiseaseExtent {
  /// What the six zones are called in files, in their order.
  public static let zoneNames = [
    "right upper", "right middle", "right lower", "left upper", "left middle", "left lower",
  ]

  /// - Parameters:
  ///   - findings: for their codes.
  ///   - key: what their values are called.
  ///   - scales: the one that the grades were made with, for their names.
  public func json(_ findings: LabelTable, _ key: FindingKey, standards s: ChestStandards = .standard) -> JSONObject {
    func code(_ label: UInt8) -> JSONObject {
      [key.rawValue: .int(Int(label)), "code": .string(findings[label]?.code ?? "")]
    }
    func shares(_ shares: [UInt8: Share]) -> JSONValue {
      .array(shares.sorted { $0.key < $1.key }.map { .object(code($0.key).with($0.value.json)) })
    }
    func region(_ r: Region) -> JSONObject {
      [
        "lung_voxels": .int(r.lungVoxels), "lung_ml": .double(r.lungMillilitres), "lesion": .object(r.lesion.json),
        "findings": shares(r.findings),
      ]
    }
    func limit(_ limit: LungZones.Limit) -> JSONValue {
      .object(["k": .int(limit.k), "source": .string(limit.source.rawValue)])
    }
    let named = zip(Self.zoneNames, zones).map { name, zone in
      let head: JSONObject = ["name": .string(name)]
      return JSONValue.object(head.with(region(zone)))
    }
    var o: JSONObject = ["standards": .object(standards.json), "proposed": .bool(lungsAreProposed)]
    o["both"] = .object(region(both))
    o["right"] = .object(region(right))
    o["left"] = .object(region(left))
    o["zones"] = .array(named)
    o["limits"] = limits.map { .object(["carina": limit($0.carina), "veins": limit($0.veins)]) } ?? .null
    o["densities"] = .object([
      "ground_glass": .object(groundGlass.json), "consolidation": .object(consolidation.json),
      "other": .object(otherDensity.json), "high_opacity": .object(highOpacity.json),
    ])
    o["outside"] = .array(
      outside.sorted { $0.key < $1.key }.map { label, share in
        .object(code(label).with(["voxels": .int(share.voxels), "ml": .double(share.millilitres)]))
      })
    o["unreviewed"] = .array(
      unreviewed.sorted { $0.key < $1.key }.map { .object(code($0.key).with(["voxels": .int($0.value)])) })
    o["counting"] = lesionFindings.map { .array($0.sorted().map { .int(Int($0)) }) } ?? .null
    func score(_ n: Int?) -> JSONValue { n.map(JSONValue.int) ?? .null }
    let sfrName = sfrClass.flatMap { s.scales.sfr[$0] }?.name
    let zonal = zonalScores.map { JSONValue.array($0.map(JSONValue.int)) }
    var scores: JSONObject = [
      "sfr_class": score(sfrClass), "sfr_name": sfrName.map(JSONValue.string) ?? .null,
      "whole_lung": score(wholeLungScore), "zonal": zonal ?? .null, "zonal_sum": score(zonalScore),
    ]
    // Said only where it says something: a signature's numbers are held to these members.
    if !lesion.isAssessed { scores["not_assessed"] = .string(lesion.rawValue) }
    o["scores"] = .object(scores)
    if sidesAreProposed { o["sides_proposed"] = .bool(true) }
    return o
  }
}

extension DiseaseExtent.Share {
  fileprivate var json: JSONObject {
    ["voxels": .int(voxels), "ml": .double(millilitres), "percent": percent.map(JSONValue.double) ?? .null]
  }
}

extension DiseaseExtent.Standards {
  package var json: JSONObject { ["id": .string(id), "version": .int(version)] }
}

extension QuantitativeCT {
  /// The densitometry of lungs and of lungs without lesion as one object.
  public static func json(_ pair: (lungs: QuantitativeCT, withoutLesion: QuantitativeCT)) -> JSONObject {
    [
      "standards": .object(pair.lungs.standards.json), "lungs": .object(pair.lungs.json),
      "without_lesion": .object(pair.withoutLesion.json), "badges": .array(pair.lungs.badges.map(\.json)),
    ]
  }

  private var json: JSONObject {
    func json(_ values: Values?) -> JSONValue { values.map { .object($0.json) } ?? .null }
    return ["both": json(both), "right": json(right), "left": json(left)]
  }
}

extension QuantitativeCT.Values {
  fileprivate var json: JSONObject {
    var o: JSONObject = ["voxels": .int(voxels)]
    for (name, value) in quantities { o[name] = value.map(JSONValue.double) ?? .null }
    o["aeration"] = .array(
      aeration.map { .object(["name": .string($0.name), "percent": .double($0.percent)]) })
    return o
  }
}

extension QuantitativeCT.Badge {
  /// Its name in files, and the number or word that it carries.
  package var named: (name: String, value: JSONValue?) {
    switch self {
    case .thickSlices(let mm): ("thick_slices", .double(mm))
    case .slicesLowerLAA(let mm): ("slices_lower_laa", .double(mm))
    case .sharpKernel(let kernel): ("sharp_kernel", .string(kernel))
    case .kernelNotKnown: ("kernel_not_known", nil)
    case .contrast: ("contrast", nil)
    case .contrastNotKnown: ("contrast_not_known", nil)
    case .kilovolts(let kv): ("kilovolts", .double(kv))
    case .kilovoltsNotKnown: ("kilovolts_not_known", nil)
    case .smallVolume(let ml): ("small_volume", .double(ml))
    case .dense(let hu): ("dense", .double(hu))
    case .notHU: ("not_hu", nil)
    case .otherUnit(let name, _): ("other_unit", .string(name))
    case .rescaleDiffers(let slices): ("rescale_differs", .int(slices))
    }
  }

  package var json: JSONValue {
    let (name, value) = named
    var o: JSONObject = ["badge": .string(name)]
    o["value"] = value
    return .object(o)
  }
}
