import StyletScreen
import TestSupport
import Testing

@testable import StyletTerminal

/// What terminals send and what it is.
private let table: [(bytes: String, events: [InputEvent])] = [
  ("a", [.key(.character("a"))]),
  ("é", [.key(.character("é"))]),
  ("€", [.key(.character("€"))]),
  ("😀", [.key(.character("😀"))]),
  ("\r", [.key(.enter)]), ("\n", [.key(.enter)]), ("\t", [.key(.tab)]),
  ("\u{7f}", [.key(.backspace)]), ("\u{8}", [.key(.backspace)]),
  ("\u{3}", [.key(.control("c"))]), ("\u{12}", [.key(.control("r"))]), ("\u{1a}", [.key(.control("z"))]),
  ("\u{0}", [.key(.control("@"))]), ("\u{1c}", [.key(.control("\\"))]), ("\u{1f}", [.key(.control("_"))]),
  // xterm, normal and application cursor keys
  ("\u{1b}[A", [.key(.up)]), ("\u{1b}[B", [.key(.down)]), ("\u{1b}[C", [.key(.right)]), ("\u{1b}[D", [.key(.left)]),
  ("\u{1b}OA", [.key(.up)]), ("\u{1b}OB", [.key(.down)]), ("\u{1b}OC", [.key(.right)]), ("\u{1b}OD", [.key(.left)]),
  ("\u{1b}[H", [.key(.home)]), ("\u{1b}[F", [.key(.end)]), ("\u{1b}OH", [.key(.home)]), ("\u{1b}OF", [.key(.end)]),
  // VT220, Linux console, PuTTY, rxvt
  ("\u{1b}[1~", [.key(.home)]), ("\u{1b}[4~", [.key(.end)]), ("\u{1b}[7~", [.key(.home)]), ("\u{1b}[8~", [.key(.end)]),
  ("\u{1b}[2~", [.key(.insert)]), ("\u{1b}[3~", [.key(.delete)]),
  ("\u{1b}[5~", [.key(.pageUp)]), ("\u{1b}[6~", [.key(.pageDown)]), ("\u{1b}[Z", [.key(.backTab)]),
  // function keys
  ("\u{1b}OP", [.key(.function(1))]), ("\u{1b}OS", [.key(.function(4))]), ("\u{1b}[[A", [.key(.function(1))]),
  ("\u{1b}[[E", [.key(.function(5))]), ("\u{1b}[11~", [.key(.function(1))]), ("\u{1b}[15~", [.key(.function(5))]),
  ("\u{1b}[17~", [.key(.function(6))]), ("\u{1b}[21~", [.key(.function(10))]), ("\u{1b}[24~", [.key(.function(12))]),
  ("\u{1b}[34~", [.key(.function(20))]), ("\u{1b}[1;2P", [.key(.function(1))]), ("\u{1b}[1;2R", [.key(.function(3))]),
  // modifiers are dropped where a key has no place for them
  ("\u{1b}[1;2A", [.key(.up)]), ("\u{1b}[1;5D", [.key(.left)]), ("\u{1b}[5;5~", [.key(.pageUp)]),
  ("\u{1b}[27;5;114~", [.key(.control("r"))]), ("\u{1b}[114;5u", [.key(.control("r"))]),
  ("\u{1b}[27u", [.key(.escape)]), ("\u{1b}[9;2u", [.key(.backTab)]), ("\u{1b}[97u", [.key(.character("a"))]),
  // keypad in application mode
  ("\u{1b}Op", [.key(.character("0"))]), ("\u{1b}Oy", [.key(.character("9"))]), ("\u{1b}OM", [.key(.enter)]),
  ("\u{1b}Ok", [.key(.character("+"))]), ("\u{1b}Om", [.key(.character("-"))]),
  // Esc before a key
  ("\u{1b}:", [.key(.escape), .key(.character(":"))]), ("\u{1b}\u{1b}[A", [.key(.escape), .key(.up)]),
  // mouse: SGR, beyond column 223, wheel, modifiers, drag; the old reports
  ("\u{1b}[<0;3;4M", [.mouse(MouseEvent(.press, button: 0, col: 2, row: 3))]),
  ("\u{1b}[<2;300;4m", [.mouse(MouseEvent(.release, button: 2, col: 299, row: 3))]),
  ("\u{1b}[<32;3;4M", [.mouse(MouseEvent(.drag, button: 0, col: 2, row: 3))]),
  ("\u{1b}[<64;1;1M", [.mouse(MouseEvent(.wheelUp, col: 0, row: 0))]),
  ("\u{1b}[<65;1;1M", [.mouse(MouseEvent(.wheelDown, col: 0, row: 0))]),
  ("\u{1b}[<20;1;1M", [.mouse(MouseEvent(.press, button: 0, col: 0, row: 0))]),
  ("\u{1b}[<35;1;1M", []), ("\u{1b}[<66;1;1M", []), ("\u{1b}[<0;0;1M", []), ("\u{1b}[<0;1M", []),
  ("\u{1b}[M !!", [.mouse(MouseEvent(.press, button: 0, col: 0, row: 0))]),
  ("\u{1b}[M#!!", [.mouse(MouseEvent(.release, button: 0, col: 0, row: 0))]),
  // paste
  ("\u{1b}[200~:q\r\nx\ty\u{1b}[201~z", [.paste(":q\nx\ty"), .key(.character("z"))]),
  ("\u{1b}[200~\u{1b}[A\u{1b}[201~", [.paste("[A")]),
  ("\u{1b}[200~\u{1b}[201~", [.paste("")]),
  // taken in whole and dropped: focus, reports, answers, unknown, malformed
  ("\u{1b}[I\u{1b}[O", []), ("\u{1b}[0n", []), ("\u{1b}[24;80R", []), ("\u{1b}[?1;2c", []), ("\u{1b}[?2026;2$y", []),
  ("\u{1b}]11;rgb:ffff/ffff/ffff\u{7}", []), ("\u{1b}]11;rgb:0/0/0\u{1b}\\", []), ("\u{1b}P1$r48:2:1:2:3m\u{1b}\\", []),
  ("\u{1b}[99~", []), ("\u{1b}[1;2;3;4;5;6;7;8;9;10;11;12;13;14;15;16;17;18w", []),
  ("\u{1b}[99999999999999999999~", []),
  ("\u{1b}[2\u{1b}[A", [.key(.up)]), ("\u{1b}Oé", [.key(.character("é"))]), ("\u{1b}[1é", [.key(.character("é"))]),
  ("\u{1b}]0;cut\u{1b}[B", [.key(.down)]), ("\u{1b}[57344;1u", []),
]

