import Foundation
import TestSupport
import Testing

/// `stylet consensus`: several readers of one scan made into one drawing, and written as a project or a mask.
@Suite struct ConsensusTests {
  private static let scan = CaseFolder.scanName

  private func draw(_ files: CaseFolder, _ keys: String, as reader: String) throws {
    let ran = try stylet(
      ["open", Self.scan, "--script", keys, "--save", "--lungs", "ask", "--reader", reader, "--project",
        reader + ".stylet.json"], in: files.path)
    try #require(ran.status == 0, "\(ran.err)")
  }

  private func three() throws -> CaseFolder {
    let files = try CaseFolder()
    try draw(files, "<Space>", as: "one")
    try draw(files, "<Right><Space>", as: "two")
    try draw(files, "<Down><Space>", as: "three")
    return files
  }

  private static let all = ["one.stylet.json", "two.stylet.json", "three.stylet.json"]

  @Test func aConsensusIsAProjectOfItsOwn() throws {
    let files = try three(), before = files.contents()
    let ran = try stylet(["consensus"] + Self.all + ["--out", "both.stylet.json", "--json"], in: files.path)
    try #require(ran.status == 0, "\(ran.err)")
    for (name, bytes) in before { #expect(files.contents()[name] == bytes, "\(name)") }
    let ggo = try #require((ran.json["findings"] as? [[String: Any]])?.first)
    let votes = try #require(ggo["votes_voxels"] as? [Int])
    #expect(ggo["voxels"] as? Int == votes[1] && votes[0] > votes[1] && votes[1] > votes[2])
    let scores = try #require(ggo["scores"] as? [[String: Any]])
    // Two others: what one of them drew is undecided, and left out.
    #expect(scores.count == 3 && scores.allSatisfy { ($0["undecided_voxels"] as? Int ?? 0) > 0 })
    let valid = try files.run("validate", "both.stylet.json")
    #expect(valid.status == 0, "\(valid.out)\(valid.err)")
    let extent = try files.run("extent", "both.stylet.json", "--json").json
    let drawn = try #require((extent["findings"] as? [[String: Any]])?.first)
    #expect(drawn["voxels"] as? Int == ggo["voxels"] as? Int && drawn["ml"] as? Double == ggo["ml"] as? Double)
    // It says what it was made of, and nobody's work it is.
    let text = try Data(contentsOf: URL(fileURLWithPath: files.path + "/both.stylet.json"))
    let project = try #require(try JSONSerialization.jsonObject(with: text) as? [String: Any])
    let entry = (project["audit"] as? [[String: Any]])?.first { $0["action"] as? String == "consensus" }
    let made = try #require(entry?["readings"] as? [[String: String]])
    #expect(made.map { $0["reader"] } == ["one", "two", "three"])
    #expect(made.map { $0["sha256"] } == (ran.json["readings"] as? [[String: Any]])?.map { $0["sha256"] as? String })
    #expect(entry?["rule"] as? String == "majority" && (entry?["program"] as? String)?.hasPrefix("stylet ") == true)
    #expect((project["reader"] as? [String: String])?["name"] == "")
    let slices = ((project["layers"] as? [[String: Any]])?.first?["slices"] as? [[String: Any]]) ?? []
    #expect(!slices.isEmpty && slices.allSatisfy { $0["origin"] as? String == "proposed" })
    // A reader goes on with it: it is then theirs.
    let opened = try files.run("open", "both.stylet.json", "--script", "j", "--save", "--reader", "four")
    #expect(opened.status == 0, "\(opened.err)")

    let again = try stylet(["consensus"] + Self.all + ["--out", "both.stylet.json"], in: files.path)
    #expect(again.status == 73 && again.complaint?.contains("writes over nothing") == true, "\(again.err)")
    let over = try stylet(["consensus"] + Self.all + ["--out", "one.stylet.json"], in: files.path)
    #expect(over.status == 73, "\(over.err)")
    let out = try stylet(["consensus"] + Self.all + ["--out", "-"], in: files.path)
    #expect(out.status == 64 && out.out.isEmpty && out.complaint?.contains("--out") == true, "\(out.err)")
  }

  @Test func tiesAreAFindingOfTheirOwn() throws {
    let files = try three(), two = Array(Self.all.prefix(2))
    let ran = try stylet(["consensus"] + two + ["--out", "both.stylet.json", "--json"], in: files.path)
    let ties = try #require((ran.json["undecided"] as? [String: Any])?["voxels"] as? Int)
    #expect(ties > 0)
    let extent = try files.run("extent", "both.stylet.json", "--json").json
    let drawn = extent["findings"] as? [[String: Any]]
    #expect(drawn?.first { $0["code"] as? String == "UNDECIDED" }?["voxels"] as? Int == ties)
    // What is undecided is in no total.
    let decided = drawn?.filter { $0["code"] as? String != "UNDECIDED" }.reduce(0) { $0 + ($1["voxels"] as? Int ?? 0) }
    #expect((extent["total"] as? [String: Any])?["voxels"] as? Int == decided && decided ?? 0 > 0)
    func voxels(_ tie: String) throws -> Int? {
      let ran = try stylet(["consensus"] + two + ["--tie", tie, "--json"], in: files.path)
      #expect((ran.json["undecided"] as? [String: Any])?["voxels"] as? Int == (tie == "undecided" ? ties : 0))
      return (ran.json["findings"] as? [[String: Any]])?.first?["voxels"] as? Int
    }
    let sure = try #require(try voxels("undecided"))
    #expect(try voxels("out") == sure && (try voxels("in")) == sure + ties)
    // A consensus is no reader.
    let own = try files.run("consensus", "both.stylet.json", "one.stylet.json")
    #expect(own.status == 65 && own.complaint?.contains("it is a consensus") == true, "\(own.err)")
  }

  @Test func masksComeInAndGoOut() throws {
    let files = try three()
    #expect(try files.run("export", "one.stylet.json", "one.nii.gz").status == 0)
    let words = ["consensus", "one.nii.gz", "two.stylet.json", "three.stylet.json"]
    let ran = try stylet(words + ["--rule", "staple", "--out", "c.nii.gz"], in: files.path)
    try #require(ran.status == 0, "\(ran.err)")
    #expect(ran.out.contains("STAPLE") && ran.out.contains("voxels") && ran.out.contains("sensitivity"))
    #expect(ran.out.split(separator: "\n").allSatisfy { $0.count <= 80 }, "\(ran.out)")
    let json = try stylet(words + ["--rule", "staple", "--json"], in: files.path).json
    let ggo = try #require((json["findings"] as? [[String: Any]])?.first)
    let mask = try files.run("extent", Self.scan, "--labels", "c.nii.gz", "--json").json
    #expect((mask["findings"] as? [[String: Any]])?.first?["voxels"] as? Int == ggo["voxels"] as? Int)
    let french = try stylet(words + ["--lang", "fr"], in: files.path)
    #expect(french.out.contains("Consensus des lecteurs") && french.out.contains("majorité"))
    #expect(try stylet(words + ["--json", "--lang", "fr"], in: files.path).out
      == (try stylet(words + ["--json"], in: files.path)).out, "data know no language")
    let csv = try stylet(words + ["--csv"], in: files.path)
    #expect(csv.out.hasPrefix("scan,sha256,rule,tie,") && csv.out.split(separator: "\r\n").count == 4)
  }

