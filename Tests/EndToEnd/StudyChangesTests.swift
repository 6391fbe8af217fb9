import Foundation
import StyletBase
import TestSupport
import Testing

@testable import StyletStudy

/// What changes while a study goes on: cases that are withdrawn, a protocol that comes in another version.
@Suite struct StudyChangesTests {
  /// As that of ``StudyCases``; version 2 asks for quality with a third option, and whether there is a nodule.
  private static func rules(_ version: Int) -> String {
    let own = StudyCases.rules.replacingOccurrences(of: "version = 1", with: "version = \(version)")
    guard version > 1 else { return own }
    return own.replacingOccurrences(
      of: "{ id = \"poor\"", with: "{ id = \"fair\", title = \"fair\" }, { id = \"poor\"")
      + """

        [[sections.fields]]
        id = "nodule"
        title = "Nodule"
        kind = "yes-no"
        required = true
        normal = "no"

        """
  }

  /// Two readers who both read each of three phantoms.
  private final class Desk {
    let path = NSTemporaryDirectory() + "stylet-changes-\(UUID().uuidString.prefix(8))"
    var folder: StudyFolder { StudyFolder(path + "/trial") }

    init() throws {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
      for version in 1...2 {
        try rules(version).write(toFile: path + "/v\(version).toml", atomically: true, encoding: .utf8)
      }
      for n in 1...3 { try good("phantom", "chest\(n).nii.gz", "--size", "32x32x16", "--seed", "\(n)") }
      try good(
        "study", "init", "trial", "--reader", "ann", "--reader", "bob", "--seed", "7", "--reads", "2", "--repeats", "0",
        "--gold", "0", "--protocol", "v1.toml")
      try good("study", "add", "trial", "chest1.nii.gz", "chest2.nii.gz", "chest3.nii.gz")
      try good("study", "assign", "trial")
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    @discardableResult
    func good(_ arguments: String...) throws -> Ran {
      let ran = try stylet(arguments, in: path)
      try #require(ran.status == 0, "\(arguments): \(ran.out)\(ran.err)")
      return ran
    }

    func work(_ reader: String, _ keys: String) throws -> Ran {
      try good("study", "work", "trial", "--reader", reader, "--script", keys, "--dump-screen", "-", "--size", "120x30")
    }

    func list(_ reader: String) throws -> [Alias] {
      try ListedReading.read(folder, ReaderName(reader)!).map(\.alias)
    }

    /// The protocol's version that a reading follows.
    func version(_ reader: String, _ alias: Alias) throws -> Int? {
      let path = folder.project(ReaderName(reader)!, alias)
      return try SealedReading.read(path).project.readingProtocol?.version
    }

    func table(_ out: String) throws -> [[String: String]] {
      let text = try String(contentsOfFile: "\(path)/\(out)/csv/cases.csv", encoding: .utf8)
      let rows: [[String]] = text.components(separatedBy: "\r\n").dropLast().map { row in
        row.components(separatedBy: ",").map { $0.replacingOccurrences(of: "\"", with: "") }
      }
      return rows.dropFirst().map { row -> [String: String] in Dictionary(uniqueKeysWithValues: zip(rows[0], row)) }
    }
  }

  private static let seal = "<CR><Space>Ra<Tab>Sny", later = "<CR><Space>Ra<Tab>a<Tab>Sny"

  /// What was decided under one rule keeps it; what is still open goes by the one that came.
  @Test func aDecisionKeepsItsRule() throws {
    let desk = try Desk()
    for (reader, move) in [("ann", ""), ("bob", "25<Right>")] {
      let day = try desk.work(
        reader, String(repeating: Self.seal.replacingOccurrences(of: "<CR>", with: "<CR>" + move), count: 3))
      #expect(day.out.contains("3 of 3 sealed"), "\(day.out)")
    }
    func list() throws -> [String: Any] { try desk.good("study", "adjudicate", "trial", "--json").json }
    #expect((try list()["cases"] as? [Any])?.count == 3)
    let done = try desk.good(
      "study", "adjudicate", "trial", "C00001", "--adjudicator", "eve", "--lungs", "ask", "--script",
      "nDARSas A has it<CR>ny")
    #expect(done.out.contains("C00001 is decided"), "\(done)")
    try desk.good(
      "study", "amend", "trial", "--adjudicate-dice", "0", "--no-adjudicate-detection", "--reason", "pilot read")
    let after = try list(), cases = try #require(after["cases"] as? [[String: Any]])
    #expect(after["alike"] as? Int == 2 && cases.map { $0["state"] as? String } == ["signed"], "\(after)")
    #expect((cases[0]["rule"] as? [String: Any])?["dice"] as? Double == 0.7)
    #expect((cases[0]["reasons"] as? [Any])?.isEmpty == false, "\(cases)")
    #expect((after["rule"] as? [String: Any])?["dice"] as? Double == 0)
    try desk.good("study", "check", "trial")
  }

