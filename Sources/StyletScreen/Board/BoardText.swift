import StyletBase

/// What the coordinator's screen says around its pages.
enum BoardText {
  static var reading: String { words("board.reading") }
  static var help: String { words("board.help") }
  static var nothingToMeasure: String { words("board.nothing-to-measure") }
  static func columns(_ from: Int, _ to: Int, _ all: Int) -> String {
    words("board.columns", ["from": from, "to": to, "all": all])
  }

  /// At the foot: what matters most comes first.
  static var keys: [HintRow] {
    [
      HintRow(key: "1 2 3", text: words("board.key-page")),
      HintRow(key: "?", text: words("board.key-help")), HintRow(key: "q", text: words("board.key-leave")),
      HintRow(key: [Key.up, .down].map(\.label).joined(separator: " "), text: words("board.key-scroll")),
      HintRow(key: [Key.left, .right].map(\.label).joined(separator: " "), text: words("board.key-columns")),
      HintRow(key: "m", text: words("board.key-measure")), HintRow(key: "r", text: words("board.key-read")),
    ]
  }

  /// The screen's keys in full.
  static var section: HelpSection {
    func keys(_ all: [Key]) -> String { all.map(\.label).joined(separator: " ") }
    return HelpSection(
      title: words("board.help-section"),
      rows: [
        HintRow(key: "1 … 9", text: words("board.help-page")),
        HintRow(key: keys([.tab, .backTab]), text: words("board.help-next")),
        HintRow(key: keys([.up, .down]) + " j k", text: words("board.help-scroll")),
        HintRow(key: keys([.pageUp, .pageDown]), text: words("board.help-screen")),
        HintRow(key: "g G", text: words("board.help-ends")),
        HintRow(key: keys([.left, .right]) + " h l", text: words("board.help-columns")),
        HintRow(key: "m", text: words("board.help-measure")), HintRow(key: "r", text: words("board.help-read")),
        HintRow(key: ":" + TriageScreen.command, text: words("board.help-triage")),
        HintRow(key: "?", text: words("board.help-help")), HintRow(key: "q", text: words("board.help-leave")),
      ])
  }
}
