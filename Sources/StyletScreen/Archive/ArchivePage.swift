import StyletBase

/// A page to search a hospital's archive on: fields above, what was found below. Keys in, cells out. Patients are named
/// here, and are never in what the page says to others: ``refusal``, ``unknownInput`` and ``notice`` have nothing of rows
/// or fields.
public final class ArchivePage: Application {
  /// A series that is to be opened.
  public struct Choice: Hashable, Sendable {
    public var archive: String, study: String, series: String

    public init(archive: String, study: String, series: String) {
      (self.archive, self.study, self.series) = (archive, study, series)
    }
  }

  private let source: any ArchiveSource
  let keymap: Keymap
  private let view: ArchivePageView
  /// Rows that are asked for at once.
  static let page = 100

  private(set) var archive: String
  private(set) var fields = ArchiveSearch.Field.allCases.map { _ in PalettePrompt() }
  /// The field that is typed in; nil where keys are for the list.
  private(set) var field: ArchiveSearch.Field? = .patient
  private(set) var found: ArchiveFound?
  /// The studies that a list of series came from, and the one chosen there.
  private var before: (found: ArchiveFound, selected: Int)?
  /// The study whose series are shown.
  private(set) var study: ArchiveRow?
  private var most = page
  private var asked: (study: ArchiveRow?, isMore: Bool)?
  private(set) var selected = 0
  private var top = 0
  /// What is typed behind ":".
  private(set) var line: PalettePrompt?
  /// Lines of help above the top; nil where it is closed.
  private(set) var helpScroll: Int?
  private var pending: [Key] = []
  private var screen: (width: Int, height: Int) = (80, 24)
  /// What is under way besides a search: it stands above the list.
  public var task: String?
  public private(set) var notice: Notice?
  public private(set) var isFinished = false
  public private(set) var unknownInput: Failure?
  public private(set) var refusal: Failure?
  /// Set by Enter on a series; whoever plays the page takes it.
  public private(set) var choice: Choice?
  public var wantsIdle: Bool { asked != nil || task != nil }

  /// - Parameter archive: where to search; the first of the source where nil.
  public init(
    _ source: any ArchiveSource, archive: String? = nil, keymap: Keymap = .standard,
    traits: TerminalTraits = TerminalTraits()
  ) {
    (self.source, self.keymap) = (source, keymap)
    self.archive = archive ?? source.names.first ?? ""
    view = ArchivePageView(traits)
    fields[ArchiveSearch.Field.modality.rawValue].set("CT")
  }

  /// Searches another archive from now on.
  public func turn(to archive: String) {
    guard source.names.contains(archive) else { return say(Sentence.noSuchArchive(source.names).what, .warning) }
    (self.archive, found, before, study, selected, field, asked) = (archive, nil, nil, nil, 0, .patient, nil)
  }

  /// Shows the series of a study, whose UID alone is known.
  public func show(study: String) { ask(ArchiveRow(study)) }

  public func takeChoice() -> Choice? {
    defer { choice = nil }
    return choice
  }

  public func say(_ text: String, _ weight: Notice.Weight = .info) {
    notice = Notice(weight, KeyTable.naming(text, keymap).escapedForTerminal)
  }

  public func say(_ error: any Error) {
    let failure = error as? Failure
    if let failure, refusal == nil { refusal = failure }
    say(failure?.onScreen ?? "\(error)", .error)
  }

  // MARK: Searching

  var search: ArchiveSearch {
    ArchiveSearch(Dictionary(uniqueKeysWithValues: ArchiveSearch.Field.allCases.map { ($0, fields[$0.rawValue].input) }))
  }

  /// - Parameter study: then its series.
  private func ask(_ study: ArchiveRow? = nil, isMore: Bool = false) {
    most = isMore ? most + Self.page : Self.page
    asked = (study, isMore)
    source.ask(search, study: study?.uid, of: archive, most: most)
  }

  private func look() {
    guard let asked, let answer = source.answer() else { return }
    self.asked = nil
    switch answer {
    case .failure(let error): say(error)
    case .success(let new):
      if asked.study != nil, study == nil, let found { before = (found, selected) }
      if asked.study == nil { before = nil }
      (found, study, field) = (new, asked.study, nil)
      if !asked.isMore { (selected, top) = (0, 0) }
      select(selected)
      let said = ArchivePageText.remarks(new)
      if !said.isEmpty { say(Sentence.sentences(said), .warning) }
    }
  }

  private func select(_ place: Int) {
    let count = found?.rows.count ?? 0
    selected = min(max(place, 0), max(count - 1, 0))
    let rows = ArchivePageView.rows(height: screen.height)
    top = min(max(top, selected - rows + 1, 0), selected, max(count - rows, 0))
  }

  // MARK: Application

  public func waitForWork() {
    source.waitForAnswer()
    look()
  }

  public func draw(width: Int, height: Int) -> CellBuffer {
    if (width, height) != screen {
      screen = (width, height)
      select(selected)
    }
    return view.draw(model, width: width, height: height)
  }

  var model: ArchivePageModel {
    ArchivePageModel(
      archive: archive, hasOthers: source.names.count > 1, fields: fields.map { ($0.input, $0.cursor) }, field: field,
      rows: found?.rows ?? [], isSearched: found != nil, isCut: found?.isCut == true, study: study, selected: selected,
      top: top, task: asked != nil ? ArchivePageText.searching : task, notice: notice,
      line: line.map { ($0.input, $0.cursor) }, help: helpScroll.map { ([ArchivePageText.section], $0) })
  }

