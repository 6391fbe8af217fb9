import StyletBase

/// Why an item is not done, by what can be done about it.
public enum BatchReason: String, CaseIterable, Sendable {
  /// The scan cannot be used, is gone, may not be read, or is another one than was planned.
  case badData = "bad_data"
  case gone
  case noPermission = "no_permission"
  case changed
  /// The program or its settings are wrong: it would be so again.
  case defect, settings
  /// What a machine had too little of.
  case memory, time, killed, io

  /// Whether another try may help: what a machine lacked it may have then, and data stay as they are.
  public var isRetried: Bool { [.memory, .time, .killed, .io].contains(self) }

  /// The exit status of a child that could not get memory: EX_OSERR.
  package static let memoryStatus: Int32 = 71
  /// And of one whose scan is another than was planned: EX_PROTOCOL.
  package static let changedStatus: Int32 = 76

  /// nil where all went well.
  package init?(_ outcome: CommandOutcome) {
    switch outcome.end {
    case .status(0): return nil
    case .status(let status):
      switch Failure.Kind(rawValue: status) {
      case .badData: self = .badData
      case .noInput: self = .gone
      case .noPermission: self = .noPermission
      case .usage: self = .settings
      case .io, .cannotCreate, .inUse: self = .io
      case .defect, nil:
        self = status == Self.memoryStatus ? .memory : status == Self.changedStatus ? .changed : .defect
      }
    case .signal(let signal):
      // A fault of the program's own, unless it says that it got no memory; all others are somebody's.
      let faults: [Int32] = [4, 5, 6, 7, 8, 11, 31]  // ILL, TRAP, ABRT, BUS, FPE, SEGV, SYS
      let lacked = ["llocate memory", "ut of memory", "bad_alloc", "Failed to allocate"].contains { lack in
        outcome.said.utf8.firstRange(of: lack.utf8) != nil
      }
      self = lacked ? .memory : faults.contains(signal) ? .defect : .killed
    case .tooSlow: self = .time
    case .tooLarge: self = .memory
    case .stopped: self = .killed
    }
  }
}
