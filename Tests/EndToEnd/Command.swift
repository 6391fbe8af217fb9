import Foundation
import TestSupport
import Testing

/// What the program did when it was run without a terminal.
struct Ran {
  let status: Int32
  let out: String
  let err: String

  /// The error's line without its end; nil unless standard error is exactly one line of the program's own.
  var complaint: String? {
    guard err.hasPrefix("stylet: "), err.hasSuffix("\n"), err.filter(\.isNewline).count == 1 else { return nil }
    return String(err.dropLast())
  }

  /// Standard output as JSON; an empty object when it is none.
  var json: [String: Any] {
    (try? JSONSerialization.jsonObject(with: Data(out.utf8))) as? [String: Any] ?? [:]
  }
}

struct DidNotEnd: Error { let arguments: [String] }

/// Runs the built program with nothing on standard input, in a UTF-8 locale.
/// - Parameter wrapper: a program with its arguments that starts it, such as `setpriv`.
/// - Throws: ``DidNotEnd`` when it has not ended after a minute (see ``patience``).
@discardableResult
func stylet(_ arguments: [String], in folder: String, wrapper: [String] = []) throws -> Ran {
  try withTemporaryFolder { own in
    let process = Process()
    let command = wrapper + [builtProduct("stylet")] + arguments
    process.executableURL = URL(fileURLWithPath: command[0])
    process.arguments = Array(command.dropFirst())
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
    process.environment = [
      "PATH": path, "HOME": own, "LC_ALL": "C.UTF-8", "TERM": "xterm-256color", "SWIFT_BACKTRACE": "enable=no",
    ]
    // What a sanitizer is told holds for what the tests start, too.
    for name in ["ASAN_OPTIONS", "TSAN_OPTIONS"] {
      process.environment?[name] = ProcessInfo.processInfo.environment[name]
    }
    process.standardInput = FileHandle.nullDevice
    let paths = [own + "/out", own + "/err"]
    for path in paths { _ = FileManager.default.createFile(atPath: path, contents: nil) }
    let files = try paths.map { try #require(FileHandle(forWritingAtPath: $0)) }
    // They would stay open: by a thousand of them Foundation's Process reads beyond its list of open files.
    defer { for file in files { try? file.close() } }
    (process.standardOutput, process.standardError) = (files[0], files[1])
    let ended = DispatchSemaphore(value: 0)
    process.terminationHandler = { _ in ended.signal() }
    try process.run()
    if ended.wait(timeout: .now() + 60 * patience) == .timedOut {
      kill(process.processIdentifier, SIGKILL)
      throw DidNotEnd(arguments: arguments)
    }
    let texts = try paths.map { String(decoding: try Data(contentsOf: URL(fileURLWithPath: $0)), as: UTF8.self) }
    // A signal shows as the shell shows it.
    let status = process.terminationReason == .exit ? process.terminationStatus : 128 + process.terminationStatus
    return Ran(status: status, out: texts[0], err: texts[1])
  }
}
