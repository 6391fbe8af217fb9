import Foundation
import Testing

/// The subcommands as the program's help lists them. Tests that run a table of commands ask here which there are, so
/// that a new one is missed where its row is not.
enum Subcommands {
  static func all() throws -> Set<String> { Set(try helps.get().keys) }

  /// Those that take an option: `--json` answers programs, `--incomplete` reads a scan, `--series` is given its path.
  static func offering(_ option: String) throws -> Set<String> {
    Set(try helps.get().filter { $0.value.contains(option) }.keys)
  }

  /// What the rows of a table call.
  static func called(by commands: [[String]]) -> Set<String> { Set(commands.compactMap(\.first)) }

  /// By subcommand the options that its help lists.
  private static let helps = Result { () throws -> [String: Set<String>] in
    let list = try stylet(["--help"], in: "/").out.components(separatedBy: "SUBCOMMANDS:\n").last ?? ""
    let names = list.split(separator: "\n").compactMap { $0.prefixMatch(of: /\ {2}([a-z-]+)\ /).map { String($0.1) } }
    try #require(names.count > 10, "\(list)")
    return try names.filter { $0 != "help" }.reduce(into: [:]) { helps, name in
      let lines = try stylet([name, "--help"], in: "/").out.split(separator: "\n")
      helps[name] = Set(lines.compactMap { $0.prefixMatch(of: /\ {2}(--[a-z-]+)/).map { String($0.1) } })
    }
  }
}
