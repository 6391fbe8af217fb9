import TestSupport

@testable import StyletBase
@testable import StyletProject
@testable import StyletScreen

/// The screen's messages as the catalogues have them.
enum ScreenCatalogue {
  /// The tables that are the screen's; empty, and tests fail, where they are not found.
  static let tables = (try? MessageTable.ofScreen()) ?? []

  /// Messages by identifier.
  static func texts(_ language: Language) -> [String: String] {
    let catalogue = Catalogue(language)
    let own = catalogue.identifiers.filter { tables.contains(String($0.prefix { $0 != "." })) }
    return Dictionary(uniqueKeysWithValues: own.map { ($0, catalogue.written($0) ?? "") })
  }

  /// What may be said: every combination of variants, with a NUL for arguments and numbers.
  static func forms(_ pattern: WordPattern) -> [String] {
    pattern.parts.reduce([""]) { begun, part in
      let next: [String] =
        switch part {
        case .text(let text): [text]
        case .argument, .number: ["\0"]
        case .counted(_, let variants): variants.flatMap(forms)
        case .chosen(_, let variants): variants.flatMap { forms($0.pattern) }
        }
      return Array(begun.flatMap { b in next.map { b + $0 } }.prefix(500))
    }
  }

  // MARK: Words

  /// Words that only English messages have: on a screen in another language each of them is a message that was
  /// forgotten. What is typed (names of commands and of what they take) is English everywhere.
  static func foreignWords(to language: Language) throws -> Set<String> {
    let named = CommandTable.all.flatMap { command -> [String] in
      command.aliases + [command.id, command.argument ?? ""]
    }
    let typed: [String] = named.flatMap { words($0.replacing(#/[A-Z]+/#, with: "")) }
    let own = try words(of: language).union(typed)
    return try words(of: .english).subtracting(own)
  }

  private static func words(of language: Language) throws -> Set<String> {
    let catalogue = Catalogue(language)
    let messages = catalogue.identifiers.flatMap { said(WordPattern(catalogue.written($0) ?? "")) }
    let questions = try forms(of: language).flatMap(\.texts)
    // What a protocol does not say in the language stays as its file has it, and is English.
    let english = language == .english ? [] : Set(try forms(of: .english).flatMap(\.texts))
    return Set((messages + questions.filter { !english.contains($0) }).flatMap(words))
  }

  private static func forms(of language: Language) throws -> [ReadingProtocol] {
    try Words.$inTask.withValue(language) { try BuiltInProtocol.allCases.map { try $0.form } }
  }

  /// Words of three letters and more, in small letters.
  static func words(_ text: String) -> [String] {
    text.lowercased().matches(of: #/\p{L}+/#).map { String($0.output) }.filter { $0.count > 2 }
  }

  /// Every text of a message, without keys and arguments.
  private static func said(_ pattern: WordPattern) -> [String] {
    pattern.parts.flatMap { part -> [String] in
      switch part {
      case .text(let text): [text.replacing(#/\{[^{}]*\}/#, with: " ")]
      case .argument, .number: []
      case .counted(_, let variants): variants.flatMap(said)
      case .chosen(_, let variants): variants.flatMap { said($0.pattern) }
      }
    }
  }
}
