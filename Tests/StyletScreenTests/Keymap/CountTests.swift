import StyletImaging
import Testing

@testable import StyletScreen

/// Numbers before keys, in every key map: what help says of them is true there, and none chooses a tool unnoticed.
@Suite struct CountTests {
  /// The maps that come with the program, and what users make of them.
  private static let maps: [(name: String, map: Keymap)] =
    BuiltInKeymap.allCases.map { ($0.rawValue, .builtIn($0)) }
    + [
      ("one digit", "[keys]\n\"9\" = \"erase\"\n"), ("a digit begins keys", "[keys]\n\"7x\" = \"undo\"\n"),
      ("zero", "[keys]\n\"0\" = \"erase\"\n"), ("a digit in a contour", "[contour]\n\"9\" = \"contour-close\"\n"),
      ("another digit row", "[digits]\n\"&\" = 1\n[keys]\n\"1\" = \"erase\"\n"),
      ("G asks", "[keys]\n\"G\" = \"slice\"\n\"<End>\" = \"slice-last\"\n"),
    ].map { ($0.0, KeymapFile(name: $0.0, text: $0.1).merged().keymap) }

  @Test func whichMapsTakeThem() {
    let taking = Self.maps.filter(\.map.takesCounts).map(\.name)
    #expect(taking == ["default", "azerty", "zero", "a digit in a contour", "another digit row", "G asks"])
  }

  /// The text of a command speaks of no number before its key: it is the same in all maps.
  @Test func noCommandsTextSpeaksOfCounts() throws {
    for command in CommandTable.all {
      for text in [command.title, command.help] {
        #expect(text.firstMatch(of: #/\b(a|the) count\b|\d+G\b/#.ignoresCase()) == nil, "\(command.id): \(text)")
      }
    }
  }

  /// Where help says that a number repeats a key it does, each of them; and it says so nowhere else.
  @Test func helpIsTrueInEveryMap() throws {
    for (name, map) in Self.maps {
      let rows = KeyTable.sections(map).flatMap(\.rows)
      let saysSo = rows.contains { $0.text == PanelText.counts }
      let saysNot = rows.contains { $0.key == ":123" && $0.text == PanelText.noCounts }
      #expect(saysSo == map.takesCounts && saysNot == !map.takesCounts, "\(name)")
      #expect(KeyTable.text(map).contains(saysSo ? PanelText.counts : PanelText.noCounts))
      let forward = try #require(map.bindings(of: "slice-forward").first?.keys)
      let last = map.bindings(of: "slice-last").first { $0.action.argument.isEmpty }?.keys
      for n in 1...11 {
        let digits = String(n).map { digit in
          // As it is typed on this keyboard: by a character that is none of the map's keys.
          ([digit] + map.digits.filter { $0.value == digit.wholeNumberValue }.map(\.key))
            .first { map.meaning(of: [.character($0)], in: .navigate) == .nothing } ?? digit
        }.map(Key.character)
        func bench(_ keys: [Key]) throws -> Bench {
          let bench = try Bench(keymap: map)
          bench.work.jump(to: VoxelIndex(3, 3, 0))
          for key in digits + keys { bench.work.handle(.key(key)) }
          return bench
        }
        guard map.takesCounts else { continue }
        #expect(try bench(forward).cursor.k == n, "\(name): \(n)")
        if let last { #expect(try bench(last).cursor.k == n - 1, "\(name): \(n)") }
      }
    }
  }

  /// Where no number counts: the slice's number is asked for by a key that help names, or typed after ":".
  @Test func aSliceIsReachedByItsNumberInEveryMap() throws {
    for (name, map) in Self.maps {
      #expect(try Bench(keymap: map).play(":5<CR>").cursor.k == 4, "\(name)")
      guard let keys = map.bindings(of: "slice").first?.keys else { continue }
      let bench = try Bench(keymap: map)
      for key in keys { bench.work.handle(.key(key)) }
      guard case .palette(let input, let at, let rows, _) = bench.work.overlay else {
        Issue.record("\(name): nothing is asked")
        continue
      }
      #expect(input == "slice " && at == 6 && rows.map(\.key) == [":slice N"])
      #expect(bench.work.draw(width: 80, height: 24).text.contains("go to a slice by its number"))
      try bench.play("5<CR>")
      #expect(bench.cursor.k == 4 && bench.work.overlay == .none, "\(name)")
      let row = KeyTable.sections(map).flatMap(\.rows).first { $0.text == "go to a slice by its number" }
      #expect(row?.key == KeyNames.label(keys))
    }
    // With a count, where there are any, nothing is asked.
    let asking = try #require(Self.maps.last).map
    #expect(try Bench(keymap: asking).play("7G").cursor.k == 6)
  }

  /// What digits did is said as soon as a number may have been meant, with the way to the slice.
  @Test(arguments: [
    (BuiltInKeymap.slicer, "40G", "40", "4 switch paint / erase"), (.slicer, "30G", "30", "3 draw a contour"),
    (.slicer, "60G", "60", "0 fit"), (.slicer, "4G", "4", "4 switch paint / erase"),
    (.slicer, "12<Right>", "12", "1 HU gate on / off, 2 pen down / up"), (.itksnap, "40G", "40", "4 pen down / up"),
    (.itksnap, "4<End>", "4", "4 pen down / up"),
  ])
  func noNumberChoosesAToolUnnoticed(_ map: BuiltInKeymap, _ keys: String, _ number: String, _ did: String) throws {
    let bench = try Bench(keymap: .builtIn(map)).play(keys)
    #expect(bench.notice.hasPrefix("\(number) is not a count here, but commands: "), "\(bench.notice)")
    #expect(bench.notice.contains(did), "\(bench.notice)")
    #expect(bench.notice.hasSuffix(":\(number) goes to slice \(number)"), "\(bench.notice)")
    let screen = bench.work.draw(width: 80, height: 24).text
    #expect(screen.contains("\(number) is not a count here"), "\(screen)")
  }

  /// Where the key asks for the number, what was typed stands there for Enter.
  @Test func theNumberTypedIsPutWhereItIsAskedFor() throws {
    let bench = try Bench(keymap: .builtIn(.slicer)).play("12G")
    guard case .palette(let input, _, _, _) = bench.work.overlay else {
      Issue.record("nothing is asked")
      return
    }
    #expect(input == "slice 12" && bench.notice.hasPrefix("12 is not a count here"))
    #expect(try bench.play("<CR>").cursor.k == 11)
  }

  /// In a contour a key without a command says so, as anywhere.
  @Test func anUnknownKeyInAContourSaysSo() throws {
    let bench = try Bench(keymap: .builtIn(.slicer)).play("3")
    let unknown = try #require(
      "ABCDEFGHIJKLMNOPQRSTUVWXYZ".first {
        bench.work.keymap.meaning(of: [.character($0)], in: .contour) == .nothing
      })
    try bench.play(String(unknown))
    #expect(bench.notice.hasPrefix("No command on \(unknown)"), "\(bench.notice)")
  }

