import StyletBase
import StyletImaging

/// The line after ":", and the commands that match it.
struct PalettePrompt {
  /// The most that is taken in: far more than any path.
  static let longest = 4096

  private(set) var characters: [Character] = []
  private(set) var cursor = 0
  /// The row chosen with the arrows; nil while what was typed counts.
  var selected: Int?

  var input: String { String(characters) }

  /// The command's name as typed, and what follows it.
  var invocation: Invocation { Invocation(parsing: input) }

  /// Whether nothing more is taken in.
  var isFull: Bool { characters.count >= Self.longest }

  /// Ends of lines and tabs become a blank each: what stands behind them belongs to the text.
  /// - Returns: whether something was left out: characters that are not to be shown, or more than there is room for.
  @discardableResult mutating func insert(_ text: String) -> Bool {
    if isFull { return !text.isEmpty }
    let line = text.split { $0.isNewline || $0 == "\t" }.joined(separator: " ")
    let safe = line.filter { !$0.unicodeScalars.contains(where: \.isUnsafeToShow) }
    let room = safe.prefix(max(Self.longest - characters.count, 0))
    characters.insert(contentsOf: room, at: cursor)
    cursor += room.count
    selected = nil
    return room.count < line.count
  }

  mutating func set(_ text: String) {
    characters = Array(text)
    cursor = characters.count
    selected = nil
  }

  mutating func move(to position: Int) { cursor = min(max(position, 0), characters.count) }

  mutating func delete(_ range: Range<Int>) {
    let range = range.clamped(to: 0..<characters.count)
    characters.removeSubrange(range)
    if cursor > range.lowerBound { cursor = max(range.lowerBound, cursor - range.count) }
    selected = nil
  }

  /// What a key does to the line; keys that do nothing to it are passed over.
  mutating func edit(_ key: Key) {
    switch key {
    case .left: move(to: cursor - 1)
    case .right: move(to: cursor + 1)
    case .home, .control("a"): move(to: 0)
    case .end, .control("e"): move(to: .max)
    case .backspace, .control("h"): delete(cursor - 1..<cursor)
    case .delete: delete(cursor..<cursor + 1)
    case .control("u"): delete(0..<cursor)
    case .control("w"): delete(wordStart..<cursor)
    case .character(let c): insert(String(c))
    default: break
    }
  }

  /// Where the word before the cursor begins.
  var wordStart: Int {
    var at = cursor
    while at > 0, characters[at - 1] == " " { at -= 1 }
    while at > 0, characters[at - 1] != " " { at -= 1 }
    return at
  }

  // MARK: Matches

  struct Match {
    var row: HintRow
    /// What Tab and Enter make of the line.
    var line: String
    /// Whether Enter may run it as it is.
    var isComplete: Bool
  }

  /// While the name is typed: commands by alias, id and title, best first. After it: what may stand there.
  func matches(_ work: Workstation) -> [Match] {
    let name = invocation.command
    if !name.isEmpty, characters.contains(" "), let command = CommandTable.command(name) {
      return Self.arguments(of: command, typed: name, beginning: invocation.argument, work.table)
    }
    let ranked = CommandTable.all.enumerated().compactMap { n, command in
      Self.rank(command, name.lowercased()).map { (rank: $0, n: n, command: command) }
    }
    // Of names that begin alike the shortest first: "brush" before "brush-larger".
    func order(_ m: (rank: Int, n: Int, command: Command)) -> (Int, Int, Int) {
      (m.rank, m.rank == 1 ? m.command.id.count : 0, m.n)
    }
    return ranked.sorted { order($0) < order($1) }.map { _, _, command in
      let keys = KeyTable.keys(of: command.id, work.keymap)
      return Match(
        row: HintRow(key: command.typed, text: command.title + (keys.isEmpty ? "" : "  " + keys)),
        line: command.name + (command.argument == nil ? "" : " "),
        isComplete: !command.needsArgument)
    }
  }

  /// What is asked for behind the name of a command that takes what cannot be listed.
  var asked: [HintRow] {
    guard characters.contains(" "), let command = CommandTable.command(invocation.command), command.argument != nil
    else { return [] }
    return [HintRow(key: command.typed, text: command.title)]
  }

