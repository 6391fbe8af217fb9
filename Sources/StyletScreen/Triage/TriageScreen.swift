import StyletBase

/// The coordinator's screen of triage: cases in order, and of the chosen one why it stands there. Keys in, cells out.
/// Cost of a key and a frame: the rows in sight.
public final class TriageScreen: SideScreen {
  private let source: any TriageSource
  private let title: String
  private let view: TriageView

  private(set) var page = TriagePage(rows: [], alerts: [], rule: "")
  /// Base 0: the chosen row, and the first in sight.
  private(set) var selected = 0
  private var top = 0

  /// What is typed for it behind ":" on the coordinator's board; on a reader's list it says whose it is.
  static let command = "triage"

  /// - Parameter title: the study in a few words.
  public init(
    _ source: any TriageSource, title: String, keymap: Keymap = .standard, traits: TerminalTraits = TerminalTraits()
  ) {
    (self.source, self.title) = (source, title)
    view = TriageView(traits)
    super.init(keymap)
    look()
  }

  /// Takes what is new; the chosen case stays chosen, wherever it stands now.
  override func look() {
    do {
      guard let new = try source.news() else { return }
      let name = page.rows[safe: selected]?.name
      page = new
      select(page.rows.firstIndex { $0.name == name } ?? selected)
    } catch { say(error) }
  }

  private var rows: Int { view.rows(model, width: size.width, height: size.height) }

  private func select(_ row: Int) {
    selected = min(max(row, 0), max(page.rows.count - 1, 0))
    top = min(max(top, selected - rows + 1, 0), selected, max(page.rows.count - rows, 0))
  }

  // MARK: Frame

  override func resized() { select(selected) }
  override func frame() -> CellBuffer { view.draw(model, width: size.width, height: size.height) }

  var model: TriageModel {
    TriageModel(title: title, page: page, selected: selected, top: top, said: said)
  }

  // MARK: Keys

  override var help: (title: String, sections: [HelpSection]) { (TriageText.help, [TriageText.section(keymap)]) }

  override func go(_ step: RowStep) { select(step.row(from: selected, page: rows, count: page.rows.count)) }

  override func pressOwn(_ key: Key) -> Bool {
    if let step = RowStep(key) {
      go(step)
      return true
    }
    switch key {
    case .enter: act { try source.open($0) }
    case .character("t"): askTier()
    default: return false
    }
    return true
  }

  private func act(_ body: (String) throws -> Void) {
    guard let name = page.rows[safe: selected]?.name else { return }
    do { try body(name) } catch { say(error) }
  }

  /// A tier and its reason; without a reason the line stays.
  private func askTier() {
    guard let name = page.rows[safe: selected]?.name else { return }
    ask(TypedLine(TriageText.ask(name)) { [unowned self] text in
      let parts = text.split(separator: " ", maxSplits: 1).map(String.init)
      guard parts.count == 2 else {
        say(TriageText.needsReason, .warning)
        return false
      }
      act { name in
        try source.set(parts[0].lowercased(), of: name, because: parts[1].trimmed)
        look()
        say(TriageText.set(name))
      }
      return true
    })
  }
}