/// A decoder that an expectation may change.
private final class Line {
  private var decoder: InputDecoder
  init(keys: KeySequences = KeySequences(), owed: OwedAnswers = .none) {
    decoder = InputDecoder(keys: keys, owed: owed)
  }
  func feed(_ bytes: some Collection<UInt8>) -> [InputEvent] { decoder.feed(bytes) }
  func timeout() -> [InputEvent] { decoder.timeout() }
  /// Nothing comes for so many milliseconds.
  func wait(_ milliseconds: Int64) -> [InputEvent] {
    var left = milliseconds
    var events: [InputEvent] = []
    while let waiting = decoder.waiting, waiting.milliseconds(escapeDelay: 40) <= left {
      // What is waited for after a timeout is counted from the last byte as well.
      left = milliseconds - waiting.milliseconds(escapeDelay: 40)
      events += decoder.timeout()
    }
    return events
  }
  var waiting: InputDecoder.Waiting? { decoder.waiting }
  var statusReports: Int { decoder.statusReports }
}

struct InputDecoderTests {
  @Test(arguments: table.indices)
  func eachSequenceInOneRead(_ n: Int) {
    let decoder = Line()
    #expect(decoder.feed(Array(table[n].bytes.utf8)) == table[n].events)
    #expect(decoder.waiting == nil)
  }