  /// How well a command fits what was typed; the least is the best, nil is not at all.
  static func rank(_ command: Command, _ typed: String) -> Int? {
    if typed.isEmpty { return 0 }
    let names = [command.id] + command.aliases
    let title = command.title.lowercased()
    if names.contains(typed) { return 0 }
    if names.contains(where: { $0.hasPrefix(typed) }) { return 1 }
    if title.hasPrefix(typed) { return 2 }
    if title.split(separator: " ").contains(where: { $0.hasPrefix(typed) })
      || command.id.split(separator: "-").contains(where: { $0.hasPrefix(typed) })
    {
      return 3
    }
    if title.contains(typed) { return 4 }
    return names.contains { isSubsequence(typed, of: $0) } ? 5 : nil
  }

  private static func isSubsequence(_ needle: String, of text: String) -> Bool {
    var rest = needle[...]
    for c in text where c == rest.first { rest = rest.dropFirst() }
    return rest.isEmpty
  }

  private static func arguments(
    of command: Command, typed: String, beginning: String, _ table: LabelTable
  ) -> [Match] {
    let values: [(String, String)]
    switch command.id {
    case "finding", "lesion-relabel": values = table.findings.map { ($0.code, $0.spoken) }
    case "window": values = DisplayWindow.presets.map { ($0.name, "") } + [("auto", "")]
    default:
      let choices = (command.argument ?? "").filter { $0 != "[" && $0 != "]" }.split(separator: "|")
      values = choices.filter { $0.allSatisfy(\.isLowercase) }.map { (String($0), "") }
    }
    return values.filter { $0.0.lowercased().hasPrefix(beginning.lowercased()) }.map { value, text in
      Match(row: HintRow(key: ":\(typed) \(value)", text: text), line: "\(typed) \(value)", isComplete: true)
    }
  }
}

extension Workstation {
  func openPalette() { prompt = .palette(PalettePrompt()) }

  func pressInPalette(_ key: Key) {
    guard case .palette(var palette) = prompt else { return }
    // One owner of the line while it changes, so that a key costs the same on a long one.
    prompt = .none
    switch key {
    case .escape: return
    case .enter:
      enter(palette)
      return
    case .tab: complete(&palette)
    case .up: choose(&palette, by: -1)
    case .down, .backTab: choose(&palette, by: key == .down ? 1 : -1)
    case .backspace, .control("h"):
      if palette.characters.isEmpty { return }
      palette.edit(key)
    default:
      if palette.isFull, case .character = key { say(Say.lineIsFull, .warning) }
      palette.edit(key)
    }
    prompt = .palette(palette)
  }

  private func choose(_ palette: inout PalettePrompt, by step: Int) {
    let rows = palette.matches(self).count
    guard rows > 0 else { return }
    let at = palette.selected ?? (step > 0 ? -1 : rows)
    palette.selected = (at + step + rows) % rows
  }

  private func complete(_ palette: inout PalettePrompt) {
    guard let match = palette.matches(self)[safe: palette.selected ?? 0] else { return }
    palette.set(match.line)
  }

  /// Runs the row chosen with the arrows, else what is typed: a number is a slice, a whole name or the beginning of just
  /// one is that command. Of anything less the best match is put on the line, for another Enter: what was not typed does
  /// not run. A command that lacks its argument waits for it.
  private func enter(_ palette: PalettePrompt) {
    let typed = palette.invocation
    prompt = .none
    if palette.selected == nil {
      if typed.command.isEmpty { return }
      if let n = Int(typed.command), typed.argument.isEmpty { return run(Invocation("slice", "\(n)")) }
    }
    let isWhole = CommandTable.command(typed.command) != nil
    let row = palette.matches(self)[safe: palette.selected ?? 0]
    guard let row, palette.selected != nil || !isWhole || !typed.argument.isEmpty else {
      return isWhole ? run(typed) : sayUnknown(Say.unknownCommand(typed.command))
    }
    let isMeant = palette.selected != nil || isWhole || CommandTable.begin(with: typed.command) == 1
    guard row.isComplete, isMeant else {
      var waiting = palette
      waiting.set(row.line)
      prompt = .palette(waiting)
      return
    }
    run(Invocation(parsing: row.line))
  }
}
