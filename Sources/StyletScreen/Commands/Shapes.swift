extension CommandTable {
  /// Operations on the shape of what is drawn.
  static let shapes: [Command] = [
    shape("margin"),
    shape("smooth"),
    shape("fill-holes"),
    shape("islands"),
    shape("copy-fitted"),
    shape("clip"),
    shape("union"),
    shape("split"),
    Command("gate-preset", in: .drawing) { work, _ in work.drawing.toggleGatePreset() },
  ]

  private static func shape(_ id: String) -> Command {
    Command(id, in: .drawing, modes: Mode.free, repeatable: true) { work, _ in work.previews.begin(id) }
  }
}