  /// However the line cuts a sequence, the events are the same and nothing is left over.
  @Test(arguments: table.indices)
  func eachSequenceSplitAnywhere(_ n: Int) {
    let bytes = Array(table[n].bytes.utf8)
    for cut in 0...bytes.count {
      for second in cut...bytes.count {
        let decoder = Line()
        let events = decoder.feed(bytes[..<cut]) + decoder.feed(bytes[cut..<second]) + decoder.feed(bytes[second...])
        #expect(events == table[n].events, "cut at \(cut) and \(second)")
        #expect(decoder.waiting == nil)
      }
    }
  }

  /// Alt with a character is no command; Esc and a command line, or more keys, in one write are.
  @Test func altIsTakenInWhole() {
    for alt in ["\u{1b}x", "\u{1b}é", "\u{1b} "] {
      let decoder = Line()
      #expect(decoder.feed(Array(alt.utf8)) == [], "\(alt.debugDescription)")
      #expect(decoder.waiting == nil && decoder.feed([0x61]) == [.key(.character("a"))])
    }
    let keys: [InputEvent] = [.key(.escape), .key(.character("x")), .key(.character("y"))]
    #expect(Line().feed(Array("\u{1b}xy".utf8)) == keys)
    #expect(Line().feed(Array("\u{1b}:q\r".utf8)).count == 4)
  }

  /// Each sequence in its eight-bit form, as a byte and as UTF-8, cut anywhere: the same, and never a command.
  @Test func eightBitIntroducers() {
    for row in table where row.bytes.utf8.count > 2 && !row.bytes.contains("200~") {
      let bytes = Array(row.bytes.utf8)
      guard bytes[0] == 0x1b, [0x5b, 0x4f, 0x5d, 0x50].contains(bytes[1]), !bytes.dropFirst().contains(0x1b) else {
        continue
      }
      for head in [[bytes[1] + 0x40], [0xc2, bytes[1] + 0x40]] {
        let short = head + bytes.dropFirst(2)
        for cut in 0...short.count {
          let decoder = Line()
          #expect(decoder.feed(short[..<cut]) + decoder.feed(short[cut...]) == row.events, "\(row) cut at \(cut)")
          #expect(decoder.waiting == nil)
        }
      }
    }
    #expect(Line().feed([0x9b, 0x78]) == [] && Line().feed([0x9b, 0x33, 0x7e]) == [.key(.delete)])
    #expect(Line().feed([0x84, 0x78]) == [.key(.character("x"))])
  }

