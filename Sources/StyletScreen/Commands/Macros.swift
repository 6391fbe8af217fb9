import StyletBase

extension CommandTable {
  /// Keys recorded and played again.
  static let macros: [Command] = [
    Command("macro-record", in: .history) { work, _ in try work.macros.toggleRecording() },
    Command("macro-play", in: .history, counts: .times) { try $0.macros.playMacro("", rounds: $1.times) },
    Command("macro-save", in: .history, argument: "NAME") { try $0.macros.saveMacro(as: $1.argument) },
    Command("macro", in: .history, argument: "NAME") { work, call in
      guard !call.argument.isEmpty else { throw Sentence.expected(words("expected.name"), "macro nodule") }
      try work.macros.playMacro(call.argument, rounds: call.times)
    },
  ]
}
