import StyletBase
import StyletProject

/// The answers of two readings side by side.
extension ComparisonController {
  /// Where both follow the protocol that is followed now; else none are compared. Cost: the fields.
  var differingAnswers: [DifferingAnswer] {
    guard let readings = state?.readings, let form = reading.state.form,
      [readings.a.reference, readings.b.reference].allSatisfy({ $0 == form.reference })
    else { return [] }
    return form.fields.compactMap { field in
      guard !field.isComputed else { return nil }
      let (a, b) = (Self.answer(readings.a, field), Self.answer(readings.b, field))
      guard a != b else { return nil }
      return DifferingAnswer(field: field, a: a, b: b, now: reading.state.record.answer(to: field.id))
    }
  }

  /// One that is none of the field's counts as none.
  static func answer(_ one: ComparedReadings.Reading, _ field: ReadingField) -> AnswerValue? {
    one.record.answer(to: field.id).flatMap { field.problem(with: $0.value) == nil ? $0.value : nil }
  }

  func listAnswers() throws {
    guard state != nil else { throw Sentence.notComparing }
    let list = answerList(selected: 0)
    guard let list else { return say(Sentence.noDifferingAnswer(isAsked: reading.state.form != nil)) }
    endPenStroke()
    open(list)
  }

  private func answerList(selected: Int) -> ListPrompt? {
    let rows = differingAnswers
    guard !rows.isEmpty else { return nil }
    func take(_ row: Int, _ value: AnswerValue?, _ way: ReadingAnswer.Way) throws -> ListPrompt? {
      guard value != nil else { throw Sentence.unansweredThere }
      reading.answer(rows[row].field, value, way: way)
      return answerList(selected: min(row + 1, rows.count - 1))
    }
    let actions = [
      ListAction(keys: [.character("a")], text: Sentence.take(.a)) { try take($0, rows[$0].a, .fromA) },
      ListAction(keys: [.character("b")], text: Sentence.take(.b)) { try take($0, rows[$0].b, .fromB) },
      ListAction(keys: [.enter, .character("e")], text: Sentence.answerAnew) { [unowned self] row in
        workspace.prompt = .none
        try reading.openForm(at: rows[row].field.id)
        return nil
      },
    ]
    var list = ListPrompt(
      title: Sentence.differingAnswers(rows.count { !$0.isDecided }, of: rows.count),
      columns: Sentence.answerColumns, rows: rows.map(Sentence.answerRow), selected: selected, actions: actions)
    list.detail = { rows[safe: $0].map(Sentence.answerDetail) ?? "" }
    return list
  }
}
