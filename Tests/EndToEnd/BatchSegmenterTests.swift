import Foundation
import StyletBatch
import TestSupport
import Testing

/// A step of a batch that runs another program of the settings: its mask, and the item's limits, which are its own, too.
@Suite struct BatchSegmenterTests {
  /// A phantom, and settings with segmenters: `good` gives the phantom's truth, the others take too much.
  private func withScan(_ body: (_ folder: String, _ run: ([String]) throws -> Ran) throws -> Void) throws {
    try withTemporaryFolder { folder in
      let made = try stylet(["phantom", "p.nii.gz", "--size", "48x48x24", "--seed", "3"], in: folder)
      guard made.status == 0 else { throw Unexpected(ran: made) }
      try FileManager.default.createDirectory(atPath: folder + "/config/stylet", withIntermediateDirectories: true)
      try FileManager.default.createDirectory(atPath: folder + "/tmp", withIntermediateDirectories: true)
      let scripts = [
        "good": "cp '\(folder)/p-truth.nii.gz' \"$2\"", "slow": "echo $$ > '\(folder)/slow'; exec sleep 600",
        "large": "echo $$ > '\(folder)/large'; head -c 400000000 /dev/zero | tail -c 400000000 | sleep 600",
      ]
      var settings = ""
      for (name, script) in scripts.sorted(by: { $0.key < $1.key }) {
        try script.write(toFile: "\(folder)/\(name).sh", atomically: true, encoding: .utf8)
        settings += """
          [segmenter.\(name)]
          command = "sh '\(folder)/\(name).sh' {scan} {labels}"
          labels = { 1 = "GGO", 2 = "CON" }

          """
      }
      try settings.write(toFile: folder + "/config/stylet/settings.toml", atomically: true, encoding: .utf8)
      try body(folder) {
        try stylet($0, in: folder, wrapper: ["/usr/bin/env", "XDG_CONFIG_HOME=\(folder)/config", "TMPDIR=\(folder)/tmp"])
      }
    }
  }

  /// What the step leaves is what the command writes; another command of the same name is another plan.
  @Test func theMaskIsTheCommands() throws {
    try withScan { folder, run in
      #expect(try run(["batch", "plan", "p.nii.gz", "--steps", "segment good", "plan.jsonl"]).status == 0)
      let ran = try run(["batch", "run", "plan.jsonl", "--out", "run"])
      #expect(ran.status == 0, "\(ran.err)")
      #expect(try run(["propose", "p.nii.gz", "own.nii.gz", "--with", "good"]).status == 0)
      let item = try BatchManifest(reading: folder + "/plan.jsonl").items[0]
      let made = BatchFolder(folder + "/run").outputs(item) + "/segment-good.nii.gz"
      #expect(FileManager.default.contentsEqual(atPath: made, andPath: folder + "/own.nii.gz"))
      let settings = folder + "/config/stylet/settings.toml"
      let text = try String(contentsOfFile: settings, encoding: .utf8)
      try text.replacing("1 = \"GGO\", 2 = \"CON\"", with: "1 = \"CON\", 2 = \"GGO\"")
        .write(toFile: settings, atomically: true, encoding: .utf8)
      let other = try run(["batch", "run", "plan.jsonl", "--out", "run"])
      #expect(other.status != 0 && other.complaint != nil, "\(other.out)\(other.err)")
      let none = try run(["batch", "plan", "p.nii.gz", "--steps", "segment nobody", "other.jsonl"])
      #expect(none.status != 0 && none.complaint?.contains("nobody") == true, "\(none.err)")
    }
  }

  /// Too long, or too much memory: it ends with its item, and nothing of it is left.
  @Test(arguments: [("slow", "--time", "1", "time"), ("large", "--memory", "200", "memory")])
  func itsLimitsAreTheItems(_ name: String, _ option: String, _ value: String, _ reason: String) throws {
    try withScan { folder, run in
      #expect(try run(["batch", "plan", "p.nii.gz", "--steps", "segment \(name)", "plan.jsonl"]).status == 0)
      let ran = try run(["batch", "run", "plan.jsonl", "--out", "run", option, value])
      #expect(ran.status == 74, "\(ran.out)\(ran.err)")
      let status = try run(["batch", "status", "plan.jsonl", "--out", "run", "--json"]).json
      let failure = try #require((status["failures"] as? [[String: Any]])?.first)
      #expect(failure["reason"] as? String == reason && failure["attempts"] as? Int == 3, "\(failure)")
      let left = try String(contentsOfFile: folder + "/" + name, encoding: .utf8)
      let process = try #require(Int32(left.trimmingCharacters(in: .whitespacesAndNewlines)))
      try wait("the segmenter's end", seconds: 10) { kill(process, 0) != 0 }
      // It had a copy of the scan.
      #expect(try FileManager.default.subpathsOfDirectory(atPath: folder + "/tmp") == [])
    }
  }
}