  /// Text without brackets is a paste where nobody types so fast; what a program types for a reader is not.
  @Test func aBurstOfTextIsAPaste() {
    let text = "the quick brown fox jumps\nover"
    #expect(Line().feed(Array(text.utf8)) == [.paste(text)])
    #expect(Line().feed(Array("a nodule in the right upper lobe\r".utf8)) == [
      .paste("a nodule in the right upper lobe"), .key(.enter),
    ])
    for text in [
      "the patient has ground glass opacity in both lungs dd x :q! and more", "Findings: ground glass in both lungs",
      "no nodule, no effusion:\u{0c} nothing else was seen", "one more line of words\u{8}\u{7f}",
    ] {
      #expect(Line().feed(Array(text.utf8)).allSatisfy { if case .paste = $0 { true } else { false } }, "\(text)")
    }
    for keys in [":export a mask to this file.nii\r", "jjjjjjjjjjjjjjjjjjjjjjjjjjjjjj", "s1 s2 s3 aa bb cc dd ee ff gg", "s1p", "s1:export a mask to this file\r"] {
      #expect(Line().feed(Array(keys.utf8)).count == keys.utf8.count, "\(keys)")
    }
  }

  /// Command lines and short texts in one read with a text, and keys that a fast hand has typed ahead.
  @Test func textIsAPasteWhateverItBeginsWith() {
    for text in [
      "s1    10l    x   10l  :w\r this is pasted text with words and  spaces\r", "s2    and then   ",
      "the patient and  spaces   more words here   ", "Pleural effusion on the left\rNo pneumothorax   \r",
    ] {
      let events = Line().feed(Array(text.utf8)).filter { $0 != .key(.enter) }
      #expect(events.allSatisfy { if case .paste = $0 { true } else { false } }, "\(text.debugDescription)")
    }
    for keys in ["s1 10l 10j :w\r", ":w\r:note of the left lung\r", "lll   ppp uuu", "PnPa OO wmwl tp 8l", "            "] {
      #expect(Line().feed(Array(keys.utf8)).count == keys.utf8.count, "\(keys.debugDescription)")
    }
  }

  /// One word, an address, a path: pasted where only a line or a field was selected.
  @Test func aWordOrAnAddressIsAPaste() {
    for text in [
      "Consolidation\n", "\"Adenocarcinome\"\t\"lobe\"\r", "jean.dupont@chu-lyon.fr\n", "https://exemple.fr/a?b=c&d\n",
      "opacités,nodules;lobe", "(hypodense)-lésion",
    ] {
      let events = Line().feed(Array(text.utf8)).filter { $0 != .key(.enter) }
      #expect(events.allSatisfy { if case .paste = $0 { true } else { false } }, "\(text.debugDescription)")
    }
    // Keys that came together on a slow line, the one that repeats a stroke among them.
    for keys in [
      "lll.lll.jjj.jjj.kkk.kkk.lll", "s1p10lppe20j.uuu", "dndndndndndndndn", "[[[[]]]]hhhh", "ssssssss1111",
    ] {
      #expect(Line().feed(Array(keys.utf8)).count == keys.utf8.count, "\(keys.debugDescription)")
    }
  }

  /// A terminal answers late, and the line cuts the answer: no part of it is a key, and what follows is.
  @Test func theLateRestOfAnAnswerIsNoKeys() {
    let answer = Array("\u{1b}]4;255;rgb:eeee/eeee/eeee\u{1b}\\\u{1b}[?62;22c\u{1b}[0n".utf8)
    for cut in 1..<answer.count {
      let decoder = Line()
      var events = decoder.feed(answer[..<cut]) + decoder.timeout() + decoder.timeout()
      events += decoder.feed(answer[cut...]) + decoder.timeout() + decoder.feed(Array("x".utf8))
      #expect(events.filter { $0 != .key(.escape) } == [.key(.character("x"))], "cut at \(cut)")
      #expect(decoder.statusReports == 1, "cut at \(cut)")
    }
    // In three parts, once it is known for an answer.
    for cut in 5..<answer.count - 2 {
      let decoder = Line()
      var events = decoder.feed(answer[..<cut]) + decoder.timeout() + decoder.timeout()
      events += decoder.feed(answer[cut...cut]) + decoder.timeout() + decoder.timeout()
      events += decoder.feed(answer[(cut + 1)...]) + decoder.timeout() + decoder.feed(Array("x".utf8))
      let keys = events.filter { $0 != .key(.escape) }
      #expect(keys == [.key(.character("x"))] || answer[(cut - 2)..<cut].contains(0x1b), "cut at \(cut)")
    }
  }

  /// What terminals answer: each alone, and all of them in one write.
  private static let answers = [
    "\u{1b}]4;255;rgb:eeee/eeee/eeee\u{1b}\\", "\u{1b}]4;255;rgb:ee/ee/ee\u{7}", "\u{1b}[?62;22c", "\u{1b}[?6c", "\u{1b}[?1;2c",
    "\u{1b}[?64;1;2;6;9;15;18;21;22c", "\u{1b}[0n", "\u{1b}]4;255;rgb:eeee/eeee/eeee\u{1b}\\\u{1b}[?62;22c",
    "\u{1b}]4;255;rgb:EEEE/EEEE/EEEE\u{7}\u{1b}[?65;1;9c\u{1b}[0n",
  ]

  /// However an answer that is owed is cut into two and three reads, and however far these are apart: no part of it is
  /// a key but an ESC that came alone, and what follows is.
  @Test(arguments: answers)
  func anOwedAnswerIsNoKeysHoweverItIsCut(_ answer: String) {
    let answer = Array(answer.utf8)
    for apart in [0, 60, 300, 700, 1200, 1900] as [Int64] {
      for cut in 1..<answer.count {
        for second in cut + 1...answer.count {
          let line = Line(owed: .init(colour: true, attributes: true, statuses: 1))
          var events = line.feed(answer[..<cut]) + line.wait(apart) + line.feed(answer[cut..<second]) + line.wait(apart)
          if second < answer.count { events += line.feed(answer[second...]) + line.wait(apart) }
          events += line.feed(Array("x".utf8)) + line.wait(5000)
          let keys = events.filter { $0 != .key(.escape) }
          #expect(keys == [.key(.character("x"))], "cut at \(cut) and \(second), \(apart) ms apart")
          #expect(line.waiting == nil && line.statusReports == answer.filter { $0 == 0x6e }.count)
        }
      }
    }
  }

  /// What a person types meanwhile: Esc and each key after it, though some could begin an answer.
  @Test func keysAreKeysWhileAnAnswerIsOwed() {
    for text in ["]", "[", "]x", "[x", "]4", "]4j", "[?", "[?j", "[e", "[0", "[0j", "10l", "]]", "[[", "]4]4", "[?[?", "?", "4"] {
      let wanted = [.key(.escape)] + text.map { InputEvent.key(.character($0)) }
      for apart in [300, 1200, 2500] as [Int64] {
        let line = Line(owed: .init(colour: true, attributes: true, statuses: 1))
        var events = line.feed([0x1b])
        for byte in text.utf8 { events += line.wait(apart) + line.feed([byte]) }
        events += line.wait(5000)
        #expect(events == wanted, "\(text), \(apart) ms apart")
        #expect(line.waiting == nil)
        // The answer comes after them, and is none.
        #expect(line.feed(Array("\u{1b}]4;255;rgb:eeee/eeee/eeee\u{1b}\\\u{1b}[?62;22c".utf8)) == [])
      }
    }
  }

  /// A key behind Esc is held as long as it may be an answer, and no longer; at once where none is owed any more.
  @Test func aKeyIsHeldForAnAnswerForAWhileOnly() {
    let line = Line(owed: .init(colour: true, attributes: true))
    #expect(line.feed([0x1b]) + line.wait(300) == [.key(.escape)])
    #expect(line.feed(Array("]".utf8)) == [] && line.waiting == .answer && line.wait(1900) == [])
    #expect(line.wait(2000) == [.key(.character("]"))] && line.waiting == nil)
    #expect(line.feed(Array("4;255;rgb:eeee/eeee/eeee\u{1b}\\\u{1b}[?62;22c".utf8)) == [])
    #expect(line.feed([0x1b]) + line.wait(300) + line.feed(Array("]".utf8)) == [.key(.escape), .key(.character("]"))])
  }

  @Test func keysBehindABrokenSequenceAreKeys() {
    for (beginning, keys) in [
      ("\u{1b}", "[e"), ("\u{1b}", "]"), ("\u{1b}]", "4"), ("\u{1b}[", "n"), ("\u{1b}[1;", "j"), ("\u{1b}]4;255;", "j"),
      ("\u{1b}[?6", "j"), ("\u{1b}]0;title", "10j"), ("\u{1b}O", "x"), ("\u{1b}", "10l"), ("\u{1b}[", "10l"),
    ] {
      let decoder = Line()
      let given = decoder.feed(Array(beginning.utf8)) + decoder.timeout() + decoder.timeout()
      #expect(given.allSatisfy { $0 == .key(.escape) })
      let wanted = keys.map { InputEvent.key(.character($0)) }
      #expect(decoder.feed(Array(keys.utf8)) == wanted, "\(keys) after \(beginning.debugDescription)")
    }
  }

  @Test func allSequencesInARow() {
    let decoder = Line()
    #expect(decoder.feed(table.flatMap { Array($0.bytes.utf8) }) == table.flatMap(\.events))
  }

  @Test func loneEscapeIsTheKeyAfterAWait() {
    let decoder = Line()
    #expect(decoder.feed([0x1b]) == [])
    #expect(decoder.waiting == .escape)
    #expect(decoder.timeout() == [.key(.escape)])
    #expect(decoder.timeout() == [])
    #expect(decoder.waiting == nil)
    #expect(decoder.feed([0x5b]) == [.key(.character("["))])
  }

  @Test func aTailThatComesTooLateIsStillItsKey() {
    let decoder = Line()
    _ = decoder.feed([0x1b])
    _ = decoder.timeout()
    #expect(decoder.feed(Array("[5~".utf8)) == [.key(.pageUp)])
    _ = decoder.feed([0x1b])
    _ = decoder.timeout()
    #expect(decoder.feed(Array("[200~x\u{1b}[201~".utf8)) == [.paste("x")])
    // A person's next keys are keys.
    _ = decoder.feed([0x1b])
    _ = decoder.timeout()
    #expect(decoder.feed(Array("[e".utf8)) == [.key(.character("[")), .key(.character("e"))])
  }

  @Test func anUnfinishedSequenceIsDroppedAfterAWait() {
    for beginning in ["\u{1b}[", "\u{1b}[1;", "\u{1b}O", "\u{1b}]0;title", "\u{1b}[M!", "\u{1b}[<0;1"] {
      let decoder = Line()
      #expect(decoder.feed(Array(beginning.utf8)) == [])
      #expect(decoder.waiting == .sequence)
      #expect(decoder.timeout() == [])
      #expect(decoder.feed([0x61]) == [.key(.character("a"))], "after \(beginning.debugDescription)")
    }
  }

  @Test func pasteIsBoundedAndEnds() {
    let decoder = Line()
    _ = decoder.feed(Array("\u{1b}[200~".utf8))
    for _ in 0..<40 { #expect(decoder.feed([UInt8](repeating: 0x61, count: 30_000)) == []) }
    #expect(decoder.waiting == .paste)
    guard case .paste(let text)? = decoder.feed(Array("\u{1b}[201~".utf8)).first else {
      Issue.record("no paste")
      return
    }
    #expect(text.utf8.count == InputDecoder.pasteLimit)
  }

  /// A paste whose end is lost does not swallow the keyboard.
  @Test func aPasteWithoutAnEndIsGivenUp() {
    for text in ["abc", "abc\u{1b}[20", "", ":q\r"] {
      let decoder = Line()
      #expect(decoder.feed(Array("\u{1b}[200~\(text)".utf8)) == [])
      #expect(decoder.waiting == .paste)
      #expect(decoder.timeout() == [.brokenPaste])
      #expect(decoder.waiting == nil)
      #expect(decoder.feed(Array("l".utf8)) == [.key(.character("l"))], "after \(text.debugDescription)")
    }
  }

  @Test func controlCEndsAPasteAndIsTextWithinOne() {
    let decoder = Line()
    _ = decoder.feed(Array("\u{1b}[200~abc".utf8))
    #expect(decoder.feed([3]) == [.brokenPaste])
    #expect(decoder.feed(Array("l".utf8)) == [.key(.character("l"))])
    #expect(decoder.feed([3]) == [.key(.control("c"))])
    _ = decoder.feed(Array("\u{1b}[200~a".utf8))
    #expect(decoder.feed(Array("b\u{3}c\u{1b}[201~".utf8)) == [.paste("abc")])
  }

  /// What comes late of a paste that was given up is no keys; the next paste is one.
  @Test func theLateRestOfAPasteIsNotTyped() {
    let decoder = Line()
    _ = decoder.feed(Array("\u{1b}[200~abc".utf8))
    _ = decoder.timeout()
    #expect(decoder.feed(Array("s1 :q\u{1b}[201~l".utf8)) == [.key(.character("l"))])
    _ = decoder.feed(Array("\u{1b}[200~abc".utf8))
    _ = decoder.timeout()
    #expect(decoder.feed(Array("\u{1b}[200~x\u{1b}[201~".utf8)) == [.paste("x")])
    _ = decoder.feed(Array("\u{1b}[200~abc".utf8))
    _ = decoder.timeout()
    #expect(decoder.feed(Array("\u{1b}[20".utf8)) == [])
    #expect(decoder.feed(Array("0~x".utf8)) == [])
    #expect(decoder.feed(Array("y\u{1b}[201~".utf8)) == [.paste("xy")])
  }

  @Test func anEndlessSequenceIsDroppedWholeAndNotKept() {
    for (beginning, filler, end) in [("\u{1b}[", "1;", "A"), ("\u{1b}]", "xy", "\u{7}"), ("\u{1b}P", "\u{1b}", "\\")] {
      let decoder = Line()
      var events = decoder.feed(Array(beginning.utf8))
      for _ in 0..<(filler == "\u{1b}" ? 0 : 20) {
        events += decoder.feed(Array(String(repeating: filler, count: 700).utf8))
      }
      if filler == "\u{1b}" { events += decoder.feed([0x1b]) }
      events += decoder.feed(Array(end.utf8))
      #expect(events == [])
      #expect(decoder.waiting == nil)
    }
  }

  @Test func malformedBytesNeitherTrapNorStay() {
    var random = SeededRandom(seed: 7)
    let interesting = Array("\u{1b}[OM<;~201]\u{7}".utf8) + [0xc3, 0xf0, 0xff]
    for _ in 0..<400 {
      let decoder = Line()
      for _ in 0..<20 {
        let bytes = (0..<Int.random(in: 0..<40, using: &random)).map { _ in
          Bool.random(using: &random)
            ? interesting.randomElement(using: &random)! : UInt8.random(in: 0...255, using: &random)
        }
        for event in decoder.feed(bytes) + (Int.random(in: 0..<5, using: &random) == 0 ? decoder.timeout() : []) {
          if case .key(.character(let c)) = event { #expect(!c.unicodeScalars.contains(where: isControl)) }
          if case .mouse(let m) = event { #expect(m.col >= 0 && m.row >= 0) }
        }
      }
      var turns = 0
      while decoder.waiting != nil && turns < 3 {
        _ = decoder.timeout()
        turns += 1
      }
      #expect(decoder.waiting == nil)
    }
  }

  @Test func terminfoKeysComeFirst() {
    let keys = KeySequences(terminfo: [
      (Array("\u{1b}A".utf8), .up), (Array("\u{1b}[11^".utf8), .function(11)), ([0x08], .left),
      (Array("\u{1b}Ota".utf8), .end),
    ])
    for cut in 0...2 {
      let decoder = Line(keys: keys)
      let bytes = Array("\u{1b}A".utf8)
      #expect(decoder.feed(bytes[..<cut]) + decoder.feed(bytes[cut...]) == [.key(.up)])
    }
    let decoder = Line(keys: keys)
    #expect(decoder.feed(Array("\u{1b}[11^\u{8}\u{1b}Ota\u{1b}[B".utf8)) == [
      .key(.function(11)), .key(.backspace), .key(.end), .key(.down),
    ])
  }

  @Test func answersAreCounted() {
    let decoder = Line()
    _ = decoder.feed(Array("\u{1b}[0n\u{1b}[0n".utf8))
    #expect(decoder.statusReports == 2)
  }
}
