import StyletBase
import StyletCore
import StyletProject

/// The keys of the form: to a question, and to its answer.
extension ReadingController {
  /// - Returns: false for a key that is the image's.
  func press(_ key: Key) -> Bool {
    guard let view = state.view, let sheet else { return false }
    if view.editor != nil {
      pressInEditor(key)
      return true
    }
    if isMeantForSigning(key, sheet) {
      refusing { try signReading() }
      state.isSignatureRefused = false
      return true
    }
    let rows = FormRow.rows(sheet)
    switch key {
    case .up, .character("k"): move(by: -1, rows)
    case .down, .character("j"): move(by: 1, rows)
    case .home: choose(rows.firstIndex { $0.id != nil } ?? 0, rows)
    case .end: choose(rows.count - 1, rows)
    case .tab: goToSection(by: 1, rows)
    case .backTab: goToSection(by: -1, rows)
    case .left, .character("h"): step(by: -1, sheet)
    case .right, .character("l"): step(by: 1, sheet)
    case .enter, .character(" "): enter(sheet)
    case .backspace, .delete: clear()
    case .character("x"): give(.notAssessed, AnswerValue.notAssessedRegion)
    case .character("n"): goTo(missing: 1)
    case .character("N"): goTo(missing: -1)
    case .character("a"): if let section = chosenSection { answerNormally(section) }
    case .character("S"): refusing { try signReading() }
    case .character("?"): workspace.open(PanelText.help, ReadingText.help(workspace.key))
    case .character("R"), .escape: closeForm()
    case .character(let c): return press(c, sheet)
    default: return false
    }
    return true
  }

  /// Whether a key is an answer to the question of what a signature means, which was refused with the key before.
  private func isMeantForSigning(_ key: Key, _ sheet: ReadingSheet) -> Bool {
    defer { state.isSignatureRefused = false }
    return state.isSignatureRefused && meanings(of: sheet.form).contains { key == .character($0.key) }
  }

  private func refusing(_ act: () throws -> Void) {
    do { try act() } catch { say(error) }
  }

  // MARK: Where

  /// The chosen row; nil when there is none.
  private var chosenRow: FormRow? {
    guard let view = state.view, let sheet else { return nil }
    return FormRow.rows(sheet).first { $0.id == view.at }
  }

  private var chosenSection: ReadingProtocol.Section? {
    state.view.flatMap { state.form?.section(of: $0.at.field) }
  }

  /// Puts the choice on a row that is there.
  func settle() {
    guard let view = state.view, let sheet else { return }
    let rows = FormRow.rows(sheet)
    let at = rows.firstIndex { $0.id == view.at }
    let near = rows.indices.filter { rows[$0].id != nil }.min { abs($0 - view.place) < abs($1 - view.place) }
    choose(at ?? near ?? 0, rows)
  }

  private func choose(_ n: Int, _ rows: [FormRow]) {
    guard rows.indices.contains(n), let id = rows[n].id else { return }
    state.view?.at = id
    state.view?.place = n
  }

  /// Chooses a row of the form, if it is one that can be.
  func chooseRow(_ n: Int) {
    if let sheet { choose(n, FormRow.rows(sheet)) }
  }

  private func index(in rows: [FormRow]) -> Int { rows.firstIndex { $0.id == state.view?.at } ?? 0 }

  private func move(by n: Int, _ rows: [FormRow]) {
    var at = index(in: rows) + n
    while rows.indices.contains(at), rows[at].id == nil { at += n }
    choose(at, rows)
  }

  /// After an answer: to the next row that takes one. The rows are those of after the answer.
  private func goOn() {
    guard let sheet else { return }
    settle()
    let rows = FormRow.rows(sheet)
    let at = index(in: rows)
    if let next = rows.indices.first(where: { $0 > at && rows[$0].takesAnswer }) { choose(next, rows) }
  }

  private func goToSection(by n: Int, _ rows: [FormRow]) {
    let heads = rows.indices.filter { rows[$0].id == nil }
    let at = index(in: rows)
    let own = heads.lastIndex { $0 < at } ?? 0
    let next = ((own + n) % max(heads.count, 1) + heads.count) % max(heads.count, 1)
    guard heads.indices.contains(next) else { return }
    choose(heads[next] + 1, rows)
  }

