import Foundation
import Glibc
import TestSupport
import Testing

@testable import StyletBase

/// Slurm on this machine: munge, a controller and a node of two cores, in a folder of its own; nothing of the system's is
/// touched. It is started when a test first asks, and ended with the tests.
final class SlurmCluster: @unchecked Sendable {  // made once, and ended once
  let folder: String
  /// Leaders of groups. Not started by Process: what a test's thread starts so holds signals back, and so would tasks.
  private var started: [pid_t] = []

  /// Where programs of Slurm find it.
  var environment: [String] { ["/usr/bin/env", "SLURM_CONF=\(folder)/slurm.conf"] }

  private static let here = Result { try SlurmCluster() }
  static func running() throws -> SlurmCluster { try here.get() }

  /// Whether it runs; else why it does not, by name.
  static let isRunning = why.isEmpty
  static let comment = Comment(rawValue: "no Slurm on this machine: \(why)")

  private static let why: String = {
    let lacking = OtherProgram.missing(.slurm, .munge)
    guard lacking.isEmpty else { return "not installed: \(lacking.joined(separator: "; "))" }
    guard geteuid() == 0 else { return "slurmd starts tasks as root alone" }
    switch here {
    case .success: return ""
    case .failure(let error): return "\(error)"
    }
  }()

  struct DidNotStart: Error, CustomStringConvertible { let description: String }

  private init() throws {
    folder = "/tmp/stylet-slurm-\(getpid())"
    for part in ["", "/run", "/log", "/state", "/spool"] {
      try FileManager.default.createDirectory(
        atPath: folder + part, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o755])
    }
    try settings().write(toFile: folder + "/slurm.conf", atomically: true, encoding: .utf8)
    try start()
    atexit {
      guard let cluster = try? SlurmCluster.running() else { return }
      cluster.end()
      try? FileManager.default.removeItem(atPath: cluster.folder)
    }
  }

  private func start() throws {
    let key = try Started(OtherProgram.mungekey, ["-c", "-k", folder + "/run/munge.key"], in: folder)
    key.ended()
    try begin(
      OtherProgram.munged,
      ["-F", "--key-file=\(folder)/run/munge.key", "--socket=\(folder)/run/munge.sock", "--seed-file=\(folder)/run/seed",
        "--pid-file=\(folder)/run/munged.pid", "--log-file=\(folder)/log/munged.log"])
    try up("munged", "munged.log") { access(folder + "/run/munge.sock", F_OK) == 0 }
    try begin(OtherProgram.slurmctld, ["-D", "-c", "-f", folder + "/slurm.conf"])
    try begin(OtherProgram.slurmd, ["-D", "-c", "-f", folder + "/slurm.conf", "-N", Self.host])
    try up("slurmctld and slurmd", "slurmd.log") { try answer("sinfo", "-h", "-o", "%t").hasPrefix("idle") }
  }

  private func begin(_ program: String, _ arguments: [String]) throws {
    let output = open(folder + "/log/output", O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
    defer { close(output) }
    // Inherited by what it starts.
    setenv("SLURM_CONF", folder + "/slurm.conf", 1)
    defer { unsetenv("SLURM_CONF") }
    started.append(try CommandRun.start([program] + arguments, program, output: output))
  }

  private func end() {
    for one in started.reversed() { kill(-one, SIGKILL) }
    for one in started { waitpid(one, nil, 0) }
  }

  private func up(_ name: String, _ log: String, _ isUp: () throws -> Bool) throws {
    for _ in 0..<Int(200 * patience) {
      if try isUp() { return }
      if started.contains(where: { waitpid($0, nil, WNOHANG) != 0 }) { break }
      usleep(50_000)
    }
    let said = (try? String(contentsOfFile: "\(folder)/log/\(log)", encoding: .utf8)) ?? ""
    end()
    throw DidNotStart(description: "\(name) did not start: \(said.split(separator: "\n").last ?? "it says nothing")")
  }

  /// What a program of Slurm answers; empty where it fails.
  func answer(_ program: String, _ arguments: String...) throws -> String {
    let process = Process(), out = Pipe()
    process.executableURL = URL(fileURLWithPath: environment[0])
    process.arguments = environment.dropFirst() + [program] + arguments
    (process.standardInput, process.standardOutput) = (FileHandle.nullDevice, out)
    process.standardError = FileHandle.nullDevice
    try process.run()
    let said = out.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return process.terminationStatus == 0 ? String(decoding: said, as: UTF8.self) : ""
  }

  private static let host: String = {
    var name = [CChar](repeating: 0, count: 256)
    gethostname(&name, name.count)
    let whole = String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    return String(whole.prefix { $0 != "." })
  }()

  /// No cgroups, no accounting. What is requeued waits as long as credentials hold, 120 s where nothing is said.
  private func settings() throws -> String {
    """
    ClusterName=stylet
    SlurmctldHost=\(Self.host)(127.0.0.1)
    SlurmUser=root
    SlurmdUser=root
    AuthType=auth/munge
    AuthInfo=socket=\(folder)/run/munge.sock,cred_expire=5
    SlurmctldPort=\(try LoopbackServer.freePort())
    SlurmdPort=\(try LoopbackServer.freePort())
    StateSaveLocation=\(folder)/state
    SlurmdSpoolDir=\(folder)/spool
    SlurmctldPidFile=\(folder)/run/slurmctld.pid
    SlurmdPidFile=\(folder)/run/slurmd.pid
    SlurmctldLogFile=\(folder)/log/slurmctld.log
    SlurmdLogFile=\(folder)/log/slurmd.log
    ProctrackType=proctrack/linuxproc
    TaskPlugin=task/none
    SelectType=select/cons_tres
    SelectTypeParameters=CR_Core
    JobAcctGatherType=jobacct_gather/none
    AccountingStorageType=accounting_storage/none
    SchedulerParameters=batch_sched_delay=0,sched_interval=1
    ReturnToService=2
    MpiDefault=none
    MaxArraySize=1001
    KillWait=5
    NodeName=\(Self.host) NodeAddr=127.0.0.1 CPUs=2 RealMemory=2000 State=UNKNOWN
    PartitionName=main Nodes=\(Self.host) Default=YES MaxTime=INFINITE State=UP

    """
  }
}
