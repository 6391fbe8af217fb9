import Glibc
import StyletScreen

/// Asks a terminal whether it has 256 colours. TERM=xterm, which PuTTY and others say of themselves, stands for a terminal
/// with 8; most that say it have more.
///
/// The questions are the colour of palette entry 255 (xterm's OSC 4) and that of the paper (OSC 11), followed by "what
/// are you" (primary device attributes, ECMA-48), which every terminal answers: when that answer is there, no other will
/// come. Where pictures may go as pixels it is asked for these, too, and then for kitty's images: tmux and screen take that
/// question for a title, whatever TERM is, so it goes to who calls itself a VT220 or more alone, which they do not.
package struct TerminalQuestion: Equatable {
  static let bytes = bytes(pixels: false)

  static func bytes(pixels: Bool) -> [UInt8] {
    // The pixels of a cell and of the window, and the colours of sixels.
    let more = pixels ? "\u{1b}[16t\u{1b}[14t\u{1b}[?1;1;0S" : ""
    return Array("\u{1b}]4;255;?\u{1b}\\\u{1b}]11;?\u{1b}\\\(more)\u{1b}[c".utf8)
  }

  /// An image of one pixel, to be looked at and not kept.
  private static let images = Array("\u{1b}_Gi=\(kittyNumber),s=1,v=1,a=q,t=d,f=24;AAAA\u{1b}\\\u{1b}[c".utf8)

  private static let kittyNumber = 31
  /// Bytes of an answer at most: what goes on longer is none.
  private static let longest = 1024

  /// The terminal said what its entry 255 is.
  private(set) var has256 = false
  /// The luminance of the paper, 0...1; nil while it has not said.
  private(set) var paper: Double?
  private(set) var pixels = PixelAnswers()
  /// Nothing more is to be waited for.
  package private(set) var isAnswered = false
  private var isAsked = false
  private var isAskedForPixels = false
  /// It calls itself a VT220, or a later one.
  private var isVT220 = false
  /// What may still come, after the wait.
  var owed: OwedAnswers {
    guard isAsked, !isAnswered else { return .none }
    return OwedAnswers(colour: !has256 || paper == nil, attributes: true, pixels: isAskedForPixels)
  }
  /// What was typed meanwhile.
  package private(set) var typed: [UInt8] = []
  private var held: [UInt8] = []

  package init(asksForPixels: Bool = false) { isAskedForPixels = asksForPixels }

  /// Takes in what has come, cut into reads anywhere.
  package mutating func feed(_ bytes: [UInt8]) {
    held += bytes
    while let first = held.first {
      guard first == 0x1b else {
        typed.append(held.removeFirst())
        continue
      }
      guard let end = Self.end(of: held.prefix(Self.longest)) else {
        guard held.count >= Self.longest else { return }
        typed.append(held.removeFirst())
        continue
      }
      let sequence = Array(held[..<end])
      held.removeFirst(end)
      if sequence.starts(with: Array("\u{1b}]4;255;".utf8)) {
        has256 = true
      } else if sequence.starts(with: Array("\u{1b}]11;".utf8)) {
        paper = Background.luminance(sequence.dropFirst(5).prefix { $0 >= 0x20 })
      } else if sequence.starts(with: Array("\u{1b}[?".utf8)), sequence.last == UInt8(ascii: "c") {
        let numbers = Self.numbers(sequence)
        pixels.sixel = numbers.dropFirst().contains(4)
        isVT220 = numbers.first.map { $0 >= 62 } ?? false
        isAnswered = true
      } else if isAskedForPixels, takePixels(sequence) {
        continue
      } else {
        typed += sequence
      }
    }
  }

  /// Whether it is an answer of those about pixels.
  private mutating func takePixels(_ sequence: [UInt8]) -> Bool {
    let numbers = Self.numbers(sequence)
    func size() -> PixelSize? { numbers.count == 3 ? PixelSize(width: numbers[2], height: numbers[1]) : nil }
    if sequence.starts(with: Array("\u{1b}_Gi=\(Self.kittyNumber);".utf8)) {
      pixels.kitty = sequence.dropFirst("\u{1b}_Gi=\(Self.kittyNumber);".utf8.count).starts(with: "OK".utf8)
      return true
    }
    guard sequence.starts(with: Array("\u{1b}[".utf8)) else { return false }
    switch (sequence.last, numbers.first) {
    case (UInt8(ascii: "t"), 6): pixels.cell = size()
    case (UInt8(ascii: "t"), 4): pixels.window = size()
    case (UInt8(ascii: "S"), 1):
      // Item, 0 for no error, value.
      if numbers.count == 3, numbers[1] == 0, numbers[2] > 1 { pixels.colours = numbers[2] }
    default: return false
    }
    return true
  }

  /// The numbers of a control sequence, each below a million.
  private static func numbers(_ sequence: [UInt8]) -> [Int] {
    sequence.dropFirst(2).drop { $0 == UInt8(ascii: "?") }.dropLast().split(separator: 0x3b).map { digits in
      digits.reduce(0) { (0x30...0x39).contains($1) ? min($0 * 10 + Int($1 - 0x30), 999_999) : $0 }
    }
  }

  /// Nothing more came: what is unfinished was typed.
  package mutating func giveUp() {
    typed += held
    held = []
  }

  /// Where the sequence that begins here ends; nil when more is to come.
  private static func end(of bytes: ArraySlice<UInt8>) -> Int? {
    guard bytes.count > 1 else { return nil }
    switch bytes[1] {
    case UInt8(ascii: "["): return bytes.dropFirst(2).firstIndex { (0x40...0x7e).contains($0) }.map { $0 + 1 }
    case UInt8(ascii: "]"), UInt8(ascii: "_"):
      for at in 2..<bytes.count {
        if bytes[at] == 0x07 { return at + 1 }
        if bytes[at] == 0x5c, bytes[at - 1] == 0x1b { return at + 1 }
      }
      return nil
    default: return 2
    }
  }

  /// Asks the terminal that standard input and output are, and waits for its answer, at most `milliseconds`; nothing is
  /// asked of anything else. The line is given back as it was found.
  /// - Parameters:
  ///   - pixels: whether they are asked for.
  ///   - before: what was heard already, and typed meanwhile.
  static func ask(
    milliseconds: Int, pixels: Bool = false, after before: TerminalQuestion = TerminalQuestion()
  ) -> TerminalQuestion {
    var question = before
    question.isAskedForPixels = pixels
    guard let device = try? TerminalDevice() else { return question }
    device.enterRawMode()
    defer { device.leaveRawMode() }
    question.isAsked = true
    let end = Clock.milliseconds + Int64(milliseconds)
    question.send(bytes(pixels: pixels), to: device, until: end)
    if pixels, question.isAnswered, question.isVT220 { question.send(images, to: device, until: end) }
    question.giveUp()
    return question
  }

  private mutating func send(_ bytes: [UInt8], to device: TerminalDevice, until end: Int64) {
    isAnswered = false
    device.send(bytes)
    while !isAnswered, !device.isClosed {
      let left = end - Clock.milliseconds
      guard left > 0 else { break }
      device.flush()
      var entry = pollfd(fd: device.descriptor, events: Int16(POLLIN), revents: 0)
      guard poll(&entry, 1, Int32(clamping: left)) > 0 else { continue }
      if case .bytes(let bytes) = device.read() { feed(bytes) }
    }
  }
}
