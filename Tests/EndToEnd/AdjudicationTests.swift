import Foundation
import StyletStudy
import TestSupport
import Testing

/// `stylet study adjudicate`: two readers differ, somebody decides by keys, the trail tells of it, and it leaves.
@Suite struct AdjudicationTests {
  private static let answers = "R" + String(repeating: "a<Tab>", count: 11) + "S"
  private static let sign = answers + "no vessel<CR>a"
  private static let names = ["ann", "bob"]

  /// Three cases: both readers draw the first alike, the second otherwise, and the third elsewhere, one with a finding
  /// more.
  private final class Desk {
    let path = NSTemporaryDirectory() + "stylet-adjudicate-\(UUID().uuidString.prefix(8))"
    var folder: StudyFolder { StudyFolder(path + "/trial") }

    init(_ options: String...) throws {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
      for n in 1...3 { try good("phantom", "chest\(n).nii.gz", "--size", "32x32x16", "--seed", "\(n)") }
      let made = try stylet(
        [
          "study", "init", "trial", "--reader", "ann", "--reader", "bob", "--seed", "7", "--reads", "2", "--repeats",
          "0", "--gold", "0", "--protocol", "covid-chest",
        ] + options, in: path)
      try #require(made.status == 0, "\(made.err)")
      for n in 1...3 { try good("study", "add", "trial", "chest\(n).nii.gz") }
      try good("study", "assign", "trial")
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    @discardableResult
    func good(_ arguments: String...) throws -> Ran {
      let ran = try stylet(arguments, in: path)
      try #require(ran.status == 0, "\(arguments): \(ran.out)\(ran.err)")
      return ran
    }

    /// Each in the order of the reader's own list.
    func read(_ reader: String, _ strokes: [String: String]) throws {
      let design = try DesignedReading.read(folder)
      let list = try ListedReading.read(folder, ReaderName(reader)!)
      let keys = list.map { row in
        let own = design.first { $0.alias == row.alias && $0.reader.text == reader }
        return "<CR>" + (strokes[own?.caseID.text ?? ""] ?? "") + AdjudicationTests.answers + "a"
      }
      try good("study", "work", "trial", "--reader", reader, "--script", keys.joined())
    }

    func readAll() throws {
      try read("ann", ["C00001": "<Space>", "C00002": "<Space>", "C00003": "<Space>"])
      try read("bob", ["C00001": "<Space>", "C00002": "2<Right><Space>", "C00003": "9<Right><Space>s25<Right><Space>"])
    }

    func adjudicate(_ arguments: String...) throws -> Ran {
      try stylet(["study", "adjudicate", "trial"] + arguments + ["--lungs", "ask"], in: path)
    }

    func list() throws -> [[String: Any]] {
      let json = try good("study", "adjudicate", "trial", "--json").json
      return json["cases"] as? [[String: Any]] ?? []
    }

    /// What a project draws, by label.
    func voxels(_ project: String) throws -> [String: Int] {
      let json = try #require(
        JSONSerialization.jsonObject(with: Data(contentsOf: URL(fileURLWithPath: project))) as? [String: Any])
      let rows = (json["extent"] as? [String: Any])?["findings"] as? [[String: Any]] ?? []
      return rows.reduce(into: [:]) { $0[$1["code"] as? String ?? "?"] = $1["voxels"] as? Int }
        .filter { $0.value > 0 }
    }

    func readings(of id: String) throws -> [(reader: String, project: String)] {
      try DesignedReading.read(folder).filter { $0.caseID.text == id }
        .map { ($0.reader.text, folder.project($0.reader, $0.alias)) }
    }

    /// All that readers have.
    func readersFiles() throws -> [String: Data] {
      let names = FileManager.default.enumerator(atPath: folder.readers)?.allObjects as? [String] ?? []
      return names.reduce(into: [:]) { $0[$1] = FileManager.default.contents(atPath: folder.readers + "/" + $1) }
    }
  }

