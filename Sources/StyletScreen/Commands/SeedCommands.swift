extension CommandTable {
  /// Growing from strokes.
  static let seeds: [Command] = [
    Command(
      "grow-seeds", in: .drawing, modes: [.navigate, .adjust], repeatable: true
    ) { work, _ in work.beginPreview("grow-seeds") },
    Command(
      "grow-seeds-space", in: .drawing, modes: [.navigate, .adjust], repeatable: true
    ) { work, _ in work.beginPreview("grow-seeds-space") },
    Command("seed-background", in: .drawing, modes: [.navigate, .adjust]) { work, _ in work.stampBackground() },
    Command("seed-background-clear", in: .drawing, modes: [.navigate, .adjust]) { work, _ in work.forgetBackground() },
  ]
}
