import StyletBase

/// What ArgumentParser says by itself, in the language in force: it knows English alone.
enum ParserWords {
  /// An error's first line. One that is not known here stays as it is.
  static func said(_ line: String) -> String {
    guard Words.language != .english else { return line }
    for (pattern, message) in errors {
      if let match = try? pattern.wholeMatch(in: line) {
        return message((1..<match.count).map { match[$0].substring.map(String.init) ?? "" })
      }
    }
    return line
  }

  private typealias Message = @Sendable ([String]) -> String

  /// By their first words; what is quoted is what was typed.
  private static var errors: [(Regex<AnyRegexOutput>, Message)] {
    let list: [(String, Message)] = [
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
    return list.compactMap { text, message in (try? Regex(text)).map { ($0, message) } }
  }

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
    return text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      var line = String(line)
      if let (english, own) = headings.first(where: { line.hasPrefix($0.0) }) {
        line = own + line.dropFirst(english.count)
      }
      for (english, own) in phrases { line = line.replacing(english, with: own) }
      if line.hasPrefix("  See '"), line.hasSuffix("' for detailed help.") {
        let command = line.dropFirst("  See '".count).dropLast("' for detailed help.".count)
        line = "  " + words("cli.parser.see", ["command": String(command)])
      }
      return line
    }.joined(separator: "\n")
  }
}
