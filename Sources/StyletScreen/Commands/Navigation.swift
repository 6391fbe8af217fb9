import StyletCore

extension CommandTable {
  /// Moving the cursor and going from slice to slice.
  static let navigation: [Command] = [
    step("left", du: -1, dv: 0), step("right", du: 1, dv: 0), step("up", du: 0, dv: -1), step("down", du: 0, dv: 1),
    Command(
      "slice-forward", "next slice towards the head",
      help: "Next slice towards the head; on coronal slices towards the front, on sagittal ones towards the "
        + "patient's left.",
      in: .moving, counts: .times
    ) { $0.moveSlice(by: $1.times) },
    Command(
      "slice-back", "next slice towards the feet",
      help: "Next slice towards the feet; on coronal slices towards the back, on sagittal ones towards the "
        + "patient's right.",
      in: .moving, counts: .times
    ) { $0.moveSlice(by: -$1.times) },
    Command(
      "slice-first", "first slice",
      help: "Slice 1: the lowest, rightmost or foremost.", in: .moving, counts: .slice
    ) { $0.go(toSlice: $1.count ?? 1) },
    Command(
      "slice-last", "last slice",
      help: "The last slice: the uppermost, leftmost or hindmost.", in: .moving, counts: .slice
    ) { $0.go(toSlice: $1.count ?? .max) },
    Command(
      "slice", "go to a slice by its number",
      help: "Goes to the slice of that number in the active plane. A number alone does the same: :120.", in: .moving,
      argument: "N", counts: .slice
    ) { work, call in
      guard let n = Int(call.argument) ?? call.count else { throw Say.expected("a slice number", "slice 120") }
      work.go(toSlice: n)
    },
    Command(
      "drawn-next", "next slice with a finding",
      help: "Next slice, in the direction of PgUp, on which any finding is drawn in the active plane.", in: .moving,
      counts: .times, needsScan: true
    ) { $0.moveToDrawnSlice($1.times, forward: true) },
    Command(
      "drawn-previous", "previous slice with a finding",
      help: "Next slice, in the direction of PgDn, on which any finding is drawn in the active plane.", in: .moving,
      counts: .times, needsScan: true
    ) { $0.moveToDrawnSlice($1.times, forward: false) },
    Command(
      "pane-next", "next pane", help: "Makes the next of axial, coronal and sagittal the active pane.", in: .moving
    ) { work, _ in work.activatePane(by: 1) },
    Command(
      "pane-previous", "previous pane", help: "Makes the previous of axial, coronal and sagittal the active pane.",
      in: .moving
    ) { work, _ in work.activatePane(by: -1) },
    Command(
      "pane", "choose the pane", help: "Makes the pane of that plane the active one.", in: .moving,
      argument: "axial|coronal|sagittal"
    ) { work, call in
      guard let plane = Plane(rawValue: call.argument) else {
        throw Say.expected("axial, coronal or sagittal", "pane axial")
      }
      work.activate(plane)
    },
  ]

  private static func step(_ name: String, du: Int, dv: Int) -> Command {
    Command(
      "cursor-\(name)", "cursor \(name)",
      help: "Moves the cursor \(name) on the screen by a voxel, or by as many as the argument says. "
        + "With the pen down it paints.",
      in: .moving, argument: "[VOXELS]", counts: .times
    ) { work, call in
      let by = call.argument.isEmpty ? 1 : Int(call.argument)
      guard let by, (1...100_000).contains(by) else { throw Say.expected("a number of voxels", "cursor-\(name) 10") }
      let n = by * min(call.times, 100_000)
      work.moveCursor(du: du * n, dv: dv * n)
    }
  }
}
