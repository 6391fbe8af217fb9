import StyletBase
import StyletCore

/// A report as one JSON object, `"format": "stylet-report"`: `row` is the row of the study's table (``ReportRow``), the
/// other members hold what has no place in a row.
///
/// `program`, `notice` · `notices` (texts) · `unsaved` (``UnsavedSteps``), null where all is saved · `scan`: name,
/// sha256, format, size, spacing_mm, voxel_mm3, facts, problems · `findings`, `lungs` and `quantitative_ct` as
/// `stylet extent --qct` has them, null without lungs · `accepted` (who took over what was proposed, when and how
/// much: as the project file has it, with value for label), `lung_source` (`automatic`, `imported`, null) and
/// `lungs_accepted` ·
/// `lung_notes` (texts: what to look at), `lung_air` (air that is no lung, as the project file has it) and `badges`
/// (texts: what makes densities less comparable) · `lesions` as `stylet extent --lesions` has them ·
/// `measurements`, with their number on the pictures, and `landmarks` as the project file has them · `reading`:
/// title, signature (also one that is void or gone, with its `remark`), `trail` (what is odd of it, or null), missing,
/// reopened, sections with their answers · `work`.
public struct ReportJSON {
  private let c: ReportContent

  public init(_ content: ReportContent) { c = content }

  public var text: String { value.text + "\n" }

  var value: JSONValue {
    let row = ReportRow(c).columns.map { (name: $0.name, value: $0.value) }
    let findings = c.findings.object["findings"] ?? .array([])
    let lungs: JSONValue = c.extent.map { .object($0.json(c.table, .value, standards: c.standards)) } ?? .null
    let densities: JSONValue = c.densities.map { .object(QuantitativeCT.json($0)) } ?? .null
    let lesions = LesionReport(c.lesions, findings: c.table, grid: c.grid).objects
    let measurements = c.marks.measurements.enumerated().map { measurement($0 + 1, $1) }
    let landmarks = c.marks.landmarks.map { JSONValue.object($0.landmark.json(c.grid)) }
    return .object([
      "format": .string("stylet-report"), "version": .int(1), "program": .string("stylet \(Release.version)"),
      "notice": .string(ResearchUse.inData),
      "notices": .array(ReportWords(c).notices.map(JSONValue.string)), "row": .object(JSONObject(row)),
      "unsaved": c.unsaved.json, "scan": scan, "findings": findings, "lungs": lungs,
      "quantitative_ct": densities,
      "accepted": .array(c.descent.acceptances.map { .object($0.json(.value)) }),
      "lung_source": optional(c.descent.lungSource?.rawValue),
      "lungs_accepted": .array(c.descent.lungAcceptances.map { .object($0.json(.value)) }),
      "lung_notes": .array(c.lungNotes.map(JSONValue.string)), "lung_air": c.air.json,
      "badges": .array(c.badges.map(JSONValue.string)),
      "lesions": .array(lesions), "measurements": .array(measurements), "landmarks": .array(landmarks),
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
      "voxel_mm3": .double(c.grid.voxelVolume),
      "facts": .array(c.scan.facts.map { JSONValue(fact: $0.name, $0.text) }),
      "problems": .array(c.scan.problems.map(JSONValue.string)),
    ]
    if !c.identity.isEmpty { object["patient"] = named(c.identity) }
    return .object(object)
  }

  private func measurement(_ number: Int, _ each: KnownAnnotations.Measured) -> JSONValue {
    .object(JSONObject([("number", .int(number))]).with(each.measurement.json(c.grid, values: each.values)))
  }

  private var reading: JSONValue {
    let a = c.answers
    guard a.title != nil || a.signature != nil else { return .null }
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
          "fits": .bool($0.fits), "state": .string($0.state), "changes": .array($0.changes.map(JSONValue.string)),
          "numbers": named($0.numbers), "remark": optional($0.remark),
          "others": .array($0.others.map(\.json)),
        ])
      } ?? .null
    return .object([
      "title": optional(a.title), "signature": signature, "trail": optional(a.trailRemark),
      "missing": .int(a.missing), "reopened": .int(a.reopenings),
      "reopenings": .array(a.reopeningReasons.map(JSONValue.string)),
      "contradictions": .array(a.contradictions.map(JSONValue.string)),
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
