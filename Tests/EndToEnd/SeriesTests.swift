import Foundation
import StyletBase
import StyletCore
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

  /// What `info --json` prints of a folder with three series, as it is printed: no name of a member stands twice, each
  /// series has its UID, and the intercept is the stored one, whatever the sign of the samples.
  @Test(arguments: [true, false]) func infoOfThreeSeries(_ isSigned: Bool) throws {
    try withTemporaryFolder { folder in
      let uids = (1...3).map { "1.2.826.0.1.3680043.10.511.7\($0)" }
      for (n, uid) in uids.enumerated() {
        var series = SmallSeries(count: 8 - n, uid: uid, isSigned: isSigned)
        series.intercept = { _ in -1000 - n }
        try series.write(to: folder + "/ct/\(n)")
      }
      for (n, uid) in uids.enumerated() {
        let ran = try stylet(["info", "ct", "--json"] + (n == 0 ? [] : ["--series", uid]), in: folder)
        try #require(ran.status == 0, "\(ran.err)")
        // Strict: a name that stands twice is no JSON to it.
        let printed = try #require(try JSONValue(reading: Array(ran.out.utf8)).object)
        let names = ran.out.matches(of: #/^  "([a-z0-9_]+)": /#.anchorsMatchLineEndings()).map { String($0.1) }
        #expect(names == printed.members.map(\.name) && Set(names).count == names.count, "\(names)")
        let rescale = "\n  \"rescale\": {\"slope\": 1.0, \"intercept\": -\(1000 + n).0},\n"
        #expect(ran.out.contains(rescale), "\(ran.out)")
        let facts = (printed["facts"]?.array ?? []).compactMap(\.object)
        let listed = facts.filter { $0["name"]?.string?.hasPrefix("series") == true }
        #expect(listed.compactMap { $0["name"]?.string }.sorted() == ["series", "series", "series, opened"])
        for (other, uid) in uids.enumerated() {
          let row = listed.filter { $0["value"]?.string?.hasSuffix(", UID " + uid) == true }
          #expect(row.count == 1 && (row[0]["name"]?.string == "series, opened") == (other == n), "\(uid): \(listed)")
        }
        let words = try stylet(["info", "ct"] + (n == 0 ? [] : ["--series", uid]), in: folder).out
        #expect(uids.allSatisfy { words.contains(", UID \($0)\n") } && words.contains("sample − \(1000 + n)\n"))
      }
    }
  }

  /// A larger series, of another patient, is laid beside the one that a project was drawn on: the project goes on with
  /// its own, also where that is named by hand, and in the way of earlier projects, by the grid alone.
  @Test(arguments: [true, false]) func aBetterSeriesIsLaidBeside(_ hasFingerprint: Bool) throws {
    try withTemporaryFolder { folder in
      let own = "1.2.826.0.1.3680043.10.511.71", other = "1.2.826.0.1.3680043.10.511.72"
      try SmallSeries(uid: own).write(to: folder + "/ct/own")
      let draw = ["open", "ct", "--script", "<Space>", "--save", "--lungs", "ask"], project = "ct.stylet.json"
      #expect(try stylet(draw, in: folder).status == 0)
      if !hasFingerprint {
        let text = try String(contentsOfFile: folder + "/" + project, encoding: .utf8)
        let plain = text.replacing(#/"fingerprint": "[0-9a-f]+", /#, with: "")
        #expect(plain != text)
        try plain.write(toFile: folder + "/" + project, atomically: true, encoding: .utf8)
      }
      let before = try stylet(["extent", project, "--json"], in: folder)
      var better = SmallSeries(count: 20, uid: other)
      better.patient = { _ in "P2" }
      try better.write(to: folder + "/ct/other")
      #expect(try stylet(["info", "ct", "--json"], in: folder).json["size"] as? [Int] == [24, 24, 20])
      let after = try stylet(["extent", project, "--json"], in: folder)
      #expect(after.status == 0 && after.out == before.out && after.err == before.err, "\(after)")
      for command in [
        ["extent", "ct", "--labels", project, "--series", own], ["export", project, "out.nii"],
        ["export", project, "seg.dcm", "--to", "dicom-seg"], ["report", project], ["validate", project],
        ["extent", project, "--series", own], draw, draw + ["--series", own],
        ["open", project, "--script", "j", "--lungs", "ask"],
      ] {
        let ran = try stylet(command, in: folder)
        #expect(ran.status == 0 && !ran.err.contains("took"), "\(command): \(ran.err)")
      }
      #expect(try stylet(["info", "out.nii", "--json"], in: folder).json["size"] as? [Int] == [24, 24, 8])
      // The other one is not this project's.
      for command in [["extent", project, "--series", other], draw + ["--series", other]] {
        let ran = try stylet(command, in: folder)
        #expect(ran.status == 64 && ran.complaint?.contains("was not drawn on series \(other)") == true, "\(ran)")
      }
    }
  }

  /// Where a folder holds several series and nobody has said which, the one that is taken is named; not where it was.
  @Test func theSeriesThatIsTakenIsNamed() throws {
    try withTemporaryFolder { folder in
      for (n, count) in [(1, 8), (2, 20)] {
        try SmallSeries(count: count, uid: "1.2.826.0.1.3680043.10.511.7\(n)").write(to: folder + "/ct/\(n)")
      }
      let larger = ["--series", "1.2.826.0.1.3680043.10.511.72"]
      let draw = ["open", "ct", "--project", "p.json", "--script", "<Space>", "--save", "--lungs", "ask"]
      #expect(try stylet(draw + larger, in: folder).status == 0)
      #expect(try stylet(["export", "p.json", "mask.nii"], in: folder).status == 0)
      for command in [["convert", "ct", "a.nrrd"], ["extent", "ct", "--labels", "mask.nii"]] {
        let ran = try stylet(command, in: folder)
        let words = "took a series without a number (CT, 20 slices of 24x24); 1 other series is there"
        #expect(ran.status == 0 && ran.err.contains(words), "\(command): \(ran)")
        try? FileManager.default.removeItem(atPath: folder + "/a.nrrd")
        let named = try stylet(command + larger, in: folder)
        #expect(named.status == 0 && !named.err.contains("took"), "\(command): \(named)")
      }
    }
  }

  /// Only a name in the headers is another one: what is said is true of that, too, and the files as they were are the
  /// way on.
  @Test func onlyHeadersHaveChanged() throws {
    try with { folder in
      let draw = ["open", "ct", "--script", "<Space>", "--save", "--lungs", "ask"]
      #expect(try stylet(draw, in: folder).status == 0)
      var renamed = SmallSeries()
      renamed.patient = { _ in "P2" }
      try renamed.write(to: folder + "/ct")
      for command in [["extent", "ct.stylet.json"], ["validate", "ct.stylet.json"], draw] {
        let ran = try stylet(command, in: folder)
        #expect(ran.status == 65 && (ran.out + ran.err).contains("or only words of a header"), "\(command): \(ran)")
        #expect(!ran.err.contains("P2") && !ran.out.contains("P2"))
      }
      try SmallSeries().write(to: folder + "/ct")
      #expect(try stylet(["extent", "ct.stylet.json"], in: folder).status == 0)
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

  /// The same once there is a project: no command that joins it to the rest measures or writes.
  @Test(arguments: ["cut", "empty"])
  func aProjectOfTheWholeSeries(_ how: String) throws {
    try with { folder in
      let draw = ["open", "ct", "--script", "<Space>", "--save", "--lungs", "ask"]
      #expect(try stylet(draw, in: folder).status == 0)
      let project = "ct.stylet.json", last = folder + "/ct/s007.dcm"
      #expect(try stylet(["export", project, "mask.nii"], in: folder).status == 0)
      let whole = try Data(contentsOf: URL(fileURLWithPath: last))
      try whole.prefix(how == "cut" ? 300 : 0).write(to: URL(fileURLWithPath: last))
      let before = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
      let saved = try Data(contentsOf: URL(fileURLWithPath: folder + "/" + project))
      for command in [
        ["extent", project], ["extent", project, "--csv"], ["extent", "ct", "--labels", "mask.nii"],
        ["export", project, "out.csv"], ["export", project, "out.nii"], ["report", project],
        ["report", project, "--csv", "t.csv", "--append"], ["import", project, "mask.nii"],
        ["import", "ct", "mask.nii"],
        ["open", project, "--script", "<Space>", "--save"],
      ] {
        let ran = try stylet(command, in: folder)
        #expect(ran.status == 65 && ran.out.isEmpty, "\(command): \(ran)")
        #expect(ran.complaint?.contains("s007.dcm") == true, "\(command): \(ran.err)")
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder).sorted() == before, "\(command)")
        #expect(try Data(contentsOf: URL(fileURLWithPath: folder + "/" + project)) == saved, "\(command)")
      }
    }
  }

  /// A project knows the files of its scan: what lies beside them and cannot be read is none of it, and is remarked.
  @Test func aBrokenFileBesideAFinishedProject() throws {
    try with { folder in
      let draw = ["open", "ct", "--script", "<Space>", "--save", "--lungs", "ask"]
      #expect(try stylet(draw, in: folder).status == 0)
      let project = "ct.stylet.json"
      for name in ["DICOMDIR", "report.dcm", "s008.dcm"] {
        let path = folder + "/ct/" + name
        try Data().write(to: URL(fileURLWithPath: path))
        for command in [["extent", project], ["report", project], ["export", project, "mask.nii"]] {
          let ran = try stylet(command, in: folder)
          #expect(ran.status == 0 && ran.err.contains("left out"), "\(name), \(command): \(ran)")
        }
        #expect(try stylet(["validate", project], in: folder).status == 0, "\(name)")
        // Without a project nobody knows how many slices there were: the name decides.
        let alone = try stylet(["convert", "ct", "out.nrrd"], in: folder)
        #expect(alone.status == (name == "s008.dcm" ? 65 : 0), "\(name): \(alone)")
        try FileManager.default.removeItem(atPath: path)
      }
      // What is missing is still said, and on request gone without.
      try Data().write(to: URL(fileURLWithPath: folder + "/ct/s007.dcm"))
      #expect(try stylet(["validate", project], in: folder).out.contains("left out"))
      let checked = try stylet(["validate", project, "--incomplete"], in: folder)
      #expect(checked.status == 65 && !checked.out.contains("left out"), "\(checked)")
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
      // A project of it is as little use to `validate` as to all others.
      try whole.write(to: URL(fileURLWithPath: last))
      #expect(try stylet(["open", "ct", "--script", "<Space>", "--save", "--lungs", "ask"], in: folder).status == 0)
      #expect(try stylet(["validate", "ct.stylet.json"], in: folder).status == 0)
      try whole.prefix(how == "cut" ? 300 : 0).write(to: URL(fileURLWithPath: last))
      let checked = try stylet(["validate", "ct.stylet.json"], in: folder)
      #expect(checked.status == 65 && checked.out.contains("left out"), "\(checked)")
      try FileManager.default.removeItem(atPath: folder + "/ct.stylet.json")
      let ran = try stylet(["convert", "ct", "out.nrrd", "--incomplete"], in: folder)
      #expect(ran.status == 0, "\(ran.err)")
      #expect(try stylet(["info", "out.nrrd", "--json"], in: folder).json["size"] as? [Int] == [24, 24, 7])
    }
  }
}
