import StyletBase
import StyletImaging

/// A protocol with the answers of one reading and the numbers of its scan: what is asked, what is missing, what
/// follows. A value made for a moment. Cost: the fields.
public struct ReadingSheet: Sendable {
  public let form: ReadingProtocol
  public let record: ReadingRecord
  public let facts: ReadingFacts
  private var asked: Set<String> = []
  private var answers: [String: ReadingAnswer] = [:]
  private var computed: [String: ComputedValue] = [:]

  public init(_ form: ReadingProtocol, _ record: ReadingRecord, _ facts: ReadingFacts = ReadingFacts()) {
    self.form = form
    self.record = record
    self.facts = facts
    for id in form.order {
      guard let field = form.field(id) else { continue }
      if let condition = field.condition, !holds(condition) { continue }
      asked.insert(id)
      if field.isComputed {
        computed[id] = value(of: field)
      } else if let answer = record.answer(to: id), field.problem(with: answer.value) == nil {
        answers[id] = answer
      }
    }
  }

  // MARK: Fields

  /// Whether the field's condition holds.
  public func isAsked(_ id: String) -> Bool { asked.contains(id) }

  /// nil when it is not asked, not answered, or its answer is none of this field.
  public func answer(to id: String) -> ReadingAnswer? { answers[id] }

  /// nil when it is not computed or not shown.
  public func computed(_ id: String) -> ComputedValue? { computed[id] }

  public func isAnswered(_ field: ReadingField) -> Bool { answers[field.id].map { field.isWhole($0.value) } ?? false }

  /// Required, asked, and not answered to the end.
  public var missing: [ReadingField] {
    form.fields.filter { $0.isRequired && isAsked($0.id) && !isAnswered($0) }
  }

  /// Of the fields that are asked and take an answer.
  public var progress: (answered: Int, of: Int) {
    let open = form.fields.filter { !$0.isComputed && isAsked($0.id) }
    return (open.count(where: isAnswered), open.count)
  }

  /// What is offered; nil when nothing is, or the field has an answer.
  public func proposal(for field: ReadingField) -> AnswerValue? {
    guard isAsked(field.id), answers[field.id] == nil else { return nil }
    let value: AnswerValue?
    switch field.proposal {
    case nil: value = nil
    case .rules(let rules): value = rules.first { holds($0.condition) }.map { .word($0.value) }
    case .fact(let fact):
      // To a tenth: a caliper knows no more.
      value = facts[fact].map { .number(($0.value * 10).rounded() / 10) }
    }
    return value.flatMap { field.problem(with: $0) == nil ? $0 : nil }
  }

  /// An answer that is far from the value computed beside it.
  public func discordance(of field: ReadingField) -> (answer: Double, computed: Double)? {
    guard let beside = field.beside, let own = number(field.id)?.single,
      let other = computed[beside.field]?.number, abs(own - other) >= beside.discordance
    else { return nil }
    return (own, other)
  }

  public var discordances: [ReadingField] { form.fields.filter { discordance(of: $0) != nil } }

  /// What does not go together, as sentences; of one field when it is named.
  public func contradictions(of field: String? = nil) -> [String] {
    form.contradictions.filter { one in
      (field.map { one.condition.fields.contains($0) } ?? true) && holds(one.condition)
    }.map(\.text)
  }

  /// The normal answers of a section's fields that have none yet, those too which are only asked because of them.
  public func normalAnswers(of section: String) -> [(field: String, value: AnswerValue)] {
    guard let section = form.sections.first(where: { $0.id == section }) else { return [] }
    var sheet = self
    var given: [(field: String, value: AnswerValue)] = []
    for _ in section.fields {
      guard let field = section.fields.first(where: { $0.normal != nil && sheet.takesNormal($0) }),
        var value = field.normal
      else { break }
      // In a grid only what is left open.
      if case .regions(let all) = value, case .regions(let own)? = sheet.answers[field.id]?.value {
        value = .regions(all.merging(own) { $1 })
      }
      given.append((field.id, value))
      var record = sheet.record
      record.set(ReadingAnswer(value, reader: "", time: ""), for: field.id)
      sheet = ReadingSheet(form, record, facts)
    }
    return given
  }

  private func takesNormal(_ field: ReadingField) -> Bool { isAsked(field.id) && !isAnswered(field) }

  // MARK: Conditions

  private func holds(_ condition: FieldCondition) -> Bool {
    switch condition {
    case .any(let list): list.contains(where: holds)
    case .all(let list): list.allSatisfy(holds)
    case .fact(let name, let low, let high): facts[name].map { $0.value >= low && $0.value < high } ?? false
    case .number(let field, let low, let high): number(field)?.single.map { $0 >= low && $0 < high } ?? false
    case .answer(let field, let words):
      switch answers[field]?.value {
      case .word(let word)?: words.contains(word)
      case .words(let chosen)?: chosen.contains { words.contains($0) }
      case .regions(let regions)?: regions.values.contains { words.contains($0) }
      case .number?, .notAssessed?: false
      case nil: computed[field]?.word.map { words.contains($0) } ?? false
      }
    }
  }

