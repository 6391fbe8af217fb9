import StyletCore

/// What is said of macros.
extension Say {
  static func recording(_ keymap: Keymap) -> String {
    "Recording; \(key("macro-record", keymap)) ends it, \(key("macro-play", keymap)) plays it"
  }

  static func recorded(_ keys: Int, _ keymap: Keymap) -> String {
    "Recorded \(keys == 1 ? "1 key" : "\(keys) keys"); \(key("macro-play", keymap)) plays it"
  }

  static let nothingRecorded = "Nothing was recorded; the last macro stays"
  static let notRecorded = "This is not recorded: a macro knows keys alone"

  static func noMacro(_ keymap: Keymap) -> Failure {
    Failure(.usage, "No macro is recorded yet", advice: "\(key("macro-record", keymap)) starts and ends recording")
  }

  static func noMacro(named name: String, _ names: [String]) -> Failure {
    Failure(
      .usage, "No macro \"\(name)\"",
      advice: names.isEmpty ? ":macro-save NAME names the last one" : "there are " + list(names))
  }

  static let macroInMacro = Failure(.usage, "A macro can neither play nor record another")

  static func macroSaved(_ name: String, _ keys: Int) -> String {
    "Macro \(name): \(keys == 1 ? "1 key" : "\(keys) keys"), until you leave; :macro \(name) plays it"
  }

  static func macroPlayed(steps: Int, _ keymap: Keymap) -> String { takesBack(steps, keymap) ?? "Macro played" }

  static let macroStoppedByReader = "stopped"

  static func macroStopped(_ why: String, round: Int, of rounds: Int, steps: Int, _ keymap: Keymap) -> String {
    let place = rounds > 1 ? " in round \(round) of \(rounds)" : ""
    return "Macro ended\(place): \(why)" + (takesBack(steps, keymap).map { ".  " + $0 } ?? "")
  }

  /// "12 steps; 12u takes them back"; nil when there are none.
  private static func takesBack(_ steps: Int, _ keymap: Keymap) -> String? {
    guard steps > 0 else { return nil }
    let undo = key("undo", keymap)
    if steps == 1 { return "1 step; \(undo) undoes it" }
    let isCounted = keymap.takesCounts && !undo.hasPrefix(":")
    return "\(steps) steps; " + (isCounted ? "\(steps)\(undo)" : undoes(steps)) + " takes them back"
  }

  /// The first key of a command, or its name where it has none.
  private static func key(_ command: String, _ keymap: Keymap) -> String {
    let keys = KeyTable.keys(of: command, keymap)
    return keys.isEmpty ? ":" + command : String(keys.prefix { $0 != " " })
  }
}

extension PanelText {
  static let recording = "recording"
}
