import Foundation
import TestSupport
import Testing

@testable import StyletBase
@testable import StyletImaging
@testable import StyletProject

@Suite struct ProtocolTests {
  private static let samples = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("../../../Samples/protocols")

  @Test(arguments: BuiltInProtocol.allCases) func theBuiltInTextIsTheFile(own: BuiltInProtocol) throws {
    let file = Self.samples.appendingPathComponent(own.rawValue + ".toml")
    #expect(own.text == (try String(contentsOf: file, encoding: .utf8)))
    let form = try own.form
    #expect(form.id == own.rawValue && form.version >= 1)
    #expect(form.order.count == form.fields.count)
    #expect(try ProtocolLibrary.read(file.path).form == form)
  }

  /// Keys of one field differ, every normal answer is one, and what is normal leaves nothing required open.
  @Test(arguments: BuiltInProtocol.allCases) func aNormalReadingIsWhole(own: BuiltInProtocol) throws {
    let form = try own.form
    var record = ReadingRecord()
    for section in form.sections {
      for (field, value) in ReadingSheet(form, record).normalAnswers(of: section.id) {
        record.set(ReadingAnswer(value, reader: "r", time: "t", way: .normal), for: field)
      }
    }
    let sheet = ReadingSheet(form, record)
    #expect(sheet.missing.map(\.id) == [])
    #expect(ReadingCheck.problems(of: record, form) == [])
    for field in form.fields { #expect(Set(field.options.map(\.key)).count == field.options.count, "\(field.id)") }
  }

  @Test func theStandardFindingsKeepTheirValues() throws {
    let form = try BuiltInProtocol.covidChest.form
    let labels = try #require(form.labels)
    for finding in LabelTable.standard.findings { #expect(labels[finding.value] == finding) }
    #expect(form.lesionFindings == [1, 2, 5])
    #expect(form.findings[0].band == -750 ... -300)
  }

  // MARK: Mistakes

  private static let sound = """
    id = "study"
    version = 2
    title = "A study"
    [[scales]]
    id = "three"
    options = [{ id = "a", title = "A" }, { id = "b", title = "B", points = 4 }, { id = "3", title = "C" }]
    [[region-sets]]
    id = "sides"
    regions = [{ id = "R", title = "right" }, { id = "L", title = "left" }]
    [[sections]]
    id = "one"
    title = "One"
    [[sections.fields]]
    id = "first"
    title = "First"
    kind = "choice"
    scale = "three"
    [[sections.fields]]
    id = "grid"
    title = "Grid"
    kind = "grid"
    regions = "sides"
    scale = "three"
    [[sections.fields]]
    id = "size"
    title = "Size"
    kind = "number"
    range = [1, 9]
    when = { field = "first", is = ["b"] }
    """

  private func parse(_ text: String) throws -> ReadingProtocol { try ReadingProtocol.parse(text, name: "my.toml") }

  @Test func keysAndPointsFollowTheOptions() throws {
    let form = try parse(Self.sound)
    let options = try #require(form.field("first")).options
    #expect(options.map(\.key) == ["1", "2", "3"])
    #expect(options.map(\.points) == [nil, 4, 3])
    #expect(form.reference == ProtocolReference(id: "study", version: 2))
  }

  /// What is drawn has its name in other languages beside it; a project keeps both.
  @Test func findingsHaveNamesInOtherLanguages() throws {
    func finding(_ names: String) -> String {
      "[[findings]]\nvalue = 7\ncode = \"HAL\"\nname = \"Reversed halo\"\ncolour = \"#112233\"\n\(names)\n"
    }
    let at = try #require(Self.sound.range(of: "[["))
    func form(_ names: String) throws -> ReadingProtocol {
      try parse(Self.sound.replacingCharacters(in: at, with: finding(names) + "[["))
    }
    let labels = try #require(try form("names = { fr = \"Halo inversé\" }").labels)
    #expect(labels[7]?.said == "Reversed halo" && labels[7]?.names == ["fr": "Halo inversé"])
    #expect(Words.$inTask.withValue(.french) { labels[7]?.said } == "Halo inversé")
    #expect(Words.$inTask.withValue(.french) { try? form("").labels?[7]?.said } == "Reversed halo")
    let error = try #require(#expect(throws: Failure.self) { try form("names = { fr = 7 }") })
    #expect(error.place?.contains("names.fr") == true, "\(error)")
  }

  private static let mistakes: [(String, String, String, String)] = [
    ("title = \"A study\"", "title = \"\"", "title", "is empty"),
    ("title = \"A study\"", "titel = \"A study\"", "title", "is missing"),
    ("version = 2", "version = 2\ncolour = 1", "colour", "is not known here"),
    ("id = \"study\"", "id = \"a study\"", "id", "letters, digits"),
    ("version = 2", "version = 0", "version", "from 1"),
    ("id = \"grid\"", "id = \"first\"", "sections[0].fields[1].id", "stands twice"),
    ("id = \"L\"", "id = \"R\"", "region-sets[0].regions[1].id", "stands twice"),
    ("id = \"b\"", "id = \"a\"", "scales[0].options[1].id", "stands twice"),
    ("id = \"b\"", "id = \"not-assessed\"", "scales[0].options[1].id", "an answer of its own"),
    ("points = 4", "key = \"x\"", "scales[0].options[1].key", "a key of the form"),
    ("points = 4", "key = \"1\"", "scales[0].options[1].key", "stands twice"),
    ("points = 4", "points = \"four\"", "scales[0].options[1].points", "a number was expected"),
    ("kind = \"number\"", "kind = \"numbre\"", "sections[0].fields[2].kind", "is none of"),
    ("range = [1, 9]", "range = [9, 1]", "sections[0].fields[2].range", "lower bound"),
    ("range = [1, 9]", "range = [1]", "sections[0].fields[2].range", "2 numbers"),
    ("range = [1, 9]", "range = [1, 9]\nnormal = 10", "sections[0].fields[2].normal", "is not from 1 to 9"),
    ("regions = \"sides\"", "regions = \"lobes\"", "sections[0].fields[1].regions", "no regions \"lobes\""),
    ("field = \"first\"", "field = \"frist\"", "sections[0].fields[2].when", "no field \"frist\""),
    ("is = [\"b\"]", "is = [\"c\"]", "sections[0].fields[2].when", "\"c\" is no answer"),
    ("is = [\"b\"]", "is = [\"b\"], and = 1", "sections[0].fields[2].when.and", "is not known here"),
    ("is = [\"b\"]", "equals = \"b\"", "sections[0].fields[2].when", "is missing"),
  ]

  @Test(arguments: mistakes) func mistakesAreSaidWithTheirPlace(_ old: String, _ new: String, _ place: String, _ what: String) throws {
    let at = try #require(Self.sound.range(of: old))
    let error = #expect(throws: Failure.self) { try parse(Self.sound.replacingCharacters(in: at, with: new)) }
    let failure = try #require(error)
    #expect(failure.kind == .badData && failure.path == "my.toml")
    #expect(failure.place?.hasPrefix(place) == true, "\(failure)")
    #expect(failure.what.contains(what), "\(failure)")
  }

  private func field(_ id: String, _ rest: String) -> String {
    "\n[[sections.fields]]\nid = \"\(id)\"\ntitle = \"T\"\n" + rest
  }

  @Test func circlesAndDanglingFormulas() throws {
    func error(_ more: String) throws -> String {
      "\(try #require(#expect(throws: Failure.self) { try parse(Self.sound + more) }))"
    }
    let one = field("p", "kind = \"yes-no\"\nwhen = { field = \"q\", is = [\"yes\"] }")
    let two = field(
      "q", "kind = \"yes-no\"\nwhen = [{ field = \"first\", is = [\"a\"] }, { field = \"p\", is = [\"yes\"] }]")
    #expect(try error(one + two).contains("in a circle: p, q"))
    let none = "no-lesion = { field = \"nowhere\", is = [\"a\"] }\n" + Self.sound
    let refused = try #require(#expect(throws: Failure.self) { try parse(none) })
    #expect(refused.place == "no-lesion" && refused.what.contains("no field \"nowhere\""), "\(refused)")
    #expect(try error(field("p", "kind = \"computed\"\nformula = \"nonsense\"")).contains("no formula \"nonsense\""))
    #expect(try error(field("p", "kind = \"computed\"\nformula = \"tss\"")).contains("needs \"lobes\" too"))
    #expect(
      try error(field("p", "kind = \"computed\"\nformula = \"tss\"\ninputs = { lobes = \"size\" }"))
        .contains("not of the kind"))
    let fact = "kind = \"computed\"\nfact = "
    #expect(try error(field("p", fact + "\"extent.weight\"")).contains("no value \"extent.weight\""))
    #expect(try error(field("p", "kind = \"computed\"")).contains("are missing"))
    #expect(try error(field("p", fact + "\"extent.class\"\nrequired = true")).contains("cannot be"))
    #expect(
      try error(field("p", "kind = \"yes-no\"\nbeside = \"size\"\ndiscordance = 1")).contains("no computed field"))
    #expect(throws: Failure.self) { try parse("id = ") }
  }

