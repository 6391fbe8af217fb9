import Foundation
import TestSupport
import Testing

/// No command writes over a slice of the series that it reads, whatever the slice is called, forced or not.
@Suite struct SliceOutputTests {
  /// A name that each command could write to, in the folder that is read.
  @Test(arguments: ["s003.dcm", "s003.nrrd"]) func aSliceIsNotWrittenOver(_ name: String) throws {
    try withTemporaryFolder { folder in
      try SmallSeries().write(to: folder + "/ct")
      try FileManager.default.moveItem(atPath: folder + "/ct/s003.dcm", toPath: folder + "/moved")
      try FileManager.default.moveItem(atPath: folder + "/moved", toPath: folder + "/ct/" + name)
      let draw = try stylet(["open", "ct", "--script", "<Space>", "--save", "--lungs", "ask"], in: folder)
      #expect(draw.status == 0, "\(draw.err)")
      let slice = "ct/" + name, project = "ct.stylet.json"
      let whole = try Data(contentsOf: URL(fileURLWithPath: folder + "/" + slice))
      let commands: [[String]] = [
        ["convert", "ct", slice], ["open", "ct", "--script", "j", "--lungs", "ask", "--dump-screen", slice],
        ["report", project, "--text", slice], ["report", project, "--html", slice],
        ["report", project, "--json", slice], ["report", project, "--csv", slice],
        ["report", project, "--csv", slice, "--append"],
        ["lungs", "ct", slice], ["propose", "ct", slice], ["export", project, slice],
      ]
      for command in commands {
        for force in [[], ["--force"]] {
          let ran = try stylet(command + force, in: folder)
          #expect(ran.status != 0 && ran.complaint?.contains(name) == true, "\(command + force): \(ran)")
          #expect(ran.out.isEmpty)
          #expect(try Data(contentsOf: URL(fileURLWithPath: folder + "/" + slice)) == whole, "\(command + force)")
        }
      }
      // From within the workstation, and by another way to the same file.
      try FileManager.default.createSymbolicLink(atPath: folder + "/link", withDestinationPath: "ct")
      for path in [slice, "link/" + name, "ct/../ct/./" + name] {
        let keys = ":export! \(path)<CR>"
        let ran = try stylet(
          ["open", "ct", "--script", keys, "--lungs", "ask", "--size", "160x40", "--dump-screen", "s.txt"], in: folder)
        #expect(ran.status == 73, "\(ran.err)")
        let screen = try String(contentsOfFile: folder + "/s.txt", encoding: .utf8)
        #expect(!screen.contains("Exported") && screen.contains("not written over"), "\(screen)")
        #expect(try Data(contentsOf: URL(fileURLWithPath: folder + "/" + slice)) == whole, "\(path)")
      }
      // Nothing else was left beside the slices, and the scan is the one that was drawn on.
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder + "/ct").count == SmallSeries().count)
      #expect(try stylet(["validate", project], in: folder).out == "valid\n")
    }
  }
}
