import StyletBase
import StyletProject

/// The form as its view draws it.
extension ReadingController {
  /// nil while the form is closed.
  var formModel: FormModel? {
    guard let view = state.view, let sheet else { return nil }
    let rows = FormRow.rows(sheet)
    let selected = rows.firstIndex { $0.id == view.at } ?? rows.firstIndex { $0.id != nil } ?? 0
    var model = FormModel(
      title: ReadingText.title(sheet.form), state: ReadingText.progress(sheet), isSigned: state.isSealed,
      rows: rows.map { row($0, sheet) }, selected: selected, question: "", choices: [], notes: [],
      editor: view.editor.map { FormModel.Editor(text: $0.input, cursor: $0.cursor) },
      keys: view.editor == nil ? ReadingText.keys(isSigned: state.isSealed) : ReadingText.editorKeys)
    if let signature = state.record.signature { model.state = ReadingText.signed(signature, sheet.form) }
    if let remark = state.signatureRemark { model.state = remark }
    if rows.indices.contains(selected) { describe(rows[selected], sheet, &model) }
    model.scroll = view.scroll
    return model
  }

  private func row(_ row: FormRow, _ sheet: ReadingSheet) -> FormModel.Row {
    switch row.kind {
    case .section(let section): return FormModel.Row(title: section.title, value: "", tone: .open, isHeading: true)
    case .field(let field):
      var out = FormModel.Row(title: field.title, value: "", tone: .open, isRequired: field.isRequired)
      if let computed = sheet.computed(field.id) {
        (out.value, out.tone) = (ReadingText.computed(computed, field, sheet), .proposed)
        if computed.known == nil { out.tone = .open }
      } else if let answer = sheet.answer(to: field.id) {
        out.value = ReadingText.value(answer.value, field)
        out.tone = answer.value == .notAssessed ? .notAssessed : field.isWhole(answer.value) ? .given : .required
        if sheet.discordance(of: field) != nil || !sheet.contradictions(of: field.id).isEmpty { out.tone = .discordant }
      } else if let proposal = sheet.proposal(for: field) {
        (out.value, out.tone) = (ReadingText.proposal(proposal, field), field.isRequired ? .required : .proposed)
      } else if field.isRequired {
        (out.value, out.tone) = (ReadingText.required, .required)
      }
      return out
    case .region(let field, let region):
      var out = FormModel.Row(title: region.title, value: "", tone: .open, isRegion: true)
      var word: String?
      switch sheet.answer(to: field.id)?.value {
      case .notAssessed: word = AnswerValue.notAssessedRegion
      case .regions(let regions): word = regions[region.id]
      default: break
      }
      if word == AnswerValue.notAssessedRegion {
        (out.value, out.tone) = (ReadingText.notAssessed, .notAssessed)
      } else if let word {
        (out.value, out.tone) = (field.option(word)?.title ?? word, .given)
      } else if field.isRequired {
        (out.value, out.tone) = (ReadingText.required, .required)
      }
      return out
    }
  }

  private func describe(_ row: FormRow, _ sheet: ReadingSheet, _ model: inout FormModel) {
    guard let field = row.field else { return }
    model.question = field.title
    var chosen: Set<String> = []
    switch (row.kind, sheet.answer(to: field.id)?.value) {
    case (.region(_, let region), .regions(let regions)?): chosen = Set([regions[region.id]].compactMap { $0 })
    case (_, .word(let word)?): chosen = [word]
    case (_, .words(let words)?): chosen = Set(words)
    default: break
    }
    if case .region(_, let region) = row.kind { model.question = Joint.named(field.title, region.title) }
    if !field.isComputed {
      model.choices = field.options.map {
        FormModel.Choice(key: String($0.key), title: $0.title, isChosen: chosen.contains($0.id))
      }
    }
    // Whose answer it is, and what contradicts it, before what explains it.
    if let answer = sheet.answer(to: field.id), row.isAnswered(by: answer.value) {
      model.notes.append(ReadingText.answered(answer))
    }
    model.warnings = sheet.contradictions(of: field.id)
    if let (own, computed) = sheet.discordance(of: field) {
      model.warnings.append(ReadingText.discordance(own, computed))
    }
    switch (field.kind, row.kind) {
    case (.number(let n), _): model.notes.append(ReadingText.range(n))
    case (.choices, _): model.notes.append(ReadingText.someOptions)
    case (.grid, .field): model.notes.append(ReadingText.everyRegion)
    default: break
    }
    if let known = sheet.computed(field.id)?.known {
      if let detail = known.detail { model.notes.append(detail) }
      model.notes += known.notes
      if case .computed(let source) = field.kind, case .formula(let id, _) = source.source {
        model.notes.append(ReadingText.formula(id))
      }
    }
    if !field.help.isEmpty { model.notes.append(field.help) }
  }
}