  @Test func whatGivesNoConsensusIsRefused() throws {
    let files = try three()
    try draw(files, "j", as: "none")
    try draw(files, "s2<Space>", as: "other")
    try FileManager.default.createDirectory(atPath: files.path + "/folder", withIntermediateDirectories: true)
    for (arguments, said) in [
      (["one.stylet.json"], "two or more"), (["one.stylet.json", "one.stylet.json"], "one vote"),
      (["one.stylet.json", "none.stylet.json"], "does not say that nothing is there"),
      (["one.stylet.json", "other.stylet.json", "--rule", "staple"], "adjudicated"),
      (["one.stylet.json", "two.stylet.json", "--rule", "staple", "--tie", "in"], "no halves"),
      (["one.stylet.json", "two.stylet.json", "--finding", "XYZ"], "GGO"), (["one.stylet.json", "folder"], "a folder"),
      (["one.stylet.json", "two.stylet.json", "--json", "--csv"], "exclude"),
      (["one.stylet.json", "two.stylet.json", "--out", "x.unknown"], "x.unknown"),
    ] {
      let ran = try stylet(["consensus"] + arguments, in: files.path)
      #expect((64...73).contains(ran.status) && ran.complaint?.contains(said) == true, "\(arguments): \(ran.err)")
    }
  }
}
