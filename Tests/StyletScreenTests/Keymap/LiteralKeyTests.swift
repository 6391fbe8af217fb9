import Foundation
import TestSupport
import Testing

@testable import StyletBase
@testable import StyletCore
@testable import StyletScreen

/// No sentence names a key as the default key map has it: `{command}` stands there, and the map in force names it. Only
/// Enter, Esc, Tab, Space, Backspace and the arrows are the same in all maps, and the form's own keys.
@Suite struct LiteralKeyTests {
  /// The text of all string literals of a Swift source; what is put in is a NUL. Those within what is put in come too.
  static func literals(_ source: String) -> [String] {
    var out: [String] = []
    for line in source.split(separator: "\n") where !line.drop(while: { $0 == " " }).hasPrefix("//") {
      var open: [(text: String, depth: Int)] = []  // literals, each within what is put into the one before
      var isLiteral = false, depth = 0
      var rest = line[...]
      while let c = rest.popFirst() {
        if isLiteral {
          if c == "\\", let next = rest.popFirst() {
            open[open.count - 1].text += next == "(" ? "\0" : next == "n" ? " " : String(next)
            if next == "(" { (open[open.count - 1].depth, depth, isLiteral) = (depth, 0, false) }
          } else if c == "\"" {
            out.append(open.removeLast().text)
            isLiteral = false
          } else {
            open[open.count - 1].text.append(c)
          }
        } else if c == "\"" {
          open.append(("", 0))
          isLiteral = true
        } else if c == "(" {
          depth += 1
        } else if c == ")" {
          depth -= 1
          if depth < 0, !open.isEmpty { (depth, isLiteral) = (open[open.count - 1].depth, true) }
        }
      }
    }
    return out
  }

  /// What is a key of the default map and stands as a word of its own.
  static func keys(in text: String) -> [String] {
    let plain = text.replacing(#/\{[^{}]*\}/#, with: "\0")
    let words = plain.split { " ,;.()".contains($0) }.map { $0.hasSuffix(":") && $0.count > 1 ? $0.dropLast() : $0 }
    return words.map(String.init).filter { known.contains($0) }
  }

  /// Labels of printable keys; articles, units, a colon, numbers and English words are none here.
  private static let known: Set<String> =
    Set(Keymap.standard.bindings.map { KeyNames.label($0.keys) }.filter { $0.count <= 2 })
    .subtracting(["a", "A", "I", "as", "mm", ":", "0"])

  /// Letters that mean something else: sides, level and width, slices; the form's keys and marks; what keys a list has.
  private static let meantOtherwise: [String: Set<String>] = [
    "extent": ["R", "L", "G", "?"], "panel": ["R", "L", "W", "C", "G", "=", "sl"], "qct": ["?"], "keys": ["<"],
    "form": ["?", "x", "n", "S", "B"],
    "command": ["x", "r", "o", "H", "J", "K", "L", "B", "b", "u", "c", "n"],
    "command-argument": ["N"], "say": ["?"], "compare": ["B"],
    // A mark behind a number.
    "follow-up": ["?"],
    // How many there are; hours and days.
    "board": ["n", "h", "j"],
    // What keys are called.
    "key": ["Up"],
  ]

  /// Words of a language that are keys, too.
  private static func ownWords(_ language: Language) -> Set<String> {
    switch language {
    case .english: []
    case .french: ["au", "de"]
    }
  }

  @Test(arguments: Language.allCases) func noSentenceNamesAKeyOfTheDefaultMap(_ language: Language) throws {
    let texts = ScreenCatalogue.texts(language)
    let own = Self.ownWords(language)
    #expect(texts.count > 400)
    for (id, text) in texts {
      let meant = Self.meantOtherwise[String(id.prefix { $0 != "." })] ?? []
      for form in ScreenCatalogue.forms(WordPattern(text)) {
        let found = Self.keys(in: form).filter { !meant.contains($0) && !own.contains($0) }
        #expect(found.isEmpty, "\(id): \(found) in \"\(form)\"")
      }
    }
    // No sentence stands in Swift.
    for file in try SourceFile.all(["StyletScreen"]) where file.name.hasPrefix("StyletScreen/Text/") {
      for text in Self.literals(file.text) {
        #expect(!text.contains(/[a-z]{2,} [a-z]{2,} [a-z]{2,}/), "\(file.name): \"\(text)\"")
      }
    }
  }

  /// The way finds what it is for.
  @Test(arguments: [
    (#"say("Deleted: \(words); u brings it back")"#, ["u"]), (#""No fit; zoom in first with +""#, ["+"]),
    (#""gs marks it, {undo} undoes it""#, ["gs"]), (#""press Pp", "G: last""#, ["Pp", "G"]),
    (#""\(n == 1 ? "v goes on" : "\(n) mm")""#, ["v"]),
    (#""A lesion is as it was: 3 mm; Esc leaves, {pen} lifts""#, []),
    (#"// "u undoes""#, []),
  ])
  func whatIsFound(_ source: String, _ keys: [String]) {
    #expect(Self.literals(source).flatMap(Self.keys) == keys)
  }

  /// The keys that sentences do name are what they say, in every map.
  @Test(arguments: BuiltInKeymap.allCases) func whatIsNamedIsTheSameInAllMaps(_ map: BuiltInKeymap) {
    let keymap = Keymap.builtIn(map)
    func does(_ key: Key, _ mode: Mode) -> Keymap.Meaning { keymap.meaning(of: [key], in: mode) }
    for mode in Mode.allCases where mode != .navigate {
      #expect(does(.escape, mode) == .action(Invocation("back")), "\(mode)")
    }
    #expect(does(.character(" "), .navigate) == .action(Invocation("stamp")))
    #expect(does(.character(" "), .contour) == .action(Invocation("contour-vertex")))
    #expect(does(.backspace, .contour) == .action(Invocation("contour-back")))
    #expect(does(.character(" "), .measure) == .action(Invocation("measure-drop")))
    #expect(does(.backspace, .measure) == .action(Invocation("measure-back")))
    #expect(does(.enter, .preview) == .action(Invocation("preview-take")))
    #expect(does(.left, .preview) == .action(Invocation("preview-less")))
    #expect(does(.tab, .navigate) == .action(Invocation("pane-next")))
    #expect(does(.enter, .navigate) == .action(Invocation("finding-take")))
  }
}
