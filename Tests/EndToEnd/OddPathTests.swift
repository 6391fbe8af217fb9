import Foundation
import TestSupport
import Testing

/// Names that mean nothing: a number, a letter, bytes that are no UTF-8. What is drawn under them is saved and counted.
@Suite struct OddPathTests {
  private func number(_ ran: Ran) -> Int? { (ran.json["total"] as? [String: Any])?["voxels"] as? Int }

  /// Opens, draws twice, and lets each command find it again.
  private func works(_ folder: String, scan: String, project: String? = nil) throws {
    let own = project.map { ["--project", $0] } ?? []
    let named = project ?? scan + ".stylet.json"
    var last = 0
    for keys in ["<Space>", "9<Right>6<PageUp><Space>"] {
      let ran = try stylet(["open", scan, "--script", keys, "--save", "--lungs", "ask"] + own, in: folder)
      #expect(ran.status == 0, "\(ran.err)")
      let extent = try stylet(["extent", named, "--json"], in: folder)
      let voxels = try #require(number(extent), "\(extent)")
      #expect(voxels > last)
      last = voxels
      #expect(try stylet(["validate", named], in: folder).out == "valid\n")
    }
    // The project alone says which scan it is of; the backup is beside it.
    let again = try stylet(["open", named, "--script", "u", "--save", "--lungs", "ask"], in: folder)
    #expect(again.status == 0, "\(again.err)")
    #expect(try number(stylet(["extent", named, "--json"], in: folder)) ?? last < last)
    #expect(FileManager.default.fileExists(atPath: folder + "/" + named + ".bak"))
    #expect(try stylet(["recover", named], in: folder).status == 0)
  }

  @Test func aFolderNamedByANumber() throws {
    try withTemporaryFolder { folder in
      try SmallSeries().write(to: folder + "/1")
      try works(folder, scan: "1")
    }
  }

  @Test func aFileNamedByANumber() throws {
    try withTemporaryFolder { folder in
      try FileManager.default.copyItem(
        atPath: Phantoms.made.get().folder + "/" + CaseFolder.scanName, toPath: folder + "/1")
      try works(folder, scan: "1")
    }
  }

  @Test func aProjectNamedByALetter() throws {
    try withTemporaryFolder { folder in
      try SmallSeries().write(to: folder + "/1")
      try works(folder, scan: "1", project: "p")
      #expect(!FileManager.default.fileExists(atPath: folder + "/1.stylet.json"))
    }
  }

  /// A folder whose name is one byte of Latin-1 away from UTF-8: from within, and by its path.
  @Test func aFolderThatIsNotUTF8() throws {
    try withTemporaryFolder { folder in
      let scan = try Phantoms.made.get().folder + "/" + CaseFolder.scanName
      func shell(_ script: String) throws -> Ran {
        try stylet([], in: folder, wrapper: ["/bin/sh", "-c", "d=$(printf 'lat\\351n'); " + script])
      }
      let made = try shell("mkdir \"$d\" && cp \(scan) \"$d\"")
      try #require(made.status == 0, "\(made.err)")
      defer { _ = try? shell("rm -rf \"$d\"") }
      let open = "--save --lungs ask --script"
      let first = try shell("cd \"$d\" && exec \"$0\" open \(CaseFolder.scanName) \(open) '<Space>'")
      #expect(first.status == 0, "\(first.err)")
      let voxels = try #require(number(shell("cd \"$d\" && exec \"$0\" extent \(CaseFolder.projectName) --json")))
      #expect(voxels > 0)
      let second = try shell("exec \"$0\" open \"$d/\(CaseFolder.scanName)\" \(open) '9<Right>6<PageUp><Space>'")
      #expect(second.status == 0, "\(second.err)")
      let more = try #require(number(shell("exec \"$0\" extent \"$d/\(CaseFolder.projectName)\" --json")))
      #expect(more > voxels)
      #expect(try shell("exec \"$0\" validate \"$d/\(CaseFolder.projectName)\"").out == "valid\n")
      // All of it is in that folder, under names of its own.
      let names = try shell("ls \"$d\"").out.split(separator: "\n")
      #expect(names.contains("chest.stylet.json.bak") && !names.contains { $0.hasSuffix(".journal") })
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder).count == 1)
    }
  }
}
