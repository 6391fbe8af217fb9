import StyletCore

extension CommandTable {
  /// Operations on the shape of what is drawn.
  static let shapes: [Command] = [
    shape(
      "margin", "grow or shrink by a margin",
      "Shows the finding grown, or shrunk, by a margin in mm, on the slice or in space."),
    shape(
      "smooth", "smooth the outline",
      "Shows the finding with a smoother outline: blurred with its volume kept, opened or closed. Parts too thin for "
        + "the size stay as they are, and it says how many."),
    shape(
      "fill-holes", "fill holes",
      "Shows what the finding encloses filled: on this slice, on every slice, or cavities closed on all sides. Other "
        + "findings in them stay."),
    shape(
      "islands", "keep or remove parts",
      "Shows the finding without its smaller parts: keeps the largest or the one under the cursor, or takes away those "
        + "of less than so many mL or the one under the cursor."),
    shape(
      "copy-fitted", "copy from the neighbour slice, fitted",
      "As copy, but fitted to the scan on this slice: voxels with the values that the drawing has on its own slice, "
        + "or within the gate, up to a rim around the copied shape."),
    shape(
      "clip", "clip to values or to the lungs",
      "Shows the finding without what lies outside a range of values, at first those usual for it, or outside the "
        + "lungs, or inside them."),
    shape(
      "union", "take in the finding under the cursor",
      "Shows the finding chosen with the one under the cursor taken in: that part of it, all of it on the slice, or "
        + "the whole of it."),
    shape(
      "split", "split by value into another finding",
      "Shows the part of the finding above, or below, a value moved into another finding, as ground-glass opacity "
        + "into consolidation. Pieces of less than so many mL stay."),
    Command(
      "gate-preset", "gate of the finding's usual values",
      help: "Sets the HU gate to the values usual for the finding chosen and turns it on; the gate then changes with "
        + "the finding. Again turns it off.", in: .drawing
    ) { work, _ in work.toggleGatePreset() },
  ]

  private static func shape(_ id: String, _ title: String, _ help: String) -> Command {
    Command(
      id, title, help: help + " Arrows change it, Enter accepts it, Esc leaves it.", in: .drawing,
      modes: [.navigate, .adjust], repeatable: true
    ) { work, _ in work.beginPreview(id) }
  }
}
