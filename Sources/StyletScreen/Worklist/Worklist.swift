import StyletBase

/// A reader's worklist: rows to go through, to look for, and to act on. Keys in, cells out; what is done with a row is
/// for whoever made the list. Cost of a key and a frame: the rows in sight; of what is typed to look for: a pass over
/// what the rows say.
public final class Worklist: SideScreen {
  /// What is done with a row.
  public enum Act: Hashable, Sendable {
    case open
    /// With a reason.
    case openAway(String)
    case skip(String)
    case flag(String)
    /// With what is known of it.
    case compare
  }

  public private(set) var rows: [WorklistRow]
  let title: String
  let reader: String
  /// Readings that are sealed are compared with what is known of their cases.
  public var teaches = false
  private let perform: (Act, Int) throws -> Void
  private let today: () -> String
  private let view: WorklistView

  private var filter: WorklistFilter
  /// Numbers of the rows in the list, base 0, in order.
  var shown: [Int]
  /// What was typed to look for.
  var filterText = ""
  /// The place in `shown` of the row chosen, and of the first in sight, base 0.
  private(set) var selected = 0
  private var top = 0
  private(set) var progress: WorklistProgress

  /// Typed before a command.
  var count: Int?
  /// That the list is not in the order in which it should be; it stays above the rows.
  public var alert: String?
  public override var wantsIdle: Bool { false }

  /// - Parameters:
  ///   - title: the study in a few words.
  ///   - today: the day, as rows have it.
  ///   - perform: does something with a row; what it throws is said.
  public init(
    _ rows: [WorklistRow], title: String, reader: String, keymap: Keymap = .standard,
    traits: TerminalTraits = TerminalTraits(), today: @escaping () -> String = { String(UTC.now().prefix(10)) },
    perform: @escaping (Act, Int) throws -> Void
  ) {
    (self.rows, self.title, self.reader, self.perform) = (rows, title, reader, perform)
    self.today = today
    view = WorklistView(traits)
    let day = today()
    filter = WorklistFilter(rows) { WorklistText.searched($0, today: day) }
    shown = Array(rows.indices)
    progress = WorklistProgress(rows, today: day)
    super.init(keymap)
    if let begun = rows.firstIndex(where: { $0.state == .open }) ?? rows.firstIndex(where: \.isToRead) { choose(begun) }
  }

  /// What compares a sealed reading with what is known of its case.
  public static var compareKey: String { WorklistText.compareKey.label }

  /// Whether what is known of a row can be shown.
  public func offersComparison(of name: String) -> Bool {
    teaches && rows.contains { $0.name == name && $0.state == .sealed && $0.isKnown }
  }

  /// The number of the row chosen; nil where none is shown.
  public var chosen: Int? { shown[safe: selected] }

  // MARK: Rows

  /// Takes what has become of the rows; the row chosen stays, wherever it stands now.
  public func take(_ rows: [WorklistRow]) {
    let name = chosen.map { self.rows[$0].name }
    let before = rows.firstIndex { $0.name == name } ?? chosen, day = today()
    self.rows = rows
    filter = WorklistFilter(rows) { WorklistText.searched($0, today: day) }
    progress = WorklistProgress(rows, today: day)
    shown = filter.rows(filterText)
    if let before { choose(before) } else { select(selected) }
  }

  /// Chooses the next row that is to be read, the first again behind the last; what hides it is looked for no more. Of a
  /// list in the order of triage, behind a row that is done, the first of all: what is done stands in its own place,
  /// and tells nothing of who is next.
  /// - Returns: whether there is one.
  @discardableResult
  public func chooseNext() -> Bool {
    let isDone = chosen.map { !rows[$0].isToRead } ?? true
    let start = isDone && rows.contains(where: { $0.tier != nil }) ? 0 : (chosen ?? -1) + 1
    let next = (Array(start..<max(rows.count, start)) + Array(0..<min(start, rows.count))).first { rows[$0].isToRead }
    guard let next else { return false }
    if !shown.contains(next) { look(for: "") }
    choose(next)
    return true
  }

  /// - Parameter row: its number; the nearest one behind it where it is not shown.
  private func choose(_ row: Int) { select(shown.firstIndex { $0 >= row } ?? shown.count - 1) }

  func select(_ place: Int) {
    selected = min(max(place, 0), max(shown.count - 1, 0))
    top = min(max(top, selected - rowsInSight + 1, 0), selected, max(shown.count - rowsInSight, 0))
  }

  var rowsInSight: Int { WorklistView.rows(height: size.height) }

  func look(for text: String) {
    let before = chosen
    filterText = text
    shown = filter.rows(text)
    choose(before ?? 0)
  }

  /// Compares a reading with what is known of its case. Of what is not sealed, and of what nothing is known of, the same
  /// is said.
  func compare() {
    guard let row = chosen.map({ rows[$0] }) else { return }
    guard row.state == .sealed, row.isKnown else { return say(WorklistText.nothingKnown(row.name), .warning) }
    act(.compare)
  }

  func act(_ act: Act) {
    guard let row = chosen else { return }
    do {
      try perform(act, row)
    } catch {
      say(error)
    }
  }

  /// What a wrong word is answered with is no refusal of the work.
  override func isRefusal(_ failure: Failure) -> Bool { failure.kind != .usage }

  // MARK: Frame

  override func resized() { select(selected) }
  override func frame() -> CellBuffer { view.draw(model, width: size.width, height: size.height) }

  /// What the next frame shows: the rows in sight.
  var model: WorklistModel {
    let last = min(top + rowsInSight, shown.count)
    var model = WorklistModel(
      title: title, reader: reader, progress: progress, rows: shown[top..<last].map { rows[$0] }, first: top,
      count: shown.count, all: rows.count, selected: selected, today: today())
    (model.filter, model.alert, model.said) = (filterText, alert, said)
    return model
  }

  /// The list's keys, and then those of the workstation, as the key map in force has them.
  override var help: (title: String, sections: [HelpSection]) {
    (WorklistText.help, [WorklistText.section(keymap, teaches: teaches)] + KeyTable.sections(keymap))
  }

  // MARK: Keys

  override var prefix: String { count.map(String.init) ?? "" }
  override func forgetPrefix() { count = nil }

  override func go(_ step: RowStep) {
    let n = count ?? 1
    switch step {
    case .first: select(n - 1)
    case .last: select((count ?? shown.count) - 1)
    default: select(step.row(from: selected, page: rowsInSight, count: shown.count, times: n))
    }
  }

  override func click(col: Int, row: Int) {
    if let place = WorklistView.place(row: row, of: model) { select(place) }
  }

  override func pressOwn(_ key: Key) -> Bool { pressInList(key) }
  override func runOwn(_ command: Invocation) -> Bool {
    guard command.command == TriageScreen.command else { return false }
    say(WorklistText.noTriage, .warning)
    return true
  }
}
