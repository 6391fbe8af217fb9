import StyletBase
import StyletProject

/// A value in a column of answers. What was not asked, not answered or not to be judged has none.
public enum AnswerCell: Hashable, Sendable {
  case number(Double)
  case word(String)
  case flag(Bool)
}

/// A column that a field of the protocol comes to: `FIELD`; of a field with any number of options `FIELD:OPTION` for
/// each, true or false; of a grid `FIELD:REGION` for each. Computed fields have none, since other columns say it, and
/// texts have none, since a reader may have written a name there.
public struct AnswerColumn: Hashable, Sendable {
  public enum Kind: String, Sendable { case number, word, flag }

  public var name: String
  public var kind: Kind
  /// The question, in the protocol's own words.
  public var title: String
  /// What words stand in it.
  public var words: [String]

  /// Of one version, in the order of its form.
  static func all(of form: ReadingProtocol) -> [AnswerColumn] {
    form.fields.flatMap { field -> [AnswerColumn] in
      let words = field.options.map(\.id)
      switch field.kind {
      case .number: return [AnswerColumn(name: field.id, kind: .number, title: field.title, words: [])]
      case .choice, .yesNo: return [AnswerColumn(name: field.id, kind: .word, title: field.title, words: words)]
      case .choices(let options):
        return options.map {
          AnswerColumn(name: "\(field.id):\($0.id)", kind: .flag, title: Self.title(field, $0.title), words: [])
        }
      case .grid(let regions, _):
        return regions.map {
          AnswerColumn(name: "\(field.id):\($0.id)", kind: .word, title: Self.title(field, $0.title), words: words)
        }
      case .text, .computed: return []
      }
    }
  }

  private static func title(_ field: ReadingField, _ part: String) -> String {
    Words.inData { Joint.named(field.title, part) }
  }

  /// Whether the same was asked, whatever the words.
  fileprivate func isSame(as other: AnswerColumn) -> Bool {
    (name, kind, words) == (other.name, other.kind, other.words)
  }
}

/// The columns of all versions of a study's protocol: those of the one in force, then what only earlier ones ask. What
/// an earlier one asks in another way, with other options, is a column of its own: `FIELD@VERSION`.
public struct AnswerColumns: Sendable {
  public private(set) var all: [AnswerColumn] = []
  private var renamed: [ProtocolReference: [String: String]] = [:]

  public init(_ forms: StudyForms) {
    var asked: [AnswerColumn] = []
    for form in forms.all.reversed() {
      for column in AnswerColumn.all(of: form) where !asked.contains(where: column.isSame) {
        asked.append(column)
        var own = column
        if all.contains(where: { $0.name == column.name }) { own.name += "@\(form.version)" }
        all.append(own)
      }
    }
    for form in forms.all {
      for column in AnswerColumn.all(of: form) {
        guard let at = asked.firstIndex(where: column.isSame), all[at].name != column.name else { continue }
        renamed[form.reference, default: [:]][column.name] = all[at].name
      }
    }
  }

  /// What a column of a version is called.
  func name(_ name: String, of form: ReadingProtocol) -> String { renamed[form.reference]?[name] ?? name }
}

extension ReadingProtocol {
  /// Whether another version asks a field so that answers mean the same.
  func asksAlike(_ field: String, as other: ReadingProtocol) -> Bool {
    guard let own = self.field(field), let its = other.field(field) else { return false }
    switch (own.kind, its.kind) {
    case (.choice, .choice), (.choices, .choices), (.yesNo, .yesNo):
      return own.options.map(\.id) == its.options.map(\.id)
    case (.number(let a), .number(let b)): return a.unit == b.unit
    case (.text, .text): return true
    case (.grid(let a, let words), .grid(let b, let others)):
      return a.map(\.id) == b.map(\.id) && words.map(\.id) == others.map(\.id)
    default: return false
    }
  }
}

extension ExportedContent {
  /// A reading's valid answers, by field, and the protocol that it follows.
  public typealias Answered = (form: ReadingProtocol, answers: [String: AnswerValue])

  /// Takes the answers of readings of one case. What the versions that they follow do not share is nobody's answer of
  /// several: ``notShared`` names it.
  /// - Parameter readings: one at least.
  public mutating func take(answers readings: [Answered], in columns: AnswerColumns) {
    let forms = readings.map(\.form).reduce(into: [ReadingProtocol]()) { if !$0.contains($1) { $0.append($1) } }
    guard let form = forms.max(by: { $0.version < $1.version }) else { return }
    versions = forms.map { "\($0.reference)" }.sorted()
    let others = forms.filter { $0.reference != form.reference }
    let fields = form.fields.filter { !$0.isComputed }
    for field in fields {
      guard others.allSatisfy({ form.asksAlike(field.id, as: $0) }) else {
        notShared.append(field.id)
        continue
      }
      take(field, readings.map { $0.answers[field.id] }, of: form, in: columns)
    }
    for field in others.flatMap(\.fields) where !field.isComputed && form.field(field.id) == nil {
      if !notShared.contains(field.id) { notShared.append(field.id) }
    }
  }

  private mutating func take(
    _ field: ReadingField, _ values: [AnswerValue?], of form: ReadingProtocol, in columns: AnswerColumns
  ) {
    func column(_ part: String? = nil) -> String {
      columns.name(part.map { "\(field.id):\($0)" } ?? field.id, of: form)
    }
    guard let value = values.first, values.allSatisfy({ $0 == value }) else {
      if case .text = field.kind { return }
      differing.append(field.id)
      return
    }
    switch (field.kind, value) {
    case (_, nil), (.text, _), (.computed, _): break
    case (_, .notAssessed?): notAssessed.append(field.id)
    case (.choices(let options), .words(let chosen)?):
      for option in options { answers[column(option.id)] = .flag(chosen.contains(option.id)) }
    case (.grid, .regions(let words)?):
      for (region, word) in words where word != AnswerValue.notAssessedRegion { answers[column(region)] = .word(word) }
      let open = words.filter { $0.value == AnswerValue.notAssessedRegion }.keys.sorted()
      notAssessed += open.map { "\(field.id):\($0)" }
    case (_, .number(let x)?): answers[column()] = .number(x)
    case (_, .word(let word)?): answers[column()] = .word(word)
    case (_, .words?), (_, .regions?): break
    }
  }
}