  /// The next required question without an answer, round and round; says so when there is none.
  /// - Parameter n: 1 the next, -1 the one before, 0 the first of all.
  func goTo(missing n: Int) {
    guard let sheet else { return }
    if state.view == nil { refusing { try openForm() } }
    let missing = Set(sheet.missing.map(\.id))
    let rows = FormRow.rows(sheet)
    let open = rows.indices.filter { at in
      guard let field = rows[at].field, missing.contains(field.id), rows[at].takesAnswer else { return false }
      guard case .region = rows[at].kind, let answer = sheet.answer(to: field.id) else { return true }
      return !rows[at].isAnswered(by: answer.value)
    }
    let at = index(in: rows)
    // The form may open on one: it is the first to be answered.
    if n == 1, open.contains(at), state.view?.led != rows[at].id {
      state.view?.led = rows[at].id
      return say(ReadingText.thisOne)
    }
    let next: Int? =
      switch n {
      case 1...: open.first { $0 > at } ?? open.first
      case 0: open.first
      default: open.last { $0 < at } ?? open.last
      }
    guard let next else { return say(ReadingText.nothingMissing) }
    choose(next, rows)
    state.view?.led = rows[next].id
  }

  // MARK: Answers

  /// A digit, as this keyboard has them, or a letter.
  private func press(_ c: Character, _ sheet: ReadingSheet) -> Bool {
    guard let row = chosenRow, let field = row.field else { return false }
    let digit = keymap.digit(c)
    let key = digit.map { Character("\($0)") } ?? c
    switch field.kind {
    case .number:
      guard digit != nil || "-.,".contains(c) else { return false }
      edit(Self.numeral(c, atStart: true, keymap))
      return true
    case .choices where key == "0" && !field.options.contains { $0.key == "0" }:
      answer(field, .words([]))
      return true
    default:
      guard let option = field.options.first(where: { $0.key == key }), !field.isComputed else {
        if digit != nil { refuse(ReadingText.noSuchKey) }
        return digit != nil
      }
      take(option, of: field, sheet)
      return true
    }
  }

  private func take(_ option: FieldOption, of field: ReadingField, _ sheet: ReadingSheet) {
    guard case .choices(let options) = field.kind else { return give(.word(option.id), option.id) }
    var chosen: Set<String> = []
    if case .words(let words)? = sheet.answer(to: field.id)?.value { chosen = Set(words) }
    if chosen.remove(option.id) == nil { chosen.insert(option.id) }
    answer(field, .words(options.map(\.id).filter(chosen.contains)))
  }

  /// Answers the chosen row and goes on. On a grid's own row the answer is for all regions that are open.
  /// - Parameter region: what a region gets.
  private func give(_ value: AnswerValue, _ region: String) {
    guard let row = chosenRow, let field = row.field else { return }
    var given = value
    if case .grid(let all, _) = field.kind {
      var regions: [String: String] = [:]
      if case .regions(let own)? = sheet?.answer(to: field.id)?.value { regions = own }
      switch row.kind {
      case .region(_, let one): regions[one.id] = region
      default: for one in all where regions[one.id] == nil { regions[one.id] = region }
      }
      given = .regions(regions)
    } else if field.isComputed {
      return
    }
    if answer(field, given) { goOn() }
  }

  private func clear() {
    guard let row = chosenRow, let field = row.field, !field.isComputed else { return }
    if case .region(_, let one) = row.kind {
      guard case .regions(var regions)? = sheet?.answer(to: field.id)?.value else { return }
      regions[one.id] = nil
      answer(field, regions.isEmpty ? nil : .regions(regions))
    } else if state.record.answer(to: field.id) != nil {
      answer(field, nil)
    }
    settle()
  }

