import ArgumentParser
import StyletBase
import StyletScreen

/// `stylet keys`: the key table.
struct Keys: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "keys", abstract: words("cli.keys.abstract"))

  @OptionGroup var keymap: KeymapOptions
  @OptionGroup var language: LanguageOption

  func run() throws {
    let (map, problems) = try keymap.load()
    try Output.write(KeyTable.text(map))
    if let first = problems.first {
      for problem in problems.dropFirst() { Messages.line(problem) }
      throw first
    }
  }
}

/// Which keys.
struct KeymapOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(words("cli.keys.keymap")),
    transform: Input.path)
  var keymap: String?

  /// - Returns: the map, and what is wrong with the file; what is not wrong is in force.
  func load() throws -> (keymap: Keymap, problems: [Failure]) {
    guard let keymap else { return (.standard, []) }
    if let builtIn = BuiltInKeymap(rawValue: keymap) { return (.builtIn(builtIn), []) }
    guard Paths.exists(keymap) else {
      throw Failure(
        .noInput, path: keymap, words("cli.keys.none"),
        advice: words("cli.keys.none-advice",
          ["known": BuiltInKeymap.allCases.map(\.rawValue).joined(separator: ", ")]))
    }
    let text = try NamedFile.text(
      keymap, limit: 1 << 20, kind: words("cli.keys.file"), advice: words("cli.keys.file-advice"))
    let merged = KeymapFile(name: keymap, text: text).merged()
    return (merged.keymap, merged.problems)
  }
}
