import Foundation
import StyletBase
import TestSupport
import Testing

/// `stylet propose`, by the program's own search and by segmenters of the settings: small shell scripts.
@Suite struct ProposeTests {
  @Test func maskAndWords() throws {
    let folder = try CaseFolder()
    let ran = try folder.run("propose", CaseFolder.scanName, "found.nii.gz")
    #expect(ran.status == 0 && ran.out.contains("ground glass") && ran.out.contains("Proposed, not reviewed"))
    #expect(ran.out.hasSuffix(ResearchUse.notice + "\n") && ran.err.isEmpty)
    let extent = try folder.run("extent", CaseFolder.scanName, "--labels", "found.nii.gz", "--json")
    #expect(extent.status == 0)
    #expect(try folder.run("propose", "none.nii.gz", "found.nii.gz").status == 66)
    #expect(try folder.run("propose", CaseFolder.scanName, "found.xyz").status == 64)
    // lungs of another grid
    #expect(try folder.run("phantom", "small.nii.gz", "--size", "20x18x16").status == 0)
    let other = try folder.run("propose", CaseFolder.scanName, "x.nii.gz", "--lungs", "small-lungs.nii.gz")
    #expect(other.status == 65 && other.complaint?.contains("small-lungs.nii.gz") == true)
    #expect(!folder.has(folder.path + "/x.nii.gz"))
  }

  /// A segmenter of the settings: a script with the scan and the mask to write as $1 and $2.
  private func run(
    _ script: String, in folder: CaseFolder, settings: String = "labels = { 1 = \"GGO\", 2 = \"CON\" }",
    _ arguments: [String]? = nil, endedBy: [String] = []
  ) throws -> Ran {
    let config = folder.path + "/config/stylet"
    try FileManager.default.createDirectory(atPath: config, withIntermediateDirectories: true)
    try script.write(toFile: folder.path + "/segment.sh", atomically: true, encoding: .utf8)
    let command = "sh '\(folder.path)/segment.sh' {scan} {labels}"
    try "[segmenter.mine]\ncommand = \"\(command)\"\n\(settings)\n".write(
      toFile: config + "/settings.toml", atomically: true, encoding: .utf8)
    let temporary = folder.path + "/tmp"
    try FileManager.default.createDirectory(atPath: temporary, withIntermediateDirectories: true)
    let ran = try stylet(
      arguments ?? ["propose", CaseFolder.scanName, "out.nii.gz", "--with", "mine"], in: folder.path,
      wrapper: endedBy + ["/usr/bin/env", "XDG_CONFIG_HOME=\(folder.path)/config", "TMPDIR=\(temporary)"])
    // whatever happened, nothing of the scan is left lying about
    #expect(try FileManager.default.contentsOfDirectory(atPath: temporary) == [])
    return ran
  }

  @Test func aGoodSegmenter() throws {
    let folder = try CaseFolder()
    let truth = folder.path + "/" + CaseFolder.truthName
    let ran = try run(
      "stat -c %a \"$(dirname $1)\" > \(folder.path)/mode; cp $1 \(folder.path)/seen.nii; echo 50%; cp \(truth) $2",
      in: folder)
    #expect(ran.status == 0 && ran.out.contains("Proposed by mine, not reviewed"))
    #expect(try String(contentsOfFile: folder.path + "/mode", encoding: .utf8) == "700\n")
    // the scan as it was, the mask as it came
    func millilitres(_ scan: String, _ mask: String) throws -> Ran {
      try folder.run("extent", scan, "--labels", mask, "--csv")
    }
    let expected = try millilitres(CaseFolder.scanName, CaseFolder.truthName)
    #expect(expected.status == 0 && expected.out.count > 40)
    #expect(try millilitres(CaseFolder.scanName, "out.nii.gz").out == expected.out)
    #expect(try millilitres("seen.nii", CaseFolder.truthName).out == expected.out)
  }

