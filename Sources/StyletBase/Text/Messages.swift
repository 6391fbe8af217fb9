import Glibc

/// Whoever reads standard output has seen enough and is gone: the program ends, and nothing is wrong.
public struct ReaderLeft: Error {
  public init() {}
}

/// The one way out for messages: standard error, which may be closed, a full disk or a line that is gone. That a message
/// cannot be written is no reason to end, and there is nobody to tell.
public enum Messages {
  /// Text as it is: escape what comes from a file before.
  public static func write(_ text: String) {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let n = bytes.withUnsafeBytes { Glibc.write(STDERR_FILENO, $0.baseAddress, $0.count) }
      if n < 0, errno == EINTR { continue }
      guard n > 0 else { return }
      bytes = bytes.dropFirst(n)
    }
  }

  /// `stylet: …`, one line.
  public static func line(_ failure: Failure) { write("stylet: \(failure)\n") }

  /// `stylet: PATH: …`, one line that is no failure.
  public static func note(_ path: String, _ text: String) {
    write("stylet: \(Joint.named(path, text))".escapedForTerminal + "\n")
  }

  /// The same once the command has done what it was asked for: one that is refused says only why.
  public static func remark(_ path: String, _ text: String) {
    remarks.withLock { if !$0.contains(where: { $0 == (path, text) }) { $0.append((path, text)) } }
  }

  /// Writes what was remarked, each once, in its order.
  public static func writeRemarks() {
    let all = remarks.withLock { kept in
      defer { kept = [] }
      return kept
    }
    for (path, text) in all { note(path, text) }
  }

  private static let remarks = Lock<[(path: String, text: String)]>([])

  /// Makes sure that 0, 1 and 2 are taken: a file that is opened where one of them was closed would get the messages.
  /// What was closed stays so for whoever writes: it cannot be written to.
  public static func holdStandardFiles() {
    for descriptor in 0...2 where fcntl(Int32(descriptor), F_GETFD) < 0 && errno == EBADF {
      // The lowest free number is this one, as those before it are taken.
      _ = open("/dev/null", descriptor == 0 ? O_WRONLY : O_RDONLY)
    }
  }
}
