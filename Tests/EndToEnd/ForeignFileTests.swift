import Foundation
import TestSupport
import Testing

/// A history or a backup of another scan's project beside one, without a journal: no command uses it, and each that
/// would says so.
@Suite struct ForeignFileTests {
  private static let project = CaseFolder.projectName

  private func saved(_ endings: String...) throws -> CaseFolder {
    let files = try CaseFolder()
    try files.draw("<Space>", lungs: "ask")
    try files.draw("5<Right><Space>", lungs: "ask")
    for ending in endings {
      let path = files.path + "/chest" + ending
      try? FileManager.default.removeItem(atPath: path)
      try FileManager.default.copyItem(atPath: OtherCase.made.get() + "/chest" + ending, toPath: path)
    }
    return files
  }

  /// The last screen of a look, in one line of words.
  private func opened(
    _ files: CaseFolder, _ keys: String = "", save: Bool = false, refused: String? = nil
  ) throws -> String {
    let ran = try stylet(
      ["open", CaseFolder.scanName, "--script", keys, "--lungs", "ask", "--dump-screen", "-", "--size", "240x50"]
        + (save ? ["--save"] : []), in: files.path)
    #expect(ran.status == (refused == nil ? 0 : 64) && refused.map { ran.err.contains($0) } ?? true, "\(ran.err)")
    return ran.out.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  /// Numbers come of the project alone, and a project that is whole is left alone by `recover`.
  private func isUntouched(_ files: CaseFolder, _ numbers: [String: Double]) throws {
    let before = files.contents()
    #expect(try files.millilitres() == numbers)
    for command in [["validate"], ["extent"], ["show"], ["recover"]] {
      let ran = try stylet(command + [Self.project], in: files.path)
      #expect(ran.status == 0, "\(command): \(ran)")
      #expect(files.contents() == before, "\(command)")
    }
    #expect(try stylet(["report", Self.project, "--text", "-"], in: files.path).status == 0)
    #expect(files.contents() == before)
  }

  @Test func aHistory() throws {
    let plain = try saved().millilitres(), files = try saved(".stylet.history")
    try isUntouched(files, plain)
    let check = try files.run("validate", Self.project)
    #expect(check.out.contains("chest.stylet.history: is damaged or of another state of the project"), "\(check.out)")
    // None of its steps can be taken back.
    #expect(try opened(files).lowercased().contains("undo begins here"))
    _ = try opened(files, "uu", save: true, refused: "Nothing to undo")
    #expect(try files.millilitres() == plain)
  }

  @Test func aBackup() throws {
    let plain = try saved().millilitres(), files = try saved(".stylet.json.bak")
    let foreign = try #require(files.contents()[Self.project + ".bak"])
    try isUntouched(files, plain)
    let words = "a project of another scan"
    let check = try files.run("validate", Self.project)
    #expect(check.status == 0 && check.out.contains("chest.stylet.json.bak: is " + words), "\(check.out)")
    #expect(try opened(files).contains(words))
    // A save does not write over it.
    _ = try opened(files, "8<Right><Space>", save: true)
    #expect(files.contents()[Self.project + ".bak.kept"] == foreign)
    #expect(files.contents()[Self.project + ".bak"] != foreign && files.has(files.backup))
    #expect(try !files.run("validate", Self.project).out.contains(words))
  }

  /// With nothing else: it is never put in the place of this scan's project.
  @Test func aBackupAlone() throws {
    let files = try saved(".stylet.json.bak")
    for name in [".stylet.json", ".stylet.history"] {
      try FileManager.default.removeItem(atPath: files.path + "/chest" + name)
    }
    let foreign = try #require(files.contents()[Self.project + ".bak"])
    for command in [["extent"], ["validate"], ["report"], ["export"]] {
      let ran = try stylet(command + [Self.project] + (command == ["export"] ? ["x.csv"] : []), in: files.path)
      #expect(ran.status == 66 && ran.complaint?.contains("but its backup") == true, "\(command): \(ran)")
    }
    #expect(try opened(files).contains("a project of another scan"))
    #expect(try !opened(files).contains("brings it back"))
    _ = try opened(files, "<Space>", save: true)
    #expect(files.contents()[Self.project + ".bak.kept"] == foreign)
    try FileManager.default.removeItem(atPath: files.project)
    try foreign.write(to: URL(fileURLWithPath: files.backup))
    let recovered = try files.run("recover", Self.project)
    #expect(recovered.status == 65 && recovered.complaint?.contains("is of another scan") == true, "\(recovered)")
    #expect(files.contents()[Self.project + ".bak"] == foreign && !files.has(files.project))
  }
}
