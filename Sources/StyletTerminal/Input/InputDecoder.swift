import StyletScreen

/// Bytes from a terminal to events, whatever way the line cuts them into reads.
///
/// What it does not know it takes in whole and drops, so that no part of a sequence is ever run as a command. It has
/// no clock: while `waiting` is not nil the caller waits that long for more bytes and then calls `timeout()`.
/// Alt with a character is Esc and just the character: it is no key, and taken in whole. Control sequences may
/// come in their eight-bit form (C1), as a byte or as UTF-8. Text that comes faster than anybody types is a paste of a
/// terminal that does not say so (see ``PastedText``).
public struct InputDecoder: Sendable {
  /// Why bytes are held back.
  public enum Waiting: Sendable {
    /// A lone ESC, which is the key or the beginning of a sequence.
    case escape
    /// The rest of a sequence or of a character; or, just after an Esc, its late tail.
    case sequence
    /// The rest of an answer that the terminal owes; what is held may as well be keys.
    case answer
    /// The end of pasted text.
    case paste

    /// How long more bytes are waited for.
    /// - Parameter escapeDelay: milliseconds for a lone ESC: sequences are cut on slow lines.
    func milliseconds(escapeDelay: Int64) -> Int64 {
      switch self {
      case .escape: escapeDelay
      case .sequence: 500
      case .answer: 2000
      case .paste: 1000
      }
    }
  }

  /// How often the terminal has answered "are you there" (ESC [ 5 n), which tells that it has caught up.
  public private(set) var statusReports = 0
  /// The terminal has said that it can show a frame all at once.
  public private(set) var knowsSynchronisedOutput = false
  /// What the terminal was asked and has not answered: only then are keys held that may be its answer.
  var owed: OwedAnswers

  /// The most text one paste gives; the rest is dropped.
  public static let pasteLimit = 1 << 20

  private enum Step {
    case took(Int, InputEvent?)
    case incomplete
  }

  private let keys: KeySequences
  private var held: [UInt8] = []
  private var paste: [UInt8]?
  /// A paste was given up because nothing more came; what comes late of it, up to its end, is still none of the keys.
  private var pasteIsOverdue = false
  /// Esc was given because nothing followed; a tail that comes now belongs to it.
  private var escapeGiven = false
  /// A sequence that was given up because its rest did not come; a read that goes on with an answer belongs to it.
  private var begun: [UInt8] = []
  /// The end of ``begun`` that came late and is keys unless it goes on; printable characters.
  private var doubtful: [UInt8] = []

  public init(keys: KeySequences = KeySequences()) { self.init(keys: keys, owed: .none) }

  init(keys: KeySequences, owed: OwedAnswers) {
    self.keys = keys
    self.owed = owed
  }

  public var waiting: Waiting? {
    if paste != nil { return .paste }
    if held == [0x1b] { return .escape }
    if !doubtful.isEmpty { return .answer }
    return held.isEmpty && !escapeGiven ? nil : .sequence
  }

  /// Takes bytes in; gives the events that are certain. O(bytes).
  public mutating func feed(_ bytes: some Collection<UInt8>) -> [InputEvent] {
    if paste != nil, !bytes.isEmpty, bytes.allSatisfy({ $0 == Self.interrupt }) { return [breakPaste()] }
    if pasteIsOverdue, paste == nil, held.isEmpty, let rest = withoutOverdue(Array(bytes)) { return rest.isEmpty ? [] : feed(rest) }
    if !begun.isEmpty, !bytes.isEmpty {
      if let rest = behindAnswer(Array(bytes)) { return rest.isEmpty ? [] : feed(rest) }
      if !doubtful.isEmpty { return giveDoubtful() + feed(bytes) }
    }
    if escapeGiven && !bytes.isEmpty {
      escapeGiven = false
      if isLateTail(bytes) { held = [0x1b] }
    }
    if paste == nil, held.isEmpty, PastedText.isBurst(bytes) { return PastedText.events(Array(bytes)) }
    held += bytes
    var events: [InputEvent] = []
    var at = 0
    scan: while at < held.count {
      if paste != nil {
        guard let end = collectPaste(from: &at) else { break scan }
        events.append(end)
        continue
      }
      switch step(held[at...]) {
      case .took(let count, let event):
        at += count
        if let event { events.append(event) }
      case .incomplete: break scan
      }
    }
    held.removeFirst(at)
    if paste == nil && held.count > 4096 { shorten() }
    return events
  }

