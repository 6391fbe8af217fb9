import StyletCore

extension CommandTable {
  /// Brush, pen, fill and what else changes labels on the slice.
  static let drawing: [Command] = [
    Command(
      "stamp", "stamp the brush",
      help: "Paints, or erases, the brush's disc or ball at the cursor with the finding chosen.", in: .drawing,
      modes: [.navigate, .adjust], repeatable: true
    ) { work, _ in try work.stamp() },
    Command(
      "pen", "pen down / up",
      help: "Puts the pen down, so that moving the cursor paints, or lifts it. What is drawn between down and up on "
        + "a slice is undone in one step. Changing the slice does not paint; going to a slice by its number, to a lesion "
        + "or to a mark lifts the pen.",
      in: .drawing, modes: [.navigate, .adjust], repeatable: true
    ) { work, _ in work.setPen(down: !work.tool.penDown) },
    Command(
      "erase", "switch paint / erase",
      help: "Brush, pen and contour then take the finding chosen away, and leave other findings alone.", in: .drawing
    ) { work, _ in work.setErasing(!work.tool.erasing) },
    Command(
      "brush-smaller", "smaller brush", help: "The next smaller of the usual radii, from 0.5 to 50 mm.", in: .drawing,
      counts: .times
    ) { $0.stepRadius(by: -$1.times) },
    Command(
      "brush-larger", "larger brush", help: "The next larger of the usual radii, from 0.5 to 50 mm.", in: .drawing,
      counts: .times
    ) { $0.stepRadius(by: $1.times) },
    Command(
      "brush", "set the brush radius", help: "Sets the radius of the brush, in mm.", in: .drawing, argument: "MM"
    ) { work, call in
      guard let mm = number(call.argument), BrushRadius.range.contains(mm) else {
        throw Say.expected("a radius from 0.1 to 100 mm", "brush 4")
      }
      work.setRadius(mm)
    },
    Command(
      "brush-shape", "disc / ball",
      help: "A disc paints on the slice alone, a ball on the neighbouring slices as well.", in: .drawing
    ) { work, _ in work.switchShape() },
    Command(
      "gate", "HU gate on / off",
      help: "While the gate is on, only voxels with values within it are changed by brush, contour, fill and copy. "
        + "With two numbers it sets the gate and turns it on.",
      in: .drawing, argument: "[LOW HIGH|on|off]"
    ) { work, call in
      switch call.argument {
      case "": work.setGate(on: !work.tool.gated)
      case "on": work.setGate(on: true)
      case "off": work.setGate(on: false)
      default:
        guard let (low, high) = twoNumbers(call.argument), low <= high else {
          throw Say.expected("the lower and the upper value", "gate -750 -300")
        }
        work.setGate(low...high)
      }
    },
    Command(
      "fill", "fill the enclosed area",
      help: "Fills the unlabelled area around the cursor that the finding's outline encloses on this slice.",
      in: .drawing, repeatable: true
    ) { work, _ in try work.draw(.fill) },
    Command(
      "copy", "copy from the neighbour slice",
      help: "Draws the finding as it is on the nearest slice that has it, on either side; the one towards the feet "
        + "when both are as near. Other findings stay.",
      in: .drawing, repeatable: true
    ) { work, _ in try work.draw(.copy) },
    Command(
      "clear", "clear the finding on this slice",
      help: "Takes the finding chosen off this slice. Other findings stay.", in: .drawing, repeatable: true
    ) { work, _ in try work.draw(.clear) },
    Command(
      "repeat", "repeat the last stroke here",
      help: "Draws the last stroke, contour, fill, copy or clear again, as it lay to the cursor then, with the finding "
        + "and the gate of now.",
      in: .drawing, counts: .slicesOn
    ) { try $0.repeatStroke(slices: $1.times) },
    Command(
      "back", "back one level",
      help: "Leaves what is going on: a pending key, the contour, window adjustment, the pen. Nothing is lost.",
      in: .drawing
    ) { work, _ in work.back() },
  ]

  /// Outlines.
  static let contour: [Command] = [
    Command(
      "contour", "draw a contour",
      help: "Starts a contour on this slice, or goes on with the one left open there. Move and drop vertices, then "
        + "close it. While one is drawn: straight lines from here on.",
      in: .drawing, modes: [.navigate, .adjust, .contour]
    ) { work, _ in work.enterContour(wired: false) },
    Command(
      "contour-vertex", "drop a vertex",
      help: "Adds the cursor's voxel to the contour. In one that was closed before: on a vertex picks it up, again "
        + "drops it, elsewhere adds one on the line beside the cursor.",
      in: .drawing, modes: [.contour]
    ) { work, _ in work.dropVertex() },
    Command(
      "contour-back", "take a vertex back",
      help: "Takes the last vertex back; in a contour that was closed before, the vertex under the cursor.",
      in: .drawing, modes: [.contour], counts: .times
    ) { $0.takeVertexBack($1.times) },
    Command(
      "contour-close", "close and fill",
      help: "Joins the last vertex to the first and paints, or erases, what lies inside. A contour opened again "
        + "stands for what it drew before.",
      in: .drawing, modes: [.contour], repeatable: true
    ) { work, _ in try work.closeContour() },
  ]

  /// A finite decimal number, nil when `text` is none.
  static func number(_ text: String) -> Double? { Double(text).flatMap { $0.isFinite ? $0 : nil } }

  /// Two finite numbers with a blank or a comma between.
  static func twoNumbers(_ text: String) -> (Double, Double)? {
    let parts = text.split { $0 == " " || $0 == "," }.map { number(String($0)) }
    guard parts.count == 2, let a = parts[0], let b = parts[1] else { return nil }
    return (a, b)
  }
}
