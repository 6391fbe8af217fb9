/// A report as one JSON object, `"format": "stylet-report"`: `row` is the row of the study's table (``ReportRow``), the
/// other members hold what has no place in a row.
///
/// `notices` (texts) · `scan`: name, sha256, format, size, spacing_mm, voxel_mm3, facts, problems · `findings`: value,
/// code, name, colour, voxels, ml, slices, mean_hu, min_hu, max_hu, unreviewed_voxels · `regions` (null without lungs):
/// both, right, left, right_upper … left_lower, each lung_ml, lesion and findings by code, as voxels, ml, percent ·
/// `outside`: by code · `densities`: lungs and without_lesion, each both, right, left · `lesions` as `stylet extent
/// --lesions` has them · `measurements`, with their number on the pictures, and `landmarks` as the project file has
/// them · `reading`: title, signature, missing, reopened, sections with their answers · `work`.
public struct ReportJSON {
  private let c: ReportContent

  public init(_ content: ReportContent) { c = content }

  public var text: String { value.text + "\n" }

  var value: JSONValue {
    let row = ReportRow(c).columns.map { (name: $0.name, value: $0.value) }
    return .object([
      "format": .string("stylet-report"), "version": .int(1), "notice": .string(ResearchUse.notice),
      "notices": .array(ReportWords(c).notices.map(JSONValue.string)), "row": .object(JSONObject(row)),
      "scan": scan, "findings": .array(c.findings.rows.map(finding)), "regions": regions, "outside": outside,
      "densities": densities,
      "lesions": .array(LesionReport(c.lesions, findings: c.table, grid: c.grid).objects),
      "measurements": .array(c.marks.measurements.enumerated().map { measurement($0 + 1, $1) }),
      "landmarks": .array(c.marks.landmarks.map { .object($0.landmark.json(c.grid)) }),
      "reading": reading, "work": work,
    ])
  }

  private func point(_ p: SIMD3<Double>) -> JSONValue { .array([.double(p.x), .double(p.y), .double(p.z)]) }

  private func named(_ all: [ReportContent.Named]) -> JSONValue {
    .object(JSONObject(all.map { ($0.name, .string($0.text)) }))
  }

  private func optional(_ text: String?) -> JSONValue { text.map(JSONValue.string) ?? .null }

  private var scan: JSONValue {
    let size = c.grid.size
    var object: JSONObject = [
      "name": .string(c.scan.name), "sha256": optional(c.sha256), "format": .string(c.scan.format),
      "size": .array([.int(size.i), .int(size.j), .int(size.k)]), "spacing_mm": point(c.grid.spacing),
      "voxel_mm3": .double(c.grid.voxelVolume), "facts": named(c.scan.facts),
      "problems": .array(c.scan.problems.map(JSONValue.string)),
    ]
    if !c.identity.isEmpty { object["patient"] = named(c.identity) }
    return .object(object)
  }

  private func finding(_ row: ExtentReport.Row) -> JSONValue {
    let e = row.extent, f = row.finding
    return .object([
      "value": .int(Int(f.value)), "code": .string(f.code), "name": .string(f.name),
      "colour": .string(f.colour.description), "voxels": .int(e.voxels), "ml": .double(e.millilitres),
      "slices": .int(e.slices), "mean_hu": .double(e.mean), "min_hu": .double(e.low), "max_hu": .double(e.high),
      "unreviewed_voxels": .int(c.unreviewed[f.value, default: 0]),
    ])
  }

  private func share(_ share: DiseaseExtent.Share) -> JSONValue {
    .object([
      "voxels": .int(share.voxels), "ml": .double(share.millilitres),
      "percent": share.percent.map(JSONValue.double) ?? .null,
    ])
  }

