import TestSupport

@testable import StyletBase
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
}