  /// Nothing came while `waiting`: a lone ESC is the key, and so is what may have been an answer; anything else
  /// unfinished is dropped.
  public mutating func timeout() -> [InputEvent] {
    if paste != nil {
      pasteIsOverdue = true
      return [breakPaste()]
    }
    if !doubtful.isEmpty { return giveDoubtful() }
    let lone = held == [0x1b]
    if !held.isEmpty { begun = Self.sevenBit(held[...]).map(Array.init) ?? held }
    held = []
    escapeGiven = lone
    return lone ? [.key(.escape)] : []
  }

  /// What was held for an answer, as the keys that it is.
  private mutating func giveDoubtful() -> [InputEvent] {
    defer { doubtful = [] }
    return doubtful.map { .key(.character(Character(Unicode.Scalar($0)))) }
  }

  /// An endless sequence is not kept: what is held becomes the shortest beginning that also ends in nothing.
  private mutating func shorten() {
    if held[0] != 0x1b, let long = Self.sevenBit(held[...]) { held = Array(long) }
    held = held[1] == 0x5b ? [0x1b, 0x5b, 0x3f] : held.last == 0x1b ? [0x1b, 0x5d, 0x1b] : [0x1b, 0x5d]
  }

  // MARK: One item

  private mutating func step(_ bytes: ArraySlice<UInt8>) -> Step {
    let byte = bytes[bytes.startIndex]
    switch byte {
    case 0x1b: return escape(bytes)
    case 0x09: return .took(1, .key(.tab))
    case 0x0a, 0x0d: return .took(1, .key(.enter))
    case 0x08, 0x7f: return .took(1, .key(.backspace))
    case 0x00..<0x20: return .took(1, .key(.control(Self.controlName(byte))))
    case 0x20..<0x7f: return .took(1, .key(.character(Character(Unicode.Scalar(byte)))))
    default: return eightBit(bytes) ?? character(bytes)
    }
  }

  /// A sequence whose introducer is one C1 character; nil when here is none.
  private mutating func eightBit(_ bytes: ArraySlice<UInt8>) -> Step? {
    // The second byte of such a character in UTF-8 has not come yet.
    if bytes.count == 1, bytes.first == 0xc2 { return .incomplete }
    guard let long = Self.sevenBit(bytes) else { return nil }
    guard long.count > 1, case .took(let count, let event) = escape(long) else { return .incomplete }
    return .took(max(count - 2, 0) + (bytes.first == 0xc2 ? 2 : 1), event)
  }

  /// The same sequence with ESC and a letter in the place of its C1 introducer: CSI, SS3, DCS, SOS, OSC, PM or APC.
  private static func sevenBit(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    let isUTF8 = bytes.first == 0xc2
    guard let code = bytes.dropFirst(isUTF8 ? 1 : 0).first, [0x8f, 0x90, 0x98, 0x9b, 0x9d, 0x9e, 0x9f].contains(code)
    else { return nil }
    // What is longer is shortened before it is looked at again.
    return ([0x1b, code - 0x40] + bytes.dropFirst(isUTF8 ? 2 : 1).prefix(4200))[...]
  }

  private static func controlName(_ byte: UInt8) -> Character {
    let scalar = Unicode.Scalar(byte + 0x40)
    return Character(scalar.properties.isAlphabetic ? Unicode.Scalar(byte + 0x60) : scalar)
  }

  /// One character of UTF-8 beyond ASCII; a malformed byte is dropped alone.
  private func character(_ bytes: ArraySlice<UInt8>) -> Step {
    let length: Int
    switch bytes[bytes.startIndex] {
    case 0xc2..<0xe0: length = 2
    case 0xe0..<0xf0: length = 3
    case 0xf0..<0xf5: length = 4
    default: return .took(1, nil)
    }
    let part = bytes.prefix(length)
    for byte in part.dropFirst() where byte & 0xc0 != 0x80 { return .took(1, nil) }
    guard part.count == length else { return .incomplete }
    guard let text = String(validating: part, as: UTF8.self), let scalar = text.unicodeScalars.first,
      !isControl(scalar)
    else { return .took(length, nil) }
    return .took(length, .key(.character(Character(scalar))))
  }