  /// Ended while the segmenter runs: it ends too, with what it started, and the scan is gone from the temporary folder.
  @Test(arguments: ["INT", "TERM", "HUP", "QUIT"])
  func anInterruptionEndsTheSegmenter(_ signal: String) throws {
    let folder = try CaseFolder(), pids = folder.path + "/pids"
    let ran = try run(
      "echo $$ >> \(pids); sleep 50 & echo $! >> \(pids); wait", in: folder,
      endedBy: ["/usr/bin/timeout", "-s", signal, "--preserve-status", "4"])
    #expect(ran.status > 128, "\(ran.status)")
    let started = try String(contentsOfFile: pids, encoding: .utf8).split(separator: "\n").compactMap { Int32($0) }
    #expect(started.count == 2)
    try wait("the end of the segmenter") { started.allSatisfy(Self.hasEnded) }
    #expect(!folder.has(folder.path + "/out.nii.gz"))
  }

  /// Whether a process is gone, or would be if somebody asked how it ended.
  private static func hasEnded(_ pid: Int32) -> Bool {
    let state = try? String(contentsOfFile: "/proc/\(pid)/stat", encoding: .utf8)
    return kill(pid, 0) != 0 || state?.contains(") Z ") == true
  }

  @Test func inTheWorkstation() throws {
    let folder = try CaseFolder()
    let truth = folder.path + "/" + CaseFolder.truthName
    let open = ["open", CaseFolder.scanName, "--script", ":propose mine<CR>PA", "--save"]
    let ran = try run("cp \(truth) $2", in: folder, open)
    #expect(ran.status == 0)
    let drawn = try folder.run("export", CaseFolder.projectName, "drawn.nii.gz")
    #expect(drawn.status == 0)
    let expected = try folder.run("extent", CaseFolder.scanName, "--labels", CaseFolder.truthName, "--csv")
    #expect(try folder.run("extent", CaseFolder.scanName, "--labels", "drawn.nii.gz", "--csv").out == expected.out)
    #expect(try folder.run("validate", CaseFolder.projectName).status == 0)
  }

  @Test func lungsFromElsewhere() throws {
    let folder = try CaseFolder()
    let ran = try run("cp \(folder.path)/\(CaseFolder.truthName) $2", in: folder, settings: "kind = \"lungs\"")
    #expect(ran.status == 0 && ran.out.contains("RL"))
  }

  @Test func failuresAreClear() throws {
    let folder = try CaseFolder()
    #expect(try folder.run("phantom", "small.nii.gz", "--size", "20x18x16").status == 0)
    let truth = folder.path + "/" + CaseFolder.truthName, small = folder.path + "/small-truth.nii.gz"
    let cases: [(script: String, settings: String?, status: Int32, says: String)] = [
      ("echo no licence >&2; exit 3", nil, 74, "ended with status 3: no licence"),
      ("exit 0", nil, 65, "wrote no mask"),
      ("mkdir $2", nil, 65, "wrote no mask"),
      ("ln -s \(truth) $2", nil, 65, "wrote no mask"),
      ("echo hello > $2", nil, 65, "segmenter mine"),
      ("cp \(small) $2", nil, 65, "does not lie on the scan"),
      ("cp \(truth) $2", "labels = { 1 = \"GGO\" }", 65, "the value 2, which the settings do not name"),
      ("cp \(truth) $2", "labels = { 1 = \"GGO\", 2 = \"XYZ\" }", 65, "there is no finding XYZ"),
      ("sleep 60", "seconds = 1\nlabels = { 1 = \"GGO\" }", 74, "took more than 1 s"),
      ("cp \(truth) $2; head -c 20000000 /dev/zero >&2; exit 1", nil, 74, "ended with status 1"),
    ]
    for (script, settings, status, says) in cases {
      let ran =
        try settings.map { try run(script, in: folder, settings: $0) } ?? run(script, in: folder)
      #expect(ran.status == status && ran.complaint?.contains(says) == true, "\(script): \(ran.err)")
      #expect(!folder.has(folder.path + "/out.nii.gz"))
      #expect(!ran.err.contains("/tmp/stylet-"))
    }
    let none = try run("", in: folder, ["propose", CaseFolder.scanName, "out.nii.gz", "--with", "other"])
    #expect(none.status == 64 && none.complaint?.contains("use one of mine") == true)
    let broken = try run("", in: folder, settings: "kind = \"heart\"")
    #expect(broken.status == 65 && broken.complaint?.contains("segmenter.mine.kind") == true)
  }
}
