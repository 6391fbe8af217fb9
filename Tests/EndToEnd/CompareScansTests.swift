import Foundation
import Testing

/// `stylet compare-scans`: numbers of two scans without a screen, the screen by a script, and nothing written.
@Suite struct CompareScansTests {
  /// A scan with a drawing, and another one with another.
  private func scans() throws -> CaseFolder {
    let files = try CaseFolder()
    try files.draw("<Space>", lungs: "ask")
    #expect(try files.run("phantom", "later.nii.gz", "--size", Phantoms.size, "--seed", "4").status == 0)
    let drawn = try files.run("open", "later.nii.gz", "--script", "s3<Space>", "--save", "--lungs", "ask")
    #expect(drawn.status == 0, "\(drawn.err)")
    return files
  }

  private func run(_ files: CaseFolder, _ more: String...) throws -> Ran {
    try stylet(["compare-scans", CaseFolder.projectName, "later.nii.gz", "--lungs", "ask"] + more, in: files.path)
  }

  @Test func programsAreAnsweredAndNothingIsWritten() throws {
    let files = try scans(), before = files.contents()
    let ran = try run(files, "--json")
    #expect(ran.status == 0, "\(ran.err)")
    let json = try #require(try JSONSerialization.jsonObject(with: Data(ran.out.utf8)) as? [String: Any])
    #expect(json["format"] as? String == "stylet-follow-up")
    let found = try #require(json["findings"] as? [[String: Any]])
    for (name, path) in [("before", CaseFolder.projectName), ("after", "later.stylet.json")] {
      let extent = try stylet(["extent", path, "--json"], in: files.path).out
      let own = try #require(try JSONSerialization.jsonObject(with: Data(extent.utf8)) as? [String: Any])
      let row = try #require((own["findings"] as? [[String: Any]])?.first)
      let same = found.first { $0["code"] as? String == row["code"] as? String }
      #expect((same?["ml"] as? [String: Any])?[name] as? Double == row["ml"] as? Double, "\(name)")
    }
    let doubts = try #require(json["doubts"] as? [[String: Any]]).compactMap { $0["doubt"] as? String }
    #expect(doubts.contains("no_lungs") && doubts.contains("linked_by_table"))
    #expect(try run(files, "--csv").out.contains("finding_ml"))
    let text = try run(files, "--text").out
    #expect(text.contains("GGO mL") && text.contains("research use"))
    #expect(files.contents() == before)
  }

  @Test func theScreenHasBoth() throws {
    let files = try scans(), before = files.contents()
    let ran = try run(files, "--script", "<PageUp>", "--size", "80x24", "--dump-screen", "-")
    #expect(ran.status == 0 && ran.out.contains("BEFORE") && ran.out.contains("AFTER"), "\(ran.err)\n\(ran.out)")
    // A stroke is refused, and a script that makes one says so.
    let drawn = try run(files, "--script", "5<PageUp>9<Right><Space>")
    #expect(drawn.status == 64 && drawn.complaint?.contains("only looked at") == true, "\(drawn.err)")
    #expect(try run(files, "--script", ":w<CR>").status != 0)
    #expect(files.contents() == before)
  }

  @Test func whatMakesNoSenseIsRefused() throws {
    let files = try scans()
    for more in [["--json", "--csv"], ["--text", "--script", "j"]] {
      let ran = try stylet(["compare-scans", CaseFolder.scanName, "later.nii.gz"] + more, in: files.path)
      #expect(ran.status == 64, "\(more): \(ran.err)")
    }
    for pair in [[CaseFolder.scanName, CaseFolder.scanName], [CaseFolder.scanName, CaseFolder.projectName]] {
      let ran = try stylet(["compare-scans"] + pair + ["--text"], in: files.path)
      #expect(ran.status == 64 && ran.complaint?.contains("one scan") == true, "\(pair): \(ran.err)")
    }
  }

  /// Of series: another patient, another modality and dates the other way round are said, and no identifier is.
  @Test func patientsAndDatesAreHeldAgainstEachOther() throws {
    let files = try scans()
    var first = SmallSeries(), last = SmallSeries()
    first.patient = { _ in "Zq7Wx" }
    last.patient = { _ in "Kelvoni" }
    try first.write(to: files.path + "/one")
    try last.write(to: files.path + "/two")
    let ran = try stylet(["compare-scans", "one", "two", "--json", "--lungs", "ask"], in: files.path)
    #expect(ran.status == 0 && ran.out.contains("\"other_patient\""), "\(ran.err)\(ran.out)")
    #expect(!(ran.out + ran.err).contains("Zq7Wx") && !(ran.out + ran.err).contains("Kelvoni"))
    let screen = try stylet(
      ["compare-scans", "one", "two", "--script", "zF", "--lungs", "ask", "--dump-screen", "-"], in: files.path)
    #expect(screen.out.contains("different patients") && !screen.out.contains("Kelvoni"), "\(screen.out)")
  }
}
