import Foundation
import TestSupport
import Testing

/// What is odd of a scan or of a mask is said by every command that measures or writes, also where the answer has no
/// place for it; a command that is refused says only why.
@Suite struct RemarkTests {
  private func with(_ series: SmallSeries, _ body: (_ folder: String) throws -> Void) throws {
    try withTemporaryFolder { folder in
      try series.write(to: folder + "/ct")
      for command in [
        ["open", "ct", "--script", "<Space>", "--save", "--lungs", "ask"],
        ["export", "ct.stylet.json", "mask.nrrd"],
      ] {
        let ran = try stylet(command, in: folder)
        try #require(ran.status == 0, "\(ran.err)")
      }
      try body(folder)
    }
  }

  private static let commands = [
    ["info", "ct"], ["info", "ct", "--json"], ["convert", "ct", "out.nii.gz", "--force"],
    ["extent", "ct", "--labels", "mask.nrrd"], ["extent", "ct", "--labels", "mask.nrrd", "--json"],
    ["extent", "ct", "--qct", "--lungs", "mask.nrrd"], ["extent", "ct.stylet.json"],
    ["lungs", "ct", "lungs.nrrd", "--force"], ["propose", "ct", "found.nrrd", "--force"],
    ["import", "ct", "mask.nrrd"], ["export", "ct.stylet.json", "out.csv", "--force"],
    ["report", "ct.stylet.json", "--text", "-"], ["show", "ct"], ["agree", "ct.stylet.json", "mask.nrrd"],
    ["compare", "ct.stylet.json", "mask.nrrd", "--script", "j", "--lungs", "ask"],
    ["consensus", "ct.stylet.json", "mask.nrrd"], ["compare-scans", "ct", "mask.nrrd", "--text", "--lungs", "ask"],
    ["open", "ct", "--script", "j", "--lungs", "ask"],
  ]

  /// All that read a scan; `validate` says nothing of it.
  @Test func everyReaderOfAScanIsTried() throws {
    #expect(try Subcommands.called(by: Self.commands) == Subcommands.offering("--incomplete").subtracting(["validate"]))
  }

  /// Slices that state no patient among slices that do: by attribute and file, never the patient.
  @Test func whatOnlySomeSlicesStateIsSaid() throws {
    var series = SmallSeries()
    series.patient = { [3, 4].contains($0) ? nil : "Zq7Wx" }
    try with(series) { folder in
      for command in Self.commands {
        let ran = try stylet(command, in: folder)
        #expect(ran.status == 0, "\(command): \(ran.err)")
        let said = command[0] == "info" ? ran.out : ran.err
        let words = "2 of 8 files state no PatientID, and may not belong to the others: s003.dcm, s004.dcm"
        #expect(said.components(separatedBy: words).count == 2, "\(command), once: \(said)")
        #expect(!(ran.out + ran.err).contains("Zq7Wx"), "\(command)")
      }
      // A refusal is one line, of what is refused.
      let refused = try stylet(["extent", "ct", "--labels", "mask.nrrd", "--lungs", "ct/s000.dcm"], in: folder)
      #expect(refused.status != 0 && refused.complaint != nil, "\(refused.err)")
    }
  }

  @Test func nothingIsSaidWhereThereIsNothing() throws {
    for patient in ["Zq7Wx", nil] {
      var series = SmallSeries()
      series.patient = { _ in patient }
      try with(series) { folder in
        for command in Self.commands {
          let ran = try stylet(command, in: folder)
          let said = (ran.out + ran.err).contains("PatientID")
          #expect(ran.status == 0 && !said, "\(command): \(ran.err)")
        }
      }
    }
  }

  /// A mask of numbers alone: what they count as is said, and a number that nobody knows is.
  @Test func labelsThatCountOnTrust() throws {
    try with(SmallSeries()) { folder in
      // Two findings, one under a number that no finding of a new project has.
      let draw = [
        "open", "ct", "--project", "other.stylet.json", "--script", "<Space>s3<PageUp><Space>", "--save", "--lungs",
        "ask",
      ]
      try #require(try stylet(draw, in: folder).status == 0)
      let project = folder + "/other.stylet.json"
      let text = try String(contentsOfFile: project, encoding: .utf8)
      let strange = text.replacing("\"value\": 3", with: "\"value\": 9").replacing("\"label\": 3", with: "\"label\": 9")
      try strange.write(toFile: project, atomically: true, encoding: .utf8)
      try #require(try stylet(["export", "other.stylet.json", "strange.nrrd"], in: folder).status == 0)
      for form in [[], ["--json"], ["--csv"], ["--lesions"]] {
        let known = try stylet(["extent", "ct", "--labels", "mask.nrrd"] + form, in: folder)
        #expect(known.status == 0, "\(known)")
        #expect(known.err.contains("count by their number: 1 as Ground-glass opacity"), "\(known.err)")
        #expect(!known.err.contains("no finding is known for"), "\(known.err)")
        let unknown = try stylet(["extent", "ct", "--labels", "strange.nrrd"] + form, in: folder)
        #expect(unknown.status == 0 && unknown.err.contains("strange.nrrd: labels that no finding is known for"), "\(unknown.err)")
        #expect(unknown.err.contains("9 as Label 9"), "\(unknown.err)")
      }
      // In the lungs it counts as nothing, and that is said, too.
      let lungs = try stylet(["extent", "ct", "--qct", "--lungs", "mask.nrrd"], in: folder)
      #expect(lungs.status == 0 && !lungs.err.contains("not part of the lungs"), "\(lungs.err)")
      let odd = try stylet(["extent", "ct", "--qct", "--lungs", "strange.nrrd"], in: folder)
      #expect(odd.status == 0 && odd.err.contains("not part of the lungs are not counted: 9"), "\(odd.err)")
      // A file that names its labels is taken at its word.
      try #require(try stylet(["export", "ct.stylet.json", "named.seg.nrrd"], in: folder).status == 0)
      let named = try stylet(["extent", "ct", "--labels", "named.seg.nrrd"], in: folder)
      #expect(named.status == 0 && named.err.isEmpty, "\(named.err)")
    }
  }
}
