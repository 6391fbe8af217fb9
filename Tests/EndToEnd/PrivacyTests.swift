import Foundation
import TestSupport
import Testing

/// Who the patient is, who sent and who read is in no file, line or message that nobody asked to have it in.
@Suite struct PrivacyTests {
  private static let identity = "Zq7Wx^Kelvoni"

  @Test func nothingIdentifiesThePatientUnasked() throws {
    try withTemporaryFolder { folder in
      try SmallSeries(identity: Self.identity).write(to: folder + "/ct")
      let image = try String(contentsOfFile: folder + "/ct/s000.dcm", encoding: .isoLatin1)
      #expect(image.components(separatedBy: Self.identity).count == 15, "the series itself names them")
      let project = "ct.stylet.json"
      let commands: [[String]] =
        [
          ["info", "ct"], ["info", "ct", "--json"], ["show", "ct"],
          ["open", "ct", "--script", "<Space>:reader r1<CR>", "--save", "--lungs", "ask", "--dump-screen", "screen.txt"],
          ["open", "ct", "--script", "3<Right><Space>", "--save", "--lungs", "ask", "--reader", "r1"],
          ["extent", project], ["extent", project, "--json"], ["extent", project, "--csv"], ["validate", project],
          ["export", project, "other.nrrd"], ["agree", project, "other.nrrd"],
          ["agree", project, "other.nrrd", "--json"], ["agree", project, "other.nrrd", "--csv"],
          ["report", project], ["report", project, "--csv", "-"], ["report", project, "--json", "-"],
          ["export", project, "one.nrrd"], ["consensus", project, "one.nrrd", "--out", "both.stylet.json"],
          ["consensus", project, "one.nrrd", "--json", "--out", "both.nrrd"], ["consensus", project, "one.nrrd", "--csv"],
          ["lungs", "ct", "lungs.nii"], ["propose", "ct", "proposal.nii"], ["convert", "ct", "scan.nii"],
          ["convert", "ct", "scan.nrrd"], ["convert", "ct", "scan.mha"], ["recover", project],
        ]
        + ["nifti", "nrrd", "mha", "seg-nrrd", "dicom-seg", "rtstruct", "itksnap", "dcmqi", "coco", "csv", "json"].map {
          ["export", project, "mask-\($0)." + ($0 == "nifti" ? "nii" : $0 == "nrrd" || $0 == "seg-nrrd" ? "nrrd" : $0), "--to", $0]
        }
      var done = 0
      for command in commands {
        let ran = try stylet(command, in: folder)
        if ran.status == 0 { done += 1 }
        for text in [ran.out, ran.err] { #expect(!Self.names(Data(text.utf8)), "\(command)") }
      }
      // Lungs and a proposal are not to be had of so small a scan.
      #expect(done >= commands.count - 4, "\(done) of \(commands.count)")
      var read = 0
      for name in FileManager.default.enumerator(atPath: folder)?.allObjects as? [String] ?? []
      where !name.hasPrefix("ct/") {
        #expect(!name.contains("Kelvoni"))
        guard let bytes = FileManager.default.contents(atPath: folder + "/" + name) else { continue }
        read += 1
        #expect(!Self.names(bytes), "\(name)")
      }
      #expect(read >= 12, "\(read) files")

      // The same, asked for: the test can fail.
      let asked = try stylet(["export", project, "asked.dcm", "--to", "dicom-seg", "--identified"], in: folder)
      let bytes = FileManager.default.contents(atPath: folder + "/asked.dcm") ?? Data()
      #expect(asked.status == 0 && Self.names(bytes), "\(asked.err)")
    }
  }

  /// Any part of the name, in one byte or two a character.
  private static func names(_ bytes: Data) -> Bool {
    ["Zq7Wx", "Kelvoni"].contains { part in
      bytes.range(of: Data(part.utf8)) != nil || bytes.range(of: part.data(using: .utf16LittleEndian) ?? Data()) != nil
    }
  }
}