  private mutating func escape(_ bytes: ArraySlice<UInt8>) -> Step {
    // Terminfo's own sequences first: some terminals (VT52) end where others go on.
    var length = 2
    while length <= min(bytes.count, 16) {
      if let key = keys.key(exactly: bytes.prefix(length)) { return .took(length, .key(key)) }
      if !keys.begins(bytes.prefix(length)) { break }
      length += 1
    }
    guard bytes.count > 1, !keys.begins(bytes) else { return .incomplete }
    switch bytes[bytes.startIndex + 1] {
    case 0x5b: return controlSequence(bytes)
    case 0x4f: return single(bytes)
    case 0x5d, 0x50, 0x58, 0x5e, 0x5f: return string(bytes)
    default: return alt(bytes)
    }
  }

  /// Alt with a character is taken in and means nothing, for Esc and a command of that character would. More than one
  /// character, a command line or a control character (Enter, another Esc) after it, and the ESC is the key.
  private func alt(_ bytes: ArraySlice<UInt8>) -> Step {
    let rest = bytes.dropFirst()
    guard let first = rest.first, first >= 0x20, first != 0x7f, first != UInt8(ascii: ":") else {
      return .took(1, .key(.escape))
    }
    if first < 0x7f { return rest.count == 1 ? .took(2, nil) : .took(1, .key(.escape)) }
    switch character(rest) {
    case .took(let count, _): return count == rest.count ? .took(1 + count, nil) : .took(1, .key(.escape))
    case .incomplete: return .incomplete
    }
  }

  /// ESC O final, in old xterms with digits before the final.
  private func single(_ bytes: ArraySlice<UInt8>) -> Step {
    for (n, byte) in bytes.dropFirst(2).enumerated() {
      if (0x30...0x3b).contains(byte) && n < 8 { continue }
      if byte < 0x20 || byte > 0x7e { return .took(2 + n, nil) }
      return .took(3 + n, KeySequences.single(byte).map { .key($0) })
    }
    return .incomplete
  }

  private mutating func controlSequence(_ bytes: ArraySlice<UInt8>) -> Step {
    let body = bytes.dropFirst(2)
    if body.first == 0x5b {
      guard body.count > 1 else { return .incomplete }
      return .took(4, KeySequences.console(body[body.startIndex + 1]).map { .key($0) })
    }
    for (n, byte) in body.enumerated() {
      switch byte {
      case 0x20..<0x40: continue
      case 0x40..<0x7f:
        if n == 0 && byte == 0x4d {
          return body.count < 4 ? .incomplete : .took(6, MouseEvent(plain: body.dropFirst().prefix(3)).map { .mouse($0) })
        }
        return .took(3 + n, finished(body.prefix(n), final: byte))
      // A control character, or a byte of a character, breaks the sequence off; it may begin the next one.
      default: return .took(2 + n, nil)
      }
    }
    return .incomplete
  }

  private mutating func finished(_ body: ArraySlice<UInt8>, final: UInt8) -> InputEvent? {
    let isPrivate = body.first.map { (0x3c..<0x40).contains($0) } ?? false
    let numbers = Self.numbers(isPrivate ? body.dropFirst() : body)
    if isPrivate {
      if body.first == UInt8(ascii: "?"), final == 0x63 { note(.attributes) }
      if final == 0x79 { note(.mode(numbers)) }
      guard body.first == 0x3c, final == 0x4d || final == 0x6d, numbers.count == 3 else { return nil }
      return MouseEvent(code: numbers[0], col: numbers[1], row: numbers[2], isReleased: final == 0x6d).map { .mouse($0) }
    }
    if final == 0x7e && numbers.first == 200 {
      (paste, pasteIsOverdue) = ([], false)
      return nil
    }
    if final == 0x6e {
      note(.status)
      return nil
    }
    return KeySequences.control(final: final, parameters: numbers).map { .key($0) }
  }

