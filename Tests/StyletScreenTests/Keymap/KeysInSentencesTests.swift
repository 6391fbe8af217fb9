import Foundation
import Testing

@testable import StyletBase
@testable import StyletScreen

/// Sentences name the keys of the key map in force, never those of another one.
@Suite struct KeysInSentencesTests {
  @Test func keysAreThoseInForce() {
    let (standard, snap) = (Keymap.standard, Keymap.builtIn(.itksnap))
    let sentence = "{finding 1} right; {draw-on} goes back; {undo} undoes it"
    #expect(KeyTable.naming(sentence, standard) == "s1 right; sl goes back; u undoes it")
    let other = KeyTable.naming(sentence, snap)
    #expect(other.hasPrefix("d1 right; dL goes back") && !other.contains("{"))
    // A command without a key is typed; what is no command stays.
    var bare = Keymap.standard
    for binding in bare.bindings(of: "draw-on") { bare.unbind(binding.keys, in: binding.mode) }
    #expect(KeyTable.naming("{draw-on} goes back", bare) == ":draw-on goes back")
    #expect(KeyTable.naming("{finding 99} {nonesuch} {a} {} {UNDO}", standard) == ":finding 99 {nonesuch} {a} {} {UNDO}")
  }

  /// Every command that a sentence names is one of the table, and each language names the same.
  @Test func everyNameIsACommand() throws {
    func named(_ text: String) -> [String] { text.matches(of: #/\{([a-z][a-z-]+)(?: \d+)?\}/#).map { String($0.output.0) } }
    let english = ScreenCatalogue.texts(.english)
    var seen = 0
    for language in Language.allCases {
      for (id, text) in ScreenCatalogue.texts(language) {
        #expect(Set(named(text)) == Set(named(english[id] ?? "")), "\(id)")
        for name in named(text) {
          seen += 1
          let command = name.dropFirst().prefix { $0.isLetter || $0 == "-" }
          #expect(CommandTable.all.contains { $0.id == String(command) }, "\(id): \(name)")
        }
      }
    }
    #expect(seen >= 40)
  }

  @Test func messagesAndErrorsAreWorded() throws {
    let bench = try Bench()
    bench.work.say("{help} shows the keys")
    #expect(bench.work.notice?.text == "? shows the keys")
    bench.work.say(Failure(.usage, "Nothing here", advice: "{lesion-next} goes to one"))
    #expect(bench.work.notice?.text == "Nothing here; dn goes to one")
  }

  /// What is wrong and what to do stand on a narrow screen, however long the path is.
  @Test func aLongPathIsShortened() {
    let path = "/" + String(repeating: "folder/", count: 30) + "chest.stylet.json"
    let failure = Failure(.cannotCreate, path: path, "there is no space", advice: "free some space")
    #expect(failure.description.contains(path))
    #expect(failure.onScreen.count < 80 && failure.onScreen.hasSuffix("chest.stylet.json: there is no space; free some space"))
    let named = "/" + String(repeating: "x", count: 300)
    #expect(Failure(.noInput, path: named, "gone").onScreen.count < 50)
    #expect(Failure(.noInput, path: "ct.nii", "gone").onScreen == "ct.nii: gone")
  }
}
