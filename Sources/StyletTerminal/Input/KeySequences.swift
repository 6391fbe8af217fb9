import StyletScreen

/// Which key an escape sequence stands for. The sequences of xterm, the Linux console, rxvt, PuTTY and VT220 are
/// known without asking; terminfo adds what else the terminal at hand sends.
public struct KeySequences: Sendable {
  /// Whole sequences from terminfo, each beginning with ESC.
  private var exact: [[UInt8]: Key] = [:]
  /// Every proper beginning of an exact sequence longer than its two first bytes tell.
  private var beginnings: Set<[UInt8]> = []

  public init(terminfo: [(sequence: [UInt8], key: Key)] = []) {
    for (sequence, key) in terminfo where sequence.count > 1 && sequence.count <= 16 && sequence[0] == 0x1b {
      exact[sequence] = key
      for length in 1..<sequence.count { beginnings.insert(Array(sequence[..<length])) }
    }
  }

  func key(exactly sequence: some Collection<UInt8>) -> Key? { exact.isEmpty ? nil : exact[Array(sequence)] }
  func begins(_ sequence: some Collection<UInt8>) -> Bool {
    !beginnings.isEmpty && beginnings.contains(Array(sequence))
  }

  /// The terminfo capabilities worth asking for.
  static let capabilities: [(name: String, key: Key)] =
    [
      ("kcuu1", .up), ("kcud1", .down), ("kcub1", .left), ("kcuf1", .right), ("khome", .home), ("kend", .end),
      ("kpp", .pageUp), ("knp", .pageDown), ("kich1", .insert), ("kdch1", .delete), ("kcbt", .backTab),
      ("kent", .enter), ("kbs", .backspace),
    ] + (1...20).map { ("kf\($0)", .function($0)) }

  /// A control sequence (ESC [ parameters final), nil for those that are no key. Modifiers are dropped where `Key`
  /// has no place for them: Shift-Up is Up.
  static func control(final: UInt8, parameters: [Int]) -> Key? {
    let first = parameters.first ?? 0
    switch final {
    case 0x7e: return tilde(first, parameters)
    case 0x75: return unicode(first, modifiers: parameters.count > 1 ? parameters[1] : 1)
    case 0x5a: return .backTab
    case 0x50, 0x51, 0x53: return .function(Int(final) - 0x4f)
    // ESC [ 1 ; 2 R is F3 with Shift; any other is the answer to "where is the cursor".
    case 0x52: return first == 1 && parameters.count == 2 && (2...8).contains(parameters[1]) ? .function(3) : nil
    default: return cursor(final)
    }
  }

  /// ESC O final: cursor and keypad keys in application mode.
  static func single(_ final: UInt8) -> Key? {
    switch final {
    case 0x50...0x53: return .function(Int(final) - 0x4f)
    case 0x4d: return .enter
    case 0x49: return .tab
    case 0x5a: return .backTab
    case 0x58: return .character("=")
    case 0x6a...0x79: return .character(Character(Unicode.Scalar(final - 0x40)))
    default: return cursor(final)
    }
  }

  /// ESC [ [ letter: F1 to F5 of the Linux console.
  static func console(_ letter: UInt8) -> Key? {
    (0x41...0x45).contains(letter) ? .function(Int(letter) - 0x40) : nil
  }

  private static func cursor(_ final: UInt8) -> Key? {
    switch final {
    case 0x41: .up
    case 0x42: .down
    case 0x43: .right
    case 0x44: .left
    case 0x46: .end
    case 0x48: .home
    default: nil
    }
  }

  private static func tilde(_ number: Int, _ parameters: [Int]) -> Key? {
    switch number {
    case 1, 7: .home
    case 2: .insert
    case 3: .delete
    case 4, 8: .end
    case 5: .pageUp
    case 6: .pageDown
    case 11...15: .function(number - 10)
    case 17...21: .function(number - 11)
    case 23...26: .function(number - 12)
    case 28, 29: .function(number - 13)
    case 31...34: .function(number - 14)
    // xterm's modifyOtherKeys: 27 ; modifiers ; code.
    case 27 where parameters.count == 3: unicode(parameters[2], modifiers: parameters[1])
    default: nil
    }
  }

  /// A key told by its code point and modifiers (1 + Shift 1, Alt 2, Ctrl 4).
  private static func unicode(_ code: Int, modifiers: Int) -> Key? {
    let bits = max(modifiers, 1) - 1
    switch code {
    case 9: return bits & 1 != 0 ? .backTab : .tab
    case 13: return .enter
    case 27: return .escape
    case 8, 127: return .backspace
    default: break
    }
    guard let scalar = Unicode.Scalar(UInt32(clamping: code)), !isControl(scalar), code < 0xe000 || code > 0xf8ff
    else { return nil }
    guard bits & 4 != 0 else { return .character(Character(scalar)) }
    let lower = Character(scalar.properties.lowercaseMapping)
    return lower.isASCII && (lower.isLetter || "[\\]^_@".contains(lower)) ? .control(lower) : nil
  }
}

func isControl(_ scalar: Unicode.Scalar) -> Bool { scalar.value < 0x20 || (0x7f...0x9f).contains(scalar.value) }
