import Glibc
import StyletBase

/// What subcommands print.
enum Output {
  static var isTerminal: Bool { isatty(STDOUT_FILENO) == 1 }

  /// Writes to standard output.
  /// - Throws: ``ReaderLeft`` where its reader is gone, which ends the program quietly.
  static func write(_ text: String) throws {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let n = bytes.withUnsafeBytes { Glibc.write(STDOUT_FILENO, $0.baseAddress, $0.count) }
      if n < 0 {
        if errno == EINTR { continue }
        if errno == EPIPE { throw ReaderLeft() }
        throw Failure(.io, words("cli.output.stdout", ["why": SystemReason.said(errno)]))
      }
      bytes = bytes.dropFirst(n)
    }
  }

  static func line(_ text: String) throws { try write(text + "\n") }
}

/// A percentage on standard error while something long runs; nothing unless that is a terminal.
final class ProgressLine: Sendable {
  private let title: String
  private let shown: Bool
  private let state = Lock((last: -1, isFinished: false))
  private let start = ContinuousClock.now

  init(_ title: String) {
    self.title = title
    shown = isatty(STDERR_FILENO) == 1
  }

  /// Says at once that something goes on, without how far it is.
  func begin() {
    guard shown else { return }
    state.withLock {
      $0.last = 0
      Messages.write("\r\(title.escapedForTerminal) ...\u{1b}[K")
    }
  }

  /// - Parameter part: 0...1. Shown only once the work has taken half a second.
  func update(_ part: Double) {
    guard shown else { return }
    state.withLock {
      let percent = Int(min(max(part, 0), 1) * 100)
      guard !$0.isFinished, percent != $0.last, ContinuousClock.now - start > .seconds(0.5) else { return }
      $0.last = percent
      Messages.write("\r\(title.escapedForTerminal) \(percent) %\u{1b}[K")
    }
  }

  /// Takes the line away. What goes on behind says nothing any more: the terminal is another's by then.
  func finish() {
    state.withLock {
      if $0.last >= 0 { Messages.write("\r\u{1b}[K") }
      $0 = (-1, true)
    }
  }
}
