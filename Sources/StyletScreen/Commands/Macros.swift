import StyletBase

extension CommandTable {
  /// Keys recorded and played again.
  static let macros: [Command] = [
    Command("macro-record", in: .history) { work, _ in try work.toggleRecording() },
    Command("macro-play", in: .history, counts: .times) { try $0.playMacro("", rounds: $1.times) },
    Command("macro-save", in: .history, argument: "NAME") { try $0.saveMacro(as: $1.argument) },
    Command("macro", in: .history, argument: "NAME") { work, call in
      guard !call.argument.isEmpty else { throw Say.expected(words("expected.name"), "macro nodule") }
      try work.playMacro(call.argument, rounds: call.times)
    },
  ]
}
