import Foundation
import Glibc
import StyletBatch
import TestSupport
import Testing

/// A batch as an array of Slurm's, on this machine: eight shards, one asked to end and one killed in the midst, both put
/// back into the line. Forty scans, or as many as `STYLET_SLURM_SCANS` says.
@Suite(.serialized, .enabled(if: SlurmCluster.isRunning, SlurmCluster.comment)) struct SlurmTests {
  private static let count =
    ProcessInfo.processInfo.environment["STYLET_SLURM_SCANS"].flatMap { Int($0) }.map { max($0, 16) } ?? 40
  private static let steps = count > 40 ? "lungs,propose,extent" : "lungs"

  @Test func theMergeIsThatOfThisMachineAlone() throws {
    let cluster = try SlurmCluster.running()
    try withTemporaryFolder { folder in
      try makeScans(folder)
      func batch(_ arguments: String...) throws -> Ran {
        let ran = try stylet(["batch"] + arguments, in: folder, wrapper: cluster.environment)
        guard ran.status == 0 else { throw Unexpected(ran: ran) }
        return ran
      }
      _ = try batch("plan", "scans", "--steps", Self.steps, "plan.jsonl")
      let said = try batch(
        "submit", "plan.jsonl", "--out", "run", "--slurm", "--shards", "8", "--memory", "400", "--minutes", "30")
      let script = try String(contentsOfFile: folder + "/run/slurm.sh", encoding: .utf8)
      #expect(script.contains("#SBATCH --array=0-7\n") && script.contains("--requeue"))
      let job = try #require(said.out.split { !$0.isNumber }.compactMap { Int($0) }.first, "\(said.out)")
      // One is asked to end by Slurm, which puts it back; of the other the program is killed, and somebody puts it back.
      try again("0", of: job, cluster, folder) { try requeue("0", of: job, cluster) }
      try again("1", of: job, cluster, folder) {
        let part = try #require(Self.processes(folder, shard: "2/8").first)
        kill(part, SIGKILL)
        try wait("its end", seconds: 30) { try state("1", of: job, cluster).contains("JobState=FAILED") }
        try requeue("1", of: job, cluster)
      }
      try wait("all results", seconds: Double(60 + 3 * Self.count)) {
        try batch("status", "plan.jsonl", "--out", "run", "--json").json["done"] as? Int == Self.count
      }
      for task in ["0", "1"] { #expect(try state(task, of: job, cluster).contains("Restarts=1"), "task \(task)") }
      _ = try batch("run", "plan.jsonl", "--out", "here", "--jobs", "2")
      for table in ["csv", "jsonl"] {
        for out in ["run", "here"] { _ = try batch("merge", "plan.jsonl", "--out", out, "\(out).\(table)") }
        #expect(FileManager.default.contentsEqual(atPath: "\(folder)/run.\(table)", andPath: "\(folder)/here.\(table)"))
      }
      try wait("the end of the array", seconds: 60) { try cluster.answer("squeue", "-h", "-j", "\(job)").isEmpty }
    }
  }

  /// Few phantoms under many names: what is tested is who does them.
  private func makeScans(_ folder: String) throws {
    try FileManager.default.createDirectory(atPath: folder + "/scans", withIntermediateDirectories: true)
    let made = max(4, Self.count / 10)
    for n in 0..<made {
      let ran = try stylet(["phantom", "p\(n).nii.gz", "--size", "48x48x24", "--seed", "\(n)"], in: folder)
      guard ran.status == 0 else { throw Unexpected(ran: ran) }
    }
    for n in 0..<Self.count {
      try FileManager.default.linkItem(atPath: "\(folder)/p\(n % made).nii.gz", toPath: "\(folder)/scans/s\(n).nii.gz")
    }
  }

  private func state(_ task: String, of job: Int, _ cluster: SlurmCluster) throws -> String {
    try cluster.answer("scontrol", "show", "job", "-o", "\(job)_\(task)")
  }

  /// It would wait as long as credentials hold.
  private func requeue(_ task: String, of job: Int, _ cluster: SlurmCluster) throws {
    _ = try cluster.answer("scontrol", "requeue", "\(job)_\(task)")
    try wait("task \(task) in line", seconds: 30) {
      guard try state(task, of: job, cluster).contains("JobState=PENDING") else { return false }
      _ = try cluster.answer("scontrol", "update", "JobId=\(job)_\(task)", "StartTime=now")
      return true
    }
  }

  /// Waits until a task is at work, and does something to it.
  private func again(
    _ task: String, of job: Int, _ cluster: SlurmCluster, _ folder: String, _ body: () throws -> Void
  ) throws {
    let shard = "\((Int(task) ?? 0) + 1)/8"
    try wait("task \(task) at work", seconds: 60) { !Self.processes(folder, shard: shard).isEmpty }
    try body()
  }

  /// Runs of the program that do a part of the plan of a folder.
  private static func processes(_ folder: String, shard: String) -> [pid_t] {
    let all = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
    return all.compactMap { pid_t($0) }.filter { process in
      let line = FileManager.default.contents(atPath: "/proc/\(process)/cmdline") ?? Data()
      let words = line.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
      return words.contains("run") && words.contains(shard) && words.contains { $0.hasPrefix(folder) || $0.contains(folder) }
        && !(words.first?.hasSuffix("sh") ?? true)
    }
  }
}
