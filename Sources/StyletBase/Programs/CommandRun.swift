import Dispatch
import Glibc

/// Runs another program to its end, without a shell, in a process group of its own: what it starts ends with it.
///
/// It reads nothing, its output is not kept but for the last lines of the error output. A line of either that is a
/// percentage, "42%", is its progress; until one comes it is 0.
public enum CommandRun {
  /// Programs that are started stay in the process group of this one, which is of one piece of work: they end with it,
  /// whichever way it ends. Whoever has started this process ends the group.
  package static let sharesGroup = Lock(false)

  /// - Parameters:
  ///   - name: what messages call it.
  ///   - seconds: then it is ended.
  ///   - work: its progress is set; when it is cancelled the program is ended.
  /// - Throws: a ``Failure``: it cannot be started, takes too long, was cancelled, or ended otherwise than well.
  public static func run(_ command: [String], name: String, seconds: Double, work: CancellableWork) throws {
    let (child, said) = try begin(command, name)
    defer { leave(child, said) }
    _ = fcntl(said, F_SETFL, O_NONBLOCK)
    var tail = CommandOutput()
    let begun = DispatchTime.now().uptimeNanoseconds
    func elapsed() -> Double { Double(DispatchTime.now().uptimeNanoseconds - begun) / 1e9 }
    var status: Int32?
    while status == nil {
      tail.take(from: said, waiting: 0.05)
      if let part = tail.progress { work.progress = part }
      status = ended(child, seconds: 0)
      if status == nil, work.isCancelled || elapsed() > seconds {
        end(child)
        tail.take(from: said, waiting: 0)
        if work.isCancelled { throw Failure(.usage, words("error.stopped", ["name": name])) }
        throw Failure(
          .io, words("error.too-slow", ["name": name, "seconds": Int(seconds), "tail": tail.words]),
          advice: words("error.more-seconds"))
      }
    }
    kill(-child, SIGKILL)  // what it may have left behind, where it had a group
    tail.take(from: said, waiting: 0)
    guard let status, status != 0 else { return }
    let signal = status & 0x7f
    let what =
      signal == 0
      ? words("error.ended-status", ["name": name, "status": Int(status >> 8 & 0xff), "tail": tail.words])
      : words("error.ended-signal", ["name": name, "signal": Int(signal), "tail": tail.words])
    throw Failure(.io, what, advice: words("error.by-hand"))
  }

  /// What another program says, on either output, however it ends.
  /// - Parameter most: bytes; what comes behind them is passed over.
  /// - Throws: a ``Failure``: it cannot be started, or takes too long.
  package static func output(of command: [String], name: String, seconds: Double, most: Int) throws -> [UInt8] {
    let (child, said) = try begin(command, name)
    defer { leave(child, said) }
    var out: [UInt8] = [], buffer = [UInt8](repeating: 0, count: 1 << 16)
    let begun = DispatchTime.now().uptimeNanoseconds
    while true {
      var waits = pollfd(fd: said, events: Int16(POLLIN), revents: 0)
      let left = seconds - Double(DispatchTime.now().uptimeNanoseconds - begun) / 1e9
      guard left > 0 else {
        end(child)
        throw Failure(
          .io, words("error.too-slow", ["name": name, "seconds": Int(seconds), "tail": ""]),
          advice: words("error.more-seconds"))
      }
      guard poll(&waits, 1, Int32(min(left, 1) * 1000)) > 0 else { continue }
      let n = read(said, &buffer, buffer.count)
      if n < 0, errno == EINTR { continue }
      guard n > 0 else { break }
      out += buffer.prefix(min(n, max(0, most - out.count)))
    }
    if ended(child, seconds: 5) == nil { end(child) }
    return out
  }

  /// Starts it; what it says, on either output, comes through one pipe. ``leave(_:_:)`` ends that.
  static func begin(_ command: [String], _ name: String, input: Int32? = nil) throws -> (child: pid_t, said: Int32) {
    let said = try pipe(name)
    defer { close(said.write) }
    do {
      let child = try start(command, name, input: input, output: said.write)
      Leftovers.add(.processes(child))
      return (child, said.read)
    } catch {
      close(said.read)
      throw error
    }
  }

  static func leave(_ child: pid_t, _ said: Int32) {
    close(said)
    Leftovers.forget(.processes(child))
  }

