/// A message as a catalogue has it, taken apart.
///
/// `{$name}` is an argument. `{$name: # slice | # slices}` is chosen by a number: one, then all others, with the number
/// for `#`. `{$name: yes = along edges | no = straight}` is chosen by a name, the last where none fits. Variants may hold
/// arguments themselves. All other braces are text: `{contour-close}` is a key, named by the key map in force.
struct WordPattern: Sendable {
  indirect enum Part: Sendable {
    case text(String)
    case argument(String)
    case counted(String, [WordPattern])
    case chosen(String, [(name: String, pattern: WordPattern)])
    /// The number of the counted variant that it stands in.
    case number
  }

  let parts: [Part]

  /// Never fails: what is no pattern is text, and the catalogue's test finds it.
  init(_ text: some StringProtocol) { self.init(text, inCount: false) }

  private init(_ text: some StringProtocol, inCount: Bool) {
    // Most messages are text alone: all are read when the program begins.
    guard inCount || text.utf8.contains(UInt8(ascii: "{")) else {
      parts = text.isEmpty ? [] : [.text(String(text))]
      return
    }
    var parts: [Part] = [], plain = ""
    var rest = Substring(text)
    func flushed(_ part: Part) {
      if !plain.isEmpty { parts.append(.text(plain)) }
      plain = ""
      parts.append(part)
    }
    func isMark(_ c: UInt8) -> Bool { c == UInt8(ascii: "{") || inCount && c == UInt8(ascii: "#") }
    while let mark = rest.utf8.firstIndex(where: isMark) {
      plain += rest[..<mark]
      rest = rest[mark...]
      if rest.hasPrefix("{$"), let end = Self.closing(rest) {
        flushed(Self.argument(rest.dropFirst(2)[..<end], inCount: inCount))
        rest = rest[rest.index(after: end)...]
      } else if rest.first == "#" {
        flushed(.number)
        rest.removeFirst()
      } else {
        plain.append(rest.removeFirst())
      }
    }
    plain += rest
    if !plain.isEmpty { parts.append(.text(plain)) }
    self.parts = parts
  }

  private static func argument(_ inner: Substring, inCount: Bool) -> Part {
    guard let colon = inner.firstIndex(of: ":") else { return .argument(String(inner)) }
    let name = String(inner[..<colon])
    let variants = split(inner[inner.index(after: colon)...]).map(trimmed)
    let named = variants.map { variant -> (name: String, pattern: WordPattern)? in
      guard let equals = variant.firstIndex(of: "=") else { return nil }
      let name = trimmed(variant[..<equals])
      guard !name.isEmpty, name.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" }) else { return nil }
      return (String(name), WordPattern(trimmed(variant[variant.index(after: equals)...]), inCount: inCount))
    }
    if named.allSatisfy({ $0 != nil }) { return .chosen(name, named.compactMap { $0 }) }
    return .counted(name, variants.map { WordPattern($0, inCount: true) })
  }

  /// Where the brace that begins `text` is closed.
  private static func closing(_ text: Substring) -> String.Index? {
    var depth = 0
    for i in text.utf8.indices {
      if text.utf8[i] == UInt8(ascii: "{") { depth += 1 }
      if text.utf8[i] == UInt8(ascii: "}") { depth -= 1 }
      if depth == 0 { return i }
    }
    return nil
  }

  /// At the bars that stand in no further braces.
  private static func split(_ text: Substring) -> [Substring] {
    var depth = 0, out: [Substring] = [], start = text.startIndex
    for i in text.utf8.indices {
      switch text.utf8[i] {
      case UInt8(ascii: "{"): depth += 1
      case UInt8(ascii: "}"): depth -= 1
      case UInt8(ascii: "|") where depth == 0:
        out.append(text[start..<i])
        start = text.index(after: i)
      default: break
      }
    }
    return out + [text[start...]]
  }

  private static func trimmed(_ text: Substring) -> Substring {
    var text = text
    while text.first == " " { text.removeFirst() }
    while text.last == " " { text.removeLast() }
    return text
  }

  /// The names of all arguments, those of the variants too.
  var arguments: Set<String> {
    parts.reduce(into: []) { names, part in
      switch part {
      case .text, .number: break
      case .argument(let name): names.insert(name)
      case .counted(let name, let variants): names.formUnion([name] + variants.flatMap(\.arguments))
      case .chosen(let name, let variants): names.formUnion([name] + variants.flatMap(\.pattern.arguments))
      }
    }
  }

  /// The message; an argument that was not given stands as its name in braces.
  /// - Parameter value: of the argument of a name.
  func text(in language: Language, count: Int? = nil, _ value: (String) -> (any WordArgument)?) -> String {
    parts.map { part in
      switch part {
      case .text(let text): return text
      case .number: return count.map(String.init) ?? "#"
      case .argument(let name): return value(name)?.wording ?? "{$\(name)}"
      case .counted(let name, let variants):
        guard let n = value(name)?.countChooser else { return "{$\(name)}" }
        return variants[min(language.variant(of: n), variants.count - 1)].text(in: language, count: n, value)
      case .chosen(let name, let variants):
        guard let wanted = value(name)?.wording, let last = variants.last else { return "{$\(name)}" }
        return (variants.first { $0.name == wanted } ?? last).pattern.text(in: language, count: count, value)
      }
    }.joined()
  }
}

/// What a message takes: a text as it is, a whole number, or yes and no.
public protocol WordArgument: Sendable {
  var wording: String { get }
  /// What chooses a counted variant.
  var countChooser: Int? { get }
}

extension String: WordArgument {
  public var wording: String { self }
  public var countChooser: Int? { nil }
}

extension Int: WordArgument {
  public var wording: String { String(self) }
  public var countChooser: Int? { self }
}

extension Bool: WordArgument {
  public var wording: String { self ? "yes" : "no" }
  public var countChooser: Int? { nil }
}
