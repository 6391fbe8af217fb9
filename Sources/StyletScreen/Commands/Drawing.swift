import StyletBase
import StyletCore

extension CommandTable {
  /// Brush, pen, fill and what else changes labels on the slice.
  static let drawing: [Command] = [
    Command(
      "stamp", in: .drawing, modes: Mode.free, repeatable: true
    ) { work, _ in try work.drawing.stamp() },
    Command(
      "pen", in: .drawing, modes: Mode.free, repeatable: true
    ) { work, _ in work.drawing.setPen(down: !work.workspace.tool.penDown) },
    Command("erase", in: .drawing) { work, _ in work.drawing.setErasing(!work.workspace.tool.erasing) },
    Command("brush-smaller", in: .drawing, counts: .times) { $0.drawing.stepRadius(by: -$1.times) },
    Command("brush-larger", in: .drawing, counts: .times) { $0.drawing.stepRadius(by: $1.times) },
    Command("brush", in: .drawing, argument: "MM") { work, call in
      guard let mm = TypedNumber.number(call.argument), BrushRadius.range.contains(mm) else {
        throw Sentence.expected(words("expected.radius"), "brush 4")
      }
      work.drawing.setRadius(mm)
    },
    Command("brush-shape", in: .drawing) { work, _ in work.drawing.switchShape() },
    Command("gate", in: .drawing, argument: "[LOW HIGH|on|off]") { work, call in
      switch call.argument {
      case "": work.drawing.setGate(on: !work.workspace.tool.gated)
      case "on": work.drawing.setGate(on: true)
      case "off": work.drawing.setGate(on: false)
      default:
        guard let (low, high) = TypedNumber.twoNumbers(call.argument), low <= high else {
          throw Sentence.expected(words("expected.gate"), "gate -750 -300")
        }
        work.drawing.setGate(low...high)
      }
    },
    Command("fill", in: .drawing, repeatable: true) { work, _ in try work.drawing.draw(.fill) },
    Command("copy", in: .drawing, repeatable: true) { work, _ in try work.drawing.draw(.copy) },
    Command("clear", in: .drawing, repeatable: true) { work, _ in try work.drawing.draw(.clear) },
    Command("repeat", in: .drawing, counts: .slicesOn) { try $0.drawing.repeatStroke(slices: $1.times) },
    Command("back", in: .drawing) { work, _ in work.workspace.back() },
  ]

  /// Outlines.
  static let contour: [Command] = [
    Command(
      "contour", in: .drawing, modes: Mode.free.union([.contour])
    ) { work, _ in work.contour.enterContour(wired: false) },
    Command("contour-vertex", in: .drawing, modes: [.contour]) { work, _ in work.contour.dropVertex() },
    Command("contour-back", in: .drawing, modes: [.contour], counts: .times) { $0.contour.takeVertexBack($1.times) },
    Command(
      "contour-close", in: .drawing, modes: [.contour], repeatable: true
    ) { work, _ in try work.contour.closeContour() },
  ]
}
