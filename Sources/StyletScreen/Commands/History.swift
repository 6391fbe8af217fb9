extension CommandTable {
  /// Undo and redo.
  static let history: [Command] = [
    Command(
      "undo", "undo", help: "Takes the last step back and shows where it was, or that many.", in: .history,
      argument: "[N]", counts: .times
    ) { try $0.undo(steps($1)) },
    Command(
      "redo", "redo", help: "Does the last step taken back again, or that many.", in: .history,
      argument: "[N]", counts: .times
    ) { try $0.redo(steps($1)) },
    Command(
      "undolist", "list of the steps",
      help: "Shows the steps that can be undone and redone, the newest first, also those from before the scan was opened; "
        + "Enter goes to the state after the one chosen.",
      in: .history
    ) { work, _ in work.showSteps() },
  ]

  private static func steps(_ call: Call) throws -> Int {
    guard !call.argument.isEmpty else { return call.times }
    guard let n = Int(call.argument), n > 0 else { throw Say.expected("a number of steps", "undo 3") }
    return n
  }
}
