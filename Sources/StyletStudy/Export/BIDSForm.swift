import StyletBase

/// A folder in the manner of BIDS, which has no datatype for CT: scans as `sub-P/ses-C/ct/…_ct.nii.gz`, what was
/// drawn under `derivatives/stylet` as discrete segmentations, tables as TSV with `n/a` for what was not assessed. A
/// session is a scan.
struct BIDSForm: ExportForm {
  let name = "bids"
  let namesImages = true
  private static let version = "1.10.0"
  private static let derivatives = "derivatives/stylet"

  private func stem(_ one: ExportedCase) -> (folder: String, file: String) {
    ("sub-\(one.patient)/ses-\(one.name)/ct", "sub-\(one.patient)_ses-\(one.name)")
  }

  func files(of one: ExportedCase, in set: ExportedSet) -> [CaseFile] {
    let (folder, file) = stem(one)
    let images = set.images == .none ? [] : [CaseFile("\(folder)/\(file)_ct.nii.gz", .image)]
    return images + [CaseFile("\(Self.derivatives)/\(folder)/\(file)_space-orig_desc-findings_dseg.nii.gz", .mask)]
  }

  func tables(of set: ExportedSet, digests: [String: String]) throws -> [ExportedFile] {
    let columns = set.table, derived = Self.derivatives
    let participants = Self.participants(set)
    return [
      ExportedFile("dataset_description.json", json: Self.description(set, of: "raw")),
      ExportedFile("README.md", text: ExportDatasheet(set).text),
      // No datatype of BIDS: a validator shall not look at it.
      ExportedFile(".bidsignore", text: "**/ct/\n"),
      ExportedFile("participants.tsv", text: Self.rows(participants)),
      ExportedFile("participants.json", json: Self.dictionary(participants)),
      ExportedFile("\(derived)/dataset_description.json", json: Self.description(set, of: "derivative")),
      ExportedFile("\(derived)/space-orig_desc-findings_dseg.tsv", text: Self.labels(set)),
      ExportedFile("\(derived)/scans.tsv", text: Self.rows(columns)),
      ExportedFile("\(derived)/scans.json", json: Self.dictionary(columns)),
    ] + sidecars(set)
  }

  private func sidecars(_ set: ExportedSet) -> [ExportedFile] {
    set.cases.map { one in
      let (folder, file) = stem(one)
      let json: JSONObject = [
        "Description": .string("Findings outlined with Stylet. " + ResearchUse.inData),
        "SpatialReference": .string("orig"), "Type": .string("Lesion"), "IgnoredValue": .int(Int(set.labels.ignore)),
      ]
      return ExportedFile("\(Self.derivatives)/\(folder)/\(file)_space-orig_desc-findings_dseg.json", json: json)
    }
  }

  private static func description(_ set: ExportedSet, of kind: String) -> JSONObject {
    let program: JSONObject = ["Name": .string("stylet"), "Version": .string(Release.version)]
    var json: JSONObject = [
      "Name": .string(set.study.title), "BIDSVersion": .string(version), "DatasetType": .string(kind),
      "GeneratedBy": .array([.object(program)]),
    ]
    if let licence = set.licence { json["License"] = .string(licence) }
    return json
  }

  /// A row a patient.
  private static func participants(_ set: ExportedSet) -> [ExportColumn] {
    let patients = set.patients, own = Dictionary(grouping: set.cases) { $0.patient }
    func text(_ name: String, _ about: String, _ value: (ExportedCase) -> String?) -> ExportColumn {
      ExportColumn(name, about, .text(patients.map { own[$0]?.first.flatMap(value) }))
    }
    return [
      text("participant_id", "the patient's pseudonym") { "sub-" + $0.patient },
      text("site", "the pseudonym of the site") { $0.site },
      text("split", "training or test") { $0.part.split },
      ExportColumn("fold", "of training: from 0", .whole(patients.map { own[$0]?.first?.part.fold })),
      ExportColumn("scans", "how many there are", .whole(patients.map { own[$0]?.count })),
    ]
  }

  private static func dictionary(_ columns: [ExportColumn]) -> JSONObject {
    JSONObject(checked: columns.map { .init(name: $0.name, value: .object(["Description": .string($0.about)])) })
  }

  private static func labels(_ set: ExportedSet) -> String {
    let rows = set.labels.table.findings.map {
      "\($0.value)\t\(cell(.string($0.name)))\t\(cell(.string($0.code)))\t\($0.colour)\n"
    }
    return "index\tname\tabbreviation\tcolor\n" + rows.joined()
  }

  private static func rows(_ columns: [ExportColumn]) -> String {
    let head = columns.map(\.name).joined(separator: "\t") + "\n"
    return (0..<(columns.first?.values.count ?? 0)).reduce(into: head) { text, row in
      text += columns.map { cell($0[row]) }.joined(separator: "\t") + "\n"
    }
  }

  private static func cell(_ value: JSONValue) -> String {
    switch value {
    case .null, .string(""): "n/a"
    case .string(let text): text.escapedForCell.replacing("\t", with: " ")
    default: value.text
    }
  }
}
