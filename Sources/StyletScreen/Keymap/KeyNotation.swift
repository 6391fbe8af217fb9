import StyletBase

/// Keys as vim writes them: a printable character stands for itself, everything else for a name in angle
/// brackets: `<Space> <CR> <Esc> <S-Tab> <PageDown> <C-r> <F1>`, and `<lt>` for `<`. Names in any case.
public enum KeyNotation {
  /// The keys that `text` writes. Line breaks are left out, so that a script can be folded.
  /// - Throws: a usage ``Failure`` that gives the place (base 1) of the first character that is wrong.
  public static func parse(_ text: String) throws -> [Key] {
    var keys: [Key] = []
    let characters = Array(text)
    var at = 0
    while at < characters.count {
      let c = characters[at]
      if c.isNewline {
        at += 1
      } else if c == "<" {
        guard let end = characters[at...].firstIndex(of: ">") else {
          throw wrong(words("keys.not-closed"), at, advice: words("keys.not-closed-advice"))
        }
        let name = String(characters[at + 1..<end])
        guard let key = named(name.lowercased()) else {
          throw wrong(words("keys.no-name", ["name": name]), at, advice: advice(for: name.lowercased()))
        }
        keys.append(key)
        at = end + 1
      } else if !c.unicodeScalars.contains(where: \.isUnsafeToShow) {
        keys.append(.character(c))
        at += 1
      } else {
        throw wrong(words("keys.control"), at, advice: words("keys.control-advice"))
      }
    }
    return keys
  }

  /// As ``parse(_:)`` reads it.
  public static func write(_ keys: [Key]) -> String { keys.map(\.notation).joined() }

  private static func wrong(_ what: String, _ at: Int, advice: String) -> Failure {
    Failure(.usage, what, at: words("keys.character", ["n": at + 1]), advice: advice)
  }

  private static func advice(for name: String) -> String {
    name.hasPrefix("a-") || name.hasPrefix("m-") || name.hasPrefix("s-")
      ? words("keys.terminals")
      : words("keys.names")
  }

  /// The key of a lower-case name.
  private static func named(_ name: String) -> Key? {
    if let key = names[name] { return key }
    if name.hasPrefix("c-"), name.count == 3, let c = name.last { return control(c) }
    if name.hasPrefix("f"), let n = Int(name.dropFirst()), (1...63).contains(n) { return .function(n) }
    return nil
  }

  /// What a terminal sends for Ctrl with a character: three of them are keys of their own.
  private static func control(_ c: Character) -> Key? {
    switch c {
    case "i": .tab
    case "m": .enter
    case "[": .escape
    case "a"..."z", "\\", "]", "^", "_", "@": .control(c)
    default: nil
    }
  }

  private static let names: [String: Key] = [
    "space": .character(" "), "lt": .character("<"), "gt": .character(">"), "bar": .character("|"),
    "bslash": .character("\\"), "cr": .enter, "enter": .enter, "return": .enter, "esc": .escape, "tab": .tab,
    "s-tab": .backTab, "bs": .backspace, "backspace": .backspace, "del": .delete, "delete": .delete,
    "ins": .insert, "insert": .insert, "up": .up, "down": .down, "left": .left, "right": .right, "home": .home,
    "end": .end, "pageup": .pageUp, "pgup": .pageUp, "pagedown": .pageDown, "pgdn": .pageDown,
  ]
}

extension Key {
  /// The key as vim writes it: "a", "<Space>", "<C-r>".
  public var notation: String {
    switch self {
    case .character(" "): "<Space>"
    case .character("<"): "<lt>"
    case .character(let c): String(c)
    case .control(let c): "<C-\(c)>"
    case .escape: "<Esc>"
    case .enter: "<Enter>"
    case .tab: "<Tab>"
    case .backTab: "<S-Tab>"
    case .backspace: "<BS>"
    case .delete: "<Del>"
    case .insert: "<Ins>"
    case .up: "<Up>"
    case .down: "<Down>"
    case .left: "<Left>"
    case .right: "<Right>"
    case .home: "<Home>"
    case .end: "<End>"
    case .pageUp: "<PageUp>"
    case .pageDown: "<PageDown>"
    case .function(let n): "<F\(n)>"
    }
  }

  /// The key as help shows it: "Space", "PgDn", "Ctrl-r".
  public var label: String {
    switch self {
    case .character(" "): words("key.space")
    case .character(let c): String(c)
    case .control(let c): words("key.control", ["letter": String(c)])
    case .escape: words("key.escape")
    case .enter: words("key.enter")
    case .backTab: words("key.back-tab")
    case .backspace: words("key.backspace")
    case .delete: words("key.delete")
    case .insert: words("key.insert")
    case .up: words("key.up")
    case .down: words("key.down")
    case .left: words("key.left")
    case .right: words("key.right")
    case .home: words("key.home")
    case .end: words("key.end")
    case .pageUp: words("key.page-up")
    case .pageDown: words("key.page-down")
    case .tab, .function: String(notation.dropFirst().dropLast())
    }
  }
}