  @Test func aProtocolInTwoVersions() throws {
    let desk = try Desk(), ann = try desk.list("ann")
    _ = try desk.work("ann", Self.seal + "<CR><Space>:w<CR>:q<CR>")
    for (given, said) in [("v1.toml", "not a later version"), ("nothing.toml", "no such protocol")] {
      let ran = try stylet(["study", "protocol", "trial", given, "--reason", "x"], in: desk.path)
      #expect([64, 66].contains(ran.status) && ran.complaint?.contains(said) == true, "\(ran.err)")
    }
    let revised = try desk.good("study", "protocol", "trial", "v2.toml", "--reason", "nodules are asked for")
    #expect(revised.out.contains("outlines 2") && revised.out.contains("1 reading that is begun"), "\(revised.out)")
    try desk.good("study", "check", "trial")
    // What is begun keeps its version, what is begun now has the new one.
    let done = try desk.work("ann", "<CR>Ra<Tab>Sny" + Self.later)
    #expect(done.out.contains("3 of 3 sealed"), "\(done.out)")
    #expect(try ann.map { try desk.version("ann", $0) } == [1, 1, 2])
    let bob = try desk.work("bob", Self.later + Self.later + Self.later)
    #expect(bob.out.contains("3 of 3 sealed"), "\(bob.out)")
    #expect(try desk.list("bob").map { try desk.version("bob", $0) } == [2, 2, 2])
    // Opened again and sealed it is of its own version still.
    let again = try desk.work("ann", "gg<CR>:reopen a slip<CR>RSny")
    #expect(again.out.contains("3 of 3 sealed"), "\(again.out)")
    #expect(try desk.version("ann", ann[0]) == 1)
    try desk.good("study", "check", "trial", "--anchor")

    // What the versions do not share is named, and not compared.
    let scans = try #require(desk.good("study", "agreement", "trial", "--json").json["scans"] as? [[String: Any]])
    let answers = scans.compactMap { (($0["pairs"] as? [[String: Any]])?.first?["answers"]) as? [String: Any] }
    #expect(answers.compactMap { $0["n"] as? Int }.sorted() == [0, 0, 2])
    #expect(answers.filter { $0["not_shared"] as? [String] == ["nodule", "quality"] }.count == 2)
    #expect(try desk.good("study", "agreement", "trial").out.contains("In 2 scans readings follow several versions"))
    try desk.good("study", "consensus", "trial")
    try desk.good("study", "check", "trial")
    try desk.good(
      "study", "export", "trial", "--to", "csv", "--to", "dicom", "--images", "none", "--dice", "0", "--out", "out")
    let rows = try desk.table("out")
    let mixed = rows.filter { $0["protocol"] == "outlines 1;outlines 2" }
    let whole = rows.filter { $0["protocol"] == "outlines 2" }
    #expect(mixed.count == 2 && whole.count == 1, "\(rows)")
    for row in mixed {
      #expect(row["not_shared"] == "quality;nodule" && row["answer_quality"] == "" && row["answer_nodule"] == "")
    }
    #expect(whole.first?["not_shared"] == "" && whole.first?["answer_quality"] == "good")
    #expect(whole.first?["answer_nodule"] == "no" && whole.first?["answer_quality@1"] == "")
    let manifest = try String(contentsOfFile: desk.path + "/out/manifest.json", encoding: .utf8)
    #expect(manifest.contains("\"protocol\": \"outlines 2\""))
    #expect(manifest.contains("\"earlier_protocols\": [\"outlines 1\"]"))

    // The old file is held to its digest.
    try Self.rules(3).write(toFile: desk.folder.readingProtocol, atomically: true, encoding: .utf8)
    let changed = try stylet(["study", "check", "trial"], in: desk.path)
    #expect(changed.status == 65 && changed.out.contains("protocol.toml"), "\(changed.out)")
  }

  /// It was carried away meanwhile: its reading is taken when it comes back, counts nowhere, and counts once more where the
  /// case is restored; `check` finds nothing wrong.
  @Test func aCaseIsWithdrawnThatIsCarried() throws {
    let desk = try Desk(), before = try desk.list("ann"), ann = ReaderName("ann")!
    try desk.good("study", "checkout", "trial", "stick", "--reader", "ann", "--cases", "2")
    let gone = try #require(try DesignedReading.read(desk.folder).first { $0.alias == before[0] }).caseID
    try desk.good("study", "withdraw", "trial", gone.text, "--reason", "another patient")
    try desk.good("study", "amend", "trial", "--reason", "stricter", "--adjudicate-dice", "0.9")
    try desk.good("study", "work", "stick", "--reader", "ann", "--script", Self.seal + "n" + Self.seal)
    let back = try desk.good("study", "checkin", "trial", "stick")
    #expect(back.out.contains("2 readings") && back.err.contains("withdrawn"), "\(back)")
    #expect(back.err.contains(before[0].text) && !back.err.contains(before[1].text), "\(back)")
    #expect(FileManager.default.fileExists(atPath: desk.folder.project(ann, before[0])))
    #expect(try desk.good("study", "check", "trial").out.contains("2 projects"))
    #expect(try desk.work("ann", "j").out.contains("1 of 2 sealed"))
    try desk.good("study", "withdraw", "trial", gone.text, "--restore", "--reason", "the same one after all")
    #expect(try desk.work("ann", "j").out.contains("2 of 3 sealed"))
    try desk.good("study", "check", "trial", "--anchor")
  }

