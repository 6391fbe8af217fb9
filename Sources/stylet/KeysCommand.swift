import ArgumentParser
import Foundation
import StyletCore
import StyletScreen

/// `stylet keys`: the key table.
struct Keys: ParsableCommand {
  static let configuration = CommandConfiguration(abstract: "Print the keys and what they do.")

  @OptionGroup var keymap: KeymapOptions

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
    help: "default, azerty, itksnap, slicer, or a TOML file that is merged over the default keys.",
    transform: Input.path)
  var keymap: String?

  /// - Returns: the map, and what is wrong with the file; what is not wrong is in force.
  func load() throws -> (keymap: Keymap, problems: [Failure]) {
    guard let keymap else { return (.standard, []) }
    if let builtIn = BuiltInKeymap(rawValue: keymap) { return (.builtIn(builtIn), []) }
    guard Paths.exists(keymap) else {
      throw Failure(
        .noInput, path: keymap, "there is no such key map",
        advice: "give \(BuiltInKeymap.allCases.map(\.rawValue).joined(separator: ", ")) or a TOML file")
    }
    let text = try NamedFile.text(keymap, limit: 1 << 20, kind: "a key map", advice: "see Keymaps/default.toml")
    let merged = KeymapFile(name: keymap, text: text).merged()
    return (merged.keymap, merged.problems)
  }
}
