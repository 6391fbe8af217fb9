import StyletAgreement
import StyletBase
import StyletImaging
import StyletProject

extension ExportedContent {
  /// The answers in the order of a form, the latest that they follow, with codes: `FIELD`, `FIELD:REGION` and
  /// `FIELD.OPTION` of ``CodedConcept/ownScheme``; yes, no and none those of published terminologies; numbers are text,
  /// as the question states their unit. What was not asked, not answered or not to be judged is not in it; nor is text,
  /// since a reader may have written a name there.
  public func codedAnswers(_ form: ReadingProtocol, in columns: AnswerColumns) -> [CodedAnswer] {
    func answer(_ name: String) -> AnswerCell? { answers[columns.name(name, of: form)] }
    return form.fields.flatMap { field -> [CodedAnswer] in
      let question = Self.own(field.id, field.title)
      switch (field.kind, answer(field.id)) {
      case (.number, .number(let x)?): return [CodedAnswer(question, .text(Self.said(x, field)))]
      case (.yesNo, .word(let word)?): return [CodedAnswer(question, .concept(word == "yes" ? .yes : .no))]
      case (.choice(let options), .word(let word)?): return Self.answer(question, word, options, of: field)
      case (.choices(let options), _):
        let states = options.map { answer("\(field.id):\($0.id)") }
        guard !states.isEmpty, states.allSatisfy({ $0 != nil }) else { return [] }
        let chosen = zip(options, states).filter { $1 == .flag(true) }.map(\.0.id)
        return chosen.isEmpty
          ? [CodedAnswer(question, .concept(.none))]
          : chosen.flatMap { Self.answer(question, $0, options, of: field) }
      case (.grid(let regions, let options), _):
        return regions.flatMap { region -> [CodedAnswer] in
          let name = "\(field.id):\(region.id)"
          guard case .word(let word)? = answer(name) else { return [] }
          let title = Words.inData { Joint.named(field.title, region.title) }
          return Self.answer(Self.own(name, title), word, options, of: field)
        }
      case (.number, _), (.yesNo, _), (.choice, _), (.text, _), (.computed, _): return []
      }
    }
  }

  private static func own(_ value: String, _ meaning: String) -> CodedConcept {
    CodedConcept(scheme: CodedConcept.ownScheme, value: value, meaning: meaning)
  }

  private static func answer(
    _ question: CodedConcept, _ word: String, _ options: [FieldOption], of field: ReadingField
  ) -> [CodedAnswer] {
    guard let option = options.first(where: { $0.id == word }) else { return [] }
    return [CodedAnswer(question, .concept(own("\(field.id).\(option.id)", option.title)))]
  }

  private static func said(_ x: Double, _ field: ReadingField) -> String {
    let number = JSONValue.double(x).text
    guard case .number(let own) = field.kind, !own.unit.isEmpty else { return number }
    return number + " " + own.unit
  }
}
