import Foundation
import TestSupport
import Testing

@testable import StyletBase
@testable import StyletCore
@testable import StyletImaging
@testable import StyletProject

@Suite struct ProjectFileTests {
  /// A project with a member that nobody knows in every object.
  static let full = """
    {
      "format": "stylet-project",
      "version": 1,
      "scan": {"path": "ct.nii.gz", "sha256": "\(String(repeating: "0a", count: 32))", "grid": {"size": [7, 5, 4], \
    "spacing": [0.5, 0.5, 1.25], "origin": [-120.5, 33.1, -700.25], "direction": [1.0, 0.0, 0.0, 0.0, 1.0, 0.0, 0.0, \
    0.0, 1.0], "u1": 1e400}, "u2": [1, {"x": null}]},
      "reader": {"name": "reader-07", "u3": "é"},
      "protocol": {"id": "covid-chest", "version": 3, "u4": true},
      "labels": [
        {"value": 2, "code": "GGO", "name": "Ground-glass opacity", "colour": "#e69f00", "u5": 1},
        {"value": 200, "code": "X", "name": "Other", "colour": "#000000", "names": {"fr": "Divers"}}
      ],
      "layers": [
        {"name": "findings", "slices": [
          {"k": 1, "label": 2, "origin": "grown", "runs": "3 9 2 1", "u6": 0.10},
          {"k": 1, "label": 200, "origin": "manual", "runs": "0 3 9 2"},
          {"k": 3, "label": 2, "origin": "imported", "runs": "34 1"}
        ], "u7": {}},
        {"name": "lungs", "slices": []}
      ],
      "landmarks": [
        {"at": [1, 2, 3]}
      ],
      "measurements": [],
      "reading": {"q1": "yes"},
      "extent": {"u8": 4},
      "timing": {"sessions": 2, "seconds": 61.5, "u9": 0},
      "audit": [
        {"time": "2026-03-01T09:30:00Z", "reader": "reader-07", "action": "waved", "detail": "", "u10": 1}
      ],
      "u11": [[]]
    }

    """

  @Test func everythingSurvives() throws {
    let project = try Project(decoding: Array(Self.full.utf8), path: "p")
    #expect(String(decoding: project.encoded(), as: UTF8.self) == Self.full)
    #expect(project.layers[0].origins[SliceKey(k: 3, label: 2)] == .imported)
    // A study's name goes before the one that the catalogue has.
    #expect(Words.$inTask.withValue(.french) { project.labels.findings.map(\.said) } == ["Verre dépoli", "Divers"])
    #expect(project.labels.findings.map(\.said) == ["Ground-glass opacity", "Other"])
    let drawing = Drawing(project.layers[0]).labels
    // the run of nine goes over two ends of rows
    #expect(drawing[35..<50] == [200, 200, 200, 2, 2, 2, 2, 2, 2, 2, 2, 2, 200, 200, 2])
    #expect(drawing.filter { $0 != 0 }.count == 16 && drawing[3 * 35 + 34] == 2)
  }

  /// Random drawings come back, labels and origins.
  @Test func drawingsComeBack() throws {
    for seed in 1...40 as ClosedRange<UInt64> {
      var session = EditSession(volume: Case.volume())
      _ = try Case.work(&session, steps: 12, seed: seed)
      var project = Project(
        scan: ScanReference(path: "ct", grid: Case.grid), reader: "r", labels: .standard)
      project.layers = session.layers
      let back = try Project(decoding: project.encoded(), path: "p")
      #expect(Drawing(back.layers[0]) == Drawing(session))
      #expect(Case.grid.mismatch(with: back.scan.grid, tolerance: 1e-9) == nil)
      #expect(back.encoded() == project.encoded())
    }
  }

  /// Each value of the file in turn is replaced by something else: an error or a project, never a trap; and of
  /// the members that matter, the error names the place.
  @Test func wrongTypesEverywhere() throws {
    let whole = try JSONParser.parse(Array(Self.full.utf8))
    let others: [JSONValue] = [
      .null, .bool(true), .int(-1), .int(.max), .double(1e300), .double(0.5), .string(""), .string("\u{1b}[2J"),
      .array([]), .object([:]), .array([.object([:]), .null]), .number(JSONNumber(checked: "1e999")),
    ]
    var refused = 0
    func visit(_ value: JSONValue, _ put: (JSONValue) -> JSONValue) {
      for other in others {
        let log = ProblemLog()
        let project = Project.read(put(other).bytes, log: log)
        #expect(project != nil || log.firstError != nil)
        if log.firstError != nil { refused += 1 }
        if project != nil, log.firstError == nil { _ = project?.encoded() }
      }
      switch value {
      case .array(let list):
        for n in list.indices {
          visit(list[n]) {
            var changed = list
            changed[n] = $0
            return put(.array(changed))
          }
        }
      case .object(let object):
        for member in object.members {
          visit(member.value) {
            var changed = object
            changed[member.name] = $0
            return put(.object(changed))
          }
        }
      default: break
      }
    }
    visit(whole) { $0 }
    #expect(refused > 500)
  }

