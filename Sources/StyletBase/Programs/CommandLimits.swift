import Dispatch
import Glibc

/// What a program may take before it is ended.
package struct CommandLimits: Sendable {
  /// Of the clock, s.
  package var seconds: Double
  /// Of memory, bytes: of it and of all that it has started, together.
  package var bytes: Int

  package init(seconds: Double, bytes: Int) { (self.seconds, self.bytes) = (seconds, bytes) }
}

/// What became of a program.
package struct CommandOutcome: Sendable {
  package enum End: Equatable, Sendable {
    case status(Int32), signal(Int32)
    /// It took too long, or too much memory, or nobody wanted it any more.
    case tooSlow, tooLarge, stopped
  }

  package var end: End
  package var seconds: Double
  /// The most memory that it had at once, bytes: resident, of the largest of its processes.
  package var peak: Int
  /// The last lines that it said, escaped; empty where it said nothing.
  package var said: String

  package init(end: End, seconds: Double, peak: Int, said: String) {
    (self.end, self.seconds, self.peak, self.said) = (end, seconds, peak, said)
  }
}

extension CommandRun {
  /// Pipes are made and programs started one after another: no program is handed another's pipe, which would keep it
  /// open when it should end.
  private static let starting = Lock(())

  /// Runs another program to its end, as ``run(_:name:seconds:work:)`` does, under limits; how it ended is no error. Its
  /// standard input is a pipe that nothing is written to: it ends when this program does, whichever way that goes.
  /// - Parameter isStopped: asked ten times a second; then it is ended.
  /// - Throws: a ``Failure`` where it cannot be started.
  package static func supervise(
    _ command: [String], name: String, limits: CommandLimits, isStopped: () -> Bool
  ) throws -> CommandOutcome {
    let (child, said, life) = try starting.withLock { _ in
      let life = try pipe(name)
      defer { close(life.read) }
      do {
        let (child, said) = try begin(command, name, input: life.read)
        return (child, said, life.write)
      } catch {
        close(life.write)
        throw error
      }
    }
    defer {
      leave(child, said)
      close(life)
    }
    _ = fcntl(said, F_SETFL, O_NONBLOCK)
    let begun = DispatchTime.now().uptimeNanoseconds
    func elapsed() -> Double { Double(DispatchTime.now().uptimeNanoseconds - begun) / 1e9 }
    var tail = CommandOutput(), early: CommandOutcome.End?, usage = rusage(), status: Int32?, most = 0
    while status == nil {
      tail.take(from: said, waiting: 0.1)
      status = reaped(child, &usage, waiting: 0)
      guard status == nil else { break }
      let now = memory(of: child)
      most = max(most, now)
      early = isStopped() ? .stopped : elapsed() > limits.seconds ? .tooSlow : now > limits.bytes ? .tooLarge : nil
      guard let early else { continue }
      // What takes too much memory would take more while it ends.
      kill(-child, early == .tooLarge ? SIGKILL : SIGTERM)
      status = reaped(child, &usage, waiting: 2)
      if status == nil {
        kill(-child, SIGKILL)
        status = reaped(child, &usage, waiting: 10) ?? SIGKILL
      }
    }
    kill(-child, SIGKILL)  // what it may have left behind
    tail.take(from: said, waiting: 0)
    let signal = (status ?? 0) & 0x7f
    let end = early ?? (signal == 0 ? .status((status ?? 0) >> 8 & 0xff) : .signal(signal))
    #if os(Linux)
      let unit = 1024
    #else
      let unit = 1
    #endif
    return CommandOutcome(
      end: end, seconds: elapsed(), peak: max(Int(usage.ru_maxrss) * unit, most), said: tail.lastLines)
  }

  /// What another program answers on its standard output.
  /// - Parameter most: so many bytes of it are kept.
  /// - Throws: a ``Failure``: it cannot be started, takes too long, or ends otherwise than well.
  package static func answer(
    of command: [String], name: String, seconds: Double, most: Int = 1 << 20
  ) throws -> String {
    let (child, out, said) = try starting.withLock { _ in
      let out = try pipe(name)
      defer { close(out.write) }
      let said = try pipe(name)
      defer { close(said.write) }
      return (try start(command, name, output: out.write, error: said.write), out.read, said.read)
    }
    Leftovers.add(.processes(child))
    defer {
      close(out)
      close(said)
      Leftovers.forget(.processes(child))
    }
    for file in [out, said] { _ = fcntl(file, F_SETFL, O_NONBLOCK) }
    var tail = CommandOutput(), answer: [UInt8] = [], usage = rusage(), status: Int32?
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    func take() {
      while true {
        let n = read(out, &buffer, buffer.count)
        guard n > 0 else { return }
        answer += buffer[..<min(n, most - answer.count)]
      }
    }
    let begun = DispatchTime.now().uptimeNanoseconds
    while status == nil {
      tail.take(from: said, waiting: 0.02)
      take()
      status = reaped(child, &usage, waiting: 0)
      guard status == nil, Double(DispatchTime.now().uptimeNanoseconds - begun) / 1e9 > seconds else { continue }
      kill(-child, SIGKILL)
      _ = reaped(child, &usage, waiting: 5)
      throw Failure(.io, words("error.too-slow", ["name": name, "seconds": Int(seconds), "tail": tail.words]))
    }
    kill(-child, SIGKILL)
    take()
    tail.take(from: said, waiting: 0)
    guard status == 0 else {
      let code = Int((status ?? 0) >> 8 & 0xff)
      throw Failure(.io, words("error.ended-status", ["name": name, "status": code, "tail": tail.words]))
    }
    return String(decoding: answer, as: UTF8.self)
  }

  static func pipe(_ name: String) throws -> (read: Int32, write: Int32) {
    var ends: [Int32] = [-1, -1]
    guard Glibc.pipe(&ends) == 0 else { throw Failure(.io, "\(name): no pipe: \(reason(errno))") }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    return (ends[0], ends[1])
  }

  /// How it ended and what it took; nil when it has not within so many seconds.
  private static func reaped(_ child: pid_t, _ usage: inout rusage, waiting seconds: Double) -> Int32? {
    var status: Int32 = 0
    for n in 0...Int(seconds * 50) {
      if n > 0 { usleep(20_000) }
      let result = wait4(child, &status, WNOHANG, &usage)
      if result == child { return status }
      if result < 0, errno != EINTR { return 0x7f00 }  // somebody else has waited for it
    }
    return nil
  }

  /// Bytes in memory of a process and of those that it has started; 0 where the system does not say.
  private static func memory(of process: pid_t, depth: Int = 0) -> Int {
    let folder = "/proc/\(process)"
    guard depth < 16, let pages = word(1, of: folder + "/statm") else { return 0 }
    // Each of its threads has its own.
    let children = (Paths.names(in: folder + "/task") ?? []).flatMap { thread in
      text(folder + "/task/\(thread)/children").split(separator: " ").compactMap { pid_t($0) }
    }
    return pages * Int(getpagesize()) + children.reduce(0) { $0 + memory(of: $1, depth: depth + 1) }
  }

  private static func word(_ n: Int, of file: String) -> Int? {
    text(file).split(separator: " ").dropFirst(n).first.flatMap { Int($0) }
  }

  private static func text(_ path: String) -> String {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return "" }
    defer { close(file) }
    var bytes = [UInt8](repeating: 0, count: 4096)
    let n = read(file, &bytes, bytes.count)
    return String(decoding: bytes[..<max(n, 0)], as: UTF8.self)
  }
}
