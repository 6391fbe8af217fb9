import Foundation
import TestSupport
import Testing

/// A scan that changed is never used silently, by no command that joins a project to it.
@Suite struct ScanMatchTests {
  private let scan = CaseFolder.scanName, project = CaseFolder.projectName

  /// The same grid, another content.
  private func replace(_ files: CaseFolder) throws {
    let made = try files.run("phantom", "other.nii.gz", "--size", Phantoms.size, "--seed", "9")
    #expect(made.status == 0, "\(made.err)")
    try FileManager.default.removeItem(atPath: files.path + "/" + scan)
    try FileManager.default.moveItem(atPath: files.path + "/other.nii.gz", toPath: files.path + "/" + scan)
  }

  @Test func everyCommandRefusesAnotherScan() throws {
    let files = try CaseFolder()
    try files.draw("<Space>")
    try replace(files)
    let before = files.contents()
    for command in [
      ["extent", project], ["extent", scan, "--labels", project], ["export", project, "x.nii.gz"],
      ["report", project, "--text", "-"], ["show", project], ["agree", project, CaseFolder.truthName],
      ["compare", project, CaseFolder.truthName, "--script", "j", "--lungs", "ask"],
      ["import", project, CaseFolder.truthName],
      ["consensus", project, CaseFolder.truthName],
      ["open", scan, "--script", "<Space>", "--save"], ["open", project, "--script", "j"],
    ] {
      let ran = try stylet(command, in: files.path)
      #expect(ran.status == 65, "\(command)")
      let line = ran.complaint ?? ""
      #expect(line.contains("another content") && line.contains("--project"), "\(ran.err)")
      #expect(files.contents() == before, "\(command)")
    }
    let check = try files.run("validate", project)
    #expect(check.status == 65 && check.complaint?.contains("recover") == false, "\(check.err)")
    // With a project of its own it opens.
    #expect(try files.run("open", scan, "--project", "own.stylet.json", "--script", "<Space>", "--save").status == 0)
  }

  /// A scan that is gone is not a damaged project.
  @Test func aScanThatMovedIsSaidToBeOne() throws {
    let files = try CaseFolder()
    try files.draw("<Space>")
    try FileManager.default.moveItem(atPath: files.path + "/" + scan, toPath: files.path + "/moved.nii.gz")
    let check = try files.run("validate", project)
    #expect(check.status == 65 && check.complaint?.contains("open SCAN --project") == true, "\(check.err)")
    #expect(try files.run("open", "moved.nii.gz", "--project", project, "--script", "j", "--save").status == 0)
    #expect(try files.run("validate", project).status == 0)
  }

  @Test func whatIsNoScanIsSaidFirst() throws {
    let files = try CaseFolder()
    let ran = try files.run("extent", "/etc/passwd")
    #expect(ran.status == 65 && ran.complaint?.contains("not a scan") == true, "\(ran.err)")
  }
}
