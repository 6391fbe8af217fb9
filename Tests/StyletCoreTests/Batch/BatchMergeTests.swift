import Foundation
import StyletBase
import TestSupport
import Testing

@testable import StyletBatch

/// Results of a run: how far it is, and what comes together of it.
@Suite struct BatchMergeTests {
  /// The same bytes in whatever order, on whatever machine and when items were done.
  @Test func theMergeKnowsNoOrder() throws {
    try withTemporaryFolder { path in
      let manifest = try SmallBatch.manifest(12)
      var merged: Set<[UInt8]> = [], tables: Set<String> = []
      for run in 0..<3 {
        let folder = BatchFolder(path + "/run\(run)")
        for (n, item) in manifest.items.shuffled().enumerated() {
          let attempts = [SmallBatch.attempt(.io), SmallBatch.attempt(host: "n\(run)", second: n)]
          try SmallBatch.finish(item, of: manifest, in: folder, run == 1 ? attempts : [attempts[1]])
        }
        let merge = try BatchMerge(manifest, in: folder)
        #expect(merge.isWhole && merge.count(.ok) == 12)
        merged.insert(merge.lines)
        tables.insert(merge.table)
      }
      #expect(merged.count == 1 && tables.count == 1)
      let table = try #require(tables.first), rows = table.components(separatedBy: "\r\n")
      #expect(rows.count == 14 && rows[0].hasPrefix(BatchMerge.beginning) && rows[0].hasSuffix(",notice"))
      #expect(rows[0].contains(",lungs.both.ml,lungs.both.percent,lungs.findings.GGO.ml,lungs.remarks,lungs.size,"))
      #expect(rows[1].contains("\"all 12\",1.5,,2,\"apex_cut;one_lung\",\"1;2\","))
      let lines = String(decoding: try #require(merged.first), as: UTF8.self).split(separator: "\n")
      #expect(lines.count == 13 && lines[0].contains("\"complete\": true"))
      for word in ["n0", "n1", "2026", "/scans"] { #expect(!table.contains(word) && !lines.joined().contains(word)) }
    }
  }

  @Test func whatIsMissingIsSaid() throws {
    try withTemporaryFolder { path in
      let manifest = try SmallBatch.manifest(5), folder = BatchFolder(path), items = manifest.items
      try SmallBatch.finish(items[0], of: manifest, in: folder, [SmallBatch.attempt()])
      try SmallBatch.finish(items[1], of: manifest, in: folder, [SmallBatch.attempt(.badData)])
      let tried = (1...3).map { SmallBatch.attempt(.memory, second: $0) }
      try SmallBatch.finish(items[2], of: manifest, in: folder, tried)
      // A result of other settings is none of this batch.
      try SmallBatch.finish(items[3], of: try SmallBatch.manifest(5, steps: "lungs"), in: folder, [SmallBatch.attempt()])
      let merge = try BatchMerge(manifest, in: folder)
      #expect(!merge.isWhole && merge.count(.missing) == 2 && merge.count(.failed) == 2 && merge.count(.ok) == 1)
      let rows = merge.table.components(separatedBy: "\r\n")
      #expect(rows.count == 7 && rows[1].contains("\"1 of 5\"") && rows[2].contains("\"failed\",\"bad_data\""))
      #expect(rows[4].contains("\"missing\",,\"1 of 5\"") && rows[5].contains("missing"))
      #expect(String(decoding: merge.lines, as: UTF8.self).contains("\"missing\": 2, \"complete\": false"))
      let status = BatchStatus(manifest, in: folder)
      #expect(status.done == 1 && status.missing == [items[3], items[4]] && !status.isWhole)
      #expect(status.byReason.map(\.count) == [1, 1] && status.failed.map(\.attempts) == [1, 3])
      #expect(status.hosts == ["n1": 3] && status.span?.count == 4)
      #expect(status.perHour == 3600 && status.left == 2)
      // A file that is no result is named, and does not count as done.
      try Data("{}".utf8).write(to: URL(fileURLWithPath: folder.result(items[0])))
      #expect(BatchStatus(manifest, in: folder).failed.first?.reason == nil)
      #expect(throws: Failure.self) { try BatchMerge(manifest, in: folder) }
    }
  }

  @Test func anAnswerThatWasChangedIsRefused() throws {
    try withTemporaryFolder { path in
      let manifest = try SmallBatch.manifest(2), folder = BatchFolder(path)
      for item in manifest.items { try SmallBatch.finish(item, of: manifest, in: folder, [SmallBatch.attempt()]) }
      let file = folder.outputs(manifest.items[1]) + "/proposal.json"
      var text = try String(contentsOfFile: file, encoding: .utf8)
      text.replace("\"ml\": 2", with: "\"ml\": 3")
      try Data(text.utf8).write(to: URL(fileURLWithPath: file))
      do {
        _ = try BatchMerge(manifest, in: folder)
        Issue.record("it was merged")
      } catch let failure as Failure { #expect(failure.path == file && failure.kind == .badData) }
    }
  }

  /// Reasons go by what can be done about them.
  @Test func reasonsAreThoseOfTheEnd() {
    func reason(_ end: CommandOutcome.End, _ said: String = "") -> BatchReason? {
      BatchReason(CommandOutcome(end: end, seconds: 1, peak: 1, said: said))
    }
    #expect(reason(.status(0)) == nil && reason(.status(65)) == .badData && reason(.status(66)) == .gone)
    #expect(reason(.status(74)) == .io && reason(.status(77)) == .noPermission && reason(.status(64)) == .settings)
    #expect(reason(.status(70)) == .defect && reason(.status(71)) == .memory && reason(.status(76)) == .changed)
    #expect(reason(.signal(9)) == .killed && reason(.signal(15)) == .killed && reason(.signal(4)) == .defect)
    #expect(reason(.signal(6), "Could not allocate memory.") == .memory && reason(.tooLarge) == .memory)
    #expect(reason(.tooSlow) == .time && reason(.status(3)) == .defect)
    let retried = BatchReason.allCases.filter(\.isRetried)
    #expect(retried == [.memory, .time, .killed, .io])
  }

  @Test func theArrayIsSlurmsOwnSize() throws {
    let config = "Configuration data as of now\nMaxArraySize            = 20001\nMaxJobCount = 25000\n"
    #expect(SlurmArray.arraySize(config) == 20001 && SlurmArray.arraySize("MaxArraySize = x") == nil)
    #expect(SlurmArray.arraySize("") == nil && SlurmArray.arraySize("MaxArraySize = 0\n") == nil)
    let manifest = try SmallBatch.manifest(400)
    #expect(SlurmArray.shards(for: manifest, arraySize: 1001) == Int((manifest.seconds / 180).rounded(.up)))
    #expect(SlurmArray.shards(for: manifest, arraySize: 4) == 4)
    var array = SlurmArray(
      shards: 8, throttle: 4, jobs: 2, limits: .init(memory: 3000, seconds: 600), minutes: 60,
      options: ["--partition=long"])
    let script = array.script(program: "/opt/it's/stylet", manifest: "/d/plan.jsonl", folder: BatchFolder("/d/o ut"))
    for line in [
      "#SBATCH --array=0-7%4", "#SBATCH --mem=6200M", "#SBATCH --signal=B:TERM@90", "#SBATCH --requeue",
      "#SBATCH --partition=long", "#SBATCH --output=\"/d/o ut/logs/%a.log\"", "'/opt/it'\\''s/stylet' batch run",
      "--shard $((SLURM_ARRAY_TASK_ID + 1))/8", "--out '/d/o ut'",
    ] { #expect(script.contains(line), "\(line)\n\(script)") }
    array.throttle = nil
    #expect(array.script(program: "s", manifest: "m", folder: BatchFolder("o")).contains("--array=0-7\n"))
  }
}