  @Test(arguments: [
    ("\"version\": 1,", "\"version\": 2,", "version"), ("\"stylet-project\"", "\"other\"", "format"),
    ("\"3 9 2 1\"", "\"3 40\"", "layers[0].slices[0].runs"),
    ("\"3 9 2 1\"", "\"2 9\"", "layer findings, slice 1, row 0"),
    ("\"k\": 3", "\"k\": 4", "layers[0].slices[2].k"), ("\"grown\"", "\"dreamt\"", "layers[0].slices[0].origin"),
    ("\"label\": 200", "\"label\": 2", "layers[0].slices[1].k"), ("[7, 5, 4]", "[7, 5, 0]", "scan.grid.size"),
    ("[7, 5, 4]", "[1e6, 1e6, 1e6]", "scan.grid.size"), ("[0.5, 0.5, 1.25]", "[0.5, 0, 1.25]", "scan.grid.spacing"),
    ("\"#e69f00\"", "\"red\"", "labels[0].colour"), ("\"value\": 200", "\"value\": 2", "labels[1].value"),
    ("\"lungs\"", "\"findings\"", "layers[1].name"), ("\"u11\"", "\"reader\"", "line 29, column 3"),
    ("\"0a", "\"0A", "scan.sha256"), ("\"ct.nii.gz\"", "\"a\\u0000b\"", "scan.path"),
  ])
  func theErrorNamesThePlace(old: String, new: String, place: String) throws {
    let text = Self.full.replacingOccurrences(of: old, with: new)
    #expect(text != Self.full)
    do {
      _ = try Project(decoding: Array(text.utf8), path: "p.json")
      Issue.record("read")
    } catch let failure as Failure {
      #expect(failure.kind == .badData && failure.path == "p.json")
      #expect(failure.place == place || failure.place?.hasPrefix(place + " (and ") == true, "\(failure)")
    }
  }

  /// Cut anywhere, the file is refused, not trusted.
  @Test func everyTruncation() {
    let bytes = Array(Self.full.utf8)
    for length in 0..<bytes.count - 2 {
      #expect(throws: Failure.self) { try Project(decoding: Array(bytes[..<length]), path: "p") }
    }
  }

  /// What is written is what the published schema names.
  @Test func theSchemaNamesEveryMember() throws {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("../../..")
    let schema = try JSONParser.parse(read(root.appendingPathComponent("Samples/stylet-project.schema.json").path))
    var project = try Project(decoding: Array(Self.full.utf8), path: "p")
    project.unknown = UnknownFields()
    project.audit = [AuditEntry(reader: "r", action: .saved)]
    project.extent = [:]
    project.reading = [:]
    project.landmarks = [.object(AnnotationTests.landmark.json(Case.grid))]
    project.measurements = [AnnotationTests.ruler, AnnotationTests.ellipse, AnnotationTests.axes].map {
      .object($0.json(Case.grid, values: $0.values(in: Case.volume())))
    }
    try Self.checkNames(JSONParser.parse(project.encoded()), schema)
  }

  /// That every member of a file is one that the schema names, and none is missing that it requires.
  static func checkNames(_ value: JSONValue, _ whole: JSONValue) {
    func resolved(_ schema: JSONValue?) -> JSONValue? {
      guard let reference = schema?.object?["$ref"]?.string else { return schema }
      return whole.object?["$defs"]?.object?[String(reference.dropFirst("#/$defs/".count))]
    }
    func check(_ value: JSONValue, _ schema: JSONValue?, _ place: String) {
      var schema = resolved(schema)
      if let forms = schema?.object?["anyOf"]?.array?.map({ resolved($0) }) {
        let form = forms.first { form in
          (form?.object?["required"]?.array ?? []).allSatisfy { value.object?[$0.string ?? ""] != nil }
        }
        #expect(form != nil, "\(place) is of none of the forms")
        schema = form ?? nil
      }
      if let object = value.object, let properties = schema?.object?["properties"]?.object {
        for member in object.members {
          #expect(properties[member.name] != nil, "\(place).\(member.name)")
          check(member.value, properties[member.name], place + "." + member.name)
        }
        for name in schema?.object?["required"]?.array ?? [] { #expect(object[name.string ?? ""] != nil) }
      }
      for element in value.array ?? [] { check(element, schema?.object?["items"], place + "[]") }
    }
    check(value, whole, "")
  }
}
