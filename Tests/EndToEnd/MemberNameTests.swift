import Foundation
import StyletBase
import TestSupport
import Testing

/// The answers for programs name the same things alike, and what they name is described.
@Suite struct MemberNameTests {
  private struct Answer: @unchecked Sendable {
    let command: String
    let json: [String: Any]
    let help: Set<String>
  }

  /// Every answer of one case that has findings, lungs and lesions; a series whose header has quantities:
  /// asked once for all tests.
  private static let asked = Result {
    let files = try CaseFolder()
    try files.draw("<Space>9<Right>s2<Space>")
    try writeSeries(to: files.path + "/ct")
    let drawn = try files.run("open", "ct", "--script", "<Space>", "--save", "--lungs", "ask")
    try #require(drawn.status == 0, "\(drawn.err)")
    try #require(try files.run("study", "init", "trial", "--reader", "ann").status == 0)
    let asked: [[String]] = [
      ["extent", CaseFolder.projectName, "--json", "--qct", "--lesions"],
      ["extent", CaseFolder.projectName, "--json", "--lesions"], ["extent", CaseFolder.projectName, "--json"],
      ["report", CaseFolder.projectName, "--json", "-"], ["lungs", CaseFolder.scanName, "lungs.nii.gz", "--json"],
      ["propose", CaseFolder.scanName, "found.nii.gz", "--json"], ["info", CaseFolder.scanName, "--json", "--load"],
      ["info", "ct", "--json"], ["report", "ct.stylet.json", "--json", "-"], ["extent", "ct.stylet.json", "--json"],
      ["export", CaseFolder.projectName, "-", "--to", "json"],
      ["agree", CaseFolder.projectName, CaseFolder.truthName, "--json"],
      ["consensus", CaseFolder.projectName, CaseFolder.truthName, "--json"],
      ["deidentify", "ct", "gone", "--key", "site.key", "--new-key", "--json"],
      ["intake", "take", "ct", "--study", "trial", "--json"],
      ["compare-scans", CaseFolder.projectName, CaseFolder.truthName, "--json", "--lungs", "ask"],
    ]
    #expect(try Subcommands.called(by: asked).isSuperset(of: Subcommands.offering("--json")))
    return try asked.map { command in
      let ran = try stylet(command, in: files.path)
      try #require(ran.status == 0 && !ran.json.isEmpty, "\(command): \(ran.err)")
      // Of a group the help of the one that answers.
      let help = try stylet(command.prefix(command[0] == "intake" ? 2 : 1) + ["--help"], in: files.path).out
      return Answer(command: command.joined(separator: " "), json: ran.json, help: words(help))
    }
  }

  private func answers() throws -> [Answer] { try Self.asked.get() }

  /// Slices with a tube voltage and a thickness in their headers.
  private static func writeSeries(to folder: String) throws {
    let plain = SmallSeries()
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    func element(_ number: UInt8, _ text: String) -> Data {
      Data([0x18, 0, number, 0]) + Data("DS".utf8) + Data([UInt8(text.utf8.count), 0]) + Data(text.utf8)
    }
    for n in 0..<plain.count {
      var slice = plain.slice(n)
      // Before the study's UID, the first element of the next group.
      let next = try #require(slice.range(of: Data([0x20, 0, 0x0d, 0])))
      slice.insert(contentsOf: element(0x50, "2.50") + element(0x60, "120 "), at: next.lowerBound)
      try slice.write(to: URL(fileURLWithPath: folder + "/s\(n).dcm"))
    }
  }

  /// Words as member names are written.
  private static func words(_ text: String) -> Set<String> {
    // Help is wrapped at blanks; a name is never broken.
    Set(text.split { !($0.isLetter || $0.isNumber || $0 == "_") }.map(String.init))
  }

  private static let schema: Set<String> = {
    let path = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("Samples/stylet-project.schema.json")
    return (try? String(contentsOf: path, encoding: .utf8)).map(words) ?? []
  }()

