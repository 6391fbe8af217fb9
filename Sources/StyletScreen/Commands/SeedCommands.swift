import StyletCore

extension CommandTable {
  /// Growing from strokes.
  static let seeds: [Command] = [
    Command(
      "grow-seeds", "grow the strokes to the edge",
      help: "Grows the finding's strokes near the cursor to the edge of what they lie in, on this slice. Other "
        + "findings, background marks and what lies farther away hold against it. Arrows change how far around is "
        + "looked and how smooth the edge is.", in: .drawing, modes: [.navigate, .adjust], repeatable: true
    ) { work, _ in work.beginPreview("grow-seeds") },
    Command(
      "grow-seeds-space", "grow the strokes through the slices",
      help: "As grow-seeds, from strokes on one or more slices, through the slices around them.", in: .drawing,
      modes: [.navigate, .adjust], repeatable: true
    ) { work, _ in work.beginPreview("grow-seeds-space") },
    Command(
      "seed-background", "mark as background here / not",
      help: "Marks the brush's disc at the cursor as no finding, for growing from seeds, or takes the mark away. "
        + "Marks are seen as dots and are not kept with the project.", in: .drawing, modes: [.navigate, .adjust]
    ) { work, _ in work.stampBackground() },
    Command(
      "seed-background-clear", "forget the background marks",
      help: "Takes all marks of background away. No finding changes.", in: .drawing, modes: [.navigate, .adjust]
    ) { work, _ in work.forgetBackground() },
  ]
}
