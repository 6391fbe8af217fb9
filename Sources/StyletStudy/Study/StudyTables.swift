import StyletBase
import StyletImaging

/// `cases.jsonl`.
extension StudyCase {
  /// In order of arrival.
  public static func read(_ folder: StudyFolder) throws -> [StudyCase] {
    let all = try StudyFile.lines(folder.cases) { StudyCase(&$0) }
    try refuseTwice(all.map(\.id.text), folder.cases, "case")
    return all
  }

  static func bytes(_ all: [StudyCase]) -> [UInt8] { StudyFile.bytes(ofLines: all.map(\.json)) }

  public static func write(_ all: [StudyCase], _ folder: StudyFolder) throws {
    try StudyFile.write(bytes(all), to: folder.cases)
  }

  var json: JSONObject {
    let own: JSONObject = [
      "case": .string(id.text), "path": .string(path), "sha256": .string(sha256), "fingerprint": .string(fingerprint),
      "files": .int(files), "size": .array(size.map { .int($0) }), "spacing_mm": .array(spacing.map { .double($0) }),
      "site": .string(site), "scanner": scanner.map(JSONValue.string) ?? .null,
      "kernel": kernel.map(JSONValue.string) ?? .null, "thickness_mm": thickness.map(JSONValue.double) ?? .null,
      "contrast": contrast.map(JSONValue.bool) ?? .null, "patient": .string(patient),
      "priority": priority.map { .int($0) } ?? .null, "use": .string(use.rawValue), "striking": .bool(isStriking),
      "demands": .object(JSONObject(demands.sorted { $0.key < $1.key }.map { ($0.key, .int($0.value)) })),
      "status": .string(status.rawValue), "added": .string(added),
    ]
    return own.with(choice.json)
  }

  init?(_ fields: inout FieldReader) {
    let id = fields.name("case", as: CaseID.self), path = fields.text("path", most: 4096, required: true)
    let choice = ScanChoice(&fields)
    let sha256 = fields.digest("sha256"), fingerprint = fields.digest("fingerprint")
    let files = fields.int("files", in: 1...1 << 24)
    let size = fields.numbers("size", count: 3)?.compactMap { Int(exactly: $0) } ?? []
    if size.count != 3 || !size.allSatisfy({ (1...1 << 20).contains($0) }) {
      fields.report("size", "3 numbers of voxels were expected")
    }
    let spacing = fields.numbers("spacing_mm", count: 3) ?? []
    if !spacing.allSatisfy({ $0 > 0 && $0 <= 1000 }) { fields.report("spacing_mm", "3 lengths were expected") }
    let site = fields.text("site", required: true)
    let scanner = fields.text("scanner"), kernel = fields.text("kernel")
    let thickness = fields.double("thickness_mm", required: false)
    let contrast = fields.bool("contrast", required: false)
    let patient = fields.text("patient", required: true), priority = fields.int("priority", in: 1...5, required: false)
    let use = fields.word("use", as: Use.self), striking = fields.bool("striking")
    let demands = fields.experience("demands"), status = fields.word("status", as: Status.self)
    let added = fields.time("added")
    guard let id, let path, let sha256, let fingerprint, let files, size.count == 3, spacing.count == 3, let site,
      let patient, let use, let striking, let status, let added
    else { return nil }
    self.init(
      id: id, path: path, sha256: sha256, fingerprint: fingerprint, files: files, size: size, spacing: spacing,
      site: site, patient: patient, added: added)
    (self.choice, self.scanner, self.kernel, self.thickness) = (choice, scanner, kernel, thickness)
    (self.contrast, self.priority, self.use, isStriking) = (contrast, priority, use, striking)
    (self.demands, self.status) = (demands, status)
  }
}

/// - Throws: a ``Failure`` with the line where a name stands for the second time.
private func refuseTwice(_ names: [String], _ path: String, _ field: String) throws {
  var seen = Set<String>()
  for (n, name) in names.enumerated() where !seen.insert(name).inserted {
    throw StudyFile.wrong(path, "line \(n + 1), \(field)", words("error.study.twice", ["name": name]))
  }
}

/// `keys/design.jsonl`.
extension DesignedReading {
  public static func read(_ folder: StudyFolder) throws -> [DesignedReading] {
    let all = try StudyFile.lines(folder.design) { DesignedReading(&$0) }
    try refuseTwice(all.map(\.alias.text), folder.design, "alias")
    return all
  }

  static func bytes(_ all: [DesignedReading]) -> [UInt8] { StudyFile.bytes(ofLines: all.map(\.json)) }

  var json: JSONObject {
    [
      "reader": .string(reader.text), "alias": .string(alias.text), "case": .string(caseID.text),
      "occasion": .int(occasion), "kind": .string(kind.rawValue),
    ]
  }

  init?(_ fields: inout FieldReader) {
    let reader = fields.name("reader", as: ReaderName.self), alias = fields.name("alias", as: Alias.self)
    let id = fields.name("case", as: CaseID.self), occasion = fields.int("occasion", in: 1...2)
    let kind = fields.word("kind", as: Kind.self)
    guard let reader, let alias, let id, let occasion, let kind else { return nil }
    self.init(reader: reader, alias: alias, caseID: id, occasion: occasion, kind: kind)
  }
}

/// `readers/NAME/list.jsonl`.
extension ListedReading {
  /// In reading order. Cost: the file; ten thousand rows in less than 0.2 s.
  public static func read(_ folder: StudyFolder, _ reader: ReaderName) throws -> [ListedReading] {
    let all = try StudyFile.lines(folder.list(reader)) { ListedReading(&$0) }
    try refuseTwice(all.map(\.alias.text), folder.list(reader), "alias")
    return all
  }

  package static func bytes(_ all: [ListedReading]) -> [UInt8] { StudyFile.bytes(ofLines: all.map(\.json)) }

  var json: JSONObject {
    [
      "alias": .string(alias.text), "priority": priority.map { .int($0) } ?? .null,
      "due": due.map(JSONValue.string) ?? .null,
      "opens": opens.map { .object(["after": .int($0.after), "days": .int($0.days)]) } ?? .null,
    ]
  }

  init?(_ fields: inout FieldReader) {
    let alias = fields.name("alias", as: Alias.self), priority = fields.int("priority", in: 1...5, required: false)
    let due = fields.day("due")
    var opens: Opening?
    if var inner = fields.reader("opens", required: false) {
      let after = inner.int("after", in: 0...1 << 24), days = inner.int("days", in: 0...3650)
      inner.refuseOthers()
      if let after, let days { opens = Opening(after: after, days: days) }
    }
    guard let alias else { return nil }
    self.init(alias: alias, priority: priority, due: due, opens: opens)
  }
}
