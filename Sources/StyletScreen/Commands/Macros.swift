extension CommandTable {
  /// Keys recorded and played again.
  static let macros: [Command] = [
    Command(
      "macro-record", "record keys: start, stop",
      help: "All keys until it is called again are recorded as the last macro; the mouse is not.", in: .history
    ) { work, _ in try work.toggleRecording() },
    Command(
      "macro-play", "play the last macro",
      help: "Plays the recorded keys again. It ends at the first refusal, and with Esc; "
        + "each step in it is undone by itself.",
      in: .history, counts: .times
    ) { try $0.playMacro("", rounds: $1.times) },
    Command(
      "macro-save", "name the last macro", help: "Keeps the last macro under a name until you leave.", in: .history,
      argument: "NAME"
    ) { try $0.saveMacro(as: $1.argument) },
    Command(
      "macro", "play a named macro", help: "Plays the macro of a name, which becomes the last one.", in: .history,
      argument: "NAME"
    ) { work, call in
      guard !call.argument.isEmpty else { throw Say.expected("a name", "macro nodule") }
      try work.playMacro(call.argument, rounds: call.times)
    },
  ]
}