  /// By code; where two findings have the same one, by code and value.
  private func byCode(_ shares: [UInt8: DiseaseExtent.Share]) -> JSONValue {
    let values = shares.keys.sorted()
    var object = JSONObject()
    for value in values {
      let code = c.code(value)
      let isShared = values.contains { $0 != value && c.code($0) == code }
      object[isShared ? "\(code) \(value)" : code] = shares[value].map(share)
    }
    return .object(object)
  }

  private var regions: JSONValue {
    guard let e = c.extent else { return .null }
    let all = [("both", e.both), ("right", e.right), ("left", e.left)] + zip(ReportRow.regions, e.zones)
    return .object(
      JSONObject(
        all.map { name, r in
          (
            name,
            .object([
              "lung_ml": .double(r.lungMillilitres), "lesion": share(r.lesion), "findings": byCode(r.findings),
            ])
          )
        }))
  }

  private var outside: JSONValue { c.extent.map { byCode($0.outside) } ?? .null }

  private var densities: JSONValue {
    guard let (lungs, rest) = c.densities else { return .null }
    func values(_ v: QuantitativeCT.Values?) -> JSONValue {
      guard let v else { return .null }
      return .object([
        "voxels": .int(v.voxels), "volume_ml": .double(v.volume), "mass_g": .double(v.mass), "gas_ml": .double(v.gas),
        "mean_hu": .double(v.mean), "sd_hu": .double(v.sd), "skewness": v.skewness.map(JSONValue.double) ?? .null,
        "kurtosis": v.kurtosis.map(JSONValue.double) ?? .null, "laa950_pct": .double(v.laa950),
        "laa910_pct": .double(v.laa910), "perc15_hu": .double(v.perc15), "density_g_per_l": .double(v.density),
        "haa_pct": .double(v.haa), "well_aerated_pct": .double(v.wellAerated),
        "compromised_pct": .double(v.compromised),
        "aeration_pct": .object(JSONObject(v.aeration.map { ($0.name, .double($0.percent)) })),
      ])
    }
    func parts(_ q: QuantitativeCT) -> JSONValue {
      .object(["both": values(q.both), "right": values(q.right), "left": values(q.left)])
    }
    return .object([
      "lungs": parts(lungs), "without_lesion": parts(rest),
      "badges": .array(lungs.badges.map { .string(ReportWords.words($0)) }),
    ])
  }

  private func measurement(_ number: Int, _ each: Marks.Measured) -> JSONValue {
    .object(JSONObject([("number", .int(number))]).with(each.measurement.json(c.grid, values: each.values)))
  }

  private var reading: JSONValue {
    let a = c.answers
    guard let title = a.title else { return .null }
    func item(_ i: ReportAnswers.Item) -> JSONValue? {
      let state: String
      switch i.state {
      case .answered: state = "answered"
      case .notAssessed: state = "not_assessed"
      case .unanswered: state = "unanswered"
      case .computed: state = "computed"
      case .notAsked: return nil
      }
      return .object([
        "id": .string(i.id), "title": .string(i.title), "state": .string(state), "value": i.value,
        "text": .string(i.text), "note": .string(i.note),
      ])
    }
    let signature: JSONValue =
      a.signature.map {
        .object([
          "reader": .string($0.reader), "time": .string($0.time), "meaning": .string($0.meaning),
          "fits": .bool($0.fits),
        ])
      } ?? .null
    return .object([
      "title": .string(title), "signature": signature, "missing": .int(a.missing), "reopened": .int(a.reopenings),
      "sections": .array(
        a.sections.map { .object(["title": .string($0.title), "answers": .array($0.items.compactMap(item))]) }),
    ])
  }

  private var work: JSONValue {
    let w = c.work
    return .object([
      "sessions": .int(w.sessions), "minutes": .double(w.minutes), "first": optional(w.first), "last": optional(w.last),
      "readers": .array(w.readers.map(JSONValue.string)),
      "audit": .object(JSONObject(w.actions.map { ($0.action, .int($0.count)) })),
    ])
  }
}
