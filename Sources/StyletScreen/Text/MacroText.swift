import StyletBase

/// What is said of macros.
extension Sentence {
  static func recording(_ keymap: Keymap) -> String {
    words("say.recording", ["record": key("macro-record", keymap), "play": key("macro-play", keymap)])
  }

  static func recorded(_ keys: Int, _ keymap: Keymap) -> String {
    words("say.recorded", ["n": keys, "play": key("macro-play", keymap)])
  }

  static var nothingRecorded: String { words("say.nothing-recorded") }
  static var notRecorded: String { words("say.not-recorded") }

  static func noMacro(_ keymap: Keymap) -> Failure {
    Failure(
      .usage, words("say.no-macro"), advice: words("say.no-macro-advice", ["record": key("macro-record", keymap)]))
  }

  static func noMacro(named name: String, _ names: [String]) -> Failure {
    Failure(
      .usage, words("say.no-macro-named", ["name": name]),
      advice: names.isEmpty
        ? words("say.no-macro-named-advice") : words("say.no-macro-named-list", ["list": list(names)]))
  }

  static var macroInMacro: Failure { Failure(.usage, words("say.macro-in-macro")) }

  static func macroSaved(_ name: String, _ keys: Int) -> String { words("say.macro-saved", ["name": name, "n": keys]) }

  static func macroPlayed(steps: Int, _ keymap: Keymap) -> String {
    takesBack(steps, keymap) ?? words("say.macro-played")
  }

  static var macroStoppedByReader: String { words("say.macro-stopped-by-reader") }

  static func macroStopped(_ why: String, round: Int, of rounds: Int, steps: Int, _ keymap: Keymap) -> String {
    let ended =
      rounds > 1
      ? words("say.macro-ended-in-round", ["round": round, "rounds": rounds, "why": why])
      : words("say.macro-ended", ["why": why])
    return ended + (takesBack(steps, keymap).map { ".  " + $0 } ?? "")
  }

  /// "12 steps; 12u takes them back"; nil when there are none.
  private static func takesBack(_ steps: Int, _ keymap: Keymap) -> String? {
    guard steps > 0 else { return nil }
    let undo = key("undo", keymap)
    if steps == 1 { return words("say.one-step-back", ["undo": undo]) }
    let isCounted = keymap.takesCounts && !undo.hasPrefix(":")
    return words("say.steps-back", ["n": steps, "undo": isCounted ? "\(steps)\(undo)" : undoes(steps)])
  }

  /// The first key of a command, or its name where it has none.
  private static func key(_ command: String, _ keymap: Keymap) -> String {
    let keys = KeyNames.keys(of: command, keymap)
    return keys.isEmpty ? ":" + command : String(keys.prefix { $0 != " " })
  }
}

extension PanelText {
  static var recording: String { words("panel.recording") }
}
