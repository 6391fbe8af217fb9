import StyletBase
import StyletFiles

/// dciodvfy (dicom3tools, D. Clunie), where it is installed: counts how an object breaks the standard. A clinical object
/// does so before it is touched; it must not do so more often afterwards.
struct StandardChecker: Sendable {
  private let program: String
  private let known = Guarded<[String: Errors]>([:])

  struct Errors: Hashable, Sendable {
    let before: Int
    let after: Int
  }

  /// nil where it is not installed.
  init?() {
    let folders = (Paths.environment(["PATH"])["PATH"] ?? "").split(separator: ":").map(String.init)
    guard let found = folders.map({ $0.appendingPath("dciodvfy") }).first(where: Paths.exists) else { return nil }
    program = found
  }

  /// Errors of an original and of what it became.
  /// - Parameter form: of the written file. Files of one form are judged alike, and once.
  func errors(_ original: String, _ written: String, form: String) throws -> Errors {
    if let errors = known.with({ $0[form] }) { return errors }
    let errors = Errors(before: try count(original), after: try count(written))
    known.with { $0[form] = errors }
    return errors
  }

  private func count(_ path: String) throws -> Int {
    let said = try CommandRun.output(
      of: [program, path.absolutePath], name: "dciodvfy", seconds: 120, most: 8 << 20)
    let mark = Array("Error".utf8)
    return said.split(separator: 10).count { $0.starts(with: mark) }
  }
}
