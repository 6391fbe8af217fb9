import ArgumentParser
import StyletBase
import StyletProject

/// `--lang`, which all commands have. It is taken off the command line before that is read: help and errors are said in
/// the language that it names.
struct LanguageOption: ParsableArguments {
  @Option(help: ArgumentHelp(words("cli.lang.help", ["known": Self.known]), valueName: "language"))
  var lang: String?

  static var known: String { Language.allCases.map(\.rawValue).joined(separator: ", ") }

  /// - Returns: the arguments without the option, the last of which holds; and the language: of the option, or else of
  ///   the user's settings, or else of the locale.
  /// - Throws: a ``Failure`` where it names no language that there is.
  static func take(
    _ arguments: [String], environment: [String: String]
  ) throws -> (arguments: [String], language: Language) {
    var rest: [String] = [], asked: String?
    var left = arguments[...]
    while let argument = left.popFirst() {
      if argument == "--" {
        rest.append(argument)
        rest += left
        break
      }
      if argument == "--lang" {
        guard let value = left.popFirst() else { throw missing }
        asked = value
      } else if argument.hasPrefix("--lang=") {
        asked = String(argument.dropFirst("--lang=".count))
      } else {
        rest.append(argument)
      }
    }
    guard let asked else {
      // Settings that cannot be read are said where they are used.
      let settings = try? UserSettings.read(UserSettings.path(environment))
      return (rest, settings?.language ?? Language(environment: environment))
    }
    guard let language = Language(code: asked) else {
      throw Failure(
        .usage, words("cli.lang.unknown", ["code": asked]), advice: words("cli.lang.advice", ["known": known]))
    }
    return (rest, language)
  }

  private static var missing: Failure {
    Failure(.usage, words("cli.lang.missing"), advice: words("cli.lang.advice", ["known": known]))
  }
}