  /// Every member's name, at any depth.
  private func names(_ value: Any) -> Set<String> {
    switch value {
    case let object as [String: Any]: object.reduce(into: Set(object.keys)) { $0.formUnion(names($1.value)) }
    case let list as [Any]: list.reduce(into: []) { $0.formUnion(names($1)) }
    default: []
    }
  }

  /// Words that stand for "ml" and "percent" elsewhere, and the names that have one of them beside the unit.
  private static let otherWords = [
    "pct", "perc", "millilitres", "milliliters", "milliliter", "volume", "vol", "cc", "cm3", "fraction",
  ]
  private static let volumes = ["volume_ml", "qct_volume_ml", "qct_rest_volume_ml"]

  @Test func volumesAndPercentagesAreNamedAlike() throws {
    for answer in try answers() {
      let names = names(answer.json)
      for name in names {
        let parts = name.lowercased().split(separator: "_").map(String.init)
        for other in Self.otherWords where parts.contains(other) {
          #expect(Self.volumes.contains(name), "\(answer.command): \(name)")
        }
        #expect(!name.contains("millilit") && !name.contains("%"), "\(answer.command): \(name)")
        // The unit is the end of a name; an interval is of what stands before it.
        for unit in ["ml", "percent"] where parts.contains(unit) {
          #expect(parts.last == unit || parts.suffix(2) == [unit, "interval"], "\(answer.command): \(name)")
        }
        #expect(name == name.lowercased() || answer.command.hasPrefix("report"), "\(answer.command): \(name)")
      }
      let hasNone = ["info", "deidentify", "intake"].contains { answer.command.hasPrefix($0) }
      #expect(hasNone || names.contains("ml"), "\(answer.command)")
    }
  }

  /// A finding's value is `value` in every answer; the project's own file says `label`, which older versions read.
  @Test func noAnswerSaysLabel() throws {
    var said = Set<String>()
    for answer in try answers() {
      let names = names(answer.json)
      said.formUnion(names)
      #expect(!names.contains("label") && !names.contains("labels"), "\(answer.command)")
      for name in names where name.hasPrefix("percent_") {
        #expect(name == "percent_interval", "\(answer.command): \(name)")
      }
    }
    // Where it could be the other word: what lies outside the lungs.
    #expect(said.isSuperset(of: ["value", "outside", "findings"]))
    let files = try CaseFolder()
    try files.draw("<Space>", lungs: "ask")
    let layers = try #require(files.savedProject()["layers"] as? [[String: Any]])
    #expect(((layers.first?["slices"] as? [[String: Any]])?.first?["label"] as? Int) == 1)
  }

  /// What stands at the top of an answer is in the command's help or in the schema.
  @Test func whatAnAnswerHasIsDescribed() throws {
    try #require(Self.schema.contains("quantitative_ct"))
    for answer in try answers() {
      for name in answer.json.keys.sorted() {
        #expect(answer.help.contains(name) || Self.schema.contains(name), "\(answer.command): \(name)")
      }
    }
  }

  /// A quantity is a number beside its unit; a text never holds both.
  @Test func factsThatAreQuantitiesHaveNumberAndUnit() throws {
    var units: [String: Double] = [:]
    for answer in try answers() where ["info", "repo"].contains(answer.command.prefix(4)) {
      let scan = answer.json["scan"] as? [String: Any]
      for fact in try #require((answer.json["facts"] ?? scan?["facts"]) as? [[String: Any]], "\(answer.command)") {
        let name = try #require(fact["name"] as? String)
        if let unit = fact["unit"] as? String {
          let value = try #require(fact["value"] as? Double, "\(name) is a number")
          units["\(name), \(unit)"] = value
        } else {
          let text = try #require(fact["value"] as? String, "\(name) without a unit is a text")
          let quantity = /[-−+]?[0-9]+([.,][0-9]+)?(e[-+]?[0-9]+)? ?[a-zA-Zµ%\/³²]+/
          #expect(text.wholeMatch(of: quantity) == nil, "\(name): \(text)")
        }
      }
    }
    #expect(units["tube voltage, kV"] == 120 && units["slice thickness, mm"] == 2.5, "\(units)")
  }
}
