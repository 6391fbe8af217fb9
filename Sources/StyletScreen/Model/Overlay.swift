/// What lies over the panes, as data for the view that draws it.
public enum Overlay: Equatable, Sendable {
  case none
  /// The keys that may follow a pending prefix.
  case hints(title: String, rows: [HintRow])
  /// Rows by section, as the key table; `scroll` lines are above the top.
  case help(title: String, sections: [HelpSection], scroll: Int)
  /// The command palette: what was typed and the commands that match, best first.
  case palette(input: String, cursor: Int, rows: [HintRow], selected: Int)
  /// Rows to choose from.
  case list(ListOverlay)
  /// Lines to read.
  case page(PageOverlay)
  /// A question with its answers: ("y", "save and leave"); `scroll` lines of its text are above the top.
  case question(text: String, answers: [HintRow], scroll: Int = 0)
}

public struct HintRow: Equatable, Sendable {
  /// As typed: "w l", "<C-r>", ":w".
  public var key: String
  public var text: String
  public init(key: String, text: String) {
    self.key = key
    self.text = text
  }
}

public struct HelpSection: Equatable, Sendable {
  public var title: String
  public var rows: [HintRow]
  /// Columns that its texts are given, where there is room.
  var textWidth = 0
  public init(title: String, rows: [HintRow]) {
    self.title = title
    self.rows = rows
  }
}

/// A line for the reader: what was done, or what is wrong and what to do.
public struct Notice: Equatable, Sendable {
  public enum Weight: Sendable { case info, warning, error }
  /// What goes on while it is said, and is said anew as it does.
  public enum Task: Sendable { case lungs, proposal, preview, measurement }
  public var weight: Weight
  public var text: String
  /// How far it is; nil for what was done and stays said.
  public var progress: Task?
  /// What else is to be known, where the lines have no room for it: kept among the messages.
  public var details: [String] = []
  /// Lines that stand below it and are never cut: keys to begin with, the research notice.
  public var footer: [String]
  public init(_ weight: Weight, _ text: String, progress: Task? = nil, footer: [String] = []) {
    self.weight = weight
    self.text = text
    self.progress = progress
    self.footer = footer
  }
}
