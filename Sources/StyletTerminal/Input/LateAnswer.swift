/// What a terminal was asked and has not answered yet.
struct OwedAnswers: Equatable, Sendable {
  /// The colour of a palette entry; not every terminal answers it.
  var colour = false
  /// What it is. It is asked last, so that nothing else is owed of that question once it has come.
  var attributes = false
  /// Its pixels: whether it takes kitty's images, the size of a cell and of the window, the colours of sixels.
  var pixels = false
  /// Whether it knows a mode.
  var mode = false
  /// Whether it is there: so many times.
  var statuses = 0

  static let none = OwedAnswers()

  mutating func take(_ answer: LateAnswer.Kind) {
    switch answer {
    case .attributes: (colour, attributes, pixels) = (false, false, false)
    case .status: statuses = max(statuses - 1, 0)
    case .mode: mode = false
    case .other: break
    }
  }
}

/// The rest of what a terminal answers, come so late that its beginning was given up.
///
/// Programs ask a terminal for a colour (answered by `ESC ] 4 ; 255 ; rgb:eeee/eeee/eeee ESC \`, that of the paper by `ESC ] 11 ; rgb:…`), for what it is
/// (`ESC [ ? 62 ; 22 c`), for its pixels (`ESC _ G i=31;OK ESC \`, `ESC [ 6 ; 20 ; 10 t`, `ESC [ ? 1 ; 0 ; 256 S`), whether it knows a mode (`ESC [ ? 2026 ; 2 $ y`) and whether it is there (`ESC [ 0 n`). A slow line cuts the answer anywhere, and its rest would
/// be keys. Bytes come late but are not lost, so that a rest is likelier than a key that looks like one.
enum LateAnswer: Equatable {
  enum Kind: Equatable {
    case attributes, status, other
    case mode(isKnown: Bool)

    /// What is said of mode 2026, a frame shown all at once (DECRPM): 1 to 3 are set or reset, for now or for ever; 0 and
    /// 4 that it cannot be.
    static func mode(_ numbers: [Int]) -> Kind {
      .mode(isKnown: numbers.count == 2 && numbers[0] == 2026 && (1...3).contains(numbers[1]))
    }
  }

  /// So many bytes of the read belong to it, and it ends there.
  case ends(Int, Kind)
  /// The whole read belongs to it, and more is to come.
  case goesOn
  /// The read goes on with an answer that is owed, or it is a key or two: what follows tells.
  case mayGoOn
  /// The read is something else.
  case none

  /// The longest beginning that is waited on: an answer is short.
  private static let most = 64
  /// Up to here an answer may as well be Esc and keys that a person typed: `ESC ] 4`, `ESC [ ?`.
  private static let doubtful = 3

  /// - Parameters:
  ///   - begun: what came in time, from ESC on: of an ESC alone, or with its introducer alone, a person's next keys may
  ///     follow, and only what is an answer for certain is taken, or may go on where one is owed.
  ///   - read: what has come now.
  init(_ begun: [UInt8], _ read: [UInt8], owed: OwedAnswers = .none) {
    let text = begun + read
    guard text.first == 0x1b, text.count > 1, !read.isEmpty else {
      self = .none
      return
    }
    switch text[1] {
    case 0x5b: self = Self.control(begun.count, text, owed)
    case 0x5d, 0x50, 0x58, 0x5e, 0x5f: self = Self.string(begun.count, text, owed)
    default: self = .none
    }
  }

  private static func control(_ begun: Int, _ text: [UInt8], _ owed: OwedAnswers) -> LateAnswer {
    let body = text[2...], isPrivate = body.first == UInt8(ascii: "?")
    // The sign in the answer about a mode is taken with the numbers.
    let numbers = body.dropFirst(isPrivate ? 1 : 0).prefix {
      (0x30...0x39).contains($0) || $0 == 0x3b || isPrivate && $0 == 0x24
    }
    guard let final = body.dropFirst(numbers.count + (isPrivate ? 1 : 0)).first else {
      let isStatus = owed.statuses > 0 && "0".utf8.starts(with: body)
      let isSize = owed.pixels && (body.isEmpty || body.first == UInt8(ascii: "4") || body.first == UInt8(ascii: "6"))
      let isOwed = isStatus || isSize || (owed.attributes || owed.mode) && (isPrivate || body.isEmpty)
      if isOwed, text.count <= doubtful { return .mayGoOn }
      return (isOwed || begun > (isPrivate ? 1 : 2)) && text.count < most ? .goesOn : .none
    }
    let end = 3 + numbers.count + (isPrivate ? 1 : 0)
    guard end > begun else { return .none }
    if isPrivate, final == UInt8(ascii: "y"), numbers.last == UInt8(ascii: "$") {
      return .ends(end - begun, .mode(InputDecoder.numbers(numbers)))
    }
    let isAnswer = !numbers.isEmpty && final == (isPrivate ? UInt8(ascii: "c") : UInt8(ascii: "n"))
    if isAnswer { return .ends(end - begun, isPrivate ? .attributes : .status) }
    if owed.pixels, numbers.contains(0x3b), final == (isPrivate ? UInt8(ascii: "S") : UInt8(ascii: "t")) {
      return .ends(end - begun, .other)
    }
    // Of another sequence more than one byte, which nobody types at once.
    let isRest = begun > 2 && end == text.count && end - begun > 1 && (0x40..<0x7f).contains(final)
    return isRest ? .ends(end - begun, .other) : .none
  }

  private static func string(_ begun: Int, _ text: [UInt8], _ owed: OwedAnswers) -> LateAnswer {
    let body = text[2...].prefix { $0 >= 0x20 }, isImage = text[1] == 0x5f && isImage(body)
    let isColour = isColour(body) || isImage
    guard begun > 2 || isColour else { return .none }
    for n in 2..<text.count {
      switch text[n] {
      case 0x07 where n > doubtful: return .ends(n + 1 - begun, .other)
      case 0x1b where n + 1 == text.count: break
      case 0x1b where text[n + 1] == 0x5c: return .ends(n + 2 - begun, .other)
      // The next sequence begins: this one was cut off.
      case 0x1b: return n > max(begun, doubtful) ? .ends(n - begun, .other) : .none
      case ..<0x20: return .none
      default: break
      }
    }
    guard isColour, text.count < most else { return .none }
    if text.count > doubtful { return .goesOn }
    return owed.colour && text[1] == 0x5d || owed.pixels && isImage ? .mayGoOn : .none
  }

  /// Whether it is what is said of an image, or its beginning.
  private static func isImage(_ text: some Collection<UInt8>) -> Bool {
    let head = Array("Gi=31;".utf8)
    return text.count > head.count ? text.starts(with: head) : head.starts(with: text)
  }

  /// Whether it is an answer's text, or its beginning: what was asked for and three parts of up to four digits.
  private static func isColour(_ text: some Collection<UInt8>) -> Bool {
    ["4;255;rgb:", "11;rgb:"].contains { isColour(text, head: Array($0.utf8)) }
  }

  private static func isColour(_ text: some Collection<UInt8>, head: [UInt8]) -> Bool {
    guard text.count > head.count else { return head.starts(with: text) }
    guard text.starts(with: head) else { return false }
    let parts = text.dropFirst(head.count).split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    return parts.count <= 3 && parts.allSatisfy { part in
      part.count <= 4 && part.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0 | 0x20) }
    }
  }
}
