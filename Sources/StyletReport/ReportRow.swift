import StyletBase
import StyletCore
import StyletProject

/// A report as one row of a study's table: the same columns for the same protocol and findings, one scan a row.
///
/// | columns | hold |
/// | --- | --- |
/// | `report_time`, `program`, `scan`, `scan_sha256`, `reader`, `protocol`, `protocol_version` | what and whose it is |
/// | `size_i` … `voxel_mm3`, `slice_thickness_mm`, `kernel`, `kilovolts`, `contrast` | the scan, where known |
/// | `signed`, `signed_by`, `signed_at`, `answers_missing`, `contradictions` | the reading's state |
/// | `answers_of` | whose answers were signed besides the signer's own, with `;` |
/// | `signature`, `signature_changes` | `unsigned`, `holds`, `void`, `gone` or `answers-only`; what has changed since |
/// | `lungs` | `none`, `proposed` or `reviewed` |
/// | `lungs_source`, `lungs_accepted_by`, `lungs_accepted_at` | `automatic` or `imported`; who took what a program drew |
/// | `lung_sides` | `proposed` where the program told right from left in a mask that did not, else `reviewed` |
/// | `lesion_state` | `drawn`, `read_as_none`, `none_inside`, `none_drawn`: with the last two there are no scores |
/// | `lesion_unreviewed`, `unreviewed_voxels` | whether numbers of the lesion rest on what no reader has reviewed |
/// | `REGION_lung_ml`, `REGION_lesion_ml`, `REGION_lesion_percent` | REGION: `both`, `right`, `left`, `right_upper` … |
/// | `limit_upper_slice`, `limit_middle_slice` and `…_source` | the zones' lowest slices, base 1 |
/// | `sfr_class`, `whole_lung_score`, `zonal_score`, `zonal_right_upper` … | the scores |
/// | `ground_glass_ml`, `ground_glass_percent`, `consolidation_…`, `other_density_…` … | lesion by value |
/// | `standards`, `standards_version` | by which bands and scales |
/// | `qct_…`, `qct_rest_…` | densities of both lungs, and of both without lesion |
/// | `proposed_ml` | what a proposal holds that is neither accepted nor rejected: in no other number |
/// | `accepted_ml`, `accepted_from`, `accepted_by`, `accepted_at` | taken over from proposals: how much, whose, by whom |
/// | `lesions`, `largest_ml`, `largest_mm`, `measurements` | counts; the largest connected piece |
/// | `unnamed_ml`, `unnamed_labels` | drawn with labels that the table of findings does not name, and which those are |
/// | `CODE_ml`, `CODE_percent`, `CODE_right_percent`, `CODE_left_percent` | finding |
/// | `CODE_outside_ml`, `CODE_unreviewed_voxels` | of it in no lung, and not reviewed |
/// | `CODE_accepted_ml`, `CODE_accepted_slices_ml` | taken over from proposals; what is now on slices that began as them |
/// | `answer_FIELD`, `answer_FIELD_REGION`, `computed_FIELD` | an option's id, ids with `;`, a number; see below |
/// | `sessions`, `minutes`, `notice` | work; the notice of research use |
///
/// Percentages are of the region's lung, unrounded. A finding that is not drawn has 0.
///
/// An answer that has nothing in it (none of the options, an empty text) is `none`, one that was not to be judged
/// `not_assessed`: an empty cell is a question that was not answered or not asked, and nothing else.
public struct ReportRow: Equatable, Sendable {
  public struct Column: Hashable, Sendable {
    public var name: String
    public var value: JSONValue
  }

  public private(set) var columns: [Column] = []

  static let regions = DiseaseExtent.zoneNames.map(ReportRow.name)

  public init(_ c: ReportContent) {
    addScan(c)
    addExtent(c)
    addDensities(c)
    addFindings(c)
    addAnswers(c)
    add("sessions", .int(c.work.sessions))
    add("minutes", .double(c.work.minutes))
    add("notice", .string(ResearchUse.inData))
  }

  /// A name that stands already, by a finding's code for one, gets a number behind it.
  private mutating func add(_ name: String, _ value: JSONValue?) {
    var unique = name, n = 2
    while columns.contains(where: { $0.name == unique }) {
      unique = "\(name)_\(n)"
      n += 1
    }
    columns.append(Column(name: unique, value: value ?? .null))
  }

