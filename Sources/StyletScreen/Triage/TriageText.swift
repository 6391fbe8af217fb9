import StyletBase

/// What the screen of triage says.
enum TriageText {
  static var headings: [String] {
    ["place", "case", "tier", "wait", "extent", "diagnosis"].map { words("triage-screen.column", ["column": $0]) }
  }

  /// "4 h 05".
  static func wait(_ minutes: Int) -> String {
    let rest = minutes % 60
    return words("triage-screen.wait", ["hours": minutes / 60, "minutes": (rest < 10 ? "0" : "") + "\(rest)"])
  }

  static var title: String { words("triage-screen.title") }
  static var empty: String { words("triage.no-cases") }
  static func arrival(_ place: Int) -> String { words("triage-screen.arrival", ["place": place]) }
  static func ask(_ name: String) -> String { words("triage-screen.ask", ["name": name]) }
  static var needsReason: String { words("triage-screen.needs-reason") }
  static func set(_ name: String) -> String { words("triage-screen.set", ["name": name]) }
  static var help: String { words("triage-screen.help") }

  /// At the foot: what matters most comes first.
  static var keys: [HintRow] {
    [
      HintRow(key: Key.enter.label, text: words("triage-screen.key-open")),
      HintRow(key: "t", text: words("triage-screen.key-tier")),
      HintRow(key: "?", text: words("board.key-help")), HintRow(key: "q", text: words("board.key-leave")),
    ]
  }

  static func section(_ keymap: Keymap) -> HelpSection {
    func also(_ key: String, _ command: String) -> String {
      let more = KeyNames.keys(of: command, keymap)
      return more.isEmpty || more == key ? key : Set(([key] + more.split(separator: " ").map(String.init))).sorted()
        .joined(separator: " ")
    }
    return HelpSection(
      title: words("triage-screen.section"),
      rows: [
        HintRow(
          key: [Key.up, .down].map(\.label).joined(separator: " ") + " j k", text: words("triage-screen.help-move")),
        HintRow(key: [Key.pageUp, .pageDown].map(\.label).joined(separator: " "), text: words("triage-screen.help-page")),
        HintRow(key: "g G", text: words("triage-screen.help-ends")),
        HintRow(key: Key.enter.label, text: words("triage-screen.help-open")),
        HintRow(key: "t", text: words("triage-screen.help-tier")),
        HintRow(key: also("?", "help"), text: words("triage-screen.help-help")),
        HintRow(key: also("q", "leave"), text: words("triage-screen.help-leave")),
      ])
  }
}