  /// Whatever member is taken away or made something else: a protocol or an error, never a trap.
  @Test func nothingTraps() throws {
    let lines = Self.sound.split(separator: "\n", omittingEmptySubsequences: false)
    for n in lines.indices {
      for other in ["", "x = [[[]]]", "kind = 3", "when = [[{ field = \"first\" }]]", "options = 1", "[sections.x]"] {
        var text = lines
        text[n] = other[...]
        _ = try? parse(text.joined(separator: "\n"))
      }
    }
    // as deep as it goes
    let deep = String(repeating: "[", count: 400) + String(repeating: "]", count: 400)
    #expect(throws: Failure.self) { try parse(Self.sound + field("p", "kind = \"yes-no\"\nwhen = \(deep)")) }
  }

  @Test func protocolsAreFoundAgain() throws {
    try withTemporaryFolder { folder in
      let path = folder + "/mine.toml"
      try Data(Self.sound.utf8).write(to: URL(fileURLWithPath: path))
      let reference = ProtocolReference(id: "study", version: 2)
      let found = try ProtocolLibrary.find(reference, file: "mine.toml", project: folder + "/ct.stylet.json")
      #expect(found.reference == reference)
      #expect(throws: Failure.self) {
        try ProtocolLibrary.find(ProtocolReference(id: "study", version: 3), file: path, project: folder + "/p")
      }
      #expect(throws: Failure.self) { try ProtocolLibrary.find(reference, file: nil, project: folder + "/p") }
      #expect(throws: Failure.self) { try ProtocolLibrary.read(folder + "/none.toml") }
      #expect(throws: Failure.self) { try ProtocolLibrary.read(folder) }
    }
    #expect(try ProtocolLibrary.find(BuiltInProtocol.ild.form.reference, file: nil, project: "p").id == "ild")
  }
}
