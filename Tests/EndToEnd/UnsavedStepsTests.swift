import Foundation
import TestSupport
import Testing

/// Steps that a journal holds beyond the saved project: every command that reads the project says whether they are in
/// what it says, in the same words.
@Suite(.serialized, .enabled(if: TmuxTerminal.isAvailable, "tmux is not installed"))
struct UnsavedStepsTests {
  private static let project = CaseFolder.projectName, scan = CaseFolder.scanName
  private static let readers: [[String]] = [
    ["extent", project], ["extent", project, "--json"], ["extent", project, "--json", "--lesions"],
    ["extent", project, "--csv"], ["extent", scan, "--labels", project], ["show", project],
    ["export", project, "-", "--to", "csv"], ["export", project, "-", "--to", "json"],
    ["report", project, "--text", "-"], ["report", project, "--json", "-"],
    ["open", scan, "--script", "j", "--lungs", "ask"],
  ]

  /// Saved once, then three strokes in a terminal.
  private func drawn() throws -> Desk {
    let files = try CaseFolder()
    try files.draw("<Space>", lungs: "ask")
    let desk = try Desk(files: files)
    try desk.open("--lungs ask --reader reader-07")
    try desk.press("Right", "Space", "Right", "Space", "Right", "Space")
    try desk.waitForUnsaved(3)
    return desk
  }

  /// - Parameter words: all of them stand in each line.
  private func expectSaid(_ commands: [[String]], _ files: CaseFolder, _ words: [String], not: String) throws {
    for command in commands {
      let ran = try stylet(command, in: files.path)
      #expect(ran.status == 0, "\(command): \(ran.err)")
      let line = ran.complaint ?? ""
      #expect(words.allSatisfy { line.contains($0) } && !line.contains(not), "\(command): \(ran.err)")
      if ran.json.isEmpty { continue }
      let unsaved = try #require(ran.json["unsaved"] as? [String: Any], "\(command)")
      #expect(unsaved["included"] as? Int == (words[0].hasPrefix("3") ? 3 : 0), "\(command): \(unsaved)")
      #expect(line.hasSuffix(unsaved["words"] as? String ?? "?"), "\(command): \(unsaved)")
    }
  }

  /// Killed before the first save: there is only a journal, and every command says where it is and what leads on.
  @Test func workThatWasNeverSaved() throws {
    let files = try CaseFolder()
    let journal = Self.project.replacingOccurrences(of: ".json", with: ".journal")
    try files.leaveUnsaved(" ")
    for command in [
      ["extent", Self.project], ["validate", Self.project], ["export", Self.project, "-", "--to", "csv"],
      ["report", Self.project, "--text", "-"], ["report", Self.scan, "--text", "-"], ["recover", Self.project],
    ] {
      let ran = try stylet(command, in: files.path)
      let said = ran.complaint ?? ran.out
      #expect(ran.status == 66 && said.contains(journal) && said.contains("open the scan"), "\(command): \(ran)")
    }
  }

  @Test func ofASessionThatGoesOn() throws {
    let desk = try drawn()
    let looking = Self.readers.filter { $0[0] != "open" }
    try expectSaid(
      looking, desk.files, ["3 unsaved steps are included", "open now", "reader-07"], not: "not included")
    let check = try desk.files.run("validate", Self.project)
    #expect(check.status == 0 && check.out.contains("3 unsaved steps are in the journal"), "\(check)")
    #expect(check.out.contains("open now, by reader-07"))
    // What goes to others does not say on which machine.
    let text = try desk.files.run("report", Self.project, "--text", "-").out
    #expect(text.contains("3 unsaved steps are included") && !text.contains("process "))
    try desk.command("q!")
  }

  @Test func ofASessionThatDied() throws {
    let desk = try drawn(), files = desk.files
    try desk.kill()
    let before = files.contents()
    try expectSaid(Self.readers, files, ["3 unsaved steps are included"], not: "open now")
    for name in [Self.project, "chest.stylet.journal"] { #expect(files.contents()[name] == before[name], "\(name)") }
    // Of another state of the project: not used, and said so. A last line that was being written is left out.
    let journal = try #require(before["chest.stylet.journal"])
    try journal.dropLast(4).write(to: URL(fileURLWithPath: files.journal))
    let torn = try files.run("extent", Self.project)
    #expect(torn.err.contains("2 unsaved steps are included; the last step is incomplete"), "\(torn.err)")
    try journal.write(to: URL(fileURLWithPath: files.journal))
    let text = try String(contentsOfFile: files.project, encoding: .utf8)
    try Data((text + "\n").utf8).write(to: URL(fileURLWithPath: files.project))
    let looking = Self.readers.filter { $0[0] != "open" }
    try expectSaid(looking, files, ["unsaved steps are not included, being of another state"], not: "open now")
    // Saved: nothing is said.
    try Data(text.utf8).write(to: URL(fileURLWithPath: files.project))
    #expect(try files.run("open", Self.scan, "--script", "j", "--save", "--lungs", "ask").status == 0)
    for command in Self.readers {
      let ran = try stylet(command, in: files.path)
      #expect(ran.status == 0 && ran.err.isEmpty, "\(command): \(ran.err)")
      if !ran.json.isEmpty { #expect(ran.json["unsaved"] is NSNull, "\(command)") }
    }
  }

  @Test func importingSavesThemAndSaysSo() throws {
    let desk = try drawn(), files = desk.files
    try desk.kill()
    let ran = try files.run("import", Self.project, CaseFolder.truthName)
    #expect(ran.status == 0 && ran.err.contains("3 unsaved steps are included"), "\(ran.err)")
  }
}
