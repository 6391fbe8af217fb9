import StyletScreen
import Testing

@testable import StyletTerminal

/// What terminals answer about pixels, as recorded, and what is made of it.
struct PixelDetectionTests {
  struct Recorded: CustomTestStringConvertible {
    var testDescription: String
    var answer: String
    var ways: [PixelProtocol]
    var cell: PixelSize?
    var colours = 256
  }

  private static let kitty = Recorded(
    testDescription: "kitty",
    answer: "\u{1b}_Gi=31;OK\u{1b}\\\u{1b}[6;20;10t\u{1b}[4;800;1200t\u{1b}[?62;c", ways: [.kitty],
    cell: PixelSize(width: 10, height: 20))
  private static let foot = Recorded(
    testDescription: "foot",
    answer: "\u{1b}[6;19;9t\u{1b}[4;760;1080t\u{1b}[?1;0;1024S\u{1b}[?62;4;22;28c", ways: [.sixel],
    cell: PixelSize(width: 9, height: 19))
  /// It does not say how large a cell is; the system knows the window, borders and all: 484 x 316 for 80 x 24.
  private static let xterm = Recorded(
    testDescription: "xterm -ti vt340", answer: "\u{1b}[?1;0;1024S\u{1b}[?63;1;2;4;6;9;15;16;22;28c", ways: [.sixel],
    cell: PixelSize(width: 6, height: 13))
  private static let plain = Recorded(
    testDescription: "xterm", answer: "\u{1b}[?1;3S\u{1b}[?64;1;2;6;9;15;16;17;18;21;22;28c", ways: [],
    cell: PixelSize(width: 6, height: 13))
  private static let tmux = Recorded(
    testDescription: "tmux", answer: "\u{1b}[?1;2c", ways: [], cell: PixelSize(width: 6, height: 13))
  private static let none = Recorded(testDescription: "none", answer: "", ways: [], cell: PixelSize(width: 6, height: 13))

  private func heard(_ text: String, cut: Int) -> TerminalQuestion {
    var question = TerminalQuestion(asksForPixels: true)
    let bytes = Array(text.utf8)
    question.feed(Array(bytes[..<cut]))
    question.feed(Array(bytes[cut...]))
    question.giveUp()
    return question
  }

  private func detection(_ asked: PictureChoice?, _ environment: [String: String] = [:]) -> PixelDetection {
    PixelDetection(
      asked: asked, environment: environment, hasBlocks: true, isRelative: true, columns: 80, rows: 24,
      window: PixelSize(width: 484, height: 316))
  }

  @Test func aSizeThatNoCellHasIsNone() {
    let detection = detection(nil)
    var answers = PixelAnswers()
    #expect(detection.cell(answers) == PixelSize(width: 6, height: 13), "the system's window")
    answers.window = PixelSize(width: 960, height: 480)
    #expect(detection.cell(answers) == PixelSize(width: 12, height: 20))
    for (width, height) in [(999_999, 20), (10, 129), (0, 20), (10, 1)] {
      answers.cell = PixelSize(width: width, height: height)
      #expect(detection.cell(answers) == PixelSize(width: 12, height: 20), "\(width)x\(height)")
    }
    answers.cell = PixelSize(width: 9, height: 19)
    #expect(detection.cell(answers) == PixelSize(width: 9, height: 19))
    #expect(PixelDetection.cell(of: PixelSize(width: 65_535, height: 65_535), columns: 80, rows: 24) == nil)
  }

  @Test(arguments: [kitty, foot, xterm, plain, tmux, none]) func answersAreUnderstood(_ recorded: Recorded) {
    for cut in 0...recorded.answer.utf8.count {
      let question = heard("j" + recorded.answer + "k", cut: cut)
      #expect(question.typed == Array("jk".utf8), "keys come through, and no answer among them")
      #expect(question.isAnswered != recorded.answer.isEmpty)
      let traits = detection(nil).traits(question.pixels)
      #expect((traits?.ways ?? []) == recorded.ways && traits?.usual == recorded.ways.first)
      #expect(detection(nil).cell(question.pixels) == recorded.cell)
      if let traits { #expect(traits.colours == recorded.colours && traits.cell == recorded.cell) }
    }
  }

  /// Over SSH and within tmux characters are usual, and pixels are asked for outright.
  @Test(arguments: ["SSH_CONNECTION", "SSH_TTY", "TMUX", "STY"]) func charactersAreUsualThere(_ name: String) {
    let answers = heard(Self.foot.answer, cut: 0).pixels
    let there = detection(nil, [name: "1"])
    #expect(there.reasonNotToAsk() == (name.hasPrefix("SSH") ? .ssh : .multiplexer))
    #expect(there.reasonNotToAsk(all: true) == nil)
    #expect(there.traits(answers)?.usual == nil && there.traits(answers)?.ways == [.sixel])
    #expect(detection(.auto, [name: "1"]).reasonNotToAsk() == nil)
    #expect(detection(.auto, [name: "1"]).traits(answers)?.usual == .sixel)
  }

  @Test func nothingIsAssumed() {
    #expect(detection(.kitty).traits(heard(Self.foot.answer, cut: 0).pixels)?.usual == nil)
    #expect(detection(.sixel).traits(heard(Self.plain.answer, cut: 0).pixels) == nil)
    #expect(detection(.cells).reasonNotToAsk() == .chosen && detection(.sextants).reasonNotToAsk() == .chosen)
    var silent = detection(nil)
    silent.window = nil
    #expect(silent.reasonNotToAsk() == .window)
    #expect(silent.traits(heard(Self.xterm.answer, cut: 0).pixels) == nil, "no size of a cell, no picture")
    silent.isRelative = false
    #expect(silent.reasonNotToAsk(all: true) == .relative)
  }

  /// What is hostile or absurd is not believed.
  @Test(arguments: ["0;0", "999999;999999", ";", "20", "2;10"]) func cellsAreBounded(_ size: String) {
    let question = heard("\u{1b}_Gi=31;OK\u{1b}\\\u{1b}[6;\(size)t\u{1b}[?62c", cut: 9)
    let traits = detection(nil).traits(question.pixels)
    #expect(traits == nil || traits?.cell == PixelSize(width: 6, height: 13))
  }

  /// kitty refuses an image: it is no terminal of images then.
  @Test func anErrorIsNoYes() {
    #expect(!heard("\u{1b}_Gi=31;ENOTSUPPORTED:no\u{1b}\\\u{1b}[?62c", cut: 3).pixels.kitty)
  }

  /// Answers so late that their beginning was given up are no keys, wherever they are cut.
  @Test(arguments: ["\u{1b}_Gi=31;OK\u{1b}\\", "\u{1b}[6;20;10t", "\u{1b}[4;800;1200t", "\u{1b}[?1;0;1024S"])
  func lateAnswersAreNoKeys(_ answer: String) {
    let bytes = Array(answer.utf8)
    for cut in 2..<bytes.count {
      var decoder = InputDecoder(
        keys: KeySequences(), owed: OwedAnswers(colour: true, attributes: true, pixels: true))
      #expect(decoder.feed(bytes[..<cut]) == [])
      #expect(decoder.timeout() == [])
      #expect(decoder.feed(bytes[cut...]) == [], "cut at \(cut)")
      #expect(decoder.feed(Array("j".utf8)) == [.key(.character("j"))], "cut at \(cut)")
    }
  }
}