  /// A tool by its number and a step after it, as who knows the map does, are no number.
  @Test func aToolAndAStepAreQuiet() throws {
    for keys in ["2<Right>", "2hhh", "4<Esc>0h", "1:<Esc>2<Right>"] {
      let bench = try Bench(keymap: .builtIn(.slicer)).play(keys)
      #expect(!bench.notice.contains("no count"), "\(keys): \(bench.notice)")
    }
  }

  /// What is typed with time between is no number: each has done its own by then, and said so.
  @Test func digitsApartAreNoNumber() throws {
    for (map, keys, last) in [
      (BuiltInKeymap.itksnap, ["1", "4"], "<Left>"), (.slicer, ["3", "<Esc>", "2"], "<Right>"),
      (.slicer, ["4", "1"], "u"), (.itksnap, ["4"], "G"),
    ] {
      for seconds in [0.2, 2] {
        let bench = try Bench(keymap: .builtIn(map))
        var now = ContinuousClock.now
        bench.work.clock = { now }
        for key in keys + [last] {
          try bench.play(key)
          now += .seconds(seconds)
        }
        let isNumber = seconds < 1 && !keys.contains("<Esc>")
        #expect(bench.notice.contains("is not a count here") == isNumber, "\(keys) \(seconds): \(bench.notice)")
      }
    }
  }

  /// A digit after which another command has run is forgotten, however fast.
  @Test func anotherCommandEndsTheNumber() throws {
    let bench = try Bench(keymap: .builtIn(.itksnap)).play("1w")
    try bench.play("l4<Left>")
    #expect(!bench.notice.contains("no count"), "\(bench.notice)")
  }

  @Test func aDigitThatIsNothingSaysWhy() throws {
    let bench = try Bench(keymap: .builtIn(.slicer)).play("7")
    #expect(
      bench.notice == "7 is not a count: digits are commands in this key map; G goes to a slice by its number")
    #expect(bench.work.unknownInput != nil)
  }

  /// Sentences that offer a number before a key do so where it is one.
  @Test func sentencesOfferWhatTheMapTakes() {
    #expect(Sentence.macroPlayed(steps: 6, .standard) == "6 steps; 6u takes them back")
    #expect(Sentence.macroPlayed(steps: 6, .builtIn(.slicer)) == "6 steps; :undo 6 takes them back")
    #expect(Sentence.macroPlayed(steps: 1, .builtIn(.slicer)) == "1 step; u undoes it")
  }
}
