import Foundation
import StyletImaging

/// The memory that the program takes with a scan open, drawn on and shown.
///
/// Measured on the program itself, by what the system says of the ended process. Run it before this process has
/// grown: a child's peak counts from its parent's.
struct MemoryBench {
  let size: GridSize
  let folder: String

  func run() throws {
    let program = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
      .appendingPathComponent("stylet").path
    let what = "memory, scan open (\(size.count * 2 / 1_000_000) MB of voxels)"
    guard FileManager.default.isExecutableFile(atPath: program) else {
      return Report.value(what, "no \(program)")
    }
    let scan = folder + "/memory.nii.gz"
    func use(lungs: String) -> Int? {
      let keys = "<Space>p20<Right>p<PageUp><Tab><PageUp><Tab><PageUp>"
      return peak(program, ["open", scan, "--size", "200x55", "--lungs", lungs, "--script", keys])
    }
    guard peak(program, ["phantom", scan, "--size", "\(size.i)x\(size.j)x\(size.k)"]) != nil,
      let plain = use(lungs: "ask"), let withLungs = use(lungs: "auto")
    else { return Report.value(what, "failed") }
    let voxels = size.count * 2, budget = Int(Double(voxels) * 1.15) + 60_000_000
    Report.value(what, "\(plain / 1_000_000) MB", budget: "≤ \(budget / 1_000_000) MB")
    Report.value(
      "  more while the lungs are found", "\((withLungs - plain) / 1_000_000) MB", budget: "≤ \(voxels / 1_000_000) MB")
  }

  /// The most memory (bytes) that a program held; nil when it failed.
  private func peak(_ program: String, _ arguments: [String]) -> Int? {
    var child = pid_t()
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0)
    var words = ([program] + arguments).map { strdup($0) } + [nil]
    defer { for word in words { free(word) } }
    guard posix_spawn(&child, program, &actions, nil, &words, environ) == 0 else { return nil }
    var status: Int32 = 0
    var usage = rusage()
    guard wait4(child, &status, 0, &usage) == child, status == 0 else { return nil }
    return usage.ru_maxrss * 1024  // Linux counts in KiB
  }
}
