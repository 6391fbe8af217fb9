import StyletBase
import StyletImaging

extension CommandTable {
  /// Moving the cursor and going from slice to slice.
  static let navigation: [Command] = [
    step("left", du: -1, dv: 0), step("right", du: 1, dv: 0), step("up", du: 0, dv: -1), step("down", du: 0, dv: 1),
    Command("slice-forward", in: .moving, counts: .times) { $0.panes.moveSlice(by: $1.times) },
    Command("slice-back", in: .moving, counts: .times) { $0.panes.moveSlice(by: -$1.times) },
    Command("slice-first", in: .moving, counts: .slice) { $0.panes.go(toSlice: $1.count ?? 1) },
    Command("slice-last", in: .moving, counts: .slice) { $0.panes.go(toSlice: $1.count ?? .max) },
    Command("slice", in: .moving, argument: "N", counts: .slice) { work, call in
      guard let n = Int(call.argument) ?? call.count else {
        throw Sentence.expected(words("expected.slice"), "slice 120")
      }
      work.panes.go(toSlice: n)
    },
    Command(
      "drawn-next", in: .moving, counts: .times, needsScan: true
    ) { work, call in
      if try !work.comparing.visit(by: call.times) { work.panes.moveToDrawnSlice(call.times, forward: true) }
    },
    Command(
      "drawn-previous", in: .moving, counts: .times, needsScan: true
    ) { work, call in
      if try !work.comparing.visit(by: -call.times) { work.panes.moveToDrawnSlice(call.times, forward: false) }
    },
    Command("pane-next", in: .moving) { work, _ in work.panes.activatePane(by: 1) },
    Command("pane-previous", in: .moving) { work, _ in work.panes.activatePane(by: -1) },
    Command("pane", in: .moving, argument: "axial|coronal|sagittal") { work, call in
      guard let plane = Plane(rawValue: call.argument) else {
        throw Sentence.expected(words("expected.plane"), "pane axial")
      }
      work.panes.activate(plane)
    },
  ]

  private static func step(_ name: String, du: Int, dv: Int) -> Command {
    Command("cursor-\(name)", in: .moving, argument: "[VOXELS]", counts: .times) { work, call in
      let by = call.argument.isEmpty ? 1 : Int(call.argument)
      guard let by, (1...100_000).contains(by) else {
        throw Sentence.expected(words("expected.voxels"), "cursor-\(name) 10")
      }
      let n = by * min(call.times, 100_000)
      work.drawing.moveCursor(du: du * n, dv: dv * n)
    }
  }
}
