import Foundation
import Glibc

/// A program on a pseudo-terminal of its own, as its session's leader: what a terminal emulator or sshd does.
///
/// Nothing is read unless asked, so a test can also be a slow or dead line.
public final class PtyProcess {
  public let pid: pid_t
  public private(set) var master: Int32
  public private(set) var output: [UInt8] = []
  private let slavePath: String
  private var status: Int32?

  /// - Parameter environment: the whole of it; `PATH`, `HOME` and what a sanitizer is told are added.
  public init(_ command: [String], width: Int = 80, height: Int = 24, environment: [String: String] = [:]) throws {
    var size = winsize(ws_row: UInt16(height), ws_col: UInt16(width), ws_xpixel: 0, ws_ypixel: 0)
    var slave: Int32 = -1
    var master: Int32 = -1
    var name = [CChar](repeating: 0, count: 256)
    guard openpty(&master, &slave, &name, nil, &size) == 0 else { throw POSIXError(.ENOTTY) }
    defer { close(slave) }
    self.master = master
    slavePath = String(decoding: name.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    _ = fcntl(master, F_SETFD, FD_CLOEXEC)
    var variables = environment
    for name in ["PATH", "HOME", "ASAN_OPTIONS", "TSAN_OPTIONS"] where variables[name] == nil {
      variables[name] = ProcessInfo.processInfo.environment[name]
    }
    // No settings of whoever runs the tests: they may name another language.
    if variables["XDG_CONFIG_HOME"] == nil { variables["XDG_CONFIG_HOME"] = "/dev/null" }
    let path = slavePath
    do {
      pid = try spawn(command, environment: variables, newSession: true) { actions in
        // Opening it as the session's leader makes it the controlling terminal.
        posix_spawn_file_actions_addopen(&actions, 0, path, O_RDWR, 0)
        posix_spawn_file_actions_adddup2(&actions, 0, 1)
        posix_spawn_file_actions_adddup2(&actions, 0, 2)
        posix_spawn_file_actions_addclose(&actions, slave)
      }
    } catch {
      close(master)
      throw error
    }
  }

  deinit {
    if status == nil {
      kill(pid, SIGKILL)
      var ignored: Int32 = 0
      waitpid(pid, &ignored, 0)
    }
    hangUp()
  }

  public func type(_ text: String) { type(Array(text.utf8)) }
  public func type(_ bytes: [UInt8]) { _ = bytes.withUnsafeBytes { write(master, $0.baseAddress, $0.count) } }

  public func resize(width: Int, height: Int) {
    var size = winsize(ws_row: UInt16(height), ws_col: UInt16(width), ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(master, UInt(TIOCSWINSZ), &size)
  }

  /// Drops the line.
  public func hangUp() {
    if master >= 0 { close(master) }
    master = -1
  }

  /// Takes what the program has written until `done` says so; false when `seconds` have passed.
  @discardableResult
  public func read(seconds: Double = 10, until done: ([UInt8]) -> Bool) -> Bool {
    let end = Date.end(ofWaiting: seconds)
    var buffer = [UInt8](repeating: 0, count: 65536)
    while !done(output) {
      if Date() > end { return false }
      var entry = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
      guard poll(&entry, 1, 20) > 0 else { continue }
      let n = Glibc.read(master, &buffer, buffer.count)
      if n > 0 { output += buffer[..<n] } else if status != nil || exited() != nil { return done(output) }
    }
    return true
  }

  @discardableResult
  public func read(seconds: Double = 10, until text: String) -> Bool {
    let wanted = Data(text.utf8)
    return read(seconds: seconds) { Data($0).range(of: wanted) != nil }
  }

  public func forgetOutput() { output = [] }

  /// The wait status once it has ended, nil before.
  public func exited() -> Int32? {
    var now: Int32 = 0
    if status == nil && waitpid(pid, &now, WNOHANG) == pid { status = now }
    return status
  }

  /// Waits for the end, reading on meanwhile if the line is up; nil when `seconds` have passed.
  public func waitForExit(seconds: Double = 10) -> Int32? {
    let end = Date.end(ofWaiting: seconds)
    while exited() == nil && Date() < end {
      if master >= 0 { read(seconds: 0.02) { _ in false } } else { usleep(10_000) }
    }
    return status
  }

  /// The terminal's line settings as they are now.
  public var mode: termios {
    var mode = termios()
    tcgetattr(master, &mode)
    return mode
  }

  /// Seconds of processor time so far (Linux).
  public var processorSeconds: Double {
    guard let text = try? String(contentsOfFile: "/proc/\(pid)/stat", encoding: .utf8) else { return 0 }
    let fields = text.drop { $0 != ")" }.split(separator: " ")
    return Double((Int(fields[12]) ?? 0) + (Int(fields[13]) ?? 0)) / 100
  }
}
