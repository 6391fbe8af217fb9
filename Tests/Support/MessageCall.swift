/// The tables of the catalogues, by where they stand in the English one.
public enum MessageTable {
  /// Those under `# Screen`: what StyletScreen says. All others are of Core, reports and the command line.
  public static func ofScreen() throws -> Set<String> {
    let lines = try SourceFile.text("StyletTexts/Languages/en.toml").split(separator: "\n")
    let screen = lines.drop { $0 != "# Screen" }.dropFirst().prefix { !$0.hasPrefix("# ") }
    let names = screen.compactMap { $0.wholeMatch(of: #/\[([a-z-]+)\]/#).map { String($0.1) } }
    // What a language is called, tests alone ask.
    return Set(names).subtracting(["language"])
  }
}

/// A call of `words("id", ["a": …])` in the sources: what messages are said, and with what.
public struct MessageCall {
  /// Of the file, under `Sources`.
  public let file: String
  /// The literals of the first argument: several where code chooses between them, a NUL for what is put into one.
  public private(set) var ids: [String] = []
  /// The names in the list behind them; nil where that is not written out, empty where there is none.
  public private(set) var arguments: Set<String>? = []
  /// Whether it is called as a member of something: a step's name is, `.words("tool.brush", …)`.
  public let isMember: Bool

  /// Those of all Swift files of `Sources`.
  public static func all() throws -> [MessageCall] {
    try SourceFile.all().flatMap { calls(in: $0.text, file: $0.name) }
  }

  public static func calls(in text: String, file: String = "") -> [MessageCall] {
    let text = Array(text), name = Array("words(")
    var calls: [MessageCall] = [], at = 0
    while at + name.count < text.count {
      defer { at += 1 }
      guard text[at] == "w", Array(text[at..<at + name.count]) == name else { continue }
      let before = at > 0 ? text[at - 1] : " "
      guard !before.isLetter, !before.isNumber, before != "_" else { continue }
      if let call = MessageCall(text, from: at + name.count, file, isMember: before == ".") { calls.append(call) }
    }
    return calls
  }

  private init?(_ text: [Character], from start: Int, _ file: String, isMember: Bool) {
    (self.file, self.isMember) = (file, isMember)
    var depth = 0, at = start, isFirst = true
    while at < text.count {
      switch text[at] {
      case "[" where depth == 0 && !isFirst:
        arguments = []
        depth = 1
      case "(", "[", "{": depth += 1
      case ")" where depth == 0:
        if ids.isEmpty { return nil }
        return
      case ")", "]", "}": depth -= 1
      case "," where depth == 0:
        (isFirst, arguments) = (false, nil)
      case "\"":
        guard let (literal, end) = Self.literal(text, from: at) else { return nil }
        if isFirst { ids.append(literal) }
        if !isFirst, depth == 1, end < text.count, text[end] == ":" { arguments?.insert(literal) }
        at = end - 1
      default: break
      }
      at += 1
    }
    return nil
  }

  /// A literal's text and where it ends; what is put in is left out.
  private static func literal(_ text: [Character], from start: Int) -> (String, Int)? {
    var out = "", at = start + 1
    while at < text.count {
      switch text[at] {
      case "\"": return (out, at + 1)
      case "\\" where at + 1 < text.count && text[at + 1] == "(":
        var depth = 1
        at += 2
        while at < text.count, depth > 0 {
          switch text[at] {
          case "(": depth += 1
          case ")": depth -= 1
          case "\"":
            guard let (_, end) = literal(text, from: at) else { return nil }
            at = end - 1
          default: break
          }
          at += 1
        }
        out += "\0"
      case "\\":
        at += 1
        if at < text.count { out.append(text[at]) }
        at += 1
      default:
        out.append(text[at])
        at += 1
      }
    }
    return nil
  }
}
