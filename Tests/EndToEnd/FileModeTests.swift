import Foundation
import TestSupport
import Testing

/// What a patient's name may be in is for its owner alone, also where the user's files are for all.
@Suite struct FileModeTests {
  /// Every permission is given to new files unless the program takes it away.
  private static let open = ["/bin/sh", "-c", "umask 0; exec \"$0\" \"$@\""]

  private func mode(_ path: String) -> mode_t? {
    var s = stat()
    return lstat(path, &s) == 0 ? s.st_mode & 0o777 : nil
  }

  @Test func exportsAndReportsAreTheOwners() throws {
    try withTemporaryFolder { folder in
      try SmallSeries().write(to: folder + "/ct")
      func run(_ arguments: String...) throws {
        let ran = try stylet(arguments, in: folder, wrapper: Self.open)
        #expect(ran.status == 0, "\(arguments): \(ran.err)")
      }
      try run("open", "ct", "--script", "<Space>", "--save", "--lungs", "ask")
      let project = "ct.stylet.json"
      try run("export", project, "seg.dcm", "--to", "dicom-seg")
      try run("export", project, "rt.dcm", "--to", "rtstruct")
      try run("export", project, "rtx.dcm", "--to", "rtstruct-xor")
      try run("report", project, "--html", "r.html", "--identified")
      try run("report", project, "--text", "r.txt", "--identified")
      try run("report", project, "--json", "r.json", "--identified")
      try run("report", project, "--csv", "r.csv", "--identified")
      // A row added to a table that is there, and to one that is not.
      for _ in 0..<2 { try run("report", project, "--csv", "t.csv", "--append") }
      try run("report", project, "--csv", "r.csv", "--append", "--identified")
      let names = try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0 != "ct" }
      let written = ["seg.dcm", "rt.dcm", "rtx.dcm", "r.html", "r.txt", "r.json", "r.csv", "t.csv"]
      #expect(Set(names).isSuperset(of: [project] + written))
      for name in names {
        let mode = mode(folder + "/" + name)
        #expect(mode == 0o600, "\(name): \(String(mode ?? 0, radix: 8))")
      }
      // The shell's own file shows that the mask was open.
      let plain = try stylet([], in: folder, wrapper: ["/bin/sh", "-c", "umask 0; : > plain"])
      #expect(plain.status == 0 && mode(folder + "/plain") == 0o666)
    }
  }
}