  /// Semicolon-separated; each held below a million, sub-parameters (after a colon) left out.
  static func numbers(_ body: ArraySlice<UInt8>) -> [Int] {
    if body.isEmpty { return [] }
    return body.split(separator: 0x3b, maxSplits: 15, omittingEmptySubsequences: false).map { field in
      var n = 0
      for byte in field.prefix(while: { (0x30...0x39).contains($0) }) { n = min(n * 10 + Int(byte - 0x30), 999_999) }
      return n
    }
  }

  /// OSC, DCS and their like: an answer of the terminal; taken in to its end (BEL or ESC \).
  private func string(_ bytes: ArraySlice<UInt8>) -> Step {
    var previous: UInt8 = 0
    for (n, byte) in bytes.dropFirst(2).enumerated() {
      if byte == 0x07 || byte == 0x18 || byte == 0x1a || (previous == 0x1b && byte == 0x5c) { return .took(3 + n, nil) }
      // Another sequence begins: this one was cut off.
      if previous == 0x1b { return .took(1 + n, nil) }
      previous = byte
    }
    return .incomplete
  }

  // MARK: Paste and late tails

  private static let pasteBegin: [UInt8] = [0x1b, 0x5b, 0x32, 0x30, 0x30, 0x7e]
  private static let pasteEnd: [UInt8] = [0x1b, 0x5b, 0x32, 0x30, 0x31, 0x7e]
  /// Ctrl-C. A read of nothing else was typed: within a pasted text it is one byte among others.
  private static let interrupt: UInt8 = 3

  private mutating func breakPaste() -> InputEvent {
    (paste, held) = (nil, [])
    return .brokenPaste
  }

  /// What one read has behind the end of a paste that was given up; nil where that end is not in it.
  private mutating func withoutOverdue(_ bytes: [UInt8]) -> ArraySlice<UInt8>? {
    let end = bytes.firstRange(of: Self.pasteEnd), next = bytes.firstRange(of: Self.pasteBegin)
    if end != nil || next != nil { pasteIsOverdue = false }
    guard let end, end.lowerBound < next?.lowerBound ?? .max else { return nil }
    return bytes[end.upperBound...]
  }

  /// Moves pasted bytes over; the event when its end has come.
  private mutating func collectPaste(from at: inout Int) -> InputEvent? {
    let end = Self.pasteEnd
    var text = paste ?? []
    defer { if paste != nil { paste = text } }
    while at < held.count {
      if held[at] == 0x1b {
        let ahead = held[at...].prefix(end.count)
        if ahead.elementsEqual(end) {
          at += end.count
          paste = nil
          return .paste(PastedText.clean(text))
        }
        if ahead.count < end.count && end.starts(with: ahead) { return nil }
      }
      if text.count < Self.pasteLimit { text.append(held[at]) }
      at += 1
    }
    return nil
  }

  private mutating func note(_ answer: LateAnswer.Kind) {
    if answer == .status { statusReports &+= 1 }
    if case .mode(let isKnown) = answer { knowsSynchronisedOutput = isKnown }
    owed.take(answer)
  }

  /// What a read has behind the rest of an answer that was given up; nil where it is not one.
  private mutating func behindAnswer(_ bytes: [UInt8]) -> ArraySlice<UInt8>? {
    guard paste == nil, held.isEmpty else { return nil }
    switch LateAnswer(begun, bytes, owed: owed) {
    case .ends(let count, let kind):
      (begun, doubtful, escapeGiven) = ([], [], false)
      note(kind)
      return bytes[count...]
    case .goesOn:
      (begun, doubtful, escapeGiven) = (begun + bytes, [], false)
      return []
    case .mayGoOn:
      (begun, doubtful, escapeGiven) = (begun + bytes, doubtful + bytes, false)
      return []
    case .none:
      begun = []
      return nil
    }
  }

  /// On a slow line ESC and the rest of an arrow key may come further apart than Esc is waited for. A read that is
  /// exactly such a rest is that key, not "[" and a letter.
  private func isLateTail(_ bytes: some Collection<UInt8>) -> Bool {
    if bytes.starts(with: [0x5b, 0x32, 0x30, 0x30, 0x7e]) { return true }
    guard (2...16).contains(bytes.count), bytes.first == 0x5b || bytes.first == 0x4f else { return false }
    var whole = InputDecoder(keys: keys)
    guard case .took(let count, .some) = whole.step(([0x1b] + bytes)[...]) else { return false }
    return count == bytes.count + 1
  }
}
