import StyletBase

/// The language in which this workstation speaks.
extension Workstation {
  /// In the language asked for with `:lang`, else in the program's.
  func speaking<Result>(_ body: () throws -> Result) rethrows -> Result {
    guard let language else { return try body() }
    return try Words.$inTask.withValue(language, operation: body)
  }

  /// - Parameter asked: a language's code; empty goes round.
  func speak(_ asked: String) throws {
    let all = Language.allCases
    let next = all[((all.firstIndex(of: Words.language) ?? 0) + 1) % all.count]
    guard let chosen = asked.isEmpty ? next : Language(code: asked) else {
      throw Say.expected(words("expected.language", ["list": all.map(\.rawValue).joined(separator: ", ")]), "lang fr")
    }
    language = chosen
    speaking { say(Say.speaks) }
  }
}
