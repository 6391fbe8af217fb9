import StyletBase

/// A keymap as a reader edits it, in TOML:
///
///     [keys]              # and a section for each other mode, called as the mode is: [contour], [adjust], …
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

  public init(name: String, text: String) {
    self.name = name
    self.text = text
  }

  /// What a line of a file may say instead of a command: the key does nothing.
  private static let unbound = "none"
  /// Keys pressed one after another for one command.
  static let longest = 8
  /// Lines of a file that are taken.
  static let most = 2000

  /// The file merged over `base`, and what is wrong in it, in the file's order.
  /// - Parameter isCommand: whether an invocation names a command; one that does not is reported.
  public func merged(over base: Keymap, isCommand: (Invocation) -> Bool) -> (keymap: Keymap, problems: [Failure]) {
    let root: TOMLTable
    do throws(TOMLSyntaxError) {
      root = try TOMLTable(reading: text)
    } catch {
      return (base, [Failure(.badData, path: name, error.what, at: error.place, advice: words("keymap.shown"))])
    }
    var keymap = base
    var problems: [Problem] = []
    let entries = entries(of: root, &problems)
    if entries.isEmpty, problems.isEmpty {
      problems.append(problem(words("keymap.no-keys"), line: 1, advice: words("keymap.shown")))
    }
    if entries.count > Self.most {
      problems.append(problem(words("keymap.too-many", ["n": Self.most]), line: entries[Self.most].line))
    }
    for entry in entries.prefix(Self.most) {
      do {
        try merge(entry, into: &keymap, isCommand)
      } catch {
        problems.append(error)
      }
    }
    problems += repeated(entries.prefix(Self.most))
    return (keymap, problems.sorted { $0.line < $1.line }.map(\.failure))
  }

  // MARK: One line

  private struct Entry {
    var section: String
    var key: String
    var value: TOMLValue
    var line: Int
  }

  private func merge(_ e: Entry, into keymap: inout Keymap, _ isCommand: (Invocation) -> Bool) throws(Problem) {
    if e.section == "digits" {
      guard let digit = e.value.integer, (0...9).contains(digit), e.key.count == 1 else {
        throw problem(words("keymap.digit", ["key": e.key]), line: e.line)
      }
      keymap.digits[Character(e.key)] = digit
      return
    }
    guard let text = e.value.string else {
      throw problem(
        words("keymap.no-text", ["key": e.key]), line: e.line, advice: words("keymap.no-text-advice"))
    }
    let mode = Self.mode(of: e.section) ?? .navigate
    let keys = try keys(of: e)
    if text == Self.unbound {
      keymap.unbind(keys, in: mode)
      return
    }
    let action = Invocation(parsing: text)
    guard isCommand(action) else {
      throw problem(
        words("keymap.no-command", ["text": text]), line: e.line, advice: words("keymap.no-command-advice"))
    }
    keymap.bind(Binding(mode, keys, action))
  }

  private func keys(of e: Entry) throws(Problem) -> [Key] {
    do {
      let keys = try KeyNotation.parse(e.key)
      guard !keys.isEmpty else { throw Failure(.usage, words("keymap.empty")) }
      guard keys.count <= Self.longest else { throw Failure(.usage, words("keymap.too-long", ["n": Self.longest])) }
      return keys
    } catch {
      let f = error as? Failure
      throw problem(
        words("keymap.key", ["key": e.key, "why": f?.what ?? "\(error)"]), line: e.line, advice: f?.advice)
    }
  }

  /// The mode that a section has the keys of.
  private static func mode(of section: String) -> Mode? {
    section == "keys" ? .navigate : Mode(rawValue: section).flatMap { $0 == .navigate ? nil : $0 }
  }

  // MARK: The whole file

  /// The entries of all sections, in the order of the lines.
  private func entries(of root: TOMLTable, _ problems: inout [Problem]) -> [Entry] {
    var entries: [Entry] = []
    for section in root.entries {
      guard let table = section.value.table, Self.mode(of: section.key) != nil || section.key == "digits" else {
        problems.append(
          problem(
            words("keymap.no-section", ["name": section.key]), line: section.line,
            advice: words("keymap.no-section-advice")))
        continue
      }
      entries += table.entries.map { Entry(section: section.key, key: $0.key, value: $0.value, line: $0.line) }
    }
    return entries.sorted { $0.line < $1.line }
  }

  /// Bindings that take one another's keys within the file: "<CR>" beside "<Enter>", "w" beside "wl".
  private func repeated(_ entries: some Sequence<Entry>) -> [Problem] {
    var problems: [Problem] = []
    for (_, entries) in Dictionary(grouping: entries, by: \.section) {
      /// What is bound, and what begins something bound, with the first such keys.
      var whole: [[Key]: Int] = [:]
      var begun: [[Key]: (keys: [Key], line: Int)] = [:]
      for entry in entries where entry.section != "digits" && entry.value.string != Self.unbound {
        guard let keys = try? keys(of: entry) else { continue }
        let beginnings = (1...keys.count).map { Array(keys.prefix($0)) }
        let first = beginnings.lazy.compactMap { keys in whole[keys].map { (keys: keys, line: $0) } }.first ?? begun[keys]
        if let first {
          problems.append(
            problem(
              words(
                "keymap.bound", ["key": entry.key, "first": KeyNotation.write(first.keys), "n": first.line]),
              line: entry.line, advice: words("keymap.bound-advice")))
        }
        if whole[keys] == nil { whole[keys] = entry.line }
        for beginning in beginnings where begun[beginning] == nil { begun[beginning] = (keys, entry.line) }
      }
    }
    return problems
  }

  private struct Problem: Error {
    var failure: Failure
    var line: Int
  }

  private func problem(_ what: String, line: Int, advice: String? = nil) -> Problem {
    let failure = Failure(.badData, path: name, what, at: words("keys.line", ["n": line]), advice: advice)
    return Problem(failure: failure, line: line)
  }
}
