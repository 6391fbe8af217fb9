import Foundation
import TestSupport
import Testing

/// A signature of which something was taken out of the file: every command that shows or measures says so, and nothing is
/// signed anew until the reading is opened again.
@Suite struct LostSignatureTests {
  private static let scan = CaseFolder.scanName, project = CaseFolder.projectName
  private static let normal = "R" + String(repeating: "a<Tab>", count: 11) + "Sa"

  private func signed() throws -> CaseFolder {
    let files = try CaseFolder()
    let ran = try files.run(
      "open", Self.scan, "--reader", "a", "--protocol", "covid-chest", "--lungs", "ask", "--script",
      "<Space>" + Self.normal, "--save")
    try #require(ran.status == 0, "\(ran.err)")
    return files
  }

  private func change(_ files: CaseFolder, _ change: (inout [String: Any]) -> Void) throws {
    var project = try files.savedProject()
    change(&project)
    try JSONSerialization.data(withJSONObject: project).write(to: URL(fileURLWithPath: files.project))
  }

  private func open(_ files: CaseFolder, _ keys: String, save: Bool = false) throws -> (screen: String, ran: Ran) {
    let words = [
      "open", Self.scan, "--reader", "b", "--lungs", "ask", "--script", keys, "--size", "200x50", "--dump-screen",
      "s.txt", "--force",
    ]
    let ran = try stylet(words + (save ? ["--save"] : []), in: files.path)
    return (try String(contentsOfFile: files.path + "/s.txt", encoding: .utf8), ran)
  }

  /// What reports and numbers say of it.
  private func isSaid(_ files: CaseFolder, _ state: String) throws {
    for command in [["extent", Self.project], ["export", Self.project, "-", "--to", "json"]] {
      let ran = try stylet(command, in: files.path)
      #expect(ran.status == 0 && ran.err.contains("signature is \(state)"), "\(command): \(ran.err)")
    }
    let check = try files.run("validate", Self.project)
    #expect(check.status == 65 && check.out.contains("signature is \(state)"), "\(check.out)")
    let text = try files.run("report", Self.project, "--text", "-")
    #expect(text.err.contains("signature is \(state)"), "\(text.err)")
    let words = text.out.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(words.contains("The signature is \(state)"), "\(words.prefix(1000))")
    let row = try files.run("report", Self.project, "--csv", "-").out
    #expect(row.contains(",\"\(state)\",") && row.contains(",\"a\","), "\(row)")
    let json = try files.run("report", Self.project, "--json", "-").json
    let signature = (json["reading"] as? [String: Any])?["signature"] as? [String: Any]
    #expect(signature?["state"] as? String == state && signature?["reader"] as? String == "a")
  }

  @Test(arguments: ["reader", "answers", "all"]) func withoutAPartItIsVoid(_ part: String) throws {
    let files = try signed()
    try change(files) { project in
      var reading = project["reading"] as? [String: Any] ?? [:]
      var signature = reading["signature"] as? [String: Any] ?? [:]
      if part == "all" { signature = [:] } else { signature[part] = nil }
      reading["signature"] = signature
      project["reading"] = reading
    }
    try isSaid(files, "void")
  }

  /// The signature or the whole reading: it is not signed anew until it is opened, and that leaves a trace.
  @Test(arguments: [true, false]) func goneItIsSaidAndHolds(_ whole: Bool) throws {
    let files = try signed()
    try change(files) { project in
      var reading = project["reading"] as? [String: Any] ?? [:]
      reading["signature"] = nil
      project["reading"] = whole ? nil : reading
    }
    try isSaid(files, "gone")
    let before = files.contents()[Self.project]
    for keys in ["10k<Space>", Self.normal, ":sign<CR>"] {
      let (screen, ran) = try open(files, keys, save: true)
      #expect(ran.status == 64 && screen.contains(":reopen"), "\(keys): \(screen.suffix(400))")
    }
    let saved = try files.savedProject()
    #expect((saved["reading"] as? [String: Any])?["signature"] == nil, "\(before?.count ?? 0) bytes before")
    let imported = try files.run("import", Self.project, CaseFolder.truthName)
    #expect(imported.status != 0 && imported.complaint?.contains("signature is gone") == true, "\(imported.err)")

    let (_, ran) = try open(files, ":reopen it was taken out<CR>" + Self.normal, save: true)
    #expect(ran.status == 0, "\(ran.err)")
    #expect(try files.run("validate", Self.project).out == "valid\n")
    let words = try files.run("report", Self.project, "--text", "-").out
      .split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(words.contains("it was taken out (b, ") && words.contains("signed before by a at "), "\(words.prefix(2000))")
  }

  /// Only the protocol's file is elsewhere: nothing is said of numbers.
  @Test func aProtocolThatWasMovedChangesNothing() throws {
    let files = try CaseFolder()
    let text = """
      id = "mine"
      version = 1
      title = "Mine"

      [[sections]]
      id = "s"
      title = "S"

      [[sections.fields]]
      id = "q"
      title = "Quality"
      kind = "choice"
      required = true
      options = [{ id = "good", title = "good" }, { id = "bad", title = "bad" }]
      """
    try Data(text.utf8).write(to: URL(fileURLWithPath: files.path + "/mine.toml"))
    let ran = try files.run(
      "open", Self.scan, "--reader", "a", "--protocol", "mine.toml", "--script", "<Space>R1Sy", "--save")
    try #require(ran.status == 0, "\(ran.err)")
    try #require(try files.run("validate", Self.project).out == "valid\n")
    try FileManager.default.moveItem(atPath: files.path + "/mine.toml", toPath: files.path + "/moved.toml")
    let check = try files.run("validate", Self.project)
    #expect(check.out.contains("the protocol cannot be read") && !check.out.contains("otherwise"), "\(check.out)")
    let (screen, _) = try open(files, "")
    #expect(!screen.contains("come out otherwise"), "\(screen)")
    #expect(try !files.run("report", Self.project, "--text", "-").out.contains("come out otherwise"))
  }
}
