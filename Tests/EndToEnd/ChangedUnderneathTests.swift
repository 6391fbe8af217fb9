import Foundation
import TestSupport
import Testing

/// What happens on the disk under an open workstation is said there.
@Suite(.serialized) struct ChangedUnderneathTests {
  private func start(_ files: CaseFolder) throws -> PtyProcess {
    let program = try PtyProcess(
      [builtProduct("stylet"), files.path + "/" + CaseFolder.scanName, "--lungs", "ask"], width: 200, height: 40,
      environment: ["TERM": "xterm-256color", "LC_ALL": "C.UTF-8"])
    program.read(seconds: 30, until: "GGO")
    program.type(" ")
    program.type(":w\r")
    try wait("the first save", seconds: 60) {
      program.read(seconds: 0.05) { _ in false }
      return files.has(files.project)
    }
    program.forgetOutput()
    return program
  }

  @Test(.enabled(if: TmuxTerminal.isAvailable, "tmux is not installed"))
  func aScanThatIsReplacedIsSaidAtSavingToo() throws {
    let other = try CaseFolder()
    let made = try other.run("phantom", CaseFolder.scanName, "--size", Phantoms.size, "--seed", "9", "--force")
    #expect(made.status == 0)
    let desk = try Desk(width: 200, height: 40)
    try desk.open("--lungs ask")
    try desk.press("Space")
    try desk.waitForUnsaved(1)
    let new = desk.files.path + "/new.nii.gz", scan = desk.files.path + "/" + CaseFolder.scanName
    try FileManager.default.copyItem(atPath: other.path + "/" + CaseFolder.scanName, toPath: new)
    #expect(rename(new, scan) == 0)
    try desk.terminal.type("10l ")
    try desk.terminal.waitFor("another one than was opened")
    try desk.command("w")
    try desk.terminal.waitFor("the save") { $0.contains("Saved") && $0.contains("another one than was opened") }
    try desk.command("q")
  }

  /// The folder is deleted and made again: that is said, and a save brings all back.
  @Test func aProjectThatIsGoneIsSaidAndWrittenAgain() throws {
    let files = try CaseFolder()
    let program = try start(files)
    for name in try FileManager.default.contentsOfDirectory(atPath: files.path) where name.contains(".stylet.") {
      try FileManager.default.removeItem(atPath: files.path + "/" + name)
    }
    program.type("10l ")
    #expect(program.read(seconds: 20, until: "disk"))
    program.type(":wq\r")
    #expect(program.waitForExit(seconds: 20) == 0)
    #expect(try files.shownMillilitres()["GGO"] != nil)
  }
}
