import StyletBase
import StyletProject

/// A question that readers answer with something that can be compared: a choice, a number, or one region's option of a
/// grid. Texts and what is computed are not.
public struct ComparedQuestion: Hashable, Sendable {
  public let field: String
  /// The region's id; nil where the field has none.
  public let region: String?
  public let title: String
  /// What the answers are.
  public let scale: Scale
  /// The options' titles by their ids.
  public let options: [String: String]

  public enum Scale: Hashable, Sendable {
    /// Options without an order among them: their ids.
    case nominal([String])
    /// Options by rising points: their ids.
    case ordinal([String])
    case number
    /// Any of the options, or none.
    case sets
  }

  /// All of a form, in its order.
  static func all(of form: ReadingProtocol) -> [ComparedQuestion] {
    form.fields.flatMap { field -> [ComparedQuestion] in
      switch field.kind {
      case .choice, .yesNo: [ComparedQuestion(field, nil, scale(of: field.options))]
      case .choices: [ComparedQuestion(field, nil, .sets)]
      case .number: [ComparedQuestion(field, nil, .number)]
      case .grid(let regions, let options):
        regions.map { ComparedQuestion(field, $0, scale(of: options)) }
      case .text, .computed: []
      }
    }
  }

  private init(_ field: ReadingField, _ region: FieldRegion?, _ scale: Scale) {
    (self.field, self.region, self.scale) = (field.id, region?.id, scale)
    title = region.map { "\(field.title), \($0.title)" } ?? field.title
    options = Dictionary(field.options.map { ($0.id, $0.title) }, uniquingKeysWith: { first, _ in first })
  }

  /// An order is one of points that all differ.
  private static func scale(of options: [FieldOption]) -> Scale {
    let points = options.compactMap(\.points)
    guard options.count > 1, Set(points).count == options.count else { return .nominal(options.map(\.id)) }
    return .ordinal(options.sorted { ($0.points ?? 0) < ($1.points ?? 0) }.map(\.id))
  }

  /// Whether another version of the form asks the same: answers mean the same, whatever the words.
  func isSame(as other: ComparedQuestion) -> Bool {
    (field, region, scale) == (other.field, other.region, other.scale) && Set(options.keys) == Set(other.options.keys)
  }

  /// What a reader answered; nil where nothing was answered.
  func answer(of reading: StudyReading) -> ComparedAnswer? {
    switch reading.answers[field] {
    case nil: return nil
    case .notAssessed?: return .notAssessed
    case .word(let word)?: return .word(word)
    case .words(let chosen)?: return .words(chosen)
    case .number(let x)?: return .number(x)
    case .regions(let regions)?:
      guard let word = region.flatMap({ regions[$0] }) else { return nil }
      return word == AnswerValue.notAssessedRegion ? .notAssessed : .word(word)
    }
  }

  /// An answer as a rating: its place among the options, or the number; nil where it is none.
  func rating(_ answer: ComparedAnswer?) -> Double? {
    switch (answer, scale) {
    case (.number(let x)?, .number): x
    case (.word(let word)?, .nominal(let options)), (.word(let word)?, .ordinal(let options)):
      options.firstIndex(of: word).map(Double.init)
    default: nil
    }
  }
}

/// What was answered to a question.
public enum ComparedAnswer: Hashable, Sendable {
  /// Looked for and not to be judged: no rating, and never the same as absent.
  case notAssessed
  case word(String)
  case words([String])
  case number(Double)

  public var json: JSONValue {
    switch self {
    case .notAssessed: .string("not_assessed")
    case .word(let word): .string(word)
    case .words(let words): .array(words.map(JSONValue.string))
    case .number(let x): .double(x)
    }
  }
}

/// What readers answered to the same questions.
public struct AnswerAgreement: Equatable, Sendable {
  public let questions: [ComparedQuestion]
  /// By question, then by reader.
  public let answers: [[ComparedAnswer?]]
  /// Fields that the readers' versions of the protocol do not share, by name: nobody's answers to them are held against
  /// another's.
  public let notShared: [String]

  /// - Parameter readings: by reader; nil where one has none.
  /// - Returns: nil unless all who follow a protocol follow the same one, in whatever version, and at least two do.
  init?(_ readings: [StudyReading?]) {
    let forms = readings.compactMap { $0?.form }
    guard forms.count >= 2, let latest = forms.max(by: { $0.version < $1.version }),
      forms.allSatisfy({ $0.id == latest.id })
    else { return nil }
    let others = Set(forms.filter { $0.reference != latest.reference }).map(ComparedQuestion.all)
    let own = ComparedQuestion.all(of: latest)
    let shared = own.filter { question in
      others.allSatisfy { $0.contains { $0.isSame(as: question) } }
    }
    questions = shared
    let isShared: (ComparedQuestion) -> Bool = { one in shared.contains { $0.isSame(as: one) } }
    notShared = Set((own + others.joined()).filter { !isShared($0) }.map(\.field)).sorted()
    answers = questions.map { question in readings.map { $0.flatMap(question.answer) } }
  }

  /// Of two readers: questions to which both gave an answer that says something, how many of these are equal, and how
  /// many questions one of them alone answered so.
  public func counts(_ a: Int, _ b: Int) -> (compared: Int, equal: Int, undefined: Int) {
    var (compared, equal, undefined) = (0, 0, 0)
    for row in answers {
      let pair = [row[a], row[b]].map { $0 == .notAssessed ? nil : $0 }
      if let one = pair[0], let other = pair[1] {
        compared += 1
        if one == other { equal += 1 }
      } else if row[a] != nil || row[b] != nil {
        undefined += 1
      }
    }
    return (compared, equal, undefined)
  }
}
