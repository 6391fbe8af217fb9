import Foundation
import StyletBase
import StyletStudy
import TestSupport
import Testing

/// What readers of a study make together: agreement as of their plain projects, and a consensus that leaves with the data.
@Suite struct StudyTogetherTests {
  private static let normal = "R" + String(repeating: "a<Tab>", count: 11) + "Sa"
  private static let strokes = [("ann", "<Space>"), ("bob", "<Space>2<Right><Space>")]

  private final class Desk {
    let path = NSTemporaryDirectory() + "stylet-together-\(UUID().uuidString.prefix(8))"

    init() throws {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
      for n in 1...2 { try good("phantom", "chest\(n).nii.gz", "--size", "32x32x16", "--seed", "\(n)") }
      try good(
        "study", "init", "trial", "--reader", "ann", "--reader", "bob", "--seed", "7", "--reads", "2", "--repeats", "0",
        "--gold", "0", "--protocol", "covid-chest")
      try good("study", "add", "trial", "chest1.nii.gz", "chest2.nii.gz")
      try good("study", "assign", "trial")
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    @discardableResult
    func good(_ arguments: String...) throws -> Ran {
      let ran = try stylet(arguments, in: path)
      try #require(ran.status == 0, "\(arguments): \(ran.out)\(ran.err)")
      return ran
    }
  }

  /// Of one pair of readers in one scan, by finding: voxels of each and of both.
  private static func overlaps(_ scan: Any?) throws -> [String: [Double]] {
    let pair = try #require(((scan as? [String: Any])?["pairs"] as? [[String: Any]])?.first)
    return (pair["findings"] as? [[String: Any]] ?? []).reduce(into: [:]) { all, finding in
      let sides = ["first", "second"].map { (finding[$0] as? [String: Any])?["voxels"] as? Double ?? -1 }
      let numbers = sides + ["common_voxels", "dice"].map { finding[$0] as? Double ?? -1 }
      all[finding["code"] as? String ?? ""] = numbers
    }
  }

  /// A log is no secret: who has a reader's rights can write one as the program does. What was sealed is looked into, and
  /// of what is not of its case nothing is counted, though the scans have one grid.
  @Test func whatIsSealedAndNotOfItsCaseIsNamed() throws {
    let desk = try Desk()
    for (reader, stroke) in Self.strokes {
      let reading = "<CR>" + stroke + Self.normal
      try desk.good("study", "work", "trial", "--reader", reader, "--script", reading + reading)
    }
    try desk.good("study", "check", "trial")
    let folder = StudyFolder(desk.path + "/trial"), ann = try #require(ReaderName("ann"))
    let aliases = try ListedReading.read(folder, ann).map(\.alias)
    let path = folder.project(ann, aliases[1])
    let own = try String(contentsOfFile: path, encoding: .utf8)
    let other = try String(contentsOfFile: folder.project(ann, aliases[0]), encoding: .utf8)
    let number = try #require(try DesignedReading.read(folder).first { $0.alias == aliases[1] }?.caseID.text.last)
    try desk.good(
      "open", "chest\(number).nii.gz", "--project", "bobs.stylet.json", "--reader", "bob", "--protocol",
      "trial/protocol.toml", "--script", "<Space>" + Self.normal, "--save", "--lungs", "ask")
    let bobs = try String(contentsOfFile: desk.path + "/bobs.stylet.json", encoding: .utf8)
    let log = EventLog(folder, study: try Study.read(folder).id, reader: ann)
    let forged: [(text: String, said: String, isCounted: Bool)] = [
      (other, "of another scan", false),
      (other.replacingOccurrences(of: aliases[0].text, with: aliases[1].text), "of another scan", false),
      (own.replacingOccurrences(of: "\"ggo\": {\"value\": \"absent\"", with: "\"ggo\": {\"value\": \"present\""),
        "no signature of it holds", false),
      (bobs, "signed by bob", true),
      (own.replacingOccurrences(of: "\"reader\": {\"name\": \"ann\"}", with: "\"reader\": {\"name\": \"bob\"}"),
        "names bob as its reader", true),
    ]
    for (text, said, isCounted) in forged {
      #expect(text != own, "\(said)")
      try text.write(toFile: path, atomically: true, encoding: .utf8)
      let digest = sha256(Array(text.utf8))
      try log.add(ReadingEvent(.reopen, of: aliases[1], reason: "once more"))
      try log.add(ReadingEvent(.seal, of: aliases[1], project: digest))
      let check = try stylet(["study", "check", "trial"], in: desk.path)
      #expect(check.status == 65 && check.out.contains("\(path.dropFirst(folder.path.count + 1)): "), "\(check)")
      #expect(check.out.contains(said), "\(check)")
      let counted = try stylet(["study", "agreement", "trial"], in: desk.path)
      #expect((counted.status == 0) == isCounted, "\(said): \(counted)")
    }
    // Put back, all is well.
    try own.write(toFile: path, atomically: true, encoding: .utf8)
    let digest = sha256(Array(own.utf8))
    try log.add(ReadingEvent(.reopen, of: aliases[1], reason: "once more"))
    try log.add(ReadingEvent(.seal, of: aliases[1], project: digest))
    try desk.good("study", "check", "trial")
  }

