import Glibc

/// Asks a terminal whether it has 256 colours. TERM=xterm, which PuTTY and others say of themselves, stands for a terminal
/// with 8; most that say it have more.
///
/// The questions are the colour of palette entry 255 (xterm's OSC 4) and that of the paper (OSC 11), followed by "what
/// are you" (primary device attributes, ECMA-48), which every terminal answers: when that answer is there, no other will
/// come.
struct TerminalQuestion: Equatable {
  static let bytes = Array("\u{1b}]4;255;?\u{1b}\\\u{1b}]11;?\u{1b}\\\u{1b}[c".utf8)

  /// The terminal said what its entry 255 is.
  private(set) var has256 = false
  /// The luminance of the paper, 0...1; nil while it has not said.
  private(set) var paper: Double?
  /// Nothing more is to be waited for.
  private(set) var isAnswered = false
  private var isAsked = false
  /// What may still come, after the wait.
  var owed: OwedAnswers { isAsked && !isAnswered ? OwedAnswers(colour: !has256 || paper == nil, attributes: true) : .none }
  /// What was typed meanwhile.
  private(set) var typed: [UInt8] = []
  private var held: [UInt8] = []

  /// Takes in what has come, cut into reads anywhere.
  mutating func feed(_ bytes: [UInt8]) {
    held += bytes
    while let first = held.first {
      guard first == 0x1b else {
        typed.append(held.removeFirst())
        continue
      }
      guard let end = Self.end(of: held) else { return }
      let sequence = Array(held[..<end])
      held.removeFirst(end)
      if sequence.starts(with: Array("\u{1b}]4;255;".utf8)) {
        has256 = true
      } else if sequence.starts(with: Array("\u{1b}]11;".utf8)) {
        paper = Background.luminance(sequence.dropFirst(5).prefix { $0 >= 0x20 })
      } else if sequence.starts(with: Array("\u{1b}[?".utf8)), sequence.last == UInt8(ascii: "c") {
        isAnswered = true
      } else {
        typed += sequence
      }
    }
  }

  /// Nothing more came: what is unfinished was typed.
  mutating func giveUp() {
    typed += held
    held = []
  }

  /// Where the sequence that begins here ends; nil when more is to come.
  private static func end(of bytes: [UInt8]) -> Int? {
    guard bytes.count > 1 else { return nil }
    switch bytes[1] {
    case UInt8(ascii: "["): return bytes.dropFirst(2).firstIndex { (0x40...0x7e).contains($0) }.map { $0 + 1 }
    case UInt8(ascii: "]"):
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
  /// - Parameter before: what was heard already, and typed meanwhile.
  static func ask(milliseconds: Int, after before: TerminalQuestion = TerminalQuestion()) -> TerminalQuestion {
    var question = before
    guard let device = try? TerminalDevice() else { return question }
    device.enterRawMode()
    defer { device.leaveRawMode() }
    device.send(bytes)
    question.isAsked = true
    let end = Clock.milliseconds + Int64(milliseconds)
    while !question.isAnswered, !device.isClosed {
      let left = end - Clock.milliseconds
      guard left > 0 else { break }
      device.flush()
      var entry = pollfd(fd: device.descriptor, events: Int16(POLLIN), revents: 0)
      guard poll(&entry, 1, Int32(clamping: left)) > 0 else { continue }
      if case .bytes(let bytes) = device.read() { question.feed(bytes) }
    }
    question.giveUp()
    return question
  }
}
