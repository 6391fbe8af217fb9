import ArgumentParser
import StyletBase
import StyletStudy

extension StudyRules.Proposals: ExpressibleByArgument {}
extension StudyRules.Order: ExpressibleByArgument {}
extension StudyRules.Tie: ExpressibleByArgument {}

/// What is typed about readers and cases, and tables of them.
enum StudyWords {
  /// `ann`, or with experience `ann:ild=2,chest=1`.
  static func reader(_ text: String) throws -> StudyReader {
    let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    guard let name = ReaderName(parts[0]) else {
      throw ValidationError(words("cli.study.no-reader", ["text": text, "wanted": ReaderName.wanted]))
    }
    return StudyReader(name: name, experience: try parts.count > 1 ? levels(parts[1]) : [:])
  }

  /// `ild=2,chest=1`.
  static func levels(_ text: String) throws -> [String: Int] {
    var levels: [String: Int] = [:]
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      let two = part.split(separator: "=", omittingEmptySubsequences: false).map(String.init)
      guard two.count == 2, CaseID(two[0]) != nil, let level = Int(two[1]), (0...9).contains(level) else {
        throw ValidationError(words("cli.study.no-level", ["part": String(part)]))
      }
      levels[two[0]] = level
    }
    return levels
  }

  static func caseID(_ text: String) throws -> CaseID {
    guard let id = CaseID(text) else { throw ValidationError(words("cli.study.no-case", ["text": text])) }
    return id
  }

  /// Why the coordinator changes something: said, and not endlessly.
  static func check(reason: String) throws {
    guard (1...Study.longestReason).contains(reason.trimmed.isEmpty ? 0 : reason.utf8.count) else {
      throw ValidationError(words("cli.study.no-reason", ["most": Study.longestReason]))
    }
  }

  /// Columns, the first to the left, the others to the right; the first row is a heading.
  static func table(_ rows: [[String]], left: Set<Int> = [0]) -> String {
    let rows = rows.map { $0.map(\.escapedForTerminal) }
    let columns = rows.map(\.count).max() ?? 0
    let widths = (0..<columns).map { n in rows.map { $0.count > n ? $0[n].count : 0 }.max() ?? 0 }
    return rows.map { row in
      var line = row.enumerated().map { n, cell in
        left.contains(n) ? NumberText.filled(cell, widths[n]) : NumberText.padded(cell, widths[n])
      }.joined(separator: "  ")
      while line.last == " " { line.removeLast() }
      return line + "\n"
    }.joined()
  }
}

