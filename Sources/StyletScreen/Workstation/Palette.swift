import StyletBase
import StyletImaging

/// The commands that match the line after ":".
extension PalettePrompt {
  struct Match {
    var row: HintRow
    /// What Tab and Enter make of the line.
    var line: String
    /// Whether Enter may run it as it is.
    var isComplete: Bool
  }

  /// While the name is typed: commands by alias, id and title, best first. After it: what may stand there.
  func matches(_ keymap: Keymap, _ table: LabelTable) -> [Match] {
    let name = invocation.command
    if !name.isEmpty, characters.contains(" "), let command = CommandTable.command(name) {
      return Self.arguments(of: command, typed: name, beginning: invocation.argument, table)
    }
    let ranked = CommandTable.all.enumerated().compactMap { n, command in
      Self.rank(command, name.lowercased()).map { (rank: $0, n: n, command: command) }
    }
    // Of names that begin alike the shortest first: "brush" before "brush-larger".
    func order(_ m: (rank: Int, n: Int, command: Command)) -> (Int, Int, Int) {
      (m.rank, m.rank == 1 ? m.command.id.count : 0, m.n)
    }
    return ranked.sorted { order($0) < order($1) }.map { _, _, command in
      let keys = KeyNames.keys(of: command.id, keymap)
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
    case "finding", "lesion-relabel": values = table.findings.map { ($0.code, $0.said) }
    case "window": values = DisplayWindow.presets.map { ($0.name, PanelText.windowName($0.name)) } + [("auto", "")]
    default:
      let choices = (command.argument ?? "").filter { $0 != "[" && $0 != "]" }.split(separator: "|")
      values = choices.filter { $0.allSatisfy(\.isLowercase) }.map { (String($0), "") }
    }
    return values.filter { $0.0.lowercased().hasPrefix(beginning.lowercased()) }.map { value, text in
      Match(row: HintRow(key: ":\(typed) \(value)", text: text), line: "\(typed) \(value)", isComplete: true)
    }
  }
}

/// The keys of the palette.
extension Workstation {
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
      if palette.isFull, case .character = key { refuse(Sentence.lineIsFull) }
      palette.edit(key)
    }
    prompt = .palette(palette)
  }

  private func choose(_ palette: inout PalettePrompt, by step: Int) {
    let rows = matches(palette).count
    guard rows > 0 else { return }
    let at = palette.selected ?? (step > 0 ? -1 : rows)
    palette.selected = (at + step + rows) % rows
  }

  private func complete(_ palette: inout PalettePrompt) {
    guard let match = matches(palette)[safe: palette.selected ?? 0] else { return }
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
    let row = matches(palette)[safe: palette.selected ?? 0]
    guard let row, palette.selected != nil || !isWhole || !typed.argument.isEmpty else {
      return isWhole ? run(typed) : sayUnknown(Sentence.unknownCommand(typed.command))
    }
    let isMeant = palette.selected != nil || isWhole || CommandTable.begin(with: typed.command) == 1
    // What was typed behind the beginning of a name belongs to the name.
    let argument = isWhole ? "" : typed.argument
    let line = argument.isEmpty ? row.line : row.line.trimmed + " " + argument
    guard row.isComplete || !argument.isEmpty, isMeant else {
      var waiting = palette
      waiting.set(line)
      waiting.lacksArgument = isMeant
      prompt = .palette(waiting)
      if !isMeant { sayUnknown(Sentence.unknownCommand(typed.command)) }
      return
    }
    run(Invocation(parsing: line))
  }
}

/// The matches of a line, and what they were found with.
struct PaletteMatches {
  var line: String
  var language: Language
  var table: LabelTable
  var rows: [PalettePrompt.Match]
}

extension Workstation {
  /// Kept from key to key and frame to frame: to find them is to look at the titles and keys of all commands.
  func matches(_ palette: PalettePrompt) -> [PalettePrompt.Match] {
    let line = palette.input, language = Words.language, table = table
    if let known = matched, known.line == line, known.language == language, known.table == table { return known.rows }
    let rows = palette.matches(keymap, table)
    matched = PaletteMatches(line: line, language: language, table: table, rows: rows)
    return rows
  }
}
