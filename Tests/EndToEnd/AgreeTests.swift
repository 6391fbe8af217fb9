import Foundation
import TestSupport
import Testing

/// `stylet agree`: readers of one scan, masks, and folders of projects.
@Suite struct AgreeTests {
  private static let scan = CaseFolder.scanName, truth = CaseFolder.truthName

  /// Draws as another reader, in a project of its own.
  private func draw(_ files: CaseFolder, _ keys: String, as reader: String, _ more: String...) throws {
    let project = ["--reader", reader, "--project", reader + ".stylet.json"]
    let ran = try stylet(
      ["open", Self.scan, "--script", keys, "--save"] + project + (more.isEmpty ? ["--lungs", "ask"] : more),
      in: files.path)
    try #require(ran.status == 0, "\(ran.err)")
  }

  private func finding(_ ran: Ran, _ code: String) -> [String: Any] {
    let scan = (ran.json["scans"] as? [[String: Any]])?.first
    let pair = (scan?["pairs"] as? [[String: Any]])?.first
    return (pair?["findings"] as? [[String: Any]])?.first { $0["code"] as? String == code } ?? [:]
  }

  @Test func twoReadersOfOneScan() throws {
    let files = try CaseFolder()
    try draw(files, "<Space>9<Right>s2<Space>", as: "one")
    try draw(files, "<Right><Space>9<Right>9<Right>s3<Space>", as: "two")
    let before = files.contents()
    let ran = try files.run("agree", "one.stylet.json", "two.stylet.json", "--json", "--tolerance", "7")
    try #require(ran.status == 0, "\(ran.err)")
    #expect(ran.json["tolerance_mm"] as? Double == 7 && ran.json["seed"] as? Int == 1)
    let scan = try #require((ran.json["scans"] as? [[String: Any]])?.first)
    let facts = try #require(scan["scan"] as? [String: Any])
    let extent = try files.run("extent", "one.stylet.json", "--json").json
    #expect((extent["scan"] as? [String: Any])?["sha256"] as? String == facts["sha256"] as? String)
    let readings = try #require(scan["readings"] as? [[String: Any]])
    #expect(readings.map { $0["reader"] as? String } == ["one", "two"])
    #expect((readings[0]["signature"] as? [String: Any])?["state"] as? String == "unsigned")
    #expect(readings[0]["saved"] is String)

    let ggo = finding(ran, "GGO"), first = ggo["first"] as? [String: Any], second = ggo["second"] as? [String: Any]
    let n = try #require(first?["voxels"] as? Int), m = try #require(second?["voxels"] as? Int)
    let common = try #require(ggo["common_voxels"] as? Int)
    #expect(n > 0 && m > 0 && common > 0 && common < n)
    #expect(abs((ggo["dice"] as? Double ?? 0) - 2 * Double(common) / Double(n + m)) < 1e-12)
    let own = (extent["findings"] as? [[String: Any]])?.first { $0["code"] as? String == "GGO" }
    #expect(own?["voxels"] as? Int == n && own?["ml"] as? Double == first?["ml"] as? Double)
    #expect(ggo["hd95_mm"] is Double && (ggo["lesions"] as? [String: Any])?["matched"] as? Int == 1)
    // One alone drew it, and the other does not say that it is not there.
    let con = finding(ran, "CON")
    #expect(con["state"] as? String == "first_only" && con["dice"] is NSNull && con["lesions"] is NSNull)
    #expect((con["second"] as? [String: Any])?["ml"] is NSNull)

    let text = try files.run("agree", "one.stylet.json", "two.stylet.json", "--tolerance", "7")
    #expect(text.status == 0 && text.out.contains("the reading is not signed") && text.out.contains("within 7 mm"))
    #expect(text.out.contains("Consolidation: A alone drew it"))
    #expect(text.out.split(separator: "\n").allSatisfy { $0.count <= 80 }, "\(text.out)")
    let french = try files.run("agree", "one.stylet.json", "two.stylet.json", "--lang", "fr")
    #expect(french.out.contains("Concordance des lecteurs") && !french.out.contains("alone"))
    let csv = try files.run("agree", "one.stylet.json", "two.stylet.json", "--csv", "--finding", "GGO")
    #expect(csv.out.hasPrefix("scan,sha256,first,second,") && csv.out.split(separator: "\r\n").count == 2)
    let words = ["agree", "one.stylet.json", "two.stylet.json", "--json", "--tolerance", "7", "--lang", "fr"]
    #expect(try stylet(words, in: files.path).out == ran.out, "data know no language")
    #expect(files.contents() == before, "nothing is written")
  }

