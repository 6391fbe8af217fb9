import StyletBase

extension CommandTable {
  /// Magnification and layout of the panes.
  static let views: [Command] = [
    Command("zoom-in", in: .views, counts: .times) {
      $0.panes.zoom(steps: $1.times)
    },
    Command("zoom-out", in: .views, counts: .times) { $0.panes.zoom(steps: -$1.times) },
    Command("zoom-fit", in: .views) { work, _ in
      work.panes.zoomToFit()
    },
    Command("zoom-voxel", in: .views) { work, _ in work.panes.zoomToVoxels() },
    Command("centre", in: .views) { work, _ in work.panes.centreOnCursor() },
    Command("redraw", in: .views, needsScan: false) { work, _ in work.workspace.isRepaintAsked = true },
    Command("stats", in: .views, needsScan: false) { work, _ in work.panes.sayStats() },
    Command("layout", in: .views, argument: "[three|single]") { work, call in
      if call.argument.isEmpty {
        work.panes.setLayout(work.workspace.view.layout == .three ? .single : .three)
      } else if let layout = PaneLayout(rawValue: call.argument) {
        work.panes.setLayout(layout)
      } else {
        throw Sentence.expected(words("expected.layout"), "layout single")
      }
    },
    Command("picture", in: .views, argument: "[auto|cells|kitty|sixel|halves|quadrants|sextants|octants]") { work, call in
      try work.panes.setPicture(call.argument)
    },
    Command("grid", in: .views, argument: "[MM|off]") { work, call in try work.panes.setGrid(call.argument) },
    Command("colour-bar", in: .views, argument: "[shown|hidden]") { work, call in
      try work.panes.setColourBar(call.argument)
    },
    Command("minimap", in: .views, argument: "[shown|hidden]") { work, call in
      try work.panes.setMinimap(call.argument)
    },
    Command("mosaic", in: .views, argument: "[N|MM mm]", modes: Mode.free.union([.mosaic])) { work, call in
      try work.mosaic.open(call.argument)
    },
    Command("mosaic-move", in: .views, argument: "next|previous|below|above|page|back", modes: [.mosaic], counts: .times) {
      try $0.mosaic.move($1.argument, times: $1.times)
    },
    Command("mosaic-go", in: .views, modes: [.mosaic]) { work, _ in work.mosaic.go() },
    Command("follow-up", in: .views, modes: Mode.free) { work, _ in try work.followUp.toggle() },
    Command("follow-up-numbers", in: .views, modes: Mode.free) { work, _ in try work.followUp.showNumbers() },
    Command("slab", in: .views, argument: "[mip|minip|mean|off|MM]", needsScan: true) { work, call in
      try work.panes.setSlab(call.argument)
    },
    Command("slab-thicker", in: .views, counts: .times, needsScan: true) {
      $0.panes.changeSlab(by: slabStep * Double($1.times))
    },
    Command("slab-thinner", in: .views, counts: .times, needsScan: true) {
      $0.panes.changeSlab(by: -slabStep * Double($1.times))
    },
  ]

  /// mm by which a slab gets thicker at a key.
  private static let slabStep = 5.0
}
