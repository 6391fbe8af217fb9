import Foundation
import Glibc
import StyletBase
import StyletBatch
import TestSupport
import Testing

/// A batch on the program itself: planned, done in parts, killed, done again, put together.
@Suite struct BatchTests {
  static let steps = "lungs,propose,extent,qct"

  /// Small phantoms, made once a run.
  private static let made = Result { () throws -> String in
    let folder = NSTemporaryDirectory() + "/stylet-batch-\(getpid())"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    atexit { try? FileManager.default.removeItem(atPath: NSTemporaryDirectory() + "/stylet-batch-\(getpid())") }
    for n in 1...12 {
      let ran = try stylet(["phantom", "p\(n).nii.gz", "--size", "48x48x24", "--seed", "\(n)"], in: folder)
      guard ran.status == 0 else { throw Unexpected(ran: ran) }
    }
    return folder
  }

  /// A folder with so many phantoms in `scans`, and their masks beside them.
  private func withScans(_ count: Int, _ body: (String) throws -> Void) throws {
    try withTemporaryFolder { folder in
      try FileManager.default.createDirectory(atPath: folder + "/scans", withIntermediateDirectories: true)
      for n in 1...count {
        for end in ["", "-truth"] {
          try FileManager.default.copyItem(
            atPath: Self.made.get() + "/p\(n)\(end).nii.gz", toPath: folder + "/scans/p\(n)\(end).nii.gz")
        }
      }
      try body(folder)
    }
  }

  private func good(_ arguments: String..., in folder: String) throws {
    let ran = try stylet(["batch"] + arguments, in: folder)
    guard ran.status == 0 else { throw Unexpected(ran: ran) }
  }

  private func bytes(_ path: String) throws -> Data { try Data(contentsOf: URL(fileURLWithPath: path)) }

  private func status(_ folder: String, _ out: String = "run") throws -> [String: Any] {
    try stylet(["batch", "status", "plan.jsonl", "--out", out, "--json"], in: folder).json
  }

