import StyletBase
import StyletImaging

/// A study's form: what a reader is asked about a scan, in which words and under which conditions. Everything about a
/// disease stands in the protocol's file (TOML), nothing in the program.
public struct ReadingProtocol: Hashable, Sendable {
  /// Lower-case letters, digits and hyphens.
  public internal(set) var id: String
  /// Rises with every change of what is asked: answers belong to a version.
  public internal(set) var version: Int
  public internal(set) var title: String
  /// A sentence or two for whoever opens the form first.
  public internal(set) var about: String
  /// What is drawn.
  public internal(set) var findings: [ProtocolFinding] = []
  /// What a signature can mean.
  public internal(set) var meanings: [SigningMeaning] = []
  public internal(set) var sections: [Section] = []
  /// What cannot be true together.
  public internal(set) var contradictions: [Contradiction] = []
  /// The answers by which a reader says that there is no lesion; nil where none says so.
  var noLesion: FieldCondition?
  /// The answers by which a reader says that there is one: they go before ``noLesion``. nil where none says so.
  var lesion: FieldCondition?
  /// The form as its file has it, of one that speaks another language; at most one.
  private var own: [ReadingProtocol] = []
  /// The fields' ids, each after those that it depends on.
  package var order: [String] = []
  private var places: [String: Place] = [:]

  public struct Section: Hashable, Sendable {
    public var id: String
    public var title: String
    public var fields: [ReadingField]
  }

  private struct Place: Hashable {
    var section: Int
    var field: Int
  }

  init(id: String, version: Int, title: String, about: String) {
    (self.id, self.version, self.title, self.about) = (id, version, title, about)
  }

  public var reference: ProtocolReference { ProtocolReference(id: id, version: version) }

  /// All fields in the order of the form.
  public var fields: [ReadingField] { sections.flatMap(\.fields) }

  public func field(_ id: String) -> ReadingField? {
    places[id].map { sections[$0.section].fields[$0.field] }
  }

  /// The section that a field stands in.
  public func section(of id: String) -> Section? { places[id].map { sections[$0.section] } }

  /// The label table that a new project begins with; nil when the protocol names no findings.
  public var labels: LabelTable? { findings.isEmpty ? nil : LabelTable(findings.map(\.finding)) }

  /// Values of the findings that count to the extent of disease; nil when the protocol names no findings: all do.
  public var lesionFindings: Set<UInt8>? {
    findings.isEmpty ? nil : Set(findings.filter(\.countsToExtent).map(\.finding.value))
  }

  /// As the file has it: what is signed and kept is that, in whatever language it was asked.
  var inItsOwnWords: ReadingProtocol { own.first ?? self }

  /// The form with its texts by what stands for them in another language. Findings keep their names: a project keeps
  /// them.
  func said(_ texts: [String: String]) -> ReadingProtocol {
    guard !texts.isEmpty else { return self }
    func said(_ text: String) -> String { texts[text] ?? text }
    var form = self
    form.own = [self]
    (form.title, form.about) = (said(title), said(about))
    for n in meanings.indices { form.meanings[n].title = said(meanings[n].title) }
    form.contradictions = contradictions.map { Contradiction(condition: $0.condition, text: said($0.text)) }
    form.sections = sections.map { section in
      let fields = section.fields.map { field in field.said { texts[field.own($0)] ?? said($0) } }
      return Section(id: section.id, title: said(section.title), fields: fields)
    }
    return form
  }

  /// All that ``said(_:)`` looks for.
  var texts: Set<String> {
    let questions = sections.flatMap { section in [section.title] + section.fields.flatMap(\.texts) }
    return Set([title, about] + meanings.map(\.title) + contradictions.map(\.text) + questions)
  }

  /// The texts as one field has them, where they are said there in another way: ``ReadingField/own(_:)``.
  var ownTexts: Set<String> { Set(fields.flatMap { field in field.texts.map(field.own) }) }

  package mutating func index() {
    places = [:]
    for (s, section) in sections.enumerated() {
      for (f, field) in section.fields.enumerated() { places[field.id] = Place(section: s, field: f) }
    }
  }
}

/// A row of a protocol's label table.
public struct ProtocolFinding: Hashable, Sendable {
  public var finding: Finding
  public var countsToExtent: Bool
  /// HU that it usually has; nil when the protocol does not say.
  public var band: ClosedRange<Double>?
}

/// Answers, or an answer and what is drawn, that do not go together.
public struct Contradiction: Hashable, Sendable {
  public var condition: FieldCondition
  /// To the reader, as a sentence.
  public var text: String
}

/// What somebody who signs declares.
public struct SigningMeaning: Hashable, Sendable {
  /// Short and stable: "author".
  public var id: String
  public var title: String
  /// The key that chooses it.
  public var key: Character
  /// It speaks of another reader's answers: there must be one at least.
  public var isOfOthers: Bool

  public init(id: String, title: String, key: Character, isOfOthers: Bool = false) {
    (self.id, self.title, self.key, self.isOfOthers) = (id, title, key, isOfOthers)
  }
}

/// A question of the form, or a value that is shown beside the answers.
public struct ReadingField: Hashable, Sendable {
  public enum Kind: Hashable, Sendable {
    case choice([FieldOption])
    /// Any number of the options, none too.
    case choices([FieldOption])
    case number(NumberField)
    case yesNo
    case text
    /// An option for each region.
    case grid([FieldRegion], [FieldOption])
    case computed(ComputedField)
  }

