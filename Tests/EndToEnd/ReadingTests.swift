import Foundation
import TestSupport
import Testing

/// The structured reading through the built program: protocol, project, signature, check.
@Suite struct ReadingTests {
  private let normal = "R" + String(repeating: "a<Tab>", count: 11) + "Sa"

  @Test func aReadingIsGivenSignedAndChecked() throws {
    let files = try CaseFolder()
    let scan = CaseFolder.scanName
    let first = try files.run(
      "open", scan, "--reader", "r-7", "--protocol", "covid-chest", "--script", "R1", "--save")
    #expect(first.status == 0, "\(first.err)")
    // The project remembers its protocol.
    let second = try files.run("open", scan, "--reader", "r-7", "--script", normal, "--save")
    #expect(second.status == 0, "\(second.err)")
    let project = try files.savedProject()
    let reading = project["reading"] as? [String: Any] ?? [:]
    let signature = reading["signature"] as? [String: Any] ?? [:]
    #expect((project["protocol"] as? [String: Any])?["id"] as? String == "covid-chest")
    #expect(signature["reader"] as? String == "r-7" && signature["meaning"] as? String == "author")
    #expect((project["labels"] as? [[String: Any]])?.compactMap { $0["code"] as? String }.contains("CRP") == true)
    let audit = (project["audit"] as? [[String: Any]])?.compactMap { $0["action"] as? String } ?? []
    #expect(audit.contains("signed"))
    #expect(try files.run("validate", CaseFolder.projectName).out == "valid\n")

    // An answer put in by another hand is found.
    let text = try String(contentsOfFile: files.project, encoding: .utf8)
    let forged = text.replacingOccurrences(
      of: "\"technical\": {\"value\": \"diagnostic\"", with: "\"technical\": {\"value\": \"limited\"")
    #expect(forged != text)
    try forged.write(toFile: files.project, atomically: true, encoding: .utf8)
    let check = try files.run("validate", CaseFolder.projectName)
    #expect(check.status == 65 && check.out.contains("the signature is void: the answers are not what was signed"))
  }

  /// Signed by one, opened by another: what would change is refused until it is opened again with a reason.
  @Test func whatIsSignedIsNotDrawnOn() throws {
    let files = try CaseFolder()
    let scan = CaseFolder.scanName
    let first = try files.run(
      "open", scan, "--reader", "a", "--protocol", "covid-chest", "--script", "<Space>" + normal, "--save")
    #expect(first.status == 0, "\(first.err)")
    let drawn = try files.millilitres()
    #expect(drawn["GGO"] ?? 0 > 0)
    for keys in ["10k<Space>", "u", ":import \(CaseFolder.truthName)<CR>", "mlcarina<CR>"] {
      let second = try files.run(
        "open", scan, "--reader", "b", "--script", keys, "--dump-screen", "s.txt", "--save", "--lungs", "ask")
      #expect(second.status == 64 && second.complaint?.contains("signed by a") == true, "\(keys): \(second.err)")
      #expect(try files.millilitres() == drawn)
      #expect(try files.run("validate", CaseFolder.projectName).out == "valid\n")
    }
    #expect(try String(contentsOfFile: files.path + "/s.txt", encoding: .utf8).contains("signed by a"))
    #expect(try files.run("import", CaseFolder.projectName, CaseFolder.truthName).complaint?.contains("signed") == true)
    let again = try files.run(
      "open", scan, "--reader", "b", "--script", ":reopen second look<CR>10k<Space>", "--save")
    let after = try files.millilitres()
    #expect(again.status == 0 && after != drawn)
    let row = try files.run("report", CaseFolder.projectName, "--csv", "-")
    #expect(row.out.contains(",\"unsigned\","), "\(row)")
  }

  /// Signed as typical with ground glass, and nothing drawn: nothing that is written says that there is none.
  @Test func aPositiveReadingWithNothingDrawnIsNotOneOfNone() throws {
    let files = try CaseFolder()
    let positive = "Ra<Tab>11511311000001311135<Tab>2a<Tab>a<Tab>a<Tab>a<Tab>a<Tab>aSa"
    let ran = try files.run(
      "open", CaseFolder.scanName, "--reader", "b", "--protocol", "covid-chest", "--script",
      ":lungs-accept<CR>" + positive, "--save")
    #expect(ran.status == 0, "\(ran.err)")
    let row = try files.run("report", CaseFolder.projectName, "--csv", "-").out
    #expect(row.contains("none_drawn") && !row.contains("read_as_none"), "\(row)")
    let extent = try files.run("extent", CaseFolder.projectName, "--json").out
    #expect(extent.contains("none_drawn") && !extent.contains("read_as_none"), "\(extent)")
    #expect(try files.run("validate", CaseFolder.projectName).out == "valid\n")
  }

  @Test func aProtocolOfOnesOwn() throws {
    let files = try CaseFolder()
    let mine = """
      id = "mine"
      version = 4
      title = "Mine"
      [[sections]]
      id = "s"
      title = "S"
      [[sections.fields]]
      id = "q"
      title = "Question"
      kind = "yes-no"
      """
    try mine.write(toFile: files.path + "/mine.toml", atomically: true, encoding: .utf8)
    let ran = try files.run(
      "open", CaseFolder.scanName, "--protocol", "mine.toml", "--script", "R1", "--dump-screen", "s.txt", "--save")
    #expect(ran.status == 0, "\(ran.err)")
    #expect(try String(contentsOfFile: files.path + "/s.txt", encoding: .utf8).contains("mine 4"))

    // Without its file the answers stay, and what is missing is said.
    try FileManager.default.removeItem(atPath: files.path + "/mine.toml")
    let again = try files.run("open", CaseFolder.scanName, "--script", "R", "--dump-screen", "s.txt", "--save")
    // The form was asked for and did not open: a script says so.
    #expect(again.status == 66 && again.err.contains("there is no such protocol"), "\(again)")
    #expect(try String(contentsOfFile: files.path + "/s.txt", encoding: .utf8).contains("there is no such protocol"))
    let answers = (try files.savedProject()["reading"] as? [String: Any])?["answers"] as? [String: Any]
    #expect((answers?["q"] as? [String: Any])?["value"] as? String == "yes")
    #expect(try files.run("validate", CaseFolder.projectName).out.contains("the answers were not checked"))

    try mine.replacingOccurrences(of: "yes-no", with: "maybe").write(
      toFile: files.path + "/mine.toml", atomically: true, encoding: .utf8)
    let wrong = try files.run("open", CaseFolder.scanName, "--protocol", "mine.toml", "--script", "R")
    #expect(wrong.status == 65 && wrong.complaint?.contains("sections[0].fields[0].kind") == true)
    #expect(try files.run("open", CaseFolder.scanName, "--protocol", "none", "--script", "R").status == 66)
    let other = try files.run("open", CaseFolder.scanName, "--protocol", "ild", "--script", "R")
    #expect(other.status != 0 && other.complaint?.contains("belong to mine 4") == true)
  }
}
