import StyletTexts

/// The messages of a language: the file `Languages/CODE.toml` of StyletTexts. A message is read when it is first said.
final class Catalogue: Sendable {
  let language: Language
  private let index: CatalogueIndex
  /// Those that were said, by number.
  private let said: Lock<[WordPattern?]>

  convenience init(_ language: Language) {
    self.init(language, CarriedText.catalogue(language.rawValue))
  }

  /// - Parameter toml: UTF-8, as ``CatalogueIndex`` takes it.
  init(_ language: Language, _ toml: [UInt8]) {
    self.language = language
    index = CatalogueIndex(toml)
    said = Lock([WordPattern?](repeating: nil, count: index.count))
  }

  var identifiers: Set<String> { Set(index.identifiers) }

  /// The message as it is written; nil where there is none.
  func written(_ id: String) -> String? { index.number(of: id).flatMap(index.text) }

  func arguments(of id: String) -> Set<String> { pattern(id)?.arguments ?? [] }

  private func pattern(_ id: String) -> WordPattern? {
    guard let n = index.number(of: id) else { return nil }
    if let pattern = said.withLock({ $0[n] }) { return pattern }
    guard let pattern = index.text(n).map({ WordPattern($0) }) else { return nil }
    said.withLock { $0[n] = pattern }
    return pattern
  }

  /// What this language lacks is said in English; what is in no catalogue, as its identifier.
  func text(_ id: String, _ arguments: KeyValuePairs<String, any WordArgument> = [:]) -> String {
    text(id) { name in arguments.first { $0.key == name }?.value }
  }

  /// The same with arguments that are known when it is read.
  func text(_ id: String, _ value: (String) -> (any WordArgument)?) -> String {
    if let pattern = pattern(id) { return pattern.text(in: language, value) }
    return language == .english ? id : Words.english.text(id, value)
  }
}