  /// The option before or after the one chosen; the first ones where none is.
  private func step(by n: Int, _ sheet: ReadingSheet) {
    guard let row = chosenRow, let field = row.field, !field.isComputed else { return }
    if case .choices = field.kind { return }
    let options = field.options
    guard !options.isEmpty else { return }
    var now: String?
    switch (row.kind, sheet.answer(to: field.id)?.value) {
    case (.region(_, let one), .regions(let regions)?): now = regions[one.id]
    case (_, .word(let word)?): now = word
    default: break
    }
    let at = options.firstIndex { $0.id == now }
    let next = at.map { min(max($0 + n, 0), options.count - 1) } ?? (n > 0 ? 0 : options.count - 1)
    let word = options[next].id
    switch row.kind {
    case .region(_, let one):
      var regions: [String: String] = [:]
      if case .regions(let own)? = sheet.answer(to: field.id)?.value { regions = own }
      regions[one.id] = word
      answer(field, .regions(regions))
    default:
      if case .grid = field.kind { return }
      answer(field, .word(word))
    }
    settle()
  }

  /// Takes what is proposed, begins to type, or goes on.
  private func enter(_ sheet: ReadingSheet) {
    guard let row = chosenRow, let field = row.field else { return }
    if let proposal = sheet.proposal(for: field) {
      if answer(field, proposal, way: .proposal) { goOn() }
      return
    }
    switch field.kind {
    case .number, .text:
      guard !state.isSealed else { return say(isSignedAlready) }
      switch sheet.answer(to: field.id)?.value {
      case .number(let x)?: edit(Self.typed(x))
      case .word(let text)?: edit(text)
      default: edit("")
      }
    default: goOn()
    }
  }

  // MARK: Typing

  private func edit(_ text: String) {
    guard !state.isSealed else { return say(isSignedAlready) }
    var editor = PalettePrompt()
    editor.set(text)
    state.view?.editor = editor
  }

  private func pressInEditor(_ key: Key) {
    guard let editor = state.view?.editor, let field = chosenRow?.field else { return }
    if editor.isFull, case .character = key { return refuse(Sentence.lineIsFull) }
    switch key {
    case .escape: state.view?.editor = nil
    case .enter, .down, .tab: keepTyped(editor.input, field)
    case .character(let c):
      if case .number = field.kind {
        state.view?.editor?.insert(Self.numeral(c, atStart: editor.cursor == 0, keymap))
      } else {
        state.view?.editor?.insert(String(c))
      }
    default: state.view?.editor?.edit(key)
    }
  }

  /// A number as it would be typed.
  private static func typed(_ x: Double) -> String {
    x.rounded() == x && abs(x) < 1e15 ? "\(Int(x))" : NumberText.marked("\(x)")
  }

  /// What a key means in a number: digits of this keyboard's row, the decimal mark for a point or a comma, and a sign in
  /// front.
  private static func numeral(_ c: Character, atStart: Bool, _ keymap: Keymap) -> String {
    if c == "," || c == "." { return Words.language.decimalMark }
    if c == "-" || c == TypedNumber.minus, atStart { return "-" }
    return keymap.digit(c).map(String.init) ?? ""
  }

  private func keepTyped(_ text: String, _ field: ReadingField) {
    let trimmed = text.trimmed
    let value: AnswerValue?
    if trimmed.isEmpty {
      value = nil
    } else if case .number(let n) = field.kind {
      guard let x = TypedNumber.number(trimmed), field.problem(with: .number(x)) == nil else {
        return refuse(ReadingText.expected(n))
      }
      value = .number(x)
    } else {
      value = .word(trimmed)
    }
    if let value, let problem = field.problem(with: value) { return refuse(problem) }
    state.view?.editor = nil
    if value == nil, state.record.answer(to: field.id) == nil { return goOn() }
    if answer(field, value) { goOn() }
  }

  /// Text pasted into a field that is being typed.
  func paste(_ text: String) -> Bool {
    guard let isCut = state.view?.editor?.insert(text) else { return false }
    if state.view?.editor?.isFull == true {
      say(Sentence.lineIsFull, .warning)
    } else if isCut {
      say(Sentence.pasteCut, .warning)
    }
    return true
  }
}
