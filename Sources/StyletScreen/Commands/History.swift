extension CommandTable {
  /// Undo and redo.
  static let history: [Command] = [
    Command(
      "undo", "undo", help: "Takes the last step back and shows where it was; a count takes that many.", in: .history,
      counts: true
    ) { try $0.undo($1.times) },
    Command(
      "redo", "redo", help: "Does the last step taken back again; a count does that many.", in: .history, counts: true
    ) { try $0.redo($1.times) },
    Command(
      "undolist", "list of the steps", help: "Shows the steps that can be undone and redone, the newest first.",
      in: .history
    ) { work, _ in work.showSteps() },
  ]
}
