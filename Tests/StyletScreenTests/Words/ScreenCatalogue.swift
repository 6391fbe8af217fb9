import Foundation

@testable import StyletBase
@testable import StyletScreen

/// The screen's messages as the catalogues have them, and where Sources call for messages.
enum ScreenCatalogue {
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("../../..")
    .standardized

  /// The tables that are the screen's.
  static let tables: Set<String> = [
    "assist", "assist-choice", "assist-parameter", "command", "command-argument", "density", "expected", "extent",
    "extent-table", "form", "key", "keymap", "keys", "lungs", "measure", "mode", "panel", "proposal", "qct", "say",
    "section", "zone",
  ]

  /// Messages by identifier.
  static func texts(_ language: Language) throws -> [String: String] {
    let file = root.appendingPathComponent("Sources/StyletTexts/Languages/\(language.rawValue).toml")
    var all: [String: String] = [:]
    func add(_ table: TOMLTable, _ prefix: String) {
      for entry in table.entries {
        if let text = entry.value.string { all[prefix + entry.key] = text }
        if let inner = entry.value.table { add(inner, prefix + entry.key + ".") }
      }
    }
    add(try TOMLTable(reading: try String(contentsOf: file, encoding: .utf8)), "")
    return all.filter { tables.contains(String($0.key.prefix { $0 != "." })) }
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

  // MARK: Calls

  /// A call of `words("id", ["a": …])`; several identifiers where code chooses between them.
  struct Call {
    var file: String
    var ids: [String]
    var arguments: Set<String>
  }

  /// The Swift files of Sources, by path.
  static func sources() throws -> [(path: String, text: String)] {
    let folder = root.appendingPathComponent("Sources").path
    return try (FileManager.default.subpaths(atPath: folder) ?? []).sorted().filter { $0.hasSuffix(".swift") }.map {
      ($0, try String(contentsOfFile: folder + "/" + $0, encoding: .utf8))
    }
  }

  static func calls(_ text: String, file: String) -> [Call] {
    let text = Array(text)
    let name = Array("words(")
    var calls: [Call] = [], at = 0
    while at + name.count < text.count {
      defer { at += 1 }
      guard text[at] == "w", Array(text[at..<at + name.count]) == name else { continue }
      let before = at > 0 ? text[at - 1] : " "
      guard !before.isLetter, !before.isNumber, before != ".", before != "_" else { continue }
      guard let call = call(text, from: at + name.count, file) else { continue }
      calls.append(call)
    }
    return calls
  }

  /// The identifiers are the literals of the first argument, the names those before a colon in the list behind it.
  private static func call(_ text: [Character], from start: Int, _ file: String) -> Call? {
    var call = Call(file: file, ids: [], arguments: [])
    var depth = 0, at = start, isFirst = true
    while at < text.count {
      switch text[at] {
      case "(", "[", "{": depth += 1
      case ")" where depth == 0: return call.ids.isEmpty ? nil : call
      case ")", "]", "}": depth -= 1
      case "," where depth == 0: isFirst = false
      case "\"":
        guard let (literal, end) = literal(text, from: at) else { return nil }
        if isFirst { call.ids.append(literal) }
        if !isFirst, depth == 1, end < text.count, text[end] == ":" { call.arguments.insert(literal) }
        at = end - 1
      default: break
      }
      at += 1
    }
    return nil
  }

  /// A literal's text and where it ends; what is put in is left out.
  private static func literal(_ text: [Character], from start: Int) -> (String, Int)? {
    var out = "", at = start + 1
    while at < text.count {
      switch text[at] {
      case "\"": return (out, at + 1)
      case "\\" where at + 1 < text.count && text[at + 1] == "(":
        var depth = 1
        at += 2
        while at < text.count, depth > 0 {
          switch text[at] {
          case "(": depth += 1
          case ")": depth -= 1
          case "\"":
            guard let (_, end) = literal(text, from: at) else { return nil }
            at = end - 1
          default: break
          }
          at += 1
        }
        out += "\0"
      case "\\":
        at += 1
        if at < text.count { out.append(text[at]) }
        at += 1
      default:
        out.append(text[at])
        at += 1
      }
    }
    return nil
  }
}
