import StyletCore

extension CommandTable {
  /// Tools that show what they would draw before they draw it.
  static let assists: [Command] = [
    Command(
      "grow", "grow a region at the cursor",
      help: "Shows the region of like values around the cursor on this slice. Arrows change how far it goes, Enter "
        + "accepts it, Esc leaves it.", in: .drawing, modes: [.navigate, .adjust], repeatable: true
    ) { work, _ in work.beginPreview("grow") },
    Command(
      "grow-space", "grow a region through the slices",
      help: "As grow, but through the neighbouring slices too, within a radius of the cursor.", in: .drawing,
      modes: [.navigate, .adjust], repeatable: true
    ) { work, _ in work.beginPreview("grow-space") },
    Command(
      "preview-less", "less", help: "A step less of the parameter chosen, or so many.", in: .drawing,
      argument: "[STEPS]", modes: [.preview], counts: .times
    ) { $0.stepPreview(by: -(try steps($1))) },
    Command(
      "preview-more", "more", help: "A step more of the parameter chosen, or so many.", in: .drawing,
      argument: "[STEPS]", modes: [.preview], counts: .times
    ) { $0.stepPreview(by: try steps($1)) },
    Command(
      "preview-next", "next parameter", help: "The arrows then change the tool's next parameter.", in: .drawing,
      modes: [.preview]
    ) { work, _ in work.choosePreviewParameter(by: 1) },
    Command(
      "preview-previous", "previous parameter", help: "The arrows then change the tool's parameter before.",
      in: .drawing, modes: [.preview]
    ) { work, _ in work.choosePreviewParameter(by: -1) },
    Command(
      "preview-take", "take what is shown", help: "Draws what the preview shows, as one step.", in: .drawing,
      modes: [.preview]
    ) { work, _ in try work.takePreview() },
    Command(
      "draw-over", "what may be drawn over",
      help: "Goes round: everything, unlabelled voxels alone, or the finding under the cursor alone. Every tool keeps "
        + "to it.", in: .drawing, argument: "[everything|unlabelled|FINDING]"
    ) { work, call in try work.setDrawOver(call.argument) },
    Command(
      "lock", "lock / unlock a finding",
      help: "A locked finding is not changed by any tool. Without a name, the finding chosen.", in: .findings,
      argument: "[FINDING]"
    ) { work, call in try work.toggleLock(call.argument) },
  ]

  private static func steps(_ call: Call) throws -> Int {
    guard !call.argument.isEmpty else { return call.times }
    guard let steps = Int(call.argument), (1...1000).contains(steps) else {
      throw Say.expected("a number of steps", "preview-more 4")
    }
    return steps * call.times
  }
}
