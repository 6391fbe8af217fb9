import Foundation
import Testing

@testable import StyletBase
@testable import StyletScreen

@Suite struct KeymapTests {
  private func keys(_ text: String) throws -> [Key] { try KeyNotation.parse(text) }

  @Test func prefixesAndModes() throws {
    var map = Keymap()
    map.bind(Binding(.navigate, try keys("wl"), Invocation("window", "lung")))
    map.bind(Binding(.navigate, try keys("a"), Invocation("pen")))
    map.bind(Binding(.contour, try keys("a"), Invocation("contour-close")))
    #expect(map.meaning(of: try keys("w"), in: .navigate) == .prefix)
    #expect(map.meaning(of: try keys("wl"), in: .contour) == .action(Invocation("window", "lung")))
    #expect(map.meaning(of: try keys("wx"), in: .navigate) == .nothing)
    #expect(map.meaning(of: try keys("q"), in: .navigate) == .nothing)
    #expect(map.meaning(of: try keys("a"), in: .navigate) == .action(Invocation("pen")))
    #expect(map.meaning(of: try keys("a"), in: .contour) == .action(Invocation("contour-close")))
  }

  @Test func bindingTakesThePlaceOfWhatItConflictsWith() throws {
    var map = Keymap()
    map.bind(Binding(.navigate, try keys("wl"), Invocation("window", "lung")))
    map.bind(Binding(.navigate, try keys("wm"), Invocation("window", "mediastinum")))
    map.bind(Binding(.navigate, try keys("w"), Invocation("finding-next")))
    #expect(map.bindings.map(\.action.command) == ["finding-next"])
    map.bind(Binding(.navigate, try keys("wl"), Invocation("window", "lung")))
    #expect(map.meaning(of: try keys("w"), in: .navigate) == .prefix)
    map.unbind(try keys("w"), in: .navigate)
    #expect(map.bindings.isEmpty)
  }

  // MARK: Files

  private func problems(_ text: String) -> [String] {
    KeymapFile(name: "my.toml", text: text).merged().problems.map(\.description)
  }

