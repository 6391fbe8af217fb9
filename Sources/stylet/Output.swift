import Foundation
import StyletCore

/// What subcommands print.
enum Output {
  static var isTerminal: Bool { isatty(STDOUT_FILENO) == 1 }

  /// Writes to standard output.
  /// - Throws: ``ReaderLeft`` where its reader is gone, which ends the program quietly.
  static func write(_ text: String) throws {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let n = bytes.withUnsafeBytes { Foundation.write(STDOUT_FILENO, $0.baseAddress, $0.count) }
      if n < 0 {
        if errno == EINTR { continue }
        if errno == EPIPE { throw ReaderLeft() }
        throw Failure(.io, "cannot write to standard output: \(String(cString: strerror(errno)))")
      }
      bytes = bytes.dropFirst(n)
    }
  }

  static func line(_ text: String) throws { try write(text + "\n") }
}

/// A percentage on standard error while something long runs; nothing unless that is a terminal.
final class ProgressLine: @unchecked Sendable {
  private let title: String
  private let shown: Bool
  private let lock = NSLock()
  private var last = -1
  private var isFinished = false
  private let start = Date()

  init(_ title: String) {
    self.title = title
    shown = isatty(STDERR_FILENO) == 1
  }

  /// Says at once that something goes on, without how far it is.
  func begin() {
    guard shown else { return }
    lock.withLock {
      last = 0
      Messages.write("\r\(title.escapedForTerminal) ...\u{1b}[K")
    }
  }

  /// - Parameter part: 0...1. Shown only once the work has taken half a second.
  func update(_ part: Double) {
    guard shown else { return }
    lock.withLock {
      let percent = Int(min(max(part, 0), 1) * 100)
      guard !isFinished, percent != last, Date().timeIntervalSince(start) > 0.5 else { return }
      last = percent
      Messages.write("\r\(title.escapedForTerminal) \(percent) %\u{1b}[K")
    }
  }

  /// Takes the line away. What goes on behind says nothing any more: the terminal is another's by then.
  func finish() {
    lock.withLock {
      if last >= 0 { Messages.write("\r\u{1b}[K") }
      (last, isFinished) = (-1, true)
    }
  }
}
