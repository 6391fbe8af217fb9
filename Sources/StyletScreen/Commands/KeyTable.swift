import StyletBase
import StyletCore
import StyletImaging

/// The keys and what they do, from the command table and a keymap: for help, hints and `stylet keys`.
public enum KeyTable {
  /// By section: each command with its keys; a command without a key by its name in the palette.
  public static func sections(_ keymap: Keymap, _ table: LabelTable = .standard) -> [HelpSection] {
    let width = titleWidth
    return Command.Section.allCases.map { section in
      var made = HelpSection(
        title: section.title,
        rows: CommandTable.all.filter { $0.section == section }.flatMap { rows($0, keymap, table) }
          + (section == .moving ? numbers(keymap) : []))
      made.textWidth = width
      return made
    }
  }

  /// As many columns as most titles have in the language in force.
  static var titleWidth: Int {
    let titles = CommandTable.all.map(\.title.columns).sorted()
    return titles[titles.count * 7 / 10]
  }

  /// What numbers mean in the map.
  private static func numbers(_ keymap: Keymap) -> [HintRow] {
    guard keymap.takesCounts else { return [HintRow(key: ":123", text: PanelText.noCounts)] }
    let (step, last) = (KeyNames.key(of: "slice-forward", keymap), KeyNames.key(of: "slice-last", keymap))
    return (step.isEmpty ? [] : [HintRow(key: "12 " + step, text: PanelText.counts)])
      + (last.isEmpty ? [] : [HintRow(key: "123" + (last.count == 1 ? "" : " ") + last, text: PanelText.countedSlice)])
  }

  /// A row for each argument and mode that the command has keys for; one without keys when it has none.
  private static func rows(_ command: Command, _ keymap: Keymap, _ table: LabelTable) -> [HintRow] {
    var rows: [(mode: Mode, action: Invocation, keys: [String])] = []
    for binding in keymap.bindings(of: command.id) {
      if let at = rows.firstIndex(where: { $0.action == binding.action && $0.mode == binding.mode }) {
        rows[at].keys.append(KeyNames.label(binding.keys))
      } else {
        rows.append((binding.mode, binding.action, [KeyNames.label(binding.keys)]))
      }
    }
    if rows.isEmpty { return [HintRow(key: command.typed, text: command.title)] }
    return rows.compactMap { mode, action, keys in
      title(of: action, table).map { HintRow(key: keys.joined(separator: " "), text: Sentence.inMode(mode) + $0) }
    }
  }

  /// What an invocation does, in a few words; nil for a finding that does not exist.
  public static func title(of action: Invocation, _ table: LabelTable) -> String? {
    guard let command = CommandTable.command(action.command) else { return nil }
    if action.argument.isEmpty { return command.title }
    if command.id == "finding", let n = Int(action.argument) {
      return n > 0 ? table.findings[safe: n - 1].map { "\($0.code)  \($0.said)" } : nil
    }
    let argument =
      switch command.id {
      case "window": PanelText.windowName(action.argument)
      case "slab": PanelText.slabMode(action.argument)
      default: action.argument
      }
    return words("panel.title-argument", ["title": command.title, "argument": argument])
  }

  /// A sentence with the keys in force: each `{command}` or `{command argument}` in it becomes the first key of that
  /// command, or what is typed in the palette where no key has it. Other braces stay.
  static func naming(_ sentence: String, _ keymap: Keymap) -> String {
    guard sentence.utf8.contains(UInt8(ascii: "{")) else { return sentence }
    return sentence.replacing(#/\{([a-z][a-z-]*)(?: ([^{}]+))?\}/#) { match -> String in
      let id = String(match.1), argument = match.2.map(String.init) ?? ""
      guard let command = CommandTable.all.first(where: { $0.id == id }) else { return String(match.0) }
      let binding = keymap.bindings(of: id).first { $0.action.argument == argument }
      return binding.map { KeyNames.label($0.keys) } ?? ":" + command.name + (argument.isEmpty ? "" : " " + argument)
    }
  }

  /// The table as plain text: what `stylet keys` prints.
  public static func text(_ keymap: Keymap, _ table: LabelTable = .standard) -> String {
    let sections = sections(keymap, table)
    let width = sections.flatMap(\.rows).map(\.key.count).max() ?? 0
    return sections.filter { !$0.rows.isEmpty }.map { section in
      section.title + "\n"
        + section.rows.map { row in
          "  " + row.key + String(repeating: " ", count: width - row.key.count + 2) + row.text + "\n"
        }.joined()
    }.joined(separator: "\n")
  }
}
