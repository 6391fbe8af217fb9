/// A language in which the program speaks to people. The raw value is its code (ISO 639-1) and its catalogue's name.
public enum Language: String, CaseIterable, Sendable {
  case english = "en", french = "fr"

  /// The one that `LC_ALL`, `LC_MESSAGES` or `LANG` asks for, the first of them that is set; English for all others.
  public init(environment: [String: String]) {
    let set = ["LC_ALL", "LC_MESSAGES", "LANG"].lazy.compactMap { environment[$0] }.first { !$0.isEmpty } ?? ""
    self = Language(code: set) ?? .english
  }

  /// By a code as locales have it: "fr", "fr_FR.UTF-8", "FR-ca"; nil for a language without a catalogue.
  public init?(code: String) {
    let letters = code.prefix { $0.isASCII && $0.isLetter }
    self.init(rawValue: letters.lowercased())
  }

  /// Which variant of a counted message belongs to `count`: 0 for one, 1 for all others (CLDR's rules for whole numbers).
  package func variant(of count: Int) -> Int {
    switch self {
    case .english: count == 1 ? 0 : 1
    case .french: abs(count) < 2 ? 0 : 1
    }
  }

  /// Between whole and part of a number that a person reads. Data have a point always.
  public var decimalMark: String {
    switch self {
    case .english: "."
    case .french: ","
    }
  }

  /// What is printed with a point for data, as people read it: "2.50" is "2,50" in French.
  func marked(_ printed: String) -> String { decimalMark == "." ? printed : printed.replacing(".", with: decimalMark) }
}
