import StyletCore

extension CommandTable {
  /// Magnification and layout of the panes.
  static let views: [Command] = [
    Command("zoom-in", "zoom in", help: "Larger, about the cursor.", in: .views, counts: .times) {
      $0.zoom(steps: $1.times)
    },
    Command(
      "zoom-out", "zoom out", help: "Smaller, about the cursor, until the slice fits the pane.", in: .views,
      counts: .times
    ) { $0.zoom(steps: -$1.times) },
    Command("zoom-fit", "fit the slice to the pane", help: "The whole slice in its pane.", in: .views) { work, _ in
      work.zoomToFit()
    },
    Command(
      "zoom-voxel", "one voxel per pixel",
      help: "A pixel, half a cell high, is as large as a voxel of the active plane: nothing is left out.", in: .views
    ) { work, _ in work.zoomToVoxels() },
    Command(
      "centre", "centre the view on the cursor", help: "Moves the cursor's place to the middle of the panes.",
      in: .views
    ) { work, _ in work.centreOnCursor() },
    Command(
      "redraw", "draw the screen again", help: "The whole screen is sent again: after another program wrote on it.",
      in: .views, needsScan: false
    ) { work, _ in work.isRepaintAsked = true },
    Command(
      "layout", "three panes / one",
      help: "The active plane large with the two others beside it, or alone.", in: .views, argument: "[three|single]"
    ) { work, call in
      if call.argument.isEmpty {
        work.setLayout(work.view.layout == .three ? .single : .three)
      } else if let layout = PaneLayout(rawValue: call.argument) {
        work.setLayout(layout)
      } else {
        throw Say.expected("three or single", "layout single")
      }
    },
  ]
}