  private mutating func addScan(_ c: ReportContent) {
    add("report_time", .string(c.time))
    add("program", .string("stylet \(Release.version)"))
    for each in c.identity { add(Self.name(each.name), .string(each.text)) }
    add("scan", .string(c.scan.name))
    add("scan_sha256", c.sha256.map(JSONValue.string))
    add("reader", .string(c.reader))
    add("protocol", (c.readingProtocol?.id).map(JSONValue.string))
    add("protocol_version", (c.readingProtocol?.version).map(JSONValue.int))
    let size = c.grid.size, spacing = c.grid.spacing
    for (axis, letter) in ["i", "j", "k"].enumerated() { add("size_\(letter)", .int(size[axis])) }
    for (axis, letter) in ["i", "j", "k"].enumerated() { add("spacing_\(letter)_mm", .double(spacing[axis])) }
    add("voxel_mm3", .double(c.grid.voxelVolume))
    add("slice_thickness_mm", c.acquisition.sliceThickness.map(JSONValue.double))
    add("kernel", c.acquisition.kernel.map(JSONValue.string))
    add("kilovolts", c.acquisition.kilovolts.map(JSONValue.double))
    add("contrast", c.acquisition.contrast.map(JSONValue.bool))
    let signature = c.answers.signature
    add("signed", .bool(signature?.fits ?? false))
    add("signed_by", (signature?.reader).map(JSONValue.string))
    add("signed_at", (signature?.time).map(JSONValue.string))
    let state = signature?.state ?? SignatureCheck.State.unsigned.rawValue
    add("signature", c.answers.title == nil && signature == nil ? nil : .string(state))
    add("signature_changes", signature.map { .string($0.changes.joined(separator: ";")) })
    add("answers_of", Self.list(signature?.others.map { $0.reader.isEmpty ? "?" : $0.reader } ?? []))
    add("answers_missing", c.answers.title == nil ? nil : .int(c.answers.missing))
    add("contradictions", c.answers.title == nil ? nil : .array(c.answers.contradictions.map(JSONValue.string)))
  }

  private mutating func addExtent(_ c: ReportContent) {
    let e = c.extent
    add("lungs", .string(e.map { $0.lungsAreProposed ? "proposed" : "reviewed" } ?? "none"))
    let words = c.descent.lungAcceptances
    add("lungs_source", (c.descent.lungSource?.rawValue).map(JSONValue.string))
    add("lungs_accepted_by", Self.list(words.map(\.reader)))
    add("lungs_accepted_at", (words.last?.time).map(JSONValue.string))
    add("lung_sides", e.map { .string($0.lungsAreProposed || $0.sidesAreProposed ? "proposed" : "reviewed") })
    add("lesion_state", (e?.lesion.rawValue).map(JSONValue.string))
    add("lesion_unreviewed", e == nil ? nil : .bool(c.lesionIsUnreviewed))
    add("unreviewed_voxels", .int(c.unreviewed.values.reduce(0, +)))
    func addRegion(_ region: String, _ r: DiseaseExtent.Region?) {
      add("\(region)_lung_ml", (r?.lungMillilitres).map(JSONValue.double))
      add("\(region)_lesion_ml", (r?.lesion.millilitres).map(JSONValue.double))
      add("\(region)_lesion_percent", (r?.lesion.percent).map(JSONValue.double))
    }
    addRegion("both", e?.both)
    addRegion("right", e?.right)
    addRegion("left", e?.left)
    for (n, name) in Self.regions.enumerated() { addRegion(name, e?.zones[n]) }
    for (name, limit) in [("limit_upper", e?.limits?.carina), ("limit_middle", e?.limits?.veins)] {
      add("\(name)_slice", (limit?.k).map { .int($0 + 1) })
      add("\(name)_source", (limit?.source.rawValue).map(JSONValue.string))
    }
    add("sfr_class", (e?.sfrClass).map(JSONValue.int))
    add("whole_lung_score", (e?.wholeLungScore).map(JSONValue.int))
    add("zonal_score", (e?.zonalScore).map(JSONValue.int))
    for (n, name) in Self.regions.enumerated() { add("zonal_\(name)", (e?.zonalScores?[n]).map(JSONValue.int)) }
    let shares = [
      ("ground_glass", e?.groundGlass), ("consolidation", e?.consolidation), ("other_density", e?.otherDensity),
      ("high_opacity", e?.highOpacity),
    ]
    for (name, share) in shares {
      add("\(name)_ml", (share?.millilitres).map(JSONValue.double))
      add("\(name)_percent", (share?.percent).map(JSONValue.double))
    }
    add("standards", .string(c.standards.id))
    add("standards_version", .int(c.standards.version))
  }

  private mutating func addDensities(_ c: ReportContent) {
    for (prefix, v) in [("qct", c.densities?.lungs.both), ("qct_rest", c.densities?.withoutLesion.both)] {
      // The density that the 15th percentile stands for is no column: it follows from it.
      for quantity in DensityQuantity.all where quantity.name != "density_g_l" {
        add("\(prefix)_\(quantity.name)", v.flatMap(quantity.value).map(JSONValue.double))
      }
      for (n, part) in c.standards.aeration.enumerated() {
        let x = v.flatMap { $0.aeration.indices.contains(n) ? $0.aeration[n].percent : nil }
        add("\(prefix)_\(Self.name(part.name))_percent", x.map(JSONValue.double))
      }
    }
  }

