import StyletBase

/// What the worklist says.
enum WorklistText {
  static func state(_ state: WorklistRow.State) -> String { words("worklist.state", ["state": state.rawValue]) }

  /// "12:05", minutes and seconds; empty where none was spent.
  static func time(_ seconds: Int) -> String {
    guard seconds > 0 else { return "" }
    let rest = seconds % 60
    return "\(seconds / 60):\(rest < 10 ? "0" : "")\(rest)"
  }

  static func priority(_ row: WorklistRow) -> String { row.tier ?? row.priority.map(String.init) ?? "" }
  static var flag: String { words("worklist.flag") }

  static var headings: [String] {
    [
      words("worklist.column-name"), words("worklist.column-state"), words("worklist.column-priority"),
      words("worklist.column-due"), words("worklist.column-time"), words("worklist.column-flag"),
      words("worklist.column-note"),
    ]
  }

  /// All of a row that can be looked for: "p1" is its priority, or its tier.
  static func searched(_ row: WorklistRow, today: String) -> String {
    [
      row.name, state(row.state), row.tier ?? row.priority.map { "p\($0)" } ?? "", row.due ?? "",
      row.isOverdue(today) ? words("worklist.overdue-word") : "", row.isFlagged ? words("worklist.flag-word") : "",
      row.note,
    ].joined(separator: " ")
  }

  /// What matters most comes first: the rest goes where the line is short.
  static func progress(_ p: WorklistProgress) -> [String] {
    var parts = [words("worklist.progress", ["sealed": p.sealed, "all": p.all])]
    if p.overdue > 0 { parts.append(words("worklist.overdue", ["n": p.overdue])) }
    if p.open > 0 { parts.append(words("worklist.open", ["n": p.open])) }
    if p.away > 0 { parts.append(words("worklist.away", ["n": p.away])) }
    if p.skipped > 0 { parts.append(words("worklist.skipped", ["n": p.skipped])) }
    if p.flagged > 0 { parts.append(words("worklist.flagged", ["n": p.flagged])) }
    return parts
  }

  static func filtered(_ shown: Int, _ all: Int) -> String { words("worklist.filtered", ["shown": shown, "all": all]) }
  static var empty: String { words("worklist.empty") }
  static func noneShown(_ typed: String) -> String {
    words("worklist.none-shown", ["typed": typed.escapedForTerminal])
  }

  // MARK: Keys

  /// At the foot: keys, and what they do.
  static var keys: [HintRow] {
    [
      HintRow(key: Key.enter.label, text: words("worklist.key-open")),
      HintRow(key: "/", text: words("worklist.key-filter")), HintRow(key: "n", text: words("worklist.key-next")),
      HintRow(key: "s", text: words("worklist.key-skip")), HintRow(key: "f", text: words("worklist.key-flag")),
      HintRow(key: "?", text: words("worklist.key-help")), HintRow(key: "q", text: words("worklist.key-leave")),
    ]
  }

  /// Compares a sealed reading with what is known of its case.
  static let compareKey = Key.character("c")

  static var help: String { words("worklist.help") }

  /// The list's own keys, in full.
  static func section(_ keymap: Keymap, teaches: Bool) -> HelpSection {
    func also(_ key: String, _ command: String) -> String {
      let more = KeyNames.keys(of: command, keymap)
      return more.isEmpty || more == key ? key : Set(([key] + more.split(separator: " ").map(String.init))).sorted()
        .joined(separator: " ")
    }
    let taught = teaches ? [HintRow(key: compareKey.label, text: words("worklist.help-compare"))] : []
    return HelpSection(
      title: words("worklist.section"),
      rows: [
        HintRow(key: [Key.up, .down].map(\.label).joined(separator: " "), text: words("worklist.help-move")),
        HintRow(key: [Key.pageUp, .pageDown].map(\.label).joined(separator: " "), text: words("worklist.help-page")),
        HintRow(key: "g G", text: words("worklist.help-ends")),
        HintRow(key: Key.enter.label, text: words("worklist.help-open")),
        HintRow(key: "/", text: words("worklist.help-filter")), HintRow(key: "n", text: words("worklist.help-next")),
        HintRow(key: "s", text: words("worklist.help-skip")), HintRow(key: "f", text: words("worklist.help-flag")),
      ] + taught + [
        HintRow(key: also("?", "help"), text: words("worklist.help-help")),
        HintRow(key: also("q", "leave"), text: words("worklist.help-leave")),
      ])
  }

  // MARK: Lines that are typed

  static func asked(_ act: Worklist.Act, _ name: String) -> String {
    switch act {
    case .skip: words("worklist.ask-skip", ["name": name])
    case .openAway: words("worklist.ask-away", ["name": name])
    default: words("worklist.ask-flag", ["name": name])
    }
  }

  static var needsReason: String { words("worklist.needs-reason") }
  /// Reasons and numbers are no reader's before he has sealed.
  static var noTriage: String { words("worklist.no-triage") }
  static var allRead: String { words("worklist.all-read") }
  static func isSealed(_ name: String) -> String { words("worklist.is-sealed", ["name": name]) }
  static func isAway(_ name: String) -> String { words("worklist.is-away", ["name": name]) }
  static func nothingKnown(_ name: String) -> String { words("worklist.nothing-known", ["name": name]) }
  static func later(_ name: String) -> String { words("worklist.not-yet", ["name": name]) }
}
