import Foundation
import TestSupport
import Testing

/// A project that may not be read, with a backup beside it: recovering puts no older state in its place.
@Suite(.enabled(if: Privileges.canBeRefused, "root cannot give up its rights here: setpriv is missing"))
struct UnreadableProjectTests {
  /// Saved twice, drawn on once more: project, backup and history.
  private func saved() throws -> CaseFolder {
    let files = try CaseFolder()
    try files.draw("<Space>", lungs: "ask")
    try files.draw("5<Right><Space>", lungs: "ask")
    try #require(files.has(files.backup))
    return files
  }

  @Test(arguments: [["recover"], ["validate"], ["extent"]]) func nothingIsChanged(_ command: [String]) throws {
    let files = try saved()
    let before = files.contents()
    chmod(files.project, 0)
    let ran = try stylet(command + [CaseFolder.projectName], in: files.path, wrapper: Privileges.wrapper)
    chmod(files.project, 0o600)
    #expect(ran.status == 77 && ran.out.isEmpty, "\(ran)")
    let line = try #require(ran.complaint, "\(ran.err)")
    #expect(line.contains(CaseFolder.projectName) && line.contains("read") && line.contains("its owner"))
    #expect(files.contents() == before)
  }

  /// The same when it is the backup that is needed and may not be read.
  @Test func aBackupThatMayNotBeRead() throws {
    let files = try saved()
    try Data("{".utf8).write(to: URL(fileURLWithPath: files.project))
    let before = files.contents()
    chmod(files.backup, 0)
    let ran = try stylet(["recover", CaseFolder.projectName], in: files.path, wrapper: Privileges.wrapper)
    chmod(files.backup, 0o600)
    #expect(ran.status == 77 && ran.complaint?.contains("may not be read") == true, "\(ran)")
    #expect(files.contents() == before)
    // The others say it, too, and not that there is none.
    chmod(files.backup, 0)
    for command in [["validate"], ["open", "--script", "j"], ["extent"]] {
      let told = try stylet(
        command.prefix(1) + [CaseFolder.projectName] + command.dropFirst(), in: files.path, wrapper: Privileges.wrapper)
      #expect(told.status == 65 && told.complaint?.contains(".bak, may not be read") == true, "\(command): \(told)")
    }
    chmod(files.backup, 0o600)
    // With the right to read it, it is what the project is rebuilt from.
    #expect(try files.run("recover", CaseFolder.projectName).status == 0)
    #expect(try files.millilitres()["GGO"] ?? 0 > 0)
  }
}
