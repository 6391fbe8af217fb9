import StyletBase

/// A page to search a hospital's archive on: fields above, what was found below. Keys in, cells out. Patients are named
/// here, and are never in what the page says to others: ``refusal``, ``unknownInput`` and ``notice`` have nothing of rows
/// or fields.
public final class ArchivePage: SideScreen {
  /// A series that is to be opened.
  public struct Choice: Hashable, Sendable {
    public var archive: String, study: String, series: String

    public init(archive: String, study: String, series: String) {
      (self.archive, self.study, self.series) = (archive, study, series)
    }
  }

  private let source: any ArchiveSource
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
  /// What is under way besides a search: it stands above the list.
  public var task: String?
  /// Set by Enter on a series; whoever plays the page takes it.
  public private(set) var choice: Choice?
  public override var wantsIdle: Bool { asked != nil || task != nil }

  /// - Parameter archive: where to search; the first of the source where nil.
  public init(
    _ source: any ArchiveSource, archive: String? = nil, keymap: Keymap = .standard,
    traits: TerminalTraits = TerminalTraits()
  ) {
    self.source = source
    self.archive = archive ?? source.names.first ?? ""
    view = ArchivePageView(traits)
    super.init(keymap)
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

  override func look() {
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
    let rows = ArchivePageView.rows(height: size.height)
    top = min(max(top, selected - rows + 1, 0), selected, max(count - rows, 0))
  }

  // MARK: Frame

  public override func waitForWork() {
    source.waitForAnswer()
    look()
  }

  override func resized() { select(selected) }
  override func frame() -> CellBuffer { view.draw(model, width: size.width, height: size.height) }

  var model: ArchivePageModel {
    ArchivePageModel(
      archive: archive, hasOthers: source.names.count > 1, fields: fields.map { ($0.input, $0.cursor) }, field: field,
      rows: found?.rows ?? [], isSearched: found != nil, isCut: found?.isCut == true, study: study, selected: selected,
      top: top, task: asked != nil ? ArchivePageText.searching : task, said: said)
  }

  // MARK: Keys

  override var help: (title: String, sections: [HelpSection]) { (ArchivePageText.help, [ArchivePageText.section]) }

  override func paste(_ text: String) {
    guard let field else { return super.paste(text) }
    fields[field.rawValue].insert(text)
  }

  override func click(col: Int, row: Int) {
    guard let place = ArchivePageView.place(row: row, of: model, height: size.height) else { return }
    field = nil
    select(place)
  }

  override func go(_ step: RowStep) {
    let rows = ArchivePageView.rows(height: size.height)
    select(step.row(from: selected, page: rows, count: found?.rows.count ?? 0))
  }

  override func pressOwn(_ key: Key) -> Bool {
    look()
    guard let field else { return pressInList(key) }
    press(key, in: field)
    return true
  }

  private func press(_ key: Key, in field: ArchiveSearch.Field) {
    let all = ArchiveSearch.Field.allCases
    switch key {
    case .enter: ask()
    case .tab, .down: self.field = field.rawValue + 1 < all.count ? all[field.rawValue + 1] : (found == nil ? all[0] : nil)
    case .backTab, .up: self.field = all[max(field.rawValue - 1, 0)]
    // Typed in a field that is empty, as everywhere else.
    case .character(":") where fields[field.rawValue].characters.isEmpty: askCommand()
    case .escape: if found != nil { self.field = nil } else { leave() }
    default: fields[field.rawValue].edit(key)
    }
  }

  /// - Returns: false for a key that the list has no use for.
  private func pressInList(_ key: Key) -> Bool {
    switch key {
    case .escape: goBack()
    case .up where selected == 0, .character("k") where selected == 0, .backTab: field = .description
    case _ where RowStep(key) != nil: RowStep(key).map(go)
    case .tab, .character("/"): field = .patient
    case .enter: open()
    case .character("m"): if found?.isCut == true { ask(study, isMore: true) } else { say(ArchivePageText.noMore) }
    case .character("a"): turnOn()
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

  override func runOwn(_ command: Invocation) -> Bool {
    guard CommandTable.command(command.command)?.id == "archive" else { return false }
    if command.argument.isEmpty { turnOn() } else { turn(to: command.argument) }
    return true
  }

  /// What was typed may be a patient's: it is not repeated.
  override func unknownCommand(_ text: String) -> String { ArchivePageText.noCommand }
}
