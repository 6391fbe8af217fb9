import Foundation
import TestSupport
import Testing

/// Names at the limit of the file system: what would not fit is said before anything is drawn, with the way out.
@Suite struct LongNamesTests {
  /// A scan whose name has so many bytes before its ending.
  private func scan(_ count: Int, _ files: CaseFolder) throws -> String {
    let name = String(repeating: "x", count: count)
    try FileManager.default.copyItem(
      atPath: files.path + "/" + CaseFolder.scanName, toPath: files.path + "/" + name + ".nii.gz")
    return name
  }

  /// `.stylet.json.bak.tmp` is the longest that a save needs: 20 bytes.
  @Test(arguments: [234, 235]) func whatFitsIsSavedTwice(_ count: Int) throws {
    let files = try CaseFolder()
    let name = try scan(count, files)
    for _ in 0..<2 {
      let ran = try files.run("open", name + ".nii.gz", "--script", "<Space>", "--save", "--lungs", "ask")
      #expect(ran.status == 0, "\(ran.err)")
    }
    #expect(files.has(files.path + "/" + name + ".stylet.json.bak"))
    let report = try files.run("report", name + ".stylet.json")
    #expect(report.status == 0, "\(report.err)")
    #expect(try files.run("recover", name + ".stylet.json").status == 0)
  }

  @Test(arguments: [236, 240, 244, 248]) func whatDoesNotIsSaidWithTheWayOut(_ count: Int) throws {
    let files = try CaseFolder()
    let name = try scan(count, files)
    let before = files.contents()
    for command in [
      ["open", name + ".nii.gz", "--script", "<Space>", "--save", "--lungs", "ask"],
      ["import", name + ".nii.gz", CaseFolder.truthName],
    ] {
      let ran = try stylet(command, in: files.path)
      #expect(ran.status == 73 && ran.complaint?.contains("--project PATH") == true, "\(command): \(ran.err)")
      #expect(files.contents() == before, "\(command)")
    }
    // It can be looked at, and the screen says why nothing can be drawn.
    let looked = try files.run(
      "open", name + ".nii.gz", "--script", "<Space>", "--lungs", "ask", "--size", "300x40", "--dump-screen", "-")
    let said = looked.out.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(looked.status == 73 && said.contains("--project PATH"), "\(looked)")
    #expect(files.contents() == before)
    let named = try files.run(
      "open", name + ".nii.gz", "--project", "own.stylet.json", "--script", "<Space>", "--save", "--lungs", "ask")
    #expect(named.status == 0 && files.has(files.path + "/own.stylet.json"), "\(named.err)")
    let report = try files.run("report", "own.stylet.json")
    #expect(report.status == 0, "\(report.err)")
  }

  @Test func anOutputWhoseNameIsTooLong() throws {
    let files = try CaseFolder()
    try files.draw("<Space>", lungs: "ask")
    let before = files.contents()
    for count in [252, 256, 300] {
      let name = String(repeating: "x", count: count) + ".csv"
      for command in [
        ["export", CaseFolder.projectName, name], ["report", CaseFolder.projectName, "--csv", name],
        ["convert", CaseFolder.scanName, name.replacingOccurrences(of: ".csv", with: ".nii")],
      ] {
        let ran = try stylet(command, in: files.path)
        #expect(ran.status == 73 && ran.complaint?.contains("give a shorter name") == true, "\(command[0]): \(ran.err)")
        #expect(files.contents() == before, "\(command)")
      }
    }
  }
}
