import StyletBase

/// `manifest.json`: what is in the folder, by what rule, and the SHA-256 of each file. No time is in it: the same data
/// give the same bytes.
public struct ExportManifest: Sendable {
  public static let format = "stylet-study-export"
  public static let version = 1

  public struct Entry: Hashable, Sendable {
    /// From the export's folder on.
    public var path: String
    public var digest: String
    /// A scan that lies elsewhere: the digest is that of its content.
    public var isLink: Bool

    public init(path: String, digest: String, isLink: Bool = false) {
      (self.path, self.digest, self.isLink) = (path, digest, isLink)
    }
  }

  public let set: ExportedSet
  public let forms: [String]
  public let entries: [Entry]

  public init(_ set: ExportedSet, forms: [String], entries: [Entry]) {
    (self.set, self.forms, self.entries) = (set, forms, entries.sorted { $0.path < $1.path })
  }

  public var file: ExportedFile { ExportedFile("manifest.json", json: json) }

  public var json: JSONObject {
    let lots = set.lots
    let classes = set.labels.classes.map { one -> JSONValue in
      .object(["value": .int(Int(one.value)), "code": .string(one.code), "name": .string(one.name)])
    }
    let earlier = set.study.protocols.dropLast().map { JSONValue.string("\($0.reference)") }
    let own: JSONObject = [
      "format": .string(Self.format), "version": .int(Self.version), "program": .string("stylet \(Release.version)"),
      "notice": .string(ResearchUse.inData), "study": .string(set.study.id), "title": .string(set.study.title),
      "protocol": (set.study.protocolInForce?.reference.description).map(JSONValue.string) ?? .null,
    ]
    return own.with(earlier.isEmpty ? [:] : ["earlier_protocols": .array(earlier)]).with([
      "forms": .array(forms.map(JSONValue.string)), "images": .string(set.images.rawValue),
      "licence": set.licence.map(JSONValue.string) ?? .null, "rule": .object(set.rule.json),
      "tie": .string(set.study.rulesInForce.tie.rawValue),
      "splits": .object([
        "seed": .int(lots.seed), "folds": .int(lots.folds), "test_one_of": .int(lots.testOneOf),
        "by": .string("patient"), "stratified_by": .string("site"),
      ]),
      "labels": .array(classes), "ignore": .int(Int(set.labels.ignore)), "cases": .int(set.cases.count),
      "patients": .int(set.patients.count), "sites": .int(set.sites.count), "readers": .int(set.readers.count),
      "left_out": .array(
        set.leftOut.map { .object(["case": .string($0.name), "reason": .string($0.reason.rawValue)]) }),
      "files": .array(
        entries.map { .object(["path": .string($0.path), "sha256": .string($0.digest), "link": .bool($0.isLink)]) }),
    ])
  }
}

extension ExportedSet {
  /// The datasheet of all forms together.
  public var datasheet: ExportedFile { ExportedFile("datasheet.md", text: ExportDatasheet(self).text) }
}