  /// The program started as a user would, to be killed.
  private func start(_ arguments: [String], in folder: String) throws -> Process {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: builtProduct("stylet"))
    process.arguments = ["batch"] + arguments
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    return process
  }

  private func results(_ folder: String, _ out: String = "run") -> Int {
    let all = FileManager.default.enumerator(atPath: folder + "/\(out)/results")?.allObjects as? [String] ?? []
    return all.count { $0.hasSuffix(".json") }
  }

  /// Processes of the program that work on an item of a folder.
  private func children(_ folder: String) -> [pid_t] {
    let own = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
    return own.compactMap { pid_t($0) }.filter { process in
      let line = FileManager.default.contents(atPath: "/proc/\(process)/cmdline") ?? Data()
      return line.range(of: Data("batch\0work".utf8)) != nil && line.range(of: Data(folder.utf8)) != nil
    }
  }

  /// What a step leaves is what the command of its name writes.
  @Test func theNumbersAreTheCommands() throws {
    try withScans(1) { folder in
      try good("plan", "scans", "--steps", Self.steps, "plan.jsonl", in: folder)
      try good("run", "plan.jsonl", "--out", "run", in: folder)
      let item = try BatchManifest(reading: folder + "/plan.jsonl").items[0]
      let made = BatchFolder(folder + "/run").outputs(item), scan = "scans/p1.nii.gz"
      for (command, file) in [
        (["lungs", scan, "lungs.nii.gz", "--json"], "lungs"), (["propose", scan, "proposal.nii.gz", "--json"], "proposal"),
        (["extent", scan, "--labels", "proposal.nii.gz", "--lungs", "auto", "--json"], "extent"),
        (["extent", scan, "--lungs", "auto", "--qct", "--json"], "qct"),
      ] {
        let ran = try stylet(command, in: folder), own = try bytes(made + "/\(file).json")
        #expect(ran.status == 0 && Data(ran.out.utf8) == own, "\(command): \(ran.err)")
      }
      for mask in ["lungs.nii.gz", "proposal.nii.gz"] {
        #expect(try bytes(folder + "/" + mask) == bytes(made + "/" + mask), "\(mask)")
      }
    }
  }

  /// Three parts, one of them killed with all that it has begun and run again: the merge is that of one run of two
  /// workers, byte for byte.
  @Test func killedAndRunAgainItIsTheSame() throws {
    try withScans(12) { folder in
      let planned = try stylet(["batch", "plan", "scans", "--steps", Self.steps, "plan.jsonl"], in: folder)
      #expect(planned.status == 0 && planned.out.contains("12 items") && planned.out.contains("12 images are masks"))
      try good("run", "plan.jsonl", "--out", "whole", "--jobs", "2", in: folder)
      try good("run", "plan.jsonl", "--out", "run", "--shard", "1/3", in: folder)
      #expect(results(folder) == 4)
      let early = try stylet(["batch", "merge", "plan.jsonl", "--out", "run", "early.csv"], in: folder)
      #expect(early.status == 65 && early.complaint?.contains("8 items are missing") == true, "\(early.err)")
      #expect(!FileManager.default.fileExists(atPath: folder + "/early.csv"))
      let killed = try start(["run", "plan.jsonl", "--out", "run", "--shard", "2/3"], in: folder)
      try wait("a result and a child", seconds: 60) { results(folder) > 4 && !children(folder).isEmpty }
      kill(killed.processIdentifier, SIGKILL)
      killed.waitUntilExit()
      try wait("the child's end", seconds: 20) { children(folder).isEmpty }
      #expect(results(folder) < 8)
      try good("run", "plan.jsonl", "--out", "run", "--shard", "2/3", in: folder)
      let last = try stylet(["batch", "run", "plan.jsonl", "--out", "run", "--shard", "3/3", "--jobs", "2"], in: folder)
      #expect(last.status == 0 && last.out.contains("4 done, 0 done before, 0 failed"), "\(last.out)\(last.err)")
      for table in ["csv", "jsonl"] {
        try good("merge", "plan.jsonl", "--out", "run", "run.\(table)", in: folder)
        try good("merge", "plan.jsonl", "--out", "whole", "whole.\(table)", in: folder)
        #expect(try bytes(folder + "/run.\(table)") == bytes(folder + "/whole.\(table)"))
      }
      // Once more: nothing is done again, and a merge writes over its own.
      let again = try stylet(["batch", "run", "plan.jsonl", "--out", "run"], in: folder)
      #expect(again.status == 0 && again.out.contains("0 done, 12 done before"), "\(again.out)")
      try good("merge", "plan.jsonl", "--out", "run", "run.csv", in: folder)
      let status = try status(folder)
      #expect(status["done"] as? Int == 12 && status["missing"] as? Int == 0 && status["seconds_left"] as? Double == 0)
      try good("status", "plan.jsonl", "--out", "run", "--html", "run.html", in: folder)
      let page = try String(contentsOfFile: folder + "/run.html", encoding: .utf8)
      #expect(page.contains("12/12") && !page.contains("<script") && !page.contains("src=\"http"))
      let left = FileManager.default.enumerator(atPath: folder + "/run")?.allObjects as? [String] ?? []
      #expect(left.filter { $0.hasSuffix(".tmp") } == [], "nothing half is left")
    }
  }

  /// A part by the environment, as an array's task has it; a wrong one is refused by the variable's name.
  @Test func theEnvironmentSaysWhichPart() throws {
    try withScans(3) { folder in
      try good("plan", "scans", "--steps", "lungs", "plan.jsonl", in: folder)
      func run(_ variables: String...) throws -> Ran {
        try stylet(["batch", "run", "plan.jsonl", "--out", "run"], in: folder, wrapper: ["/usr/bin/env"] + variables)
      }
      let first = try run("SLURM_ARRAY_TASK_ID=1", "SLURM_ARRAY_TASK_MIN=1", "SLURM_ARRAY_TASK_COUNT=3")
      #expect(first.status == 0 && results(folder) == 1, "\(first.err)")
      let second = try run("SGE_TASK_ID=2", "SGE_TASK_FIRST=1", "SGE_TASK_LAST=3", "SGE_TASK_STEPSIZE=1")
      #expect(second.status == 0 && results(folder) == 2, "\(second.err)")
      for wrong in [["SLURM_ARRAY_TASK_ID=two"], ["JOB_COMPLETION_INDEX=0"], ["SGE_TASK_ID=4", "SGE_TASK_LAST=3"]] {
        let ran = try stylet(
          ["batch", "run", "plan.jsonl", "--out", "run"], in: folder, wrapper: ["/usr/bin/env"] + wrong)
        let name = wrong[0].split(separator: "=")[0]
        #expect(ran.status == 64 && ran.complaint?.contains(name) == true && results(folder) == 2, "\(ran.err)")
      }
      #expect(try run("SGE_TASK_ID=undefined").status == 0 && results(folder) == 3)
    }
  }

  /// A scan that cannot be used does not stop the others, is tried once, and is not hidden.
  @Test func aDamagedScanIsNamed() throws {
    try withScans(2) { folder in
      let whole = try bytes(folder + "/scans/p1.nii.gz")
      try whole.prefix(whole.count / 2).write(to: URL(fileURLWithPath: folder + "/scans/cut.nii.gz"))
      try Data("none".utf8).write(to: URL(fileURLWithPath: folder + "/scans/none.nii.gz"))
      let planned = try stylet(["batch", "plan", "scans", "--steps", "lungs", "plan.jsonl"], in: folder)
      #expect(planned.status == 65 && planned.complaint?.contains("none.nii.gz") == true, "\(planned.err)")
      let ran = try stylet(["batch", "run", "plan.jsonl", "--out", "run"], in: folder)
      #expect(ran.status == 65 && ran.out.contains("2 done, 0 done before, 1 failed"), "\(ran.out)\(ran.err)")
      let failure = try #require((status(folder)["failures"] as? [[String: Any]])?.first)
      #expect(failure["reason"] as? String == "bad_data" && failure["attempts"] as? Int == 1)
      #expect((failure["path"] as? String)?.hasSuffix("cut.nii.gz") == true)
      // Not again, though it failed; and with --retry neither: its data are no better.
      #expect(try stylet(["batch", "run", "plan.jsonl", "--out", "run", "--retry"], in: folder).status == 65)
      #expect(((try status(folder)["failures"] as? [[String: Any]])?.first)?["attempts"] as? Int == 1)
      #expect(try stylet(["batch", "merge", "plan.jsonl", "--out", "run", "t.csv"], in: folder).status == 65)
      let merged = try stylet(["batch", "merge", "plan.jsonl", "--out", "run", "t.csv", "--incomplete"], in: folder)
      let table = try String(contentsOfFile: folder + "/t.csv", encoding: .utf8)
      #expect(merged.status == 0 && merged.err.contains("1 failed") && table.contains("\"failed\",\"bad_data\",\"2 of 3\""))
    }
  }

  /// Too long, or too much memory: ended with its group, thrice, and the reason said.
  @Test(arguments: [("--time", "1", "time"), ("--memory", "16", "memory")])
  func limitsAreKept(_ option: String, _ value: String, _ reason: String) throws {
    try withTemporaryFolder { folder in
      // So large that neither a second nor 16 MB are enough.
      let size = reason == "time" ? "224x224x140" : "96x96x48"
      #expect(try stylet(["phantom", "p.nii", "--size", size], in: folder).status == 0)
      try good("plan", "p.nii", "--steps", "lungs,propose", "plan.jsonl", in: folder)
      let ran = try stylet(["batch", "run", "plan.jsonl", "--out", "run", option, value], in: folder)
      #expect(ran.status == 74, "\(ran.out)\(ran.err)")
      let failure = try #require((status(folder)["failures"] as? [[String: Any]])?.first)
      #expect(failure["reason"] as? String == reason && failure["attempts"] as? Int == 3, "\(failure)")
      #expect(children(folder).isEmpty)
      // The machine has more now.
      #expect(try stylet(["batch", "run", "plan.jsonl", "--out", "run"], in: folder).status == 74, "not unless asked")
      try good("run", "plan.jsonl", "--out", "run", "--retry", in: folder)
      #expect(try status(folder)["done"] as? Int == 1)
    }
  }

  /// Asked to end it drains: what is done stays done, nothing counts as failed, and the status says to run it again.
  @Test(arguments: [SIGTERM, SIGINT]) func itDrains(_ signal: Int32) throws {
    try withScans(6) { folder in
      try good("plan", "scans", "--steps", Self.steps, "plan.jsonl", in: folder)
      let run = try start(["run", "plan.jsonl", "--out", "run"], in: folder)
      try wait("a result", seconds: 60) { results(folder) > 0 && !children(folder).isEmpty }
      kill(run.processIdentifier, signal)
      run.waitUntilExit()
      #expect(run.terminationReason == .exit && run.terminationStatus == 75)
      let status = try status(folder)
      #expect(status["failed"] as? Int == 0 && (status["missing"] as? Int ?? 0) > 0 && children(folder).isEmpty)
      // With no time to end what is being done that is as if it had not been begun.
      let none = try start(["run", "plan.jsonl", "--out", "run", "--grace", "0"], in: folder)
      try wait("a child", seconds: 60) { !children(folder).isEmpty }
      kill(none.processIdentifier, signal)
      none.waitUntilExit()
      #expect(none.terminationStatus == 75 && children(folder).isEmpty)
      try good("run", "plan.jsonl", "--out", "run", "--jobs", "2", in: folder)
    }
  }

  /// Several workers share a folder: each item is done once; what a dead one had, on another machine, goes to others
  /// when it was not heard of for long enough.
  @Test func workersShareByClaims() throws {
    try withScans(6) { folder in
      try good("plan", "scans", "--steps", "lungs", "plan.jsonl", in: folder)
      let manifest = try BatchManifest(reading: folder + "/plan.jsonl"), run = BatchFolder(folder + "/run")
      let claim = run.claim(manifest.items[0])
      try FileManager.default.createDirectory(
        atPath: (claim as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
      try Data("{\"machine\": \"gone\", \"pid\": 1, \"since\": \"2026-03-01T09:00:00Z\"}\n".utf8)
        .write(to: URL(fileURLWithPath: claim))
      let workers = try (0..<3).map { _ in
        try start(["run", "plan.jsonl", "--out", "run", "--claims", "--expiry", "10"], in: folder)
      }
      for worker in workers { worker.waitUntilExit() }
      #expect(workers.allSatisfy { $0.terminationStatus == 0 })
      let status = try status(folder)
      #expect(status["done"] as? Int == 6 && status["claimed"] as? Int == 0 && !Paths.exists(claim))
    }
  }

  /// A plan or a scan that was changed since: neither is done, and both are said.
  @Test func whatWasChangedIsRefused() throws {
    try withScans(2) { folder in
      try good("plan", "scans", "--steps", "lungs", "plan.jsonl", in: folder)
      let there = try stylet(["batch", "plan", "scans", "--steps", "propose", "plan.jsonl"], in: folder)
      #expect(there.status == 73 && there.complaint?.contains("plan.jsonl") == true, "\(there.err)")
      let plan = folder + "/plan.jsonl"
      let text = try String(contentsOfFile: plan, encoding: .utf8)
      try Data(text.replacing("p1.nii", with: "p9.nii").utf8).write(to: URL(fileURLWithPath: plan))
      for command in [["run"], ["status"], ["merge", "t.csv"], ["submit", "--slurm", "--print"]] {
        let ran = try stylet(
          ["batch", command[0], "plan.jsonl", "--out", "run"] + command.dropFirst(), in: folder)
        #expect(ran.status == 65 && ran.complaint?.contains("changed since it was planned") == true, "\(ran.err)")
      }
      try Data(text.utf8).write(to: URL(fileURLWithPath: plan))
      try FileManager.default.removeItem(atPath: folder + "/scans/p1.nii.gz")
      try FileManager.default.copyItem(
        atPath: folder + "/scans/p2.nii.gz", toPath: folder + "/scans/p1.nii.gz")
      #expect(try stylet(["batch", "run", "plan.jsonl", "--out", "run"], in: folder).status == 65)
      let status = try status(folder)
      #expect(status["done"] as? Int == 1 && (status["reasons"] as? [String: Int]) == ["changed": 1])
    }
  }

  /// The disk is full: no result is half written, none is said to be there, and with room all goes on.
  @Test(.enabled(if: SmallDisk.isAvailable, "no small file system can be mounted here: this takes root"))
  func aFullDiskStopsIt() throws {
    try withScans(2) { folder in
      let disk = try SmallDisk(kilobytes: 256)
      try good("plan", "scans", "--steps", Self.steps, "plan.jsonl", in: folder)
      let run = disk.path + "/run"
      SmallDisk.fill(disk.path + "/filler")
      let ran = try stylet(["batch", "run", "plan.jsonl", "--out", run], in: folder)
      #expect([73, 74].contains(ran.status) && ran.complaint != nil, "\(ran.status): \(ran.err)")
      #expect(try status(folder, run)["done"] as? Int == 0)
      unlink(disk.path + "/filler")
      try good("run", "plan.jsonl", "--out", run, "--retry", in: folder)
      #expect(try status(folder, run)["done"] as? Int == 2)
    }
  }

  /// Projects: what is drawn, and the report.
  @Test func projectsAreDoneToo() throws {
    let files = try CaseFolder()
    try files.draw("<Space>")
    try good("plan", files.path, "--projects", "--steps", "extent,qct,report", "plan.jsonl", in: files.path)
    try good("run", "plan.jsonl", "--out", "run", in: files.path)
    let item = try BatchManifest(reading: files.path + "/plan.jsonl").items[0]
    let made = BatchFolder(files.path + "/run").outputs(item)
    #expect(try Data(files.run("extent", CaseFolder.projectName, "--json").out.utf8) == bytes(made + "/extent.json"))
    #expect(
      try Data(files.run("extent", CaseFolder.projectName, "--qct", "--json").out.utf8) == bytes(made + "/qct.json"))
    #expect(try bytes(made + "/report.html").count > 10_000)
    for steps in ["lungs", "report,propose"] {
      let ran = try files.run("batch", "plan", CaseFolder.projectName, "--projects", "--steps", steps, "other.jsonl")
      #expect(ran.status == 64 && ran.complaint?.contains("--projects") == true, "\(ran.err)")
    }
  }
}