  @Test func aCaseIsWithdrawn() throws {
    let desk = try Desk(), before = try (desk.list("ann"), desk.list("bob"))
    for reader in ["ann", "bob"] { _ = try desk.work(reader, Self.seal + Self.seal) }
    let design = try DesignedReading.read(desk.folder)
    let gone = try #require(design.first { $0.alias == before.0[0] }).caseID
    func isStaying(_ alias: Alias) -> Bool { design.first { $0.alias == alias }?.caseID != gone }
    for (words, status, said) in [
      (["C99", "--reason", "x"], 64, "no case C99"), ([gone.text], 64, "--reason"),
      ([gone.text, "--reason", " "], 64, "--reason says why"),
      ([gone.text, "--restore", "--reason", "x"], 64, "open already"),
    ] {
      let ran = try stylet(["study", "withdraw", "trial"] + words, in: desk.path)
      #expect(ran.status == status && ran.err.contains(said), "\(words): \(ran.err)")
    }
    let done = try desk.good("study", "withdraw", "trial", gone.text, "--reason", "MUELLER takes consent back")
    #expect(done.out.contains("1 case withdrawn; 2 files written"), "\(done.out)")
    #expect(try desk.list("ann") == before.0.filter(isStaying) && desk.list("bob") == before.1.filter(isStaying))
    try desk.good("study", "check", "trial")
    for alias in before.0 + before.1 where !isStaying(alias) {
      let reader = before.0.contains(alias) ? "ann" : "bob"
      let isRead = FileManager.default.fileExists(atPath: desk.folder.project(ReaderName(reader)!, alias))
      #expect(isRead == (before.0.prefix(2) + before.1.prefix(2)).contains(alias), "what was read of it stays")
    }
    let shown = try desk.work("ann", "j")
    #expect(shown.out.contains("1 of 2 sealed") && !shown.out.contains(before.0[0].text), "\(shown.out)")
    // Nobody else sees why.
    for name in ["study.json", "cases.jsonl", "readers/ann/list.jsonl"] {
      #expect(try !String(contentsOfFile: desk.folder.path + "/" + name, encoding: .utf8).contains("MUELLER"))
    }
    for reader in ["ann", "bob"] {
      let name = ReaderName(reader)!
      let progress = try ReadingProgress(desk.folder, study: Study.read(desk.folder).id, reader: name)
      let left = try desk.list(reader).count { progress.state(of: $0) != .sealed }
      if left > 0 { _ = try desk.work(reader, String(repeating: Self.seal, count: left)) }
    }
    let scans = try desk.good("study", "agreement", "trial", "--json").json["scans"] as? [[String: Any]]
    #expect(scans?.count == 2)
    try desk.good("study", "consensus", "trial")
    #expect(!FileManager.default.fileExists(atPath: desk.folder.consensus(gone)))
    let out = try desk.good(
      "study", "export", "trial", "--to", "csv", "--images", "none", "--dice", "0", "--out", "out")
    #expect(out.out.contains("1 case left out: withdrawn"), "\(out.out)")
    #expect(try desk.table("out").count == 2)

    try desk.good("study", "withdraw", "trial", gone.text, "--restore", "--reason", "a mistake")
    #expect(try desk.list("ann") == before.0 && desk.list("bob") == before.1)
    try desk.good("study", "check", "trial")
  }

  /// A segmentation and its report of one project.
  @Test func aReportOfOneProject() throws {
    let files = try CaseFolder()
    try files.draw("<Space>", lungs: "ask")
    let project = CaseFolder.projectName
    let ran = try stylet(["export", project, "a.seg.dcm", "--sr", "a.sr.dcm"], in: files.path)
    try #require(ran.status == 0, "\(ran.err)")
    let info = try stylet(["info", "a.sr.dcm"], in: files.path)
    #expect(info.status == 65 && info.complaint?.contains("a structured report") == true, "\(info)")
    let before = try FileManager.default.contentsOfDirectory(atPath: files.path).sorted()
    for (words, said) in [
      (["b.nii.gz", "--sr", "b.sr.dcm"], "DICOM SEG"),
      (["b.seg.dcm", "--layer", "lungs", "--sr", "b.sr.dcm"], "DICOM SEG"),
      (["b.seg.dcm", "--sr", "b.seg.dcm"], "b.seg.dcm"), (["b.seg.dcm", "--sr", project], project),
      (["b.seg.dcm", "--sr", "-"], "-"),
    ] {
      let refused = try stylet(["export", project] + words, in: files.path)
      #expect(refused.status != 0 && refused.complaint?.contains(said) == true, "\(words): \(refused.err)")
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: files.path).sorted() == before)
  }
}
