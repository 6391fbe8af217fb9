import Glibc
import StyletBase
import StyletScreen

/// What ArgumentParser says by itself, in the language in force: it knows English alone.
enum ParserWords {
  /// The columns that a page of help has at least.
  private static let narrowest = 40

  /// Sees to it that a page of help has them: ArgumentParser traps where a terminal, or the environment, has fewer than
  /// it indents by. Called before anything else reads the environment.
  static func makeRoom() {
    var size = winsize()
    let isTerminal = ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0
    let told = Paths.environment(["COLUMNS"])["COLUMNS"].flatMap(Int.init)
    if told ?? (isTerminal ? Int(size.ws_col) : narrowest) < narrowest { setenv("COLUMNS", "\(narrowest)", 1) }
  }

  /// An error's first line. One that is not known here stays as it is.
  static func said(_ line: String) -> String {
    guard Words.language != .english else { return line }
    for (pattern, message) in errors {
      if let match = try? Regex(pattern).wholeMatch(in: line) {
        return message((1..<match.count).map { match[$0].substring.map(String.init) ?? "" })
      }
    }
    return line
  }

  private typealias Message = @Sendable ([String]) -> String

  /// By their first words; what is quoted is what was typed.
  private static let errors: [(pattern: String, Message)] = [
    (
      "Unknown option '(.+)'\\. Did you mean '(.+)'\\?",
      { words("cli.parser.meant", ["option": $0[0], "other": $0[1]]) }
    ),
    ("Unknown option '(.+)'", { words("cli.parser.unknown", ["option": $0[0]]) }),
    ("Missing value for '(.+)'", { words("cli.parser.no-value", ["option": $0[0]]) }),
    (
      "The option '(.+)' does not take any value, but '(.*)' was specified\\.",
      { words("cli.parser.takes-none", ["option": $0[0], "value": $0[1]]) }
    ),
    ("Unexpected argument '(.+)'", { words("cli.parser.unexpected", ["argument": $0[0]]) }),
    ("[0-9]+ unexpected arguments: '(.+)'", { words("cli.parser.unexpected-all", ["arguments": $0[0]]) }),
    ("Missing expected argument '(.+)'", { words("cli.parser.missing", ["argument": $0[0]]) }),
    (
      "The value '(.*)' is invalid for '(.+?)'\\. Please provide one of (.+)\\.",
      { words("cli.parser.one-of", ["value": $0[0], "option": $0[1], "known": $0[2]]) }
    ),
    (
      "The value '(.*)' is invalid for '(.+?)': (.+)",
      { words("cli.parser.invalid-as", ["value": $0[0], "option": $0[1], "why": $0[2]]) }
    ),
    (
      "The value '(.*)' is invalid for '(.+?)'.*",
      { words("cli.parser.invalid", ["value": $0[0], "option": $0[1]]) }
    ),
  ]

  /// A page of help, with its headings.
  static func page(_ text: String) -> String {
    guard Words.language != .english else { return text }
    let headings = [
      ("OVERVIEW:", words("cli.parser.overview")), ("USAGE:", words("cli.parser.usage")),
      ("ARGUMENTS:", words("cli.parser.arguments")), ("OPTIONS:", words("cli.parser.options")),
      ("SUBCOMMANDS:", words("cli.parser.subcommands")),
    ]
    let phrases = [
      ("Show the version.", words("cli.parser.version")), ("Show help information.", words("cli.parser.help")),
      ("(default: ", words("cli.parser.default")), ("; default: ", words("cli.parser.also-default")),
      ("(values: ", words("cli.parser.values")), ("(default)", words("cli.parser.is-default")),
    ]
    func spoken(_ line: String) -> String {
      phrases.reduce(line) { $0.replacing($1.0, with: $1.1) }
    }
    var out: [String] = [], hasRows = false
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)[...]
    while let line = lines.popFirst() {
      if let (english, own) = headings.first(where: { line.hasPrefix($0.0) }) {
        hasRows = line == english
        out.append(own + line.dropFirst(english.count))
      } else if line.hasPrefix("  See '"), line.hasSuffix("' for detailed help.") {
        let command = line.dropFirst("  See '".count).dropLast("' for detailed help.".count)
        out.append("  " + words("cli.parser.see", ["command": String(command)]))
      } else if hasRows, line.hasPrefix("  ") {
        var row = Row(line)
        while let next = lines.first, next.hasPrefix(Row.margin) {
          row.text += (row.text.isEmpty ? "" : " ") + next.dropFirst(Row.margin.count)
          lines.removeFirst()
        }
        out += Row(name: spoken(row.name), text: spoken(row.text)).lines
      } else {
        out.append(spoken(line))
      }
    }
    return out.joined(separator: "\n")
  }

  /// An argument, an option or a subcommand with what is said of it, which goes on below itself. ArgumentParser has
  /// wrapped that for English: it is wrapped anew.
  private struct Row {
    static let margin = String(repeating: " ", count: 26)
    private static let width = 80

    var name: String
    var text: String

    init(name: String, text: String) { (self.name, self.text) = (name, text) }

    init(_ line: String) {
      let head = line.prefix(Self.margin.count), rest = line.dropFirst(Self.margin.count)
      let isParted = head.last == " " && rest.first.map { $0 != " " } ?? false
      self.init(name: (isParted ? String(head) : line).trimmedAtEnd, text: isParted ? String(rest) : "")
    }

    var lines: [String] {
      let said = Wrapping.lines(text, Self.width - Self.margin.count)
      guard name.count < Self.margin.count, let first = said.first else {
        return [name] + (text.isEmpty ? [] : said.map { Self.margin + $0 })
      }
      let begun = NumberText.filled(name, Self.margin.count) + first
      return [begun.trimmedAtEnd] + said.dropFirst().map { Self.margin + $0 }
    }
  }
}

extension String {
  fileprivate var trimmedAtEnd: String {
    var text = self
    while text.last == " " { text.removeLast() }
    return text
  }
}