  @Test func agreementAndConsensus() throws {
    let desk = try Desk()
    let early = try stylet(["study", "agreement", "trial"], in: desk.path)
    #expect(early.status == 66 && early.complaint?.contains("no case is sealed by two readers yet") == true)
    for (reader, stroke) in Self.strokes {
      let reading = "<CR>" + stroke + Self.normal
      try desk.good("study", "work", "trial", "--reader", reader, "--script", reading + reading)
    }
    let ran = try desk.good("study", "agreement", "trial", "--json").json
    let scans = try #require(ran["scans"] as? [[String: Any]])
    #expect(scans.count == 2)
    // The same strokes in projects that belong to no study.
    for (n, scan) in scans.enumerated() {
      for (reader, stroke) in Self.strokes {
        try desk.good(
          "open", "chest\(n + 1).nii.gz", "--project", "\(reader)\(n).stylet.json", "--reader", reader, "--protocol",
          "covid-chest", "--script", stroke + Self.normal, "--save", "--lungs", "ask")
      }
      let plain = try desk.good("agree", "ann\(n).stylet.json", "bob\(n).stylet.json", "--json").json
      let expected = try Self.overlaps((plain["scans"] as? [Any])?.first)
      #expect(try Self.overlaps(scan) == expected && expected["GGO"]?.allSatisfy { $0 > 0 } == true, "\(expected)")
    }
    let place = URL(fileURLWithPath: desk.path + "/trial/study.json"), before = try Data(contentsOf: place)
    #expect(try stylet(["study", "agreement", "trial", "--html", "trial/study.json", "--force"], in: desk.path).status != 0)
    #expect(try Data(contentsOf: place) == before, "no page lands on a file of the study")
    let own = try stylet(["study", "agreement", "trial", "--repeats"], in: desk.path)
    #expect(own.status == 66 && own.complaint?.contains("no reader has sealed a case twice yet") == true)
    for form in [["--csv"], ["--html", "-"], ["--lang", "fr"]] {
      let said = try stylet(["study", "agreement", "trial"] + form, in: desk.path)
      let named = form == ["--csv"] ? "C00001" : "bob"
      #expect(said.status == 0 && said.out.contains(named) && !said.out.contains("chest1"), "\(form): \(said.err)")
    }

    // Made once, left as it is, and taken by the export; of other readings it is named.
    #expect(try desk.good("study", "consensus", "trial").out.contains("2 consensuses written, of 2 cases"))
    let path = desk.path + "/trial/consensus/C00001.stylet.json", made = try Data(contentsOf: URL(fileURLWithPath: path))
    #expect(try desk.good("study", "consensus", "trial").out.contains("0 consensuses written, of 2 cases"))
    #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == made)
    try desk.good("validate", path)
    try desk.good("study", "check", "trial")
    try desk.good("study", "export", "trial", "--to", "csv", "--images", "none", "--dice", "0", "--out", "out")
    let table = try String(contentsOfFile: desk.path + "/out/csv/cases.csv", encoding: .utf8)
    #expect(table.components(separatedBy: "\"consensus\",2,").count == 3, "\(table)")
    let text = String(decoding: made, as: UTF8.self)
    let digest = try #require(text.firstMatch(of: /"sha256": "([0-9a-f]{64})"\}\]/)?.1)
    try text.replacingOccurrences(of: digest, with: String(repeating: "0", count: 64))
      .write(toFile: path, atomically: true, encoding: .utf8)
    let stale = try stylet(["study", "consensus", "trial"], in: desk.path)
    #expect(stale.status == 65 && stale.complaint?.contains("C00001") == true, "\(stale.out)\(stale.err)")
  }
}