  public var id: String
  public var title: String
  /// What the terms mean, in a sentence or two; may be empty.
  public var help: String
  public var kind: Kind
  /// Whether it must be answered before the reading is signed; `not assessed` is an answer.
  public var isRequired: Bool
  /// It is asked only when this holds.
  public var condition: FieldCondition?
  /// The answer on a normal scan.
  public var normal: AnswerValue?
  /// Where a proposal comes from.
  public var proposal: FieldProposal?
  /// The computed field that is shown beside it.
  public var beside: FieldComparison?

  init(id: String, title: String, help: String, kind: Kind, isRequired: Bool) {
    (self.id, self.title, self.help, self.kind, self.isRequired) = (id, title, help, kind, isRequired)
  }

  /// The longest text that is taken for an answer, in characters.
  public static let longestText = 2000

  /// What can be chosen; of a computed field, what its words mean.
  public var options: [FieldOption] {
    switch kind {
    case .choice(let options), .choices(let options), .grid(_, let options): options
    case .yesNo: FieldOption.yesNo
    case .computed(let computed): computed.options
    case .number, .text: []
    }
  }

  public var isComputed: Bool { if case .computed = kind { true } else { false } }

  public func option(_ id: String) -> FieldOption? { options.first { $0.id == id } }
}

/// An answer held against a computed value.
public struct FieldComparison: Hashable, Sendable {
  public var field: String
  /// From which difference of their numbers on both are flagged.
  public var discordance: Double
}

/// One of the answers to choose from.
public struct FieldOption: Hashable, Sendable {
  public var id: String
  public var title: String
  /// The key that chooses it in the form.
  public var key: Character
  /// What it counts in scores; nil where it has no number.
  public var points: Double?

  public init(id: String, title: String, key: Character, points: Double? = nil) {
    (self.id, self.title, self.key, self.points) = (id, title, key, points)
  }

  static var yesNo: [FieldOption] {
    [
      FieldOption(id: "no", title: words("reading.no"), key: "0", points: 0),
      FieldOption(id: "yes", title: words("reading.yes"), key: "1", points: 1),
    ]
  }
}

/// A lobe, a zone, a vessel.
public struct FieldRegion: Hashable, Sendable {
  public var id: String
  public var title: String
}

public struct NumberField: Hashable, Sendable {
  public var unit: String
  public var range: ClosedRange<Double>
  public var isWhole: Bool
}

/// A value that follows from other answers or from what was drawn and measured.
public struct ComputedField: Hashable, Sendable {
  public enum Source: Hashable, Sendable {
    /// A number of the scan, by its name in ``ReadingFacts``.
    case fact(String)
    /// A score by its id; for each of its inputs a field.
    case formula(String, inputs: [String: String])
    /// The value of the first rule that holds, else the answer to another field.
    case rules([FieldRule], otherwise: String?)
  }

  public var source: Source
  public var unit: String
  /// Ascending: the name of a value is that of the last one which has begun with it.
  public var bands: [FieldBand]
  /// What the words mean that rules give.
  public var options: [FieldOption]
  /// Digits after the point.
  public var digits: Int

  /// A value with its unit. Of a small one more digits stand: what is there is not said to be 0. So they do of one that
  /// rounding would carry over the border of its band, or of a class that is computed of it.
  /// - Parameter leastDigits: as ``ReadingFacts/Fact/leastDigits``.
  public func said(_ x: Double, leastDigits: Int = 0) -> String {
    let digits = max(digits, leastDigits)
    let needed = (digits...max(digits, 3)).first { x.magnitude.printed("%.\($0)f").contains { ("1"..."9").contains($0) } }
    let least = x == 0 ? digits : needed ?? digits
    let shown = (min(least, 3)...3).first { digits in
      let scale = [1.0, 10, 100, 1000][digits]
      return band(of: (x * scale).rounded() / scale) == band(of: x)
    }
    return NumberText.fixed(x, shown ?? least) + (unit.isEmpty ? "" : " " + unit)
  }

  /// The band that a value is in, to a thousandth, which is the last digit that is ever shown; nil below the first.
  public func band(of x: Double) -> FieldBand? {
    let x = (x * 1000).rounded() / 1000
    return bands.last { $0.isOpen ? $0.from < x : $0.from <= x }
  }
}

public struct FieldBand: Hashable, Sendable {
  public var from: Double
  /// It begins above `from`: what is just that belongs to the band before.
  public var isOpen = false
  public var title: String
}

/// Holds for what has been answered so far. A field that is not asked, not answered or not assessed fulfils nothing.
public indirect enum FieldCondition: Hashable, Sendable {
  /// The answer is, or has among it, one of these.
  case answer(field: String, isOneOf: [String])
  /// The answer's number lies in a half-open range; infinite where a bound is not given.
  case number(field: String, atLeast: Double, below: Double)
  /// A number of the scan, by its name in ``ReadingFacts``, lies in a half-open range.
  case fact(String, atLeast: Double, below: Double)
  case any([FieldCondition])
  case all([FieldCondition])

  package var fields: [String] {
    switch self {
    case .answer(let field, _), .number(let field, _, _): [field]
    case .fact: []
    case .any(let conditions), .all(let conditions): conditions.flatMap(\.fields)
    }
  }

  package var facts: [String] {
    switch self {
    case .fact(let name, _, _): [name]
    case .answer, .number: []
    case .any(let conditions), .all(let conditions): conditions.flatMap(\.facts)
    }
  }
}

public struct FieldRule: Hashable, Sendable {
  public var condition: FieldCondition
  public var value: String
}

/// What is offered as an answer until the reader takes or gives one.
public enum FieldProposal: Hashable, Sendable {
  case rules([FieldRule])
  /// A number of the scan, by its name in ``ReadingFacts``.
  case fact(String)
}
