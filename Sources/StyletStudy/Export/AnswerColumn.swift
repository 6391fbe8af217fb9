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

  /// In the order of the form.
  public static func all(of form: ReadingProtocol) -> [AnswerColumn] {
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
}

extension ExportedContent {
  /// Takes the answers of readings of one case.
  /// - Parameter readings: of each its valid answers, by field; one at least.
  public mutating func take(answers readings: [[String: AnswerValue]], of form: ReadingProtocol) {
    for field in form.fields where !field.isComputed {
      let values = readings.map { $0[field.id] }
      guard let value = values.first, values.allSatisfy({ $0 == value }) else {
        if case .text = field.kind { continue }
        differing.append(field.id)
        continue
      }
      switch (field.kind, value) {
      case (_, nil), (.text, _), (.computed, _): break
      case (_, .notAssessed?): notAssessed.append(field.id)
      case (.choices(let options), .words(let chosen)?):
        for option in options { answers["\(field.id):\(option.id)"] = .flag(chosen.contains(option.id)) }
      case (.grid, .regions(let words)?):
        for (region, word) in words where word != AnswerValue.notAssessedRegion {
          answers["\(field.id):\(region)"] = .word(word)
        }
        let open = words.filter { $0.value == AnswerValue.notAssessedRegion }.keys.sorted()
        notAssessed += open.map { "\(field.id):\($0)" }
      case (_, .number(let x)?): answers[field.id] = .number(x)
      case (_, .word(let word)?): answers[field.id] = .word(word)
      case (_, .words?), (_, .regions?): break
      }
    }
  }
}
