import StyletTexts
import Synchronization

/// The message of an identifier, in the language in force. Identifiers are the names of the catalogue's tables and keys,
/// with a point between: "contour.resumed".
public func words(_ id: String, _ arguments: KeyValuePairs<String, any WordArgument> = [:]) -> String {
  Words.catalogue.text(id, arguments)
}

/// The language in force, and the catalogues.
public enum Words {
  public static var language: Language { inTask ?? common.withLock { $0 } }

  /// Another one for a task, and not for the threads that it starts: tests walk the screens in each language with it.
  @TaskLocal public static var inTask: Language?

  /// The language of all that is said from here on.
  public static func speak(_ language: Language) { common.withLock { $0 = language } }

  /// What goes into files and into answers for programs is the same whatever is spoken: English.
  public static func inData<Result>(_ body: () throws -> Result) rethrows -> Result {
    try $inTask.withValue(.english) { try body() }
  }

  static var catalogue: Catalogue {
    switch language {
    case .english: english
    case .french: french
    }
  }

  // Each is read when it is first spoken.
  static let english = Catalogue(.english)
  private static let french = Catalogue(.french)
  private static let common = Mutex(Language.english)
}

/// The messages of a language: the file `Languages/CODE.toml` of StyletTexts.
struct Catalogue: Sendable {
  let language: Language
  private let patterns: [String: WordPattern]

  init(_ language: Language) {
    self.init(language, CarriedText.catalogue(language.rawValue))
  }

  /// A text that is no TOML, which its test finds, gives no messages.
  init(_ language: Language, _ toml: String) {
    self.language = language
    var patterns: [String: WordPattern] = [:]
    if let table = try? TOMLTable(reading: toml) { Self.take(table, "", into: &patterns) }
    self.patterns = patterns
  }

  private static func take(_ table: TOMLTable, _ prefix: String, into all: inout [String: WordPattern]) {
    for entry in table.entries {
      if let text = entry.value.string { all[prefix + entry.key] = WordPattern(text) }
      if let inner = entry.value.table { take(inner, prefix + entry.key + ".", into: &all) }
    }
  }

  var identifiers: Set<String> { Set(patterns.keys) }

  func arguments(of id: String) -> Set<String> { patterns[id]?.arguments ?? [] }

  /// What this language lacks is said in English; what is in no catalogue, as its identifier.
  func text(_ id: String, _ arguments: KeyValuePairs<String, any WordArgument> = [:]) -> String {
    text(id) { name in arguments.first { $0.key == name }?.value }
  }

  /// The same with arguments that are known when it is read.
  func text(_ id: String, _ value: (String) -> (any WordArgument)?) -> String {
    if let pattern = patterns[id] { return pattern.text(in: language, value) }
    return language == .english ? id : Words.english.text(id, value)
  }
}