  /// What the answers say of lesions, as the protocol has it.
  enum LesionsSaid {
    case present, absent
    /// Of what would say that there is none something is answered, and it does not say so.
    case unsettled
    /// Nothing that says anything of them is answered.
    case unsaid
  }

  var lesionsSaid: LesionsSaid {
    if form.lesion.map(holds) ?? false { return .present }
    guard let noLesion = form.noLesion else { return .unsaid }
    if holds(noLesion) { return .absent }
    return noLesion.fields.contains { answers[$0] != nil || computed[$0]?.known != nil } ? .unsettled : .unsaid
  }

  // MARK: Numbers

  /// What an answer counts in scores; nil when it is not there, not whole, or has no number.
  package func number(_ id: String) -> ScoreInput? {
    guard let field = form.field(id) else { return nil }
    if field.isComputed { return computed[id]?.number.map(ScoreInput.number) }
    guard let answer = answers[id] else { return nil }
    switch (field.kind, answer.value) {
    case (_, .number(let x)): return .number(x)
    case (_, .word(let word)): return field.option(word)?.points.map(ScoreInput.number)
    // Each option counts one where it says nothing else.
    case (_, .words(let words)):
      return .number(words.reduce(0) { $0 + (field.option($1)?.points ?? 1) })
    case (.grid(let regions, _), .regions(let words)):
      let points = regions.map { region in words[region.id].flatMap { field.option($0)?.points } }
      return points.contains(nil) ? nil : .list(points.compactMap { $0 })
    default: return nil
    }
  }

  private func value(of field: ReadingField) -> ComputedValue {
    guard case .computed(let computed) = field.kind else { return .missing([]) }
    switch computed.source {
    case .fact(let name):
      guard let fact = facts[name] else { return .missing([], reason: facts.reason(for: name)) }
      return .value(
        ComputedValue.Known(
          number: fact.value, word: nil, title: computed.band(of: fact.value)?.title, notes: fact.notes, detail: nil,
          isUnreviewed: fact.isUnreviewed, leastDigits: fact.leastDigits))
    case .rules(let rules, let otherwise):
      let rule = rules.first { holds($0.condition) }
      let copied: String? = otherwise.flatMap { id in
        if case .word(let word)? = answers[id]?.value { word } else { self.computed[id]?.word }
      }
      guard let word = rule?.value ?? copied else { return .missing(otherwise.map { [$0] } ?? []) }
      let option = field.option(word) ?? otherwise.flatMap { form.field($0)?.option(word) }
      return .value(
        ComputedValue.Known(
          number: option?.points ?? Double(word), word: word, title: option?.title, notes: [], detail: nil,
          isUnreviewed: isUnreviewed(field)))
    case .formula(let id, let inputs):
      guard let formula = ScoreFormula.named(id) else { return .missing([]) }
      var values: [String: ScoreInput] = [:]
      for (name, field) in inputs { values[name] = number(field) }
      switch formula.evaluate(values) {
      case .missing(let names):
        let fields = Set(names.compactMap { inputs[$0] })
        return .missing(form.fields.map(\.id).filter { fields.contains($0) })
      case .outOfRange(let names):
        return .missing(names.compactMap { inputs[$0] }.sorted(), reason: words("reading.out-of-range"))
      case .value(let result):
        return .value(
          ComputedValue.Known(
            number: result.value, word: nil, title: computed.band(of: result.value)?.title, notes: formula.caveats,
            detail: result.detail, isUnreviewed: isUnreviewed(field)))
      }
    }
  }

  /// Whether something that a field is computed of rests on what no reader has reviewed.
  private func isUnreviewed(_ field: ReadingField) -> Bool {
    ProtocolCheck.dependencies(of: field).contains { computed[$0]?.known?.isUnreviewed == true }
      || ProtocolCheck.facts(of: field).contains { facts[$0]?.isUnreviewed == true }
  }
}

/// A computed field's value: a proposal, whatever it was made from.
public enum ComputedValue: Hashable, Sendable {
  case value(Known)
  /// Ids of the fields that are missing, and why else it is not to be had.
  case missing([String], reason: String? = nil)

  public struct Known: Hashable, Sendable {
    public var number: Double?
    /// An option's id, where rules give one.
    public var word: String?
    /// The name of the band or option.
    public var title: String?
    /// Caveats that belong to the number.
    public var notes: [String]
    /// What the formula says besides: "in-hospital mortality 9.3 %".
    public var detail: String?
    /// Whether it rests on something that a program drew and no reader has reviewed.
    public var isUnreviewed = false
    /// As ``ReadingFacts/Fact/leastDigits``.
    public var leastDigits = 0
  }

  public var known: Known? { if case .value(let known) = self { known } else { nil } }
  public var number: Double? { known?.number }
  public var word: String? { known?.word }
}