  @Test func fromTheListToTheExport() throws {
    let desk = try Desk()
    let early = try desk.good("study", "adjudicate", "trial")
    #expect(early.out.contains("Not sealed by all who are asked yet: 3 cases"), "\(early.out)")
    #expect(try desk.adjudicate("C00002", "--adjudicator", "chief", "--script", "n").status == 66)
    try desk.readAll()
    let cases = try desk.list()
    #expect(cases.map { $0["case"] as? String } == ["C00003", "C00002"], "the worst first")
    #expect(cases.allSatisfy { $0["state"] as? String == "open" && $0["by"] is NSNull })
    let kinds = cases.map { ($0["reasons"] as? [[String: Any]] ?? []).compactMap { $0["kind"] as? String } }
    #expect(kinds == [["dice", "detection", "dice"], ["dice"]])
    // By the numbers of the readers' agreement, which are counted otherwise.
    let agreement = try desk.good("study", "agreement", "trial", "--json").json
    let scans = agreement["scans"] as? [[String: Any]] ?? []
    let second = try #require(scans.first { ($0["name"] as? String ?? $0["scan"] as? String) == "C00002" } ?? scans[1])
    let pair = (second["pairs"] as? [[String: Any]])?.first
    let ggo = (pair?["findings"] as? [[String: Any]])?.first { $0["code"] as? String == "GGO" }
    let dice = (cases[1]["reasons"] as? [[String: Any]])?.first?["value"] as? Double
    #expect(dice != nil && dice == ggo?["dice"] as? Double)

    // Nobody is named before it is signed: not by the list, not on the screen.
    let readers = try desk.readersFiles()
    let list = try desk.good("study", "adjudicate", "trial").out
    let french = try desk.good("study", "adjudicate", "trial", "--lang", "fr").out
    for size in ["120x40", "80x24"] {
      let seen = try desk.adjudicate(
        "C00003", "--adjudicator", "chief", "--script", "n", "--size", size, "--dump-screen", "-")
      #expect(seen.status == 0 && (seen.out + seen.err).contains("of 3 regions"), "\(seen.out)\(seen.err)")
      let aliases = try DesignedReading.read(desk.folder).map(\.alias.text)
      for name in Self.names + aliases + ["chest3"] {
        for text in [seen.out, seen.err, list, french] { #expect(!text.contains(name), "\(name): \(text)") }
      }
    }
    #expect(french.contains("dans une seule lecture") && !french.contains("alone"))

    // All of one by keys gives that one; who it was is told once it is signed.
    let done = try desk.adjudicate("--next", "--adjudicator", "chief", "--script", "DB" + Self.sign)
    try #require(done.status == 0, "\(done.out)\(done.err)")
    let match = try #require(done.out.firstMatch(of: /A was ([a-z]+), B was ([a-z]+)/))
    #expect(done.out.contains("C00003 is decided") && Set([String(match.1), String(match.2)]) == Set(Self.names))
    let result = desk.folder.adjudication(CaseID("C00003")!)
    let b = try #require(try desk.readings(of: "C00003").first { $0.reader == match.2 })
    let drawn = try desk.voxels(result)
    #expect(try !drawn.isEmpty && drawn == desk.voxels(b.project), "\(drawn)")
    try desk.good("validate", result)
    #expect(try desk.readersFiles() == readers, "the readings are as they were")
    let text = try String(contentsOfFile: result, encoding: .utf8)
    for name in Self.names { #expect(!text.contains("\"\(name)\""), "the result names \(name)") }
    let trail = try String(contentsOfFile: desk.folder.keys + "/trail.jsonl", encoding: .utf8)
    let line = try #require(trail.split(separator: "\n").last)
    let digests = try desk.readings(of: "C00003").map { try digest($0.project) } + [digest(result)]
    for said in digests + ["\"adjudicated\"", "\"by\": \"chief\"", "\"reason\": \"no vessel\""] {
      #expect(line.contains(said), "\(line)")
    }
    let after = try desk.list()
    #expect(after.map { $0["state"] as? String } == ["open", "signed"] && after[1]["by"] as? String == "chief")
    try desk.good("study", "check", "trial", "--anchor")

    // It takes the place of readings that differ, and no other case leaves that does.
    try desk.good("study", "export", "trial", "--to", "csv", "--images", "none", "--out", "out")
    let table = try String(contentsOfFile: desk.path + "/out/csv/cases.csv", encoding: .utf8)
    #expect(table.contains("\"adjudication\",2,") && table.split(separator: "\r\n").count == 3, "\(table)")
  }

  /// What is begun goes on, what is signed stays, and what is put aside is kept.
  @Test func nothingIsWrittenOver() throws {
    let desk = try Desk()
    try desk.readAll()
    let path = desk.folder.adjudication(CaseID("C00002")!)
    #expect(try desk.adjudicate("C00002", "--adjudicator", "chief", "--script", "nDa:w<CR>").status == 0)
    #expect(try desk.list().map { $0["state"] as? String } == ["open", "begun"])
    // An anchor does not hold to what is still being decided.
    try desk.good("study", "check", "trial", "--anchor")
    let unsigned = try desk.adjudicate("C00002", "--adjudicator", "chief", "--script", Self.answers + "<Esc>")
    #expect(unsigned.status == 0 && FileManager.default.fileExists(atPath: path), "\(unsigned.err)")
    #expect(try desk.adjudicate("C00002", "--adjudicator", "chief", "--script", Self.sign).status == 0)
    let signed = try Data(contentsOf: URL(fileURLWithPath: path))
    let again = try desk.adjudicate("C00002", "--adjudicator", "other", "--script", "DA")
    #expect(again.status == 73 && again.complaint?.contains("--again") == true, "\(again.err)")
    #expect(again.complaint?.contains("chief") == true)
    #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == signed)
    let anew = try desk.adjudicate(
      "C00002", "--adjudicator", "other", "--again", "read at another window", "--script", "DB" + Self.sign)
    #expect(anew.status == 0 && anew.out.contains(".kept"), "\(anew.out)\(anew.err)")
    #expect(try Data(contentsOf: URL(fileURLWithPath: path + ".kept")) == signed)
    #expect(try desk.list().last?["by"] as? String == "other")
    try desk.good("study", "check", "trial")
    let without = try desk.adjudicate("C00003", "--adjudicator", "chief", "--again", "why", "--script", "n")
    #expect(without.status == 66 && without.complaint?.contains("put aside") == true)
  }

  /// Readings that are opened again take the decision's ground away: it is named, does not leave, and is made anew.
  @Test func aReadingSealedAnewIsNamed() throws {
    let desk = try Desk()
    try desk.readAll()
    #expect(try desk.adjudicate("C00003", "--adjudicator", "chief", "--script", "DA" + Self.sign).status == 0)
    try desk.good("study", "consensus", "trial")
    let list = try ListedReading.read(desk.folder, ReaderName("bob")!)
    let design = try DesignedReading.read(desk.folder)
    let third = design.filter { $0.caseID.text == "C00003" }.map(\.alias)
    let row = try #require(list.firstIndex { third.contains($0.alias) })
    let down = row == 0 ? "" : "\(row)j"
    try desk.good(
      "study", "work", "trial", "--reader", "bob", "--script", "\(down)<CR>:reopen second look<CR><Space>RSa")
    let check = try stylet(["study", "check", "trial"], in: desk.path)
    #expect(check.status == 65)
    for file in ["adjudication", "consensus"] {
      let line = check.out.split(separator: "\n").first { $0.contains("\(file)/C00003.stylet.json") } ?? ""
      #expect(line.contains("sealed again") && line.contains(list[row].alias.text), "\(check.out)")
    }
    #expect(check.out.split(separator: "\n").count { $0.contains("sealed again") } == 2, "\(check.out)")
    #expect(try desk.list().first?["state"] as? String == "stale")
    let export = try stylet(
      ["study", "export", "trial", "--to", "csv", "--images", "none", "--out", "out"], in: desk.path)
    #expect(export.status == 65 && export.complaint?.contains("decided of other readings") == true, "\(export.err)")
    let again = try desk.adjudicate("C00003", "--adjudicator", "chief", "--script", "n")
    #expect(again.status == 73 && again.complaint?.contains("--again") == true, "\(again.err)")
    let anew = try desk.adjudicate(
      "C00003", "--adjudicator", "chief", "--again", "read anew", "--script", "DA" + Self.sign)
    #expect(anew.status == 0, "\(anew.err)")
    let stale = try stylet(["study", "consensus", "trial"], in: desk.path)
    #expect(stale.status == 65 && stale.complaint?.contains("--again") == true, "\(stale.err)")
    #expect(try desk.good("study", "consensus", "trial", "--again").out.contains("1 consensus written"))
    try desk.good("study", "check", "trial", "--anchor")
    try desk.good("study", "export", "trial", "--to", "csv", "--images", "none", "--dice", "0", "--out", "out")
  }

  /// Signed and saved, and the trail could not be told: it is said, and told the next time.
  @Test func whatTheTrailDoesNotHaveYetIsTold() throws {
    let desk = try Desk()
    try desk.readAll()
    let claim = desk.folder.path + "/coordinator.claim"
    try #"{"host": "elsewhere", "pid": 7, "since": "2026-03-01T09:30:00Z"}"#
      .write(toFile: claim, atomically: true, encoding: .utf8)
    let held = try desk.adjudicate("C00002", "--adjudicator", "chief", "--script", "DA" + Self.sign)
    #expect(held.status == 75 && !held.out.contains("is decided"), "\(held.out)\(held.err)")
    try FileManager.default.removeItem(atPath: claim)
    #expect(try desk.list().contains { $0["state"] as? String == "untold" })
    #expect(try desk.good("study", "check", "trial").out.contains("the trail does not tell of it"))
    let told = try desk.adjudicate("C00002", "--adjudicator", "chief", "--script", "n")
    #expect(told.status == 0 && told.out.contains("C00002 is decided"), "\(told.err)")
    #expect(try !desk.good("study", "check", "trial").out.contains("does not tell"))
  }

  @Test func whatIsAskedWrongIsRefused() throws {
    let desk = try Desk(
      "--adjudicate-dice", "0", "--adjudicate-extent", "100", "--no-adjudicate-detection", "--adjudicate-answer",
      "technical")
    try desk.readAll()
    #expect(try desk.list().isEmpty, "the rule asks for answers alone")
    let none = try desk.adjudicate("--next", "--adjudicator", "chief", "--script", "n")
    #expect(none.status == 66 && none.complaint?.contains("nothing is left") == true, "\(none.err)")
    for (arguments, status, said) in [
      (["C00003", "--adjudicator", "ann", "--script", "n"], 64, "has read a case"),
      (["C00009", "--adjudicator", "chief", "--script", "n"], 66, "C00009"),
      (["C00003", "--script", "n"], 64, "--adjudicator"), (["--next", "--script", "n"], 64, "--adjudicator"),
      (["C00003", "--next", "--adjudicator", "chief"], 64, "--next"),
      (["C00003", "--adjudicator", "Dr. X", "--script", "n"], 64, "small letters"),
      (["C00003", "--adjudicator", "chief", "--json"], 64, "--json"), (["--script", "n"], 64, "--script"),
      (["C00003", "--adjudicator", "chief", "--script", "n", "--save"], 64, ":w"),
    ] {
      let ran = try stylet(["study", "adjudicate", "trial"] + arguments, in: desk.path)
      #expect(Int(ran.status) == status && ran.err.contains(said), "\(arguments): \(ran.status) \(ran.err)")
    }
    let wrong = try stylet(
      ["study", "init", "other", "--reader", "ann", "--protocol", "covid-chest", "--adjudicate-answer", "nope"],
      in: desk.path)
    #expect(wrong.status == 64 && wrong.complaint?.contains("nope") == true, "\(wrong.err)")
    for option in [["--adjudicate-dice", "2"], ["--adjudicate-extent", "-1"]] {
      let ran = try stylet(["study", "init", "other", "--reader", "ann"] + option, in: desk.path)
      #expect(ran.status == 64, "\(option): \(ran.err)")
    }
  }

  private func digest(_ path: String) throws -> String {
    let process = Process(), pipe = Pipe()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["sha256sum", path]
    process.standardOutput = pipe
    try process.run()
    let out = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return String(decoding: out.prefix(64), as: UTF8.self)
  }
}
