import StyletCore
import TOMLKit

/// A keymap as a reader edits it, in TOML:
///
///     [keys]              # and [contour], [adjust], [preview], [measure]: keys of these modes
///     "wl" = "window lung"
///     "<PageUp>" = "slice-forward"
///     "p" = "none"        # takes the key away
///
///     [digits]            # characters that count like 1…9 and 0
///     "&" = 1
///
/// A file is merged over another keymap. A line that is wrong is left out and reported; what was bound stays.
public struct KeymapFile {
  /// For messages: the file's path, or the name of a built-in map.
  public let name: String
  private let text: String
  private let lineOfKey: [Place: Int]
  private let lineOfSection: [String: Int]

  public init(name: String, text: String) {
    self.name = name
    self.text = text
    (lineOfKey, lineOfSection) = Self.places(text.split(separator: "\n", omittingEmptySubsequences: false))
  }

  /// What a line of a file may say instead of a command: the key does nothing.
  private static let unbound = "none"

  /// The file merged over `base`, and what is wrong in it, in the file's order.
  /// - Parameter isCommand: whether an invocation names a command; one that does not is reported.
  public func merged(over base: Keymap, isCommand: (Invocation) -> Bool) -> (keymap: Keymap, problems: [Failure]) {
    let root: TOMLTable
    do {
      root = try TOMLTable(string: text)
    } catch let error as TOMLParseError {
      return (base, [problem(error.description, line: error.source.begin.line).failure])
    } catch {
      return (base, [problem("\(error)", line: nil).failure])
    }
    var keymap = base
    var problems: [Problem] = []
    for entry in entries(of: root, &problems) {
      do {
        try merge(entry, into: &keymap, isCommand)
      } catch {
        problems.append(error)
      }
    }
    problems += repeated(in: root)
    return (keymap, problems.sorted { $0.line < $1.line }.map(\.failure))
  }

  // MARK: One line

  private struct Entry {
    var section: String
    var key: String
    var value: any TOMLValueConvertible
    var line: Int?
  }

  private func merge(_ e: Entry, into keymap: inout Keymap, _ isCommand: (Invocation) -> Bool) throws(Problem) {
    if e.section == "digits" {
      guard let digit = e.value.int, (0...9).contains(digit), e.key.count == 1 else {
        throw problem("\(e.key) must be one character and its value a digit, 0 to 9", line: e.line)
      }
      keymap.digits[Character(e.key)] = digit
      return
    }
    guard let text = e.value.string else {
      throw problem(
        "the value of \"\(e.key)\" is not a text", line: e.line, advice: "give a command in quotes, or \"none\"")
    }
    let mode = Self.modes[e.section] ?? .navigate
    let keys = try keys(of: e)
    if text == Self.unbound {
      keymap.unbind(keys, in: mode)
      return
    }
    let action = Invocation(parsing: text)
    guard isCommand(action) else {
      throw problem("\"\(text)\" is no command", line: e.line, advice: "stylet keys lists them")
    }
    keymap.bind(Binding(mode, keys, action))
  }

  private func keys(of e: Entry) throws(Problem) -> [Key] {
    do {
      let keys = try KeyNotation.parse(e.key)
      guard !keys.isEmpty else { throw Failure(.usage, "the key is empty") }
      return keys
    } catch {
      let f = error as? Failure
      throw problem("\"\(e.key)\": \(f?.what ?? "\(error)")", line: e.line, advice: f?.advice)
    }
  }

  private static let modes: [String: Mode] = [
    "keys": .navigate, "contour": .contour, "adjust": .adjust, "preview": .preview, "measure": .measure,
  ]

  // MARK: The whole file

  /// The entries of all sections, in the order of the lines.
  private func entries(of root: TOMLTable, _ problems: inout [Problem]) -> [Entry] {
    var entries: [Entry] = []
    for section in root.keys {
      guard let table = root[section]?.table, Self.modes[section] != nil || section == "digits" else {
        problems.append(
          problem(
            "\"\(section)\" is no section of a keymap", line: lineOfSection[section] ?? line(of: section, in: nil),
            advice: "the sections are [keys], [contour], [adjust], [preview], [measure] and [digits]"))
        continue
      }
      for key in table.keys {
        guard let value = table[key] else { continue }
        entries.append(Entry(section: section, key: key, value: value, line: line(of: key, in: section)))
      }
    }
    return entries.sorted { ($0.line ?? 0) < ($1.line ?? 0) }
  }

  /// Bindings that take one another's keys within the file: "<CR>" beside "<Enter>", "w" beside "wl".
  private func repeated(in root: TOMLTable) -> [Problem] {
    var problems: [Problem] = []
    for section in Self.modes.keys.sorted() {
      var seen: [(keys: [Key], line: Int?)] = []
      let names = (root[section]?.table?.keys ?? []).map { ($0, line(of: $0, in: section)) }
      for (name, line) in names.sorted(by: { ($0.1 ?? 0) < ($1.1 ?? 0) }) {
        guard root[section]?.table?[name]?.string != Self.unbound, let keys = try? KeyNotation.parse(name),
          !keys.isEmpty
        else { continue }
        if let first = seen.first(where: { $0.keys.starts(with: keys) || keys.starts(with: $0.keys) }) {
          problems.append(
            problem(
              "\"\(name)\" is bound already: \(KeyNotation.write(first.keys)) on line \(first.line ?? 0)", line: line,
              advice: "the later line counts; take one away"))
        }
        seen.append((keys, line))
      }
    }
    return problems
  }

  // MARK: Lines

  private struct Place: Hashable {
    var section: String?
    var key: String
  }

  /// The line (base 1) of each key: the one that, read alone, is a table with that key.
  private static func places(_ lines: [Substring]) -> (keys: [Place: Int], sections: [String: Int]) {
    var keys: [Place: Int] = [:]
    var sections: [String: Int] = [:]
    var current: String?
    for (n, line) in lines.enumerated() {
      if let header = header(line) {
        current = header
        sections[header] = sections[header] ?? n + 1
      } else if line.contains("="), let alone = try? TOMLTable(string: String(line)) {
        for key in alone.keys { keys[Place(section: current, key: key)] = n + 1 }
      }
    }
    return (keys, sections)
  }

  private func line(of key: String, in section: String?) -> Int? { lineOfKey[Place(section: section, key: key)] }

  private static func header(_ line: Substring) -> String? {
    let t = line.trimmed
    guard t.hasPrefix("["), let end = t.firstIndex(of: "]") else { return nil }
    return t[t.index(after: t.startIndex)..<end].trimmed
  }

  private struct Problem: Error {
    var failure: Failure
    var line: Int
  }

  private func problem(_ what: String, line: Int?, advice: String? = nil) -> Problem {
    Problem(
      failure: Failure(.badData, path: name, what, at: line.map { "line \($0)" }, advice: advice), line: line ?? 0)
  }
}