  // MARK: Keys

  public func handle(_ event: InputEvent) {
    guard !isFinished else { return }
    switch event {
    case .key(let key):
      notice = nil
      look()
      press(key)
    case .mouse(let mouse): take(mouse)
    case .paste(let text):
      if line != nil { line?.insert(text) } else if let field { fields[field.rawValue].insert(text) }
    case .brokenPaste: say(Sentence.pasteBroken, .warning)
    case .resize(let width, let height):
      screen = (max(width, 0), max(height, 0))
      select(selected)
    case .hangUp: isFinished = true
    case .idle: look()
    }
  }

  private func press(_ key: Key) {
    if helpScroll != nil { return pressInHelp(key) }
    if line != nil { return pressInLine(key) }
    if let field { return press(key, in: field) }
    if key == .escape, pending.isEmpty { return goBack() }
    if key == .escape { return pending = [] }
    if pending.isEmpty, pressInList(key) { return }
    pending.append(key)
    switch keymap.meaning(of: pending, in: .navigate) {
    case .prefix: return
    case .action(let action) where run(action): break
    case .action, .nothing: sayUnknown(Sentence.unknownKeys(pending))
    }
    pending = []
  }

  private func press(_ key: Key, in field: ArchiveSearch.Field) {
    let all = ArchiveSearch.Field.allCases
    switch key {
    case .enter: ask()
    case .tab, .down: self.field = field.rawValue + 1 < all.count ? all[field.rawValue + 1] : (found == nil ? all[0] : nil)
    case .backTab, .up: self.field = all[max(field.rawValue - 1, 0)]
    // Typed in a field that is empty, as everywhere else.
    case .character(":") where fields[field.rawValue].characters.isEmpty: line = PalettePrompt()
    case .escape: if found != nil { self.field = nil } else { isFinished = true }
    default: fields[field.rawValue].edit(key)
    }
  }

  /// - Returns: false for a key that the list has no use for.
  private func pressInList(_ key: Key) -> Bool {
    let rows = ArchivePageView.rows(height: screen.height)
    switch key {
    case .up, .character("k"): if selected == 0 { field = .description } else { select(selected - 1) }
    case .down, .character("j"): select(selected + 1)
    case .pageUp, .control("b"): select(selected - rows)
    case .pageDown, .control("f"), .character(" "): select(selected + rows)
    case .home, .character("g"): select(0)
    case .end, .character("G"): select(.max)
    case .tab, .character("/"): field = .patient
    case .backTab: field = .description
    case .enter: open()
    case .character("m"): if found?.isCut == true { ask(study, isMore: true) } else { say(ArchivePageText.noMore) }
    case .character("a"): turnOn()
    case .character(":"): line = PalettePrompt()
    case .character("?"): helpScroll = 0
    case .character("q"): isFinished = true
    default: return false
    }
    return true
  }

  /// Series → studies → fields.
  private func goBack() {
    guard let before else { return field = .patient }
    (found, selected, study, self.before) = (before.found, before.selected, nil, nil)
    select(selected)
  }

  private func open() {
    guard let row = found?.rows[safe: selected] else { return }
    guard let study else { return ask(row) }
    choice = Choice(archive: archive, study: study.uid, series: row.uid)
  }

  private func turnOn() {
    let names = source.names, at = names.firstIndex(of: archive) ?? -1
    if let next = names[safe: (at + 1) % max(names.count, 1)] { turn(to: next) }
  }

  /// What commands of the workstation mean here.
  private func run(_ action: Invocation) -> Bool {
    switch CommandTable.command(action.command)?.id {
    case "help": helpScroll = 0
    case "leave", "save-and-leave", "leave-discarding": isFinished = true
    case "palette": line = PalettePrompt()
    case "archive": if action.argument.isEmpty { turnOn() } else { turn(to: action.argument) }
    case "redraw": break
    default: return false
    }
    return true
  }

  /// What was typed may be a patient's: it is not repeated.
  private func sayUnknown(_ text: String) {
    say(text, .warning)
    if unknownInput == nil { unknownInput = Failure(.usage, text) }
  }

  private func pressInLine(_ key: Key) {
    guard var prompt = line else { return }
    switch key {
    case .escape: line = nil
    case .enter:
      line = nil
      let text = prompt.input.trimmed
      if !text.isEmpty, !run(Invocation(parsing: text)) { sayUnknown(ArchivePageText.noCommand) }
    case .backspace where prompt.characters.isEmpty: line = nil
    default:
      prompt.edit(key)
      line = prompt
    }
  }

  private func pressInHelp(_ key: Key) {
    helpScroll = HelpView.scroll(
      key, from: helpScroll ?? 0, [ArchivePageText.section], width: screen.width, height: screen.height)
  }

  private func take(_ mouse: MouseEvent) {
    guard helpScroll == nil, line == nil else { return }
    switch mouse.action {
    case .wheelUp: select(selected - 1)
    case .wheelDown: select(selected + 1)
    case .press where mouse.button == 0:
      if let row = ArchivePageView.place(row: mouse.row, of: model, height: screen.height) {
        field = nil
        select(row)
      }
    case .press, .drag, .release: break
    }
  }
}
