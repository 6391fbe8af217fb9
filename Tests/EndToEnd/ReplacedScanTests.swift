import Foundation
import TestSupport
import Testing

/// Strokes on a scan that was taken away before the first save: they are on no other scan, and in no number.
@Suite(.serialized, .enabled(if: TmuxTerminal.isAvailable, "tmux is not installed"))
struct ReplacedScanTests {
  /// Two strokes in a terminal, then SIGKILL: all that is left is the journal.
  private func killedBeforeTheFirstSave() throws -> CaseFolder {
    let desk = try Desk()
    try desk.open("--lungs ask")
    try desk.press("Space", "Right", "Space")
    try desk.waitForUnsaved(2)
    try desk.kill()
    let files = desk.files
    #expect(files.has(files.journal) && !files.has(files.project))
    return files
  }

  /// Another content on the same grid, under a name in the folder.
  private func makeOther(_ name: String, _ files: CaseFolder) throws {
    try withTemporaryFolder { folder in
      let made = try stylet(["phantom", "other.nii.gz", "--size", Phantoms.size, "--seed", "9"], in: folder)
      #expect(made.status == 0, "\(made.err)")
      let moved = try stylet(["convert", "other.nii.gz", files.path + "/" + name, "--force"], in: folder)
      #expect(moved.status == 0, "\(moved.err)")
    }
  }

  /// What is drawn in all; nil where that is not said.
  private func voxels(_ files: CaseFolder, _ project: String) throws -> Int? {
    (try files.run("extent", project, "--json").json["total"] as? [String: Any])?["voxels"] as? Int
  }

  /// - Parameter scan: the name of the other scan.
  private func expectNothingTaken(_ files: CaseFolder, _ scan: String) throws {
    let journal = try Data(contentsOf: URL(fileURLWithPath: files.journal))
    let opened = try files.run(
      "open", scan, "--script", "", "--size", "200x40", "--dump-screen", "screen.txt", "--save", "--lungs", "ask")
    #expect(opened.status == 0, "\(opened.err)")
    let screen = try String(contentsOfFile: files.path + "/screen.txt", encoding: .utf8)
    #expect(screen.contains("steps that were made on another scan of this name") && !screen.lowercased().contains("recovered"))
    #expect(screen.contains("chest.stylet.journal.kept"), "\(screen)")
    // As it was, under a name that says so.
    #expect(!files.has(files.journal))
    #expect(FileManager.default.contents(atPath: files.journal + ".kept") == journal)
    // In no number, whoever counts.
    #expect(try voxels(files, CaseFolder.projectName) == 0)
    #expect(try files.run("validate", CaseFolder.projectName).out == "valid\n")
    let layers = try files.savedProject()["layers"] as? [[String: Any]]
    #expect(layers?.allSatisfy { ($0["slices"] as? [Any])?.isEmpty != false } == true)
    // Nor when it is opened once more, or recovered.
    #expect(try files.run("open", scan, "--script", "j", "--save", "--lungs", "ask").status == 0)
    let recovered = try files.run("recover", CaseFolder.projectName)
    #expect(recovered.status == 0 && recovered.out.contains("0 steps"), "\(recovered)")
    #expect(try voxels(files, CaseFolder.projectName) == 0)
  }

  /// Where the project has no file yet there is nothing to count or to check: that is said, with no number.
  @Test func theScanIsReplaced() throws {
    let files = try killedBeforeTheFirstSave()
    try makeOther(CaseFolder.scanName, files)
    for command in [["extent", CaseFolder.projectName], ["validate", CaseFolder.projectName]] {
      let ran = try stylet(command, in: files.path)
      #expect(ran.status == 66 && ran.out.isEmpty, "\(ran)")
    }
    try expectNothingTaken(files, CaseFolder.scanName)
  }

  /// A scan of that base name in another form has the same project.
  @Test func aScanOfThatBaseNameLiesBesideIt() throws {
    let files = try killedBeforeTheFirstSave()
    try makeOther("chest.nrrd", files)
    try expectNothingTaken(files, "chest.nrrd")
    // Back on its own scan under a project of its own: nothing was lost, and nothing is taken unasked.
    let own = try files.run(
      "open", CaseFolder.scanName, "--project", "own.stylet.json", "--script", "", "--save", "--lungs", "ask")
    #expect(own.status == 0, "\(own.err)")
    #expect(try voxels(files, "own.stylet.json") == 0)
  }
}
