import StyletBase

extension CommandTable {
  /// Undo and redo.
  static let history: [Command] = [
    Command("undo", in: .history, argument: "[N]", counts: .times) { try $0.history.undo(steps($1)) },
    Command("redo", in: .history, argument: "[N]", counts: .times) { try $0.history.redo(steps($1)) },
    Command("undolist", in: .history) { work, _ in work.history.showSteps() },
  ]

  private static func steps(_ call: Call) throws -> Int {
    guard !call.argument.isEmpty else { return call.times }
    guard let n = Int(call.argument), n > 0 else { throw Sentence.expected(words("expected.steps"), "undo 3") }
    return n
  }
}
