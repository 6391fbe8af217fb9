import Foundation
import TestSupport
import Testing

/// A DICOM folder as a scan: it is its instances, all of them, whatever else lies beside them.
@Suite struct SeriesTests {
  private func with(_ series: SmallSeries = SmallSeries(), _ body: (_ folder: String) throws -> Void) throws {
    try withTemporaryFolder { folder in
      try series.write(to: folder + "/ct")
      try body(folder)
    }
  }

  /// A mask exported into the folder and a note laid there: the project can still be saved, and is that scan's.
  @Test func whatIsLaidIntoTheFolderDoesNotMatter() throws {
    try with { folder in
      let draw = ["open", "ct", "--script", "<Space>:export ct/mask.nii.gz<CR>", "--save", "--lungs", "ask"]
      #expect(try stylet(draw, in: folder).status == 0)
      try Data("call back".utf8).write(to: URL(fileURLWithPath: folder + "/ct/notes.txt"))
      let seg = try stylet(["export", "ct.stylet.json", "ct/seg.dcm", "--to", "dicom-seg"], in: folder)
      #expect(seg.status == 0, "\(seg.err)")
      let again = ["open", "ct", "--script", "3<Right><Space>", "--save", "--lungs", "ask"]
      let ran = try stylet(again, in: folder)
      #expect(ran.status == 0, "\(ran.err)")
      #expect(try stylet(["validate", "ct.stylet.json"], in: folder).out == "valid\n")
      // no slice of it is written over
      for name in ["ct/s000.dcm", "ct/./s003.dcm"] {
        for force in [[], ["--force"]] {
          let before = try Data(contentsOf: URL(fileURLWithPath: folder + "/" + name))
          let over = try stylet(["export", "ct.stylet.json", name, "--to", "dicom-seg"] + force, in: folder)
          // Forced or not; that it is a slice of the scan is known once that is read.
          let isSaid = force.isEmpty || over.complaint?.contains("made from") == true
          #expect(over.status == 73 && isSaid, "\(over.err)")
          #expect(try Data(contentsOf: URL(fileURLWithPath: folder + "/" + name)) == before)
        }
      }
      // another content of the same shape is another scan
      try SmallSeries(shift: 1).write(to: folder + "/ct")
      #expect(try stylet(["extent", "ct.stylet.json"], in: folder).status == 65)
    }
  }

  /// A slice cut short in its pixels cannot be gone without: its place in the scan is known.
  @Test func aSliceWithoutItsPixels() throws {
    try with { folder in
      let last = folder + "/ct/s007.dcm", whole = try Data(contentsOf: URL(fileURLWithPath: last))
      try whole.dropLast(10).write(to: URL(fileURLWithPath: last))
      for command in [["convert", "ct", "out.nrrd"], ["convert", "ct", "out.nrrd", "--incomplete"]] {
        let ran = try stylet(command, in: folder)
        #expect(ran.status == 65 && ran.complaint?.contains("s007.dcm") == true, "\(ran.err)")
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["ct"])
      }
    }
  }

  /// A slice cut short in its header, or empty: nothing is written or measured of the rest unless that is asked for.
  @Test(arguments: ["cut", "empty"])
  func slicesThatAreLeftOut(_ how: String) throws {
    try with { folder in
      let last = folder + "/ct/s007.dcm", whole = try Data(contentsOf: URL(fileURLWithPath: last))
      try whole.prefix(how == "cut" ? 300 : 0).write(to: URL(fileURLWithPath: last))
      for command in [
        ["convert", "ct", "out.nrrd"], ["lungs", "ct", "out.nrrd"], ["propose", "ct", "out.nrrd"],
        ["extent", "ct", "--qct", "--lungs", "auto"], ["open", "ct", "--script", "<Space>", "--save"],
      ] {
        let ran = try stylet(command, in: folder)
        #expect(ran.status == 65 && ran.complaint?.contains("s007.dcm") == true, "\(command): \(ran.err)")
        #expect(ran.complaint?.contains("--incomplete") == true, "\(ran.err)")
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["ct"], "\(command)")
      }
      #expect(try stylet(["info", "ct"], in: folder).out.contains("left out"))
      let ran = try stylet(["convert", "ct", "out.nrrd", "--incomplete"], in: folder)
      #expect(ran.status == 0, "\(ran.err)")
      #expect(try stylet(["info", "out.nrrd", "--json"], in: folder).json["size"] as? [Int] == [24, 24, 7])
    }
  }
}