  @Test func problemsGiveFileAndLine() {
    #expect(
      problems("[keys]\n\"q\" = \"undoo\"\n") == ["my.toml: \"undoo\" is not a command, line 2; stylet keys lists them"])
    #expect(problems("[keys]\n\n\"q\" = \n")[0].hasPrefix("my.toml: "))
    #expect(problems("[keys]\n\n\"q\" = \n")[0].contains("line 3"))
    #expect(problems("[keys]\n\"q\" = \"undo\"\n\"q\" = \"redo\"\n")[0].contains("line 3"))
    #expect(problems("[keys]\nq = 5\n")[0].contains("not a text, line 2"))
    #expect(problems("[keys]\n\"a<Foo>\" = \"undo\"\n")[0].contains("no key is called <Foo>, line 2"))
    #expect(problems("[keys]\n\"\" = \"undo\"\n")[0].contains("empty, line 2"))
    #expect(problems("# x\n[kees]\n\"q\" = \"undo\"\n")[0].contains("\"kees\" is not a section of a key map, line 2"))
    #expect(problems("q = \"undo\"\n")[0].contains("is not a section of a key map, line 1"))
    #expect(problems("[digits]\n\"é\" = 22\n")[0].contains("line 2"))
    #expect(problems("[digits]\n\"éé\" = 2\n")[0].contains("line 2"))
  }

  /// The same key twice, in other words, or a key beside a longer one that begins with it.
  @Test func duplicatesAreReported() {
    let twice = problems("[keys]\n\"<CR>\" = \"undo\"\n\"<enter>\" = \"redo\"\n")
    #expect(twice.count == 1 && twice[0].contains("<Enter> on line 2, line 3"))
    let prefix = problems("[keys]\n\"w\" = \"undo\"\n\"wl\" = \"redo\"\n")
    #expect(prefix.count == 1 && prefix[0].contains("w on line 2, line 3"))
  }

  @Test func whatIsWrongLeavesTheDefaults() {
    let syntax = KeymapFile(name: "my.toml", text: "[keys]\n\"u\" = \"redo\"\n\"p\" = ").merged()
    #expect(syntax.problems.count == 1)
    #expect(syntax.keymap.bindings == Keymap.standard.bindings)
    let line = KeymapFile(name: "my.toml", text: "[keys]\n\"u\" = \"rredo\"\n\"p\" = \"undo\"").merged()
    #expect(line.problems.count == 1)
    #expect(line.keymap.meaning(of: [.character("u")], in: .navigate) == .action(Invocation("undo")))
    #expect(line.keymap.meaning(of: [.character("p")], in: .navigate) == .action(Invocation("undo")))
  }

  /// A mode has a section of its name, and whoever asks for another one is told of all that there are.
  @Test(arguments: Language.allCases) func everyModeHasASection(_ language: Language) {
    let advice = Words.$inTask.withValue(language) { words("keymap.no-section-advice") }
    for mode in Mode.allCases {
      let section = mode == .navigate ? "keys" : mode.rawValue
      let read = KeymapFile(name: "my.toml", text: "[\(section)]\n\"Q\" = \"undo\"\n").merged()
      let meaning = read.keymap.meaning(of: [.character("Q")], in: mode)
      #expect(read.problems == [] && meaning == .action(Invocation("undo")))
      #expect(advice.contains("[\(section)]"), "\(advice)")
    }
    #expect(problems("[navigate]\n\"Q\" = \"undo\"\n")[0].contains("is not a section of a key map"))
  }

  /// A file without a key changes nothing, and whoever named it hears so.
  @Test func aFileWithoutKeysIsSaid() {
    for text in ["", "\n\n", "# my keys\n", "[keys]\n", "[keys]\n[digits]\n"] {
      #expect(problems(text).count == 1 && problems(text)[0].contains("it has no keys"), "\(text.debugDescription)")
    }
    #expect(problems("[digits]\n\"&\" = 1\n") == [])
  }

  @Test func hostileFilesAreMet() {
    for text in [
      "", "\u{0}", "[", "[[keys]]\n", "keys = 3", "[keys.a]\nb = \"undo\"", "[keys]\n\"\\u001b\" = \"undo\"",
    ] {
      let merged = KeymapFile(name: "my.toml", text: text).merged()
      #expect(merged.keymap.bindings == Keymap.standard.bindings, "\(text.debugDescription)")
    }
  }

  /// Neither a key of a million keys nor a million keys may end the program or make it hang.
  @Test func hugeFilesAreMet() {
    let long = problems("[keys]\n\"" + String(repeating: "a", count: 300_000) + "\" = \"undo\"\n")
    #expect(long.count == 1 && long[0].contains("more than 8 keys in a row, line 2"))
    let many = problems("[keys]\n" + (0..<40_000).map { "\"<C-a>\($0)\" = \"none\"\n" }.joined())
    #expect(many.count == 1 && many[0].contains("more than 2000 keys"))
    #expect(problems("a = [}")[0].contains("line 1, column 6"))
    #expect(problems("[keys]\n\"\u{202e}\" = \"undo\"\n")[0].contains("format character"))
  }

  /// Looking up, binding and unbinding against a list that is searched from end to end.
  @Test func lookingUpIsThatOfTheList() throws {
    var map = Keymap()
    var list: [(keys: [Key], command: String)] = []
    var state: UInt64 = 7
    func next(_ n: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % n
    }
    for n in 0..<2000 {
      let keys = (0...next(3)).map { _ in Key.character(Character(Unicode.Scalar(97 + UInt8(next(3))))) }
      list.removeAll { $0.keys.starts(with: keys) || keys.starts(with: $0.keys) }
      if next(3) == 0 {
        map.unbind(keys, in: .navigate)
      } else {
        map.bind(Binding(.navigate, keys, Invocation("c\(n)")))
        list.append((keys, "c\(n)"))
      }
      let asked = (0...next(3)).map { _ in Key.character(Character(Unicode.Scalar(97 + UInt8(next(3))))) }
      let right: Keymap.Meaning =
        if let found = list.first(where: { $0.keys == asked }) {
          .action(Invocation(found.command))
        } else {
          list.contains { $0.keys.starts(with: asked) } ? .prefix : .nothing
        }
      #expect(map.meaning(of: asked, in: .navigate) == right)
    }
    #expect(Set(map.bindings.map(\.action.command)) == Set(list.map(\.command)))
  }

  // MARK: The maps that come with the program

  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("../../../Keymaps").standardizedFileURL

  @Test(arguments: BuiltInKeymap.allCases) func builtInIsTheFile(_ map: BuiltInKeymap) throws {
    let file = try String(contentsOf: Self.folder.appendingPathComponent("\(map.rawValue).toml"), encoding: .utf8)
    #expect(map.text == file)
  }

  @Test func noFileIsForgotten() throws {
    let names = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path).sorted()
    #expect(names == BuiltInKeymap.allCases.map { $0.rawValue + ".toml" }.sorted())
  }

  @Test(arguments: BuiltInKeymap.allCases) func builtInHasNoProblem(_ map: BuiltInKeymap) {
    let base = map == .standard ? Keymap() : .standard
    #expect(KeymapFile(name: map.rawValue, text: map.text).merged(over: base).problems == [])
  }

  /// What the default keys do can be done by a key in every map.
  @Test(arguments: BuiltInKeymap.allCases) func builtInIsComplete(_ map: BuiltInKeymap) {
    let bound = Set(Keymap.builtIn(map).bindings.map { $0.action.command })
    for binding in Keymap.standard.bindings { #expect(bound.contains(binding.action.command), "\(binding)") }
  }

  /// No key of the map, nor of the digits, is one that a French keyboard gives only with AltGr.
  @Test func azertyNeedsNoAltGr() {
    let map = Keymap.builtIn(.azerty)
    let withAltGr = Set("~#{[|`\\^@]}€")
    for binding in map.bindings {
      for case .character(let c) in binding.keys { #expect(!withAltGr.contains(c), "\(binding)") }
    }
    #expect(map.digits.values.sorted() == Array(0...9))
    #expect(map.digits.keys.allSatisfy { !withAltGr.contains($0) })
  }

  /// Keys that terminals, multiplexers or flow control take.
  @Test(arguments: BuiltInKeymap.allCases) func noKeyIsTakenByTheTerminal(_ map: BuiltInKeymap) {
    let taken: Set<Key> = [.control("s"), .control("q"), .control("z"), .control("c"), .control("i"), .control("m")]
    for binding in Keymap.builtIn(map).bindings { #expect(taken.isDisjoint(with: binding.keys), "\(binding)") }
  }
}
