import Foundation
import TestSupport
import Testing

/// A DICOM folder that holds what does not belong to the scan: no command joins it, and each says which file it is.
@Suite struct ForeignSliceTests {
  private func with(_ series: SmallSeries, _ body: (_ folder: String) throws -> Void) throws {
    try withTemporaryFolder { folder in
      try series.write(to: folder + "/ct")
      try body(folder)
    }
  }

  private static let reading = [
    ["info", "ct"], ["info", "ct", "--json"], ["show", "ct"], ["convert", "ct", "out.nrrd"],
    ["lungs", "ct", "out.nrrd"],
    ["propose", "ct", "out.nrrd"], ["extent", "ct", "--qct", "--lungs", "auto"],
    ["open", "ct", "--script", "<Space>", "--save"], ["open", "ct/s003.dcm", "--script", "<Space>", "--save"],
    ["import", "ct", "mask.nrrd"], ["agree", "mask.nrrd", "other.nrrd", "--scan", "ct"],
    ["compare", "mask.nrrd", "ct/s003.dcm", "--scan", "ct", "--script", "n", "--save"],
    ["consensus", "mask.nrrd", "ct/s003.dcm", "--scan", "ct"],
    ["compare-scans", "ct", "mask.nrrd", "--text"], ["compare-scans", "ct", "mask.nrrd", "--script", "j"],
  ]

  @Test func everyReaderOfAScanIsTried() throws {
    #expect(try Subcommands.called(by: Self.reading) == Subcommands.offering("--series"))
  }

  /// Refused with or without --incomplete: the file is not missing, it is another's.
  @Test(arguments: ["patient", "modality"]) func noCommandJoinsIt(_ what: String) throws {
    var series = SmallSeries()
    if what == "patient" { series.patient = { $0 == 5 ? "Kelvoni" : "Zq7Wx" } }
    if what == "modality" { series.modality = { $0 == 5 ? "MR" : "CT" } }
    try with(series) { folder in
      for name in ["mask", "other"] { try Data().write(to: URL(fileURLWithPath: "\(folder)/\(name).nrrd")) }
      for command in Self.reading + Self.reading.map({ $0 + ["--incomplete"] }) {
        let ran = try stylet(command, in: folder)
        let words = what == "patient" ? "different patients: PatientID of" : "different modalities: Modality of"
        #expect(ran.status == 65 && ran.out.isEmpty, "\(command): \(ran.err)")
        #expect(ran.complaint?.contains("\(words) s005.dcm differs from the other 7") == true, "\(command): \(ran.err)")
        #expect(ran.complaint?.contains("move that file out of the folder") == true, "\(command): \(ran.err)")
        #expect(!ran.err.contains("Kelvoni") && !ran.err.contains("Zq7Wx"), "\(command)")
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder).sorted() == ["ct", "mask.nrrd", "other.nrrd"])
      }
      // The way out is one.
      try FileManager.default.moveItem(atPath: folder + "/ct/s005.dcm", toPath: folder + "/foreign.dcm")
      let gap = try stylet(["info", "ct"], in: folder)
      #expect(gap.status == 65 && gap.complaint?.contains("slices are missing") == true, "\(gap.err)")
      #expect(try stylet(["info", "ct", "--fill-gaps"], in: folder).status == 0)
    }
  }

  /// A project of the scan is not opened with it either.
  @Test func noProjectIsReadWithIt() throws {
    var series = SmallSeries()
    series.patient = { _ in "Zq7Wx" }
    try with(series) { folder in
      #expect(try stylet(["open", "ct", "--script", "<Space>", "--save", "--lungs", "ask"], in: folder).status == 0)
      series.patient = { _ in "Kelvoni" }
      try series.slice(5).write(to: URL(fileURLWithPath: folder + "/ct/s005.dcm"))
      for command in [
        ["extent", "ct.stylet.json"], ["report", "ct.stylet.json"], ["export", "ct.stylet.json", "out.csv"],
        ["open", "ct.stylet.json", "--script", "j"],
      ] {
        let ran = try stylet(command, in: folder)
        #expect(ran.status == 65 && ran.complaint?.contains("s005.dcm") == true, "\(command): \(ran.err)")
      }
    }
  }

  /// What lies in the gap is named in place of an offer to make it up; once it is made up, that is said wherever the
  /// scan is described, and nothing is measured unasked.
  @Test func whatIsLeftOutIsNotMissing() throws {
    var series = SmallSeries()
    series.kernel = { $0 == 4 ? "B70f" : "B30f" }
    try with(series) { folder in
      let refused = try stylet(["info", "ct"], in: folder)
      #expect(refused.status == 65, "\(refused.err)")
      #expect(refused.complaint?.contains("s004.dcm (ConvolutionKernel differs)") == true, "\(refused.err)")
      #expect(refused.complaint?.contains("--fill-gaps would make up what it holds") == true, "\(refused.err)")
      #expect(!refused.err.contains("slices are missing"))

      let said = try stylet(["info", "ct", "--fill-gaps"], in: folder)
      #expect(said.out.contains("s004.dcm: ConvolutionKernel differs"), "\(said.out)")
      let json = try stylet(["info", "ct", "--fill-gaps", "--json"], in: folder).json
      let left = try #require(json["left_out"] as? [[String: Any]])
      #expect(left.count == 1 && left[0]["file"] as? String == "ct/s004.dcm")
      #expect(left.first?["reason"] as? String == "ConvolutionKernel differs")
      #expect(left.first?["lacking"] as? Bool == true)
      let unasked = try stylet(["convert", "ct", "out.nrrd", "--fill-gaps"], in: folder)
      #expect(unasked.status == 65 && unasked.complaint?.contains("s004.dcm (ConvolutionKernel differs)") == true)
      #expect(try stylet(["convert", "ct", "out.nrrd", "--fill-gaps", "--incomplete"], in: folder).status == 0)
    }
    try with(SmallSeries()) { folder in
      let none = try stylet(["info", "ct", "--json"], in: folder).json["left_out"] as? [Any]
      #expect(none?.isEmpty == true)
    }
  }
}