  /// - Parameters:
  ///   - input: what it reads; nothing where there is none.
  ///   - error: where its messages go; to `output` where that is not said.
  static func start(
    _ command: [String], _ name: String, input: Int32? = nil, output: Int32, error: Int32? = nil
  ) throws -> pid_t {
    var actions = posix_spawn_file_actions_t(), attributes = posix_spawnattr_t()
    posix_spawn_file_actions_init(&actions)
    posix_spawnattr_init(&attributes)
    defer {
      posix_spawn_file_actions_destroy(&actions)
      posix_spawnattr_destroy(&attributes)
    }
    if let input {
      posix_spawn_file_actions_adddup2(&actions, input, 0)
    } else {
      posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
    }
    posix_spawn_file_actions_adddup2(&actions, output, 1)
    posix_spawn_file_actions_adddup2(&actions, error ?? output, 2)
    // Neither the journal nor the terminal is any of its business. Closing what is closed by then does no harm.
    let open = Paths.names(in: "/proc/self/fd") ?? []
    for file in open.compactMap({ Int32($0) }) where file > 2 { posix_spawn_file_actions_addclose(&actions, file) }
    let group = sharesGroup.withLock { $0 } ? 0 : POSIX_SPAWN_SETPGROUP
    posix_spawnattr_setflags(&attributes, Int16(group | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK))
    posix_spawnattr_setpgroup(&attributes, 0)
    var signals = sigset_t()
    sigemptyset(&signals)
    posix_spawnattr_setsigmask(&attributes, &signals)
    for signal in [SIGINT, SIGTERM, SIGHUP, SIGPIPE, SIGQUIT, SIGWINCH, SIGTSTP, SIGCHLD, SIGXFSZ] {
      sigaddset(&signals, signal)
    }
    posix_spawnattr_setsigdefault(&attributes, &signals)
    var arguments = command.map { strdup($0) } + [nil]
    defer { for argument in arguments { free(argument) } }
    var child: pid_t = 0
    let code = posix_spawnp(&child, command[0], &actions, &attributes, &arguments, environ)
    guard code == 0 else {
      throw Failure(
        .noInput, words("error.not-started", ["name": name, "command": command[0], "why": reason(code)]),
        advice: words("error.check-command"))
    }
    return child
  }

  static func reason(_ code: Int32) -> String { SystemReason.said(code) }

  /// How it ended; nil when it has not within so many seconds.
  private static func ended(_ child: pid_t, seconds: Double) -> Int32? {
    var status: Int32 = 0
    for n in 0...Int(seconds * 50) {
      if n > 0 { usleep(20_000) }
      let result = waitpid(child, &status, WNOHANG)
      if result == child { return status }
      if result < 0, errno != EINTR { return 0x7f00 }  // somebody else has waited for it
    }
    return nil
  }

  /// Asked to end, and after two seconds made to, with all that it has started.
  private static func end(_ child: pid_t) {
    let target = sharesGroup.withLock { $0 } ? child : -child
    kill(target, SIGTERM)
    let isEnded = ended(child, seconds: 2) != nil
    if !isEnded || target < 0 { kill(target, SIGKILL) }
    if !isEnded { _ = ended(child, seconds: 5) }
  }
}

/// What a program says: the last lines of it, and the last percentage.
struct CommandOutput {
  private(set) var progress: Double?
  private var lines: [String] = []
  private var open: [UInt8] = []
  private var isSkipping = false

  private static let longest = 200, kept = 3

  /// What is in the pipe now.
  mutating func take(from file: Int32, waiting seconds: Double) {
    var waits = pollfd(fd: file, events: Int16(POLLIN), revents: 0)
    guard poll(&waits, 1, Int32(seconds * 1000)) > 0 else { return }
    if waits.revents & Int16(POLLIN) == 0 {  // closed: do not spin until the program ends
      usleep(UInt32(seconds * 1e6))
      return
    }
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    // A program that writes without end must not keep the clock from being looked at.
    for _ in 0..<64 {
      let n = read(file, &buffer, buffer.count)
      guard n > 0 else { return }
      take(buffer[..<n])
    }
  }

  mutating func take(_ bytes: ArraySlice<UInt8>) {
    for byte in bytes {
      if byte == 10 || byte == 13 {
        endLine()
      } else if open.count < Self.longest {
        open.append(byte)
      }
    }
  }

  private mutating func endLine() {
    let line = Self.trimmed(String(decoding: open, as: UTF8.self)[...])
    open.removeAll(keepingCapacity: true)
    if line.isEmpty { return }
    if line.hasSuffix("%"), let value = Double(Self.trimmed(line.dropLast())),
      (0...100).contains(value)
    {
      progress = value / 100
      return
    }
    lines.append(line)
    if lines.count > Self.kept { lines.removeFirst() }
  }

  /// Without blanks at both ends.
  private static func trimmed(_ text: Substring) -> String {
    var text = text
    while text.first?.isWhitespace == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }

  /// For a message, escaped: ": its last lines"; empty when it said nothing.
  var words: String { lastLines.isEmpty ? "" : ": " + lastLines }

  /// Escaped; empty when it said nothing.
  var lastLines: String {
    var said = self
    said.endLine()
    return said.lines.map(\.escapedForTerminal).joined(separator: " | ")
  }
}
