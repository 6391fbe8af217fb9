import StyletBase
import Testing

@testable import StyletBatch

/// Which part of a batch a task of an array does, by what engines say of it.
@Suite struct BatchShardTests {
  @Test func partsAreNamedFromOneOn() {
    #expect(BatchShard("3/8") == BatchShard(3, of: 8) && BatchShard("1/1") == .whole)
    for text in ["", "0/8", "9/8", "-1/8", "3", "3/", "/8", "3/8/1", "a/8", "3/0", "1/100001"] {
      #expect(BatchShard(text) == nil, "\(text)")
    }
  }

  /// Each item is in one part, whatever their number; parts differ by one item at most; the longest come first.
  @Test(arguments: [1, 2, 3, 8, 25, 40]) func partsMakeTheWhole(_ count: Int) throws {
    let manifest = try SmallBatch.manifest(25)
    let parts = (1...count).map { BatchShard($0, of: count)!.items(of: manifest) }
    #expect(parts.flatMap(\.self).map(\.id).sorted() == manifest.items.map(\.id))
    #expect(parts.map(\.count).max()! - parts.map(\.count).min()! <= 1)
    for part in parts { #expect(part.map(\.seconds) == part.map(\.seconds).sorted(by: >)) }
  }

  @Test func enginesCountInTheirOwnWays() throws {
    func asked(_ environment: [String: String], _ shards: Int? = nil) throws -> String? {
      try BatchEngine.shard(environment, shards: shards)?.text
    }
    #expect(try asked([:]) == nil && asked(["SLURM_ARRAY_TASK_ID": ""]) == nil)
    let slurm = ["SLURM_ARRAY_TASK_ID": "0", "SLURM_ARRAY_TASK_MIN": "0", "SLURM_ARRAY_TASK_COUNT": "8"]
    #expect(try asked(slurm) == "1/8")
    // --array=1-8, and --array=10-38:4
    func task(_ id: Int, _ least: Int, _ count: Int, step: Int? = nil) throws -> String? {
      try asked([
        "SLURM_ARRAY_TASK_ID": "\(id)", "SLURM_ARRAY_TASK_MIN": "\(least)", "SLURM_ARRAY_TASK_COUNT": "\(count)",
        "SLURM_ARRAY_TASK_STEP": step.map(String.init) ?? "1",
      ])
    }
    #expect(try task(1, 1, 8) == "1/8" && task(8, 1, 8) == "8/8" && task(7, 0, 8) == "8/8")
    #expect(try task(10, 10, 8, step: 4) == "1/8" && task(38, 10, 8, step: 4) == "8/8")
    let grid = ["SGE_TASK_ID": "1", "SGE_TASK_FIRST": "1", "SGE_TASK_LAST": "8", "SGE_TASK_STEPSIZE": "1"]
    #expect(try asked(grid) == "1/8")
    #expect(try asked(["SGE_TASK_ID": "undefined", "SGE_TASK_LAST": "undefined"]) == nil, "no array job")
    #expect(try asked(["SGE_TASK_ID": "8"], 8) == "8/8", "base 1")
    #expect(try asked(["JOB_COMPLETION_INDEX": "0"], 8) == "1/8" && asked(["JOB_COMPLETION_INDEX": "7"], 8) == "8/8")
    #expect(try asked(["AWS_BATCH_JOB_ARRAY_INDEX": "7", "AWS_BATCH_JOB_ARRAY_SIZE": "8"]) == "8/8")
    // The same task twice over: a Kubernetes job that a Slurm one started says the same.
    #expect(try asked(slurm.merging(["JOB_COMPLETION_INDEX": "0"]) { $1 }, 8) == "1/8")
  }

  private struct Wrong: Sendable {
    let environment: [String: String]
    let shards: Int?
    let named: String

    init(_ environment: [String: String], _ shards: Int?, _ named: String) {
      (self.environment, self.shards, self.named) = (environment, shards, named)
    }
  }

  /// What cannot be is refused with the variable's name: a wrong part would leave scans undone without a word.
  private static let wrong: [Wrong] = [
    Wrong(["SLURM_ARRAY_TASK_ID": "x", "SLURM_ARRAY_TASK_COUNT": "8"], nil, "SLURM_ARRAY_TASK_ID"),
    Wrong(["SLURM_ARRAY_TASK_ID": "8", "SLURM_ARRAY_TASK_MIN": "0", "SLURM_ARRAY_TASK_COUNT": "8"], nil, "SLURM_ARRAY_TASK_ID=8"),
    Wrong(["SLURM_ARRAY_TASK_ID": "-1", "SLURM_ARRAY_TASK_COUNT": "8"], nil, "SLURM_ARRAY_TASK_ID"),
    Wrong(["SLURM_ARRAY_TASK_ID": "3"], nil, "SLURM_ARRAY_TASK_ID"),
    // --array=3,7: two tasks whose numbers are no row
    Wrong(["SLURM_ARRAY_TASK_ID": "7", "SLURM_ARRAY_TASK_MIN": "3", "SLURM_ARRAY_TASK_COUNT": "2"], nil, "SLURM_ARRAY_TASK_ID=7"),
    Wrong(["SLURM_ARRAY_TASK_ID": "1", "SLURM_ARRAY_TASK_COUNT": "1e9"], nil, "SLURM_ARRAY_TASK_COUNT"),
    Wrong(["SLURM_ARRAY_TASK_ID": "1", "SLURM_ARRAY_TASK_COUNT": "8"], 9, "--shards 9"),
    Wrong(["SGE_TASK_ID": "0"], 8, "SGE_TASK_ID=0"),
    Wrong(["SGE_TASK_ID": "9"], 8, "SGE_TASK_ID=9"),
    Wrong(["JOB_COMPLETION_INDEX": "8"], 8, "JOB_COMPLETION_INDEX=8"),
    Wrong(["JOB_COMPLETION_INDEX": "0"], nil, "--shards"),
    Wrong(["JOB_COMPLETION_INDEX": "0", "SGE_TASK_ID": "2"], 8, "JOB_COMPLETION_INDEX"),
    Wrong(["AWS_BATCH_JOB_ARRAY_INDEX": "99999999999999999999", "AWS_BATCH_JOB_ARRAY_SIZE": "8"], nil, "AWS_BATCH_JOB_ARRAY_INDEX"),
  ]

  @Test func whatCannotBeIsRefused() throws {
    for one in Self.wrong { try refuse(one.environment, one.shards, one.named) }
  }

  private func refuse(_ environment: [String: String], _ shards: Int?, _ named: String) throws {
    do {
      let shard = try BatchEngine.shard(environment, shards: shards)
      Issue.record("\(environment) is \(String(describing: shard?.text))")
    } catch let failure as Failure {
      #expect(failure.kind == .usage && "\(failure)".contains(named), "\(failure)")
    }
  }
}
