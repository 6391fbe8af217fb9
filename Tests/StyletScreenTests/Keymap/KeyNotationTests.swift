import StyletBase
import Testing

@testable import StyletScreen

@Suite struct KeyNotationTests {
  static let named: [(String, Key)] = [
    ("<Space>", .character(" ")), ("<lt>", .character("<")), ("<gt>", .character(">")), ("<CR>", .enter),
    ("<Enter>", .enter), ("<Return>", .enter), ("<Esc>", .escape), ("<Tab>", .tab), ("<S-Tab>", .backTab),
    ("<BS>", .backspace), ("<Del>", .delete), ("<Ins>", .insert), ("<Up>", .up), ("<Down>", .down),
    ("<Left>", .left), ("<Right>", .right), ("<Home>", .home), ("<End>", .end), ("<PageUp>", .pageUp),
    ("<PageDown>", .pageDown), ("<PgUp>", .pageUp), ("<C-r>", .control("r")), ("<F1>", .function(1)),
    ("<F12>", .function(12)), ("<Bar>", .character("|")), ("<Bslash>", .character("\\")),
    ("<C-]>", .control("]")),
  ]

  @Test(arguments: named) func names(_ text: String, _ key: Key) throws {
    for spelling in [text, text.lowercased(), text.uppercased()] {
      #expect(try KeyNotation.parse(spelling) == [key])
    }
    #expect(try KeyNotation.parse(key.notation) == [key])
  }

  @Test func everyPrintableCharacterStandsForItself() throws {
    for value in (0x20...0x7e).map(UInt8.init) where value != UInt8(ascii: "<") {
      let c = Character(Unicode.Scalar(value))
      #expect(try KeyNotation.parse(String(c)) == [.character(c)])
      #expect(try KeyNotation.parse(Key.character(c).notation) == [.character(c)])
    }
    #expect(try KeyNotation.parse("é&ç") == [.character("é"), .character("&"), .character("ç")])
  }

  /// Ctrl with these is a key of its own in every terminal.
  @Test func controlsThatAreKeys() throws {
    #expect(try KeyNotation.parse("<C-i><C-m><C-[>") == [.tab, .enter, .escape])
  }

  @Test func scripts() throws {
    let keys = try KeyNotation.parse("30G<Space>5<Right>p\n:w<Enter>")
    #expect(KeyNotation.write(keys) == "30G<Space>5<Right>p:w<Enter>")
  }

  @Test(arguments: [
    ("ab<Foo>", "character 3"), ("ab<Up", "character 3"), ("<A-x>", "character 1"), ("x<S-Up>", "character 2"),
    ("<F0>", "character 1"), ("<F64>", "character 1"), ("<>", "character 1"), ("<C-é>", "character 1"),
    ("a\tb", "character 2"), ("<F99999999999999999999>", "character 1"),
  ])
  func errorsGiveThePlace(_ text: String, _ place: String) throws {
    let failure = try #require(throws: Failure.self) { try KeyNotation.parse(text) }
    #expect(failure.place == place)
    #expect(failure.kind == .usage)
    #expect(failure.advice != nil)
  }
}

@Suite struct KeyScriptTests {
  @Test func linesAndComments() throws {
    #expect(try KeyScript.parse("# go\n30G\n<Space>\n\np") == KeyNotation.parse("30G<Space>p"))
  }

  @Test func errorsGiveFileAndLine() throws {
    let failure = try #require(throws: Failure.self) { try KeyScript.parse("30G\n# x\na<Foo>", name: "tour.keys") }
    #expect(failure.description.hasPrefix("tour.keys: no key is called <Foo>, line 3, character 2;"))
  }

  @Test func playsToTheEndAndStopsWhenLeft() throws {
    let bench = try Bench()
    let screen = ScriptRunner(bench.work, width: 100, height: 30).play(try KeyScript.parse("5G<Space>"))
    #expect(screen.width == 100 && screen.height == 30)
    #expect(!bench.drawn.isEmpty)
    ScriptRunner(bench.work, width: 100, height: 30).play(try KeyScript.parse(":q!<Enter>u"))
    #expect(bench.work.isFinished)
    #expect(!bench.drawn.isEmpty)
  }
}
