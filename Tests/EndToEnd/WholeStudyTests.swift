import Foundation
import StyletStudy
import TestSupport
import Testing

/// A study from its beginning to the data, by README's ten lines: six phantoms and a gold one, three readers, doubles, a
/// repeat; blinded readings by key scripts, what differs decided in a terminal.
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

    /// The line of README that has some words, as a shell takes it, with further ones at its end.
    @discardableResult
    func line(_ words: String, _ more: String = "") throws -> Ran {
      let text = try WholeStudyTests.line(words) + more
      let shell = ["/bin/sh", "-c", "export XDG_CACHE_HOME=\(path)/cache; own=$0; stylet() { \"$own\" \"$@\"; }; \(text)"]
      let ran = try stylet([], in: path, wrapper: shell)
      try #require(ran.status == 0, "\(text): \(ran.out)\(ran.err)")
      return ran
    }
  }

  /// A line of README's ten, without its remark; its phantoms are small.
  private static func line(_ words: String) throws -> String {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let manual = try String(contentsOf: root.appendingPathComponent("README.md"), encoding: .utf8)
    let part = try #require(manual.components(separatedBy: "## A study in ten lines\n").last)
    let block = part.components(separatedBy: "```sh\n")[1].components(separatedBy: "\n```")[0]
    let lines = block.components(separatedBy: "\n")
    try #require(lines.count == 10)
    let line = try #require(lines.first { $0.contains(words) }, "\(words)")
    return line.components(separatedBy: "  #")[0].trimmingCharacters(in: .whitespaces)
      .replacingOccurrences(of: ".nii.gz --seed", with: ".nii.gz --size 48x40x24 --seed")
  }

  @Test func fromInitToExport() throws {
    let desk = try Desk()
    for words in ["stylet phantom", "study init", "study add", "study assign"] { try desk.line(words) }
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
      for secret in ["chest", "C0000"] { #expect(!day.out.contains(secret), "\(day.out)") }
    }
    try desk.good("study", "check", "trial")

    let page = try desk.line("study board", " --json --measure").json
    let gold = try #require((page["gold"] as? [String: Any])?["all"] as? [String: Any])
    let golden = design.count { $0.kind == .gold }
    #expect(gold["sealed"] as? Int == golden && gold["judged"] as? Int == golden, "\(gold)")
    #expect(gold["right"] as? Int == design.count { $0.kind == .gold && $0.reader.text == "anne" }, "\(gold)")

    // Those who drew alike agree, and who drew elsewhere does not.
    try desk.line("study agreement")
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

    try desk.line("study consensus")
    let out = try desk.line("study export").out
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
    try terminal.run(try Self.line("study adjudicate").replacingOccurrences(of: "stylet ", with: "$STYLET ") + " --lungs ask")
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