  private mutating func addFindings(_ c: ReportContent) {
    add("proposed_ml", .double(c.proposed.reduce(0) { $0 + $1.millilitres }))
    addAccepted(c)
    add("lesions", .int(c.lesions.count))
    add("largest_ml", (c.lesions.first?.millilitres).map(JSONValue.double))
    add("largest_mm", (c.lesions.first?.diameters.length.millimetres).map(JSONValue.double))
    add("measurements", .int(c.marks.measurements.count))
    let unnamed = c.findings.rows.filter { c.table[$0.finding.value] == nil }
    add("unnamed_ml", .double(unnamed.reduce(0) { $0 + $1.extent.millilitres }))
    let labels = unnamed.map { "\($0.finding.value)" }.joined(separator: ";")
    add("unnamed_labels", labels.isEmpty ? nil : .string(labels))
    for finding in c.table.findings {
      let value = finding.value, name = Self.name(finding.code)
      let row = c.findings.rows.first { $0.finding.value == value }
      func percent(_ r: DiseaseExtent.Region?) -> JSONValue? {
        guard let r, r.lungVoxels > 0 else { return nil }
        return .double(r.findings[value]?.percent ?? 0)
      }
      add("\(name)_ml", .double(row?.extent.millilitres ?? 0))
      add("\(name)_percent", percent(c.extent?.both))
      add("\(name)_right_percent", percent(c.extent?.right))
      add("\(name)_left_percent", percent(c.extent?.left))
      add("\(name)_outside_ml", c.extent.map { .double($0.outside[value]?.millilitres ?? 0) })
      add("\(name)_unreviewed_voxels", .int(c.unreviewed[value, default: 0]))
      add("\(name)_accepted_ml", .double(c.descent.accepted(of: value)))
      add("\(name)_accepted_slices_ml", .double(Double(c.descent.voxels[value] ?? 0) * c.grid.voxelVolume / 1000))
    }
  }

  private mutating func addAccepted(_ c: ReportContent) {
    let words = c.descent.acceptances
    add("accepted_ml", .double(words.reduce(0) { $0 + $1.parts.reduce(0) { $0 + $1.millilitres } }))
    add("accepted_from", Self.list(words.map(\.source)))
    add("accepted_by", Self.list(words.map(\.reader)))
    add("accepted_at", (words.last?.time).map(JSONValue.string))
  }

  /// Each name once, nil where there is none.
  private static func list(_ names: [String?]) -> JSONValue? {
    let names = ReportDescent.names(names)
    return names.isEmpty ? nil : .string(names.joined(separator: ";"))
  }

  private mutating func addAnswers(_ c: ReportContent) {
    for item in c.answers.sections.flatMap(\.items) {
      let name = (item.isComputed ? "computed_" : "answer_") + Self.name(item.id)
      let isAnswered = item.state == .answered || item.state == .computed
      let other: JSONValue = item.state == .notAssessed ? .string("not_assessed") : .null
      if item.regions.isEmpty { add(name, isAnswered ? Self.told(item.value) : other) }
      for region in item.regions {
        add("\(name)_\(Self.name(region))", isAnswered ? item.value.object?[region].map(Self.told) : other)
      }
    }
  }

  /// An answer of nothing in a word: as an empty cell it would be no answer.
  private static func told(_ answer: JSONValue) -> JSONValue {
    let isNothing = answer.array?.isEmpty ?? answer.string?.isEmpty ?? answer.object?.isEmpty ?? false
    return isNothing ? .string("none") : answer
  }

  /// Letters, digits and underscores: a column's name that every database takes.
  static func name(_ text: String) -> String {
    let plain = text.unicodeScalars.map { c in
      c.isASCII && (c.properties.isAlphabetic || ("0"..."9").contains(c)) ? Character(c) : "_"
    }
    return String(plain.prefix(60))
  }
}

extension ReportRow {
  public var names: [String] { columns.map(\.name) }

  /// The columns' names; RFC 4180, with its end.
  public var header: String { CSVText.row(names) }

  /// The values in the order of the columns; RFC 4180, with its end.
  public var line: String { CSVText.row(columns.map { CSVText.cell($0.value) }) }

  /// The line for a table that begins with another header: values go to the columns of their names, and columns that
  /// this row has not stay empty.
  /// - Parameter header: the first line of the table.
  /// - Throws: ``Failure`` when it is no header of such a table, or has no column for some of the row's.
  public func line(under header: String) throws -> String {
    let advice = words("report.append-advice")
    guard let there = CSVText.firstRow(of: Self.withoutMark(header)), Set(there).count == there.count,
      there.contains("report_time")
    else {
      throw Failure(.badData, words("report.no-table"), at: words("error.line", ["line": 1]), advice: advice)
    }
    let missing = names.filter { !there.contains($0) }
    guard missing.isEmpty else {
      let named = missing.prefix(3).joined(separator: ", "), more = missing.count - 3
      throw Failure(
        .badData,
        more > 0
          ? words("report.no-columns-more", ["columns": named, "more": more])
          : words("report.no-columns", ["columns": named]), at: words("error.line", ["line": 1]),
        advice: advice)
    }
    let values = Dictionary(uniqueKeysWithValues: columns.map { ($0.name, $0.value) })
    return CSVText.row(there.map { CSVText.cell(values[$0] ?? .null) })
  }

  /// A spreadsheet may have put a byte order mark in front.
  private static func withoutMark(_ header: String) -> String {
    header.unicodeScalars.first == "\u{feff}" ? String(header.unicodeScalars.dropFirst()) : header
  }
}
