import StyletBase

extension CommandTable {
  /// Magnification and layout of the panes.
  static let views: [Command] = [
    Command("zoom-in", in: .views, counts: .times) {
      $0.zoom(steps: $1.times)
    },
    Command("zoom-out", in: .views, counts: .times) { $0.zoom(steps: -$1.times) },
    Command("zoom-fit", in: .views) { work, _ in
      work.zoomToFit()
    },
    Command("zoom-voxel", in: .views) { work, _ in work.zoomToVoxels() },
    Command("centre", in: .views) { work, _ in work.centreOnCursor() },
    Command("redraw", in: .views, needsScan: false) { work, _ in work.isRepaintAsked = true },
    Command("layout", in: .views, argument: "[three|single]") { work, call in
      if call.argument.isEmpty {
        work.setLayout(work.view.layout == .three ? .single : .three)
      } else if let layout = PaneLayout(rawValue: call.argument) {
        work.setLayout(layout)
      } else {
        throw Say.expected(words("expected.layout"), "layout single")
      }
    },
  ]
}
