extension CommandTable {
  /// Growing from strokes.
  static let seeds: [Command] = [
    Command(
      "grow-seeds", in: .drawing, modes: Mode.free, repeatable: true
    ) { work, _ in work.previews.begin("grow-seeds") },
    Command(
      "grow-seeds-space", in: .drawing, modes: Mode.free, repeatable: true
    ) { work, _ in work.previews.begin("grow-seeds-space") },
    Command("seed-background", in: .drawing, modes: Mode.free) { work, _ in work.drawing.stampBackground() },
    Command(
      "seed-background-clear", in: .drawing, modes: Mode.free
    ) { work, _ in work.drawing.forgetBackground() },
  ]
}
