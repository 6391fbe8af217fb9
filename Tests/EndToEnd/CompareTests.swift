import Foundation
import TestSupport
import Testing

/// `stylet compare`: two readings in, a third out, and nothing else changed.
@Suite struct CompareTests {
  private static let scan = CaseFolder.scanName
  private static let a = "one.stylet.json", b = "two.stylet.json", out = "third.stylet.json"

  private func desk() throws -> CaseFolder {
    let files = try CaseFolder()
    for (project, reader, keys) in [
      (Self.a, "dupont", "<Space>9<Right>9<Right>s2<Space>"), (Self.b, "martin", "3<Right><Space>9<Up>s3<Space>"),
    ] {
      let ran = try files.run(
        "open", Self.scan, "--script", keys, "--save", "--project", project, "--reader", reader, "--lungs", "ask")
      try #require(ran.status == 0, "\(ran.err)")
    }
    return files
  }

  private func compare(_ files: CaseFolder, _ keys: String, _ more: String...) throws -> Ran {
    try stylet(
      ["compare", Self.a, Self.b, "--out", Self.out, "--reader", "chef", "--lungs", "ask", "--script", keys] + more,
      in: files.path)
  }

  private func dice(_ files: CaseFolder, _ one: String, _ other: String) throws -> [Double?] {
    let json = try files.run("agree", one, other, "--json").json
    let scan = (json["scans"] as? [[String: Any]])?.first, pair = (scan?["pairs"] as? [[String: Any]])?.first
    return (pair?["findings"] as? [[String: Any]] ?? []).map { $0["dice"] as? Double }
  }

  @Test func takingAllOfOneGivesThatOne() throws {
    let files = try desk(), before = files.contents()
    for (keys, own) in [("DA:w<CR>", Self.a), ("uDB:w<CR>", Self.b)] {
      let ran = try compare(files, keys)
      try #require(ran.status == 0, "\(ran.err)")
      // By `agree`, which knows nothing of it: every finding drawn is the same, voxel by voxel.
      let found = try dice(files, own, Self.out).compactMap { $0 }
      #expect(!found.isEmpty && found.allSatisfy { $0 == 1 }, "\(keys): \(found)")
    }
    for name in [Self.a, Self.b, Self.scan] { #expect(files.contents()[name] == before[name], "\(name)") }
    #expect(try files.run("validate", Self.out).status == 0)
  }

  @Test func theProjectSaysWhatItWasMadeOf() throws {
    let files = try desk()
    #expect(try compare(files, "nDanDb:w<CR>").status == 0)
    let text = try String(contentsOfFile: files.path + "/" + Self.out, encoding: .utf8)
    let json = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    let entries = try #require(json["comparison"] as? [[String: Any]])
    #expect(entries.map { $0["action"] as? String } == ["began", "decided", "decided"])
    #expect(entries.dropFirst().map { $0["take"] as? String } == ["a", "b"])
    let inputs = try #require(entries[0]["inputs"] as? [[String: String]])
    #expect(inputs.map { $0["name"] } == ["A", "B"] && inputs.allSatisfy { $0["sha256"]?.count == 64 })
    // Who they are is not in it.
    #expect(!text.contains("dupont") && !text.contains("martin"))
    // It goes on where it was, and not with other readings.
    let again = try compare(files, "n", "--size", "80x24", "--dump-screen", "-")
    #expect(again.status == 0 && !again.out.contains("dupont"), "\(again.err)")
    #expect(try compare(files, "n", "--names", "--size", "120x40", "--dump-screen", "-").out.contains("dupont"))
    let exchanged = try files.run("compare", Self.b, Self.a, "--out", Self.out, "--script", "n", "--lungs", "ask")
    #expect(exchanged.status == 65 && exchanged.err.contains("--out"), "\(exchanged.err)")
  }

  @Test func aLookLeavesNothing() throws {
    let files = try desk(), before = Set(files.contents().keys)
    #expect(try compare(files, "nnDv:q<CR>").status == 0)
    #expect(Set(files.contents().keys) == before)
  }

  @Test func neitherInputIsWrittenOver() throws {
    let files = try desk(), before = files.contents()
    for out in [Self.a, Self.b, "./" + Self.a] {
      let ran = try files.run("compare", Self.a, Self.b, "--out", out, "--script", "DA:w<CR>")
      #expect(ran.status == 73, "\(ran.err)")
    }
    #expect(try files.run("compare", Self.a, Self.a, "--script", "n").status == 64)
    #expect(files.contents() == before)
  }
}