  /// What a program drew and nobody looked at is marked.
  @Test func whatNobodyReviewedIsMarked() throws {
    let files = try CaseFolder()
    try draw(files, "<Right><Space>", as: "one", "--lungs", "auto")
    try files.draw("<Space>", lungs: "auto")
    let ran = try files.run("agree", CaseFolder.projectName, "one.stylet.json")
    #expect(ran.status == 0 && ran.out.contains("the lungs are as the program drew them"), "\(ran.out)\(ran.err)")
    #expect(ran.out.contains("*"))
  }

  @Test func masksLieOnAScan() throws {
    let files = try CaseFolder()
    try draw(files, "<Space>", as: "one")
    #expect(try files.run("export", "one.stylet.json", "one.nii.gz").status == 0)
    let same = try files.run("agree", "one.stylet.json", "one.nii.gz", "--json")
    let ggo = finding(same, "GGO")
    #expect(ggo["dice"] as? Double == 1 && ggo["surface_dice"] as? Double == 1 && ggo["hausdorff_mm"] as? Double == 0)
    #expect(try files.run("convert", "one.nii.gz", "two.nrrd").status == 0)
    let masks = try files.run("agree", Self.truth, "one.nii.gz", "two.nrrd", "--scan", Self.scan, "--json")
    let scans = masks.json["scans"] as? [[String: Any]]
    #expect((scans?.first?["pairs"] as? [[String: Any]])?.count == 3, "\(masks.err)")
    let equal = (scans?.first?["pairs"] as? [[String: Any]])?.last?["findings"] as? [[String: Any]]
    #expect(equal?.last?["code"] as? String == "lesion" && equal?.last?["dice"] as? Double == 1)
    let refused = try files.run("agree", Self.truth, "one.nii.gz")
    #expect(refused.status == 64 && refused.complaint?.contains("--scan") == true, "\(refused.err)")
  }

  @Test func anotherScanIsRefusedWithTheWayOut() throws {
    let files = try CaseFolder(), other = try OtherCase.made.get()
    try draw(files, "<Space>", as: "one")
    try FileManager.default.copyItem(atPath: other, toPath: files.path + "/other")
    let foreign = "other/" + CaseFolder.projectName
    let ran = try files.run("agree", "one.stylet.json", foreign)
    #expect(ran.status == 65 && ran.err.contains("\(foreign): is not of the same scan as one.stylet.json"), "\(ran.err)")
    #expect(ran.err.contains("stylet export"), "\(ran.err)")
  }

  @Test func whatCannotBeAskedIsRefused() throws {
    let files = try CaseFolder()
    try draw(files, "<Space>", as: "one")
    let two = ["one.stylet.json", Self.truth]
    for (arguments, said) in [
      (["one.stylet.json"], "two or more"), (two + ["--finding", "XYZ"], "GGO"),
      (two + ["--tolerance", "nan"], "'nan'"), (two + ["--tolerance", "-1"], "--tolerance -1"),
      (two + ["--seed", "-1"], "-1"), (two + ["--json", "--csv"], "exclude"), (["one.stylet.json", "."], "is a folder"),
      (["/proc/self", "/proc/1"], "no project"),
    ] {
      let ran = try stylet(["agree"] + arguments, in: files.path)
      #expect((64...66).contains(ran.status) && ran.complaint?.contains(said) == true, "\(arguments): \(ran.err)")
    }
  }

