import StyletBase

/// A column of a table that leaves: a value a row, or none. None is what was not assessed: never 0, never "".
public struct ExportColumn: Hashable, Sendable {
  public enum Values: Hashable, Sendable {
    case text([String?])
    case whole([Int?])
    case number([Double?])
    case flag([Bool?])

    public var count: Int {
      switch self {
      case .text(let all): all.count
      case .whole(let all): all.count
      case .number(let all): all.count
      case .flag(let all): all.count
      }
    }
  }

  public var name: String
  /// What it says, with its unit.
  public var about: String
  public var values: Values

  public init(_ name: String, _ about: String, _ values: Values) {
    (self.name, self.about, self.values) = (name, about, values)
  }

  /// The value of a row, as JSON has it. Infinities and NaN are none.
  public subscript(row: Int) -> JSONValue {
    switch values {
    case .text(let all): all[row].map(JSONValue.string) ?? .null
    case .whole(let all): all[row].map { .int($0) } ?? .null
    case .number(let all): all[row].map(JSONValue.double) ?? .null
    case .flag(let all): all[row].map(JSONValue.bool) ?? .null
    }
  }

  /// "text", "whole", "number" or "flag".
  public var kind: String {
    switch values {
    case .text: "text"
    case .whole: "whole"
    case .number: "number"
    case .flag: "flag"
    }
  }
}

extension ExportedSet {
  /// A row a case, by name. Cost: cases times columns.
  public var table: [ExportColumn] { ownColumns + scanColumns + findingColumns + answerColumns }

  private func text(_ name: String, _ about: String, _ value: (ExportedCase) -> String?) -> ExportColumn {
    ExportColumn(name, about, .text(cases.map(value)))
  }

  private func whole(_ name: String, _ about: String, _ value: (ExportedCase) -> Int?) -> ExportColumn {
    ExportColumn(name, about, .whole(cases.map(value)))
  }

  private func number(_ name: String, _ about: String, _ value: (ExportedCase) -> Double?) -> ExportColumn {
    ExportColumn(name, about, .number(cases.map { value($0).flatMap { $0.isFinite ? $0 : nil } }))
  }

  private var ownColumns: [ExportColumn] {
    [
      text("case", "the scan's pseudonym") { $0.name },
      text("patient", "the patient's pseudonym; scans of one patient have the same") { $0.patient },
      text("site", "the site's pseudonym") { $0.site },
      text("split", "training or test; all scans of a patient are in one") { $0.part.split },
      whole("fold", "of training: the fold that it is validated in, from 0") { $0.part.fold },
      text("source", "reading: of the first reader named; consensus; adjudication") { $0.content.source.rawValue },
      whole("readings", "readings that it rests on") { $0.readers.count },
      text("readers", "who read it, by pseudonym, divided by ;") { $0.readers.joined(separator: ";") },
      text("adjudicator", "who decided between readers, by pseudonym") { $0.content.adjudicator },
    ]
  }

  private var scanColumns: [ExportColumn] {
    let axes = ["i", "j", "k"]
    return [
      text("scanner", "maker and model") { $0.scanner },
      text("kernel", "reconstruction kernel") { $0.kernel },
      number("thickness_mm", "slice thickness, as the scanner states it") { $0.thickness },
      ExportColumn("contrast", "whether contrast agent was given", .flag(cases.map(\.contrast))),
    ]
      + axes.enumerated().map { n, axis in
        whole("size_\(axis)", "voxels along \(axis), in canonical order: left, posterior, superior") { $0.size[n] }
      }
      + axes.enumerated().map { n, axis in
        number("spacing_\(axis)_mm", "voxel size along \(axis)") { $0.spacing[n] }
      }
  }

  private func amount(
    _ name: String, _ what: String, _ value: @escaping (ExportedCase) -> ExportedContent.Amount?
  ) -> [ExportColumn] {
    [
      whole("\(name)_voxels", "\(what): voxels drawn") { value($0)?.voxels },
      number("\(name)_ml", "\(what): volume, mL") { value($0)?.millilitres },
      number("\(name)_percent", "\(what): of both lungs, 0 to 100, what lies in them") { value($0)?.percent },
    ]
  }

  private var findingColumns: [ExportColumn] {
    [
      number("lung_ml", "volume of both lungs, mL") { $0.content.lungMillilitres },
      ExportColumn(
        "lungs_reviewed", "whether a reader has looked at the lungs that percentages are of",
        .flag(cases.map(\.content.lungsAreReviewed))),
    ]
      + amount("lesion", "all that counts as lesion") { $0.content.lesion }
      + labels.classes.flatMap { one in amount(one.code, one.name) { $0.content.findings[one.code] } }
      + [
        whole("undecided_voxels", "voxels that readers leave undecided: ignored in masks") { $0.content.undecided },
        whole("unread_slices", "axial slices that no reader has read: ignored in masks") { $0.content.unread.count },
      ]
  }

  /// Of a study whose protocol came in another version.
  private var versionColumns: [ExportColumn] {
    guard study.protocols.count > 1 else { return [] }
    return [
      text("protocol", "what its readings follow, divided by ;") { $0.content.versions.joined(separator: ";") },
      text("not_shared", "answers that versions of the protocol do not share, not compared, divided by ;") {
        $0.content.notShared.joined(separator: ";")
      },
    ]
  }

  private var answerColumns: [ExportColumn] {
    guard !columns.isEmpty else { return [] }
    return columns.map { column in
      let name = "answer_" + column.name
      let cells = cases.map { $0.content.answers[column.name] }
      let words = column.words.joined(separator: ", ")
      let about = words.isEmpty ? column.title : Words.inData { Joint.named(column.title, words) }
      switch column.kind {
      case .number:
        return ExportColumn(
          name, about, .number(cells.map { if case .number(let x)? = $0, x.isFinite { x } else { nil } }))
      case .word: return ExportColumn(name, about, .text(cells.map { if case .word(let w)? = $0 { w } else { nil } }))
      case .flag: return ExportColumn(name, about, .flag(cells.map { if case .flag(let f)? = $0 { f } else { nil } }))
      }
    } + [
      text("not_assessed", "answers said not to be judged, divided by ;") {
        $0.content.notAssessed.joined(separator: ";")
      },
      text("answered_differently", "answers that readers do not give alike, divided by ;") {
        $0.content.differing.joined(separator: ";")
      },
    ] + versionColumns
  }
}
