import Foundation
import StyletStudy
import TestSupport
import Testing

/// A study from its beginning to the data, by the program alone, as README's ten lines have it: six phantoms and a gold
/// one, three readers, doubles, a repeat; blinded readings by key scripts, what differs decided in a terminal.
@Suite(.serialized, .enabled(if: TmuxTerminal.isAvailable, "tmux is not installed"))
struct WholeStudyTests {
  private static let readers = ["anne", "bo", "chi"]
  /// The third reader draws elsewhere, and another finding.
  private static let strokes = ["anne": "<Space>", "bo": "<Space>2<Right><Space>", "chi": "25<Right>s2<Space>"]
  private static let normal = "R" + String(repeating: "a<Tab>", count: 11) + "Sa"

  private final class Desk {
    let path = NSTemporaryDirectory() + "stylet-whole-\(UUID().uuidString.prefix(8))"
    var folder: StudyFolder { StudyFolder(path + "/trial") }

    init() throws { try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true) }
    deinit { try? FileManager.default.removeItem(atPath: path) }

    @discardableResult
    func good(_ arguments: String...) throws -> Ran {
      // What is measured once is kept in the folder that is taken away.
      let ran = try stylet(arguments, in: path, wrapper: ["/usr/bin/env", "XDG_CACHE_HOME=\(path)/cache"])
      try #require(ran.status == 0, "\(arguments): \(ran.out)\(ran.err)")
      return ran
    }
  }

  @Test func fromInitToExport() throws {
    let desk = try Desk()
    for n in 1...7 { try desk.good("phantom", "chest\(n).nii.gz", "--size", "48x40x24", "--seed", "\(n)") }
    try desk.good(
      "study", "init", "trial", "--reader", "anne", "--reader", "bo", "--reader", "chi", "--protocol", "covid-chest",
      "--seed", "5", "--doubles", "500", "--repeats", "500", "--repeat-cases", "1", "--repeat-days", "0", "--gold",
      "500")
    for n in 1...6 {
      try desk.good("study", "add", "trial", "chest\(n).nii.gz", "--site", n % 2 == 0 ? "lille" : "south")
    }
    try desk.good("study", "add", "trial", "chest7.nii.gz", "--gold")
    try desk.good("study", "assign", "trial")
    let design = try DesignedReading.read(desk.folder)
    for kind in [DesignedReading.Kind.double, .repeat, .gold] { #expect(design.contains { $0.kind == kind }, "\(kind)") }

    // The known answer, by somebody who reads nothing here.
    try desk.good(
      "open", "chest7.nii.gz", "--project", "known.stylet.json", "--reader", "chief", "--protocol", "covid-chest",
      "--script", "<Space>" + Self.normal, "--save", "--lungs", "ask")
    try desk.good("study", "gold", "trial", "C00007", "known.stylet.json")

    for reader in Self.readers {
      let all = design.count { $0.reader.text == reader }, stroke = try #require(Self.strokes[reader])
      let keys = String(repeating: "<CR>" + stroke + Self.normal, count: all)
      let day = try desk.good(
        "study", "work", "trial", "--reader", reader, "--script", keys, "--dump-screen", "-", "--size", "100x30")
      #expect(day.out.contains("\(all) of \(all) sealed"), "\(day.out)")
      for secret in ["chest", "C0000", "lille"] { #expect(!day.out.contains(secret), "\(day.out)") }
    }
    try desk.good("study", "check", "trial")

    let page = try desk.good("study", "board", "trial", "--json", "--measure").json
    let gold = try #require((page["gold"] as? [String: Any])?["all"] as? [String: Any])
    let golden = design.count { $0.kind == .gold }
    #expect(gold["sealed"] as? Int == golden && gold["judged"] as? Int == golden, "\(gold)")
    #expect(gold["right"] as? Int == design.count { $0.kind == .gold && $0.reader.text == "anne" }, "\(gold)")

    // Those who drew alike agree, and who drew elsewhere does not.
    let scans = try #require(try desk.good("study", "agreement", "trial", "--json").json["scans"] as? [[String: Any]])
    let doubles = Set(design.filter { $0.kind == .double }.map(\.caseID))
    #expect(scans.count == doubles.count)
    let own = try desk.good("study", "agreement", "trial", "--repeats", "--json").json
    #expect((own["scans"] as? [Any])?.count == design.count { $0.kind == .repeat })

    let called = try #require(try desk.good("study", "adjudicate", "trial", "--json").json["cases"] as? [[String: Any]])
    try #require(!called.isEmpty)
    for _ in called { try decide(desk) }
    let done = try #require(try desk.good("study", "adjudicate", "trial", "--json").json["cases"] as? [[String: Any]])
    #expect(done.count == called.count && done.allSatisfy { $0["state"] as? String == "signed" }, "\(done)")

    try desk.good("study", "consensus", "trial")
    try desk.good("study", "check", "trial", "--anchor")
    let out = try desk.good("study", "export", "trial", "--to", "nnunet", "--to", "csv", "--out", "data").out
    #expect(out.contains("6 cases"), "\(out)")
    let table = try String(contentsOfFile: desk.path + "/data/csv/cases.csv", encoding: .utf8)
    #expect(table.components(separatedBy: "\"adjudication\"").count - 1 == called.count, "\(table)")
    for secret in Self.readers.map({ "\"\($0)\"" }) + ["chest1", "C0000"] { #expect(!table.contains(secret), "\(secret)") }
    try desk.good("study", "check", "trial")
  }

  /// Takes one reading's drawing of the next case, answers nothing anew, and signs, as one does it in a terminal.
  private func decide(_ desk: Desk) throws {
    let terminal = try TmuxTerminal(
      term: "xterm-256color", width: 100, height: 30, environment: ["STYLET": builtProduct("stylet")])
    try terminal.run("cd \(desk.path); clear")
    try terminal.run("$STYLET study adjudicate trial --next --adjudicator eve --lungs ask")
    let first = try terminal.waitFor("both readings") { $0.contains("Axial") && $0.contains(" differ") }
    for name in Self.readers { #expect(!first.contains(" \(name) "), "nobody is named: \(first)") }
    try terminal.press("D", "A")
    try terminal.waitFor("a decision") { $0.contains("1 unsaved") || $0.contains("2 unsaved") }
    try terminal.press("R", "S")
    try terminal.waitFor("why")
    try terminal.type("as A has it")
    try terminal.press("Enter")
    try terminal.waitFor("Sign the reading as eve?")
    try terminal.press("a")
    // It is saved, the trail tells of it, and only then are the readers named.
    let last = try terminal.waitFor("is decided")
    #expect(last.contains("A was ") && Self.readers.count { last.contains($0) } >= 2, "\(last)")
  }
}