  /// One reading twice, under whatever name: the same path, a link, a copy, one reader's project at an earlier moment.
  @Test func nobodyIsHeldAgainstHimself() throws {
    let files = try CaseFolder(), manager = FileManager.default
    func path(_ name: String) -> String { files.path + "/" + name }
    try draw(files, "<Space>", as: "one")
    try manager.copyItem(atPath: path("one.stylet.json"), toPath: path("before.stylet.json"))
    try draw(files, "9<Right><Space>", as: "one")
    try draw(files, "<Space>", as: "two")
    try manager.linkItem(atPath: path("one.stylet.json"), toPath: path("linked.stylet.json"))
    try manager.createSymbolicLink(atPath: path("named.stylet.json"), withDestinationPath: "one.stylet.json")
    try manager.copyItem(atPath: path("one.stylet.json"), toPath: path("copy.stylet.json"))
    try manager.copyItem(atPath: path(Self.truth), toPath: path("copy.nii.gz"))
    for (arguments, said) in [
      (["one.stylet.json", "one.stylet.json"], "is the same as one.stylet.json"),
      (["one.stylet.json", "two.stylet.json", "./one.stylet.json"], "is the same as one.stylet.json"),
      (["one.stylet.json", "linked.stylet.json"], "is the same as"),
      (["one.stylet.json", "named.stylet.json"], "is the same as"),
      (["one.stylet.json", "copy.stylet.json"], "is the same as"),
      (["one.stylet.json", "before.stylet.json"], "at another time, both of reader one"),
      (["before.stylet.json", "one.stylet.json"], "at another time, both of reader one"),
      ([Self.truth, Self.truth, "--scan", Self.scan], "is the same as"),
      ([Self.truth, "copy.nii.gz", "--scan", Self.scan], "is the same as"), ([".", "./"], "is the same as"),
    ] {
      let ran = try stylet(["agree"] + arguments + ["--json"], in: files.path)
      #expect(ran.status == 64 && ran.out.isEmpty && ran.complaint?.contains(said) == true, "\(arguments): \(ran.err)")
    }
    #expect(try files.run("agree", "one.stylet.json", "two.stylet.json").status == 0)
  }

  /// Two readers, each with a folder of scans and projects: joined by the scans' content, whatever they are called.
  @Test func foldersAreJoinedScanByScan() throws {
    try withTemporaryFolder { folder in
      for reader in ["r1", "r2"] {
        let own = folder + "/" + reader
        try FileManager.default.createDirectory(atPath: own, withIntermediateDirectories: true)
        for seed in ["1", "2", "3"] where seed != "3" || reader == "r1" {
          let name = "\(reader)-\(seed).nii.gz"
          let made = try stylet(["phantom", name, "--size", "48x48x24", "--seed", seed], in: own)
          try #require(made.status == 0, "\(made.err)")
          let keys = reader == "r1" ? "<Space>" : "<Right><Space>"
          let drawn = try stylet(
            ["open", name, "--script", keys, "--save", "--lungs", "ask", "--reader", reader], in: own)
          try #require(drawn.status == 0, "\(drawn.err)")
        }
      }
      let ran = try stylet(["agree", "r1", "r2", "--json"], in: folder)
      try #require(ran.status == 0, "\(ran.err)")
      #expect((ran.json["scans"] as? [Any])?.count == 2 && ran.json["read_alone"] as? Int == 1)
      let summary = try #require(ran.json["summary"] as? [String: Any])
      #expect(summary["scans"] as? Int == 2 && summary["patients"] as? Int == 2)
      let pair = (summary["pairs"] as? [[String: Any]])?.first
      let ggo = (pair?["findings"] as? [[String: Any]])?.first
      let dice = ggo?["dice"] as? [String: Any]
      #expect(dice?["n"] as? Int == 2 && dice?["value"] is Double && dice?["interval"] is NSNull, "\(ran.out)")
      let again = try stylet(["agree", "r1", "r2", "--json"], in: folder)
      #expect(again.out == ran.out, "the same again")
      let text = try stylet(["agree", "r1", "r2"], in: folder)
      #expect(text.status == 0 && text.out.contains("1 scan was read by one reader alone"), "\(text.out)\(text.err)")
      let page = try stylet(["agree", "r1", "r2", "--html", "page.html"], in: folder)
      let html = try String(contentsOfFile: folder + "/page.html", encoding: .utf8)
      #expect(page.status == 0 && page.out.isEmpty && html.contains("<!DOCTYPE html>") && html.contains("Dice"))
    }
  }
}
