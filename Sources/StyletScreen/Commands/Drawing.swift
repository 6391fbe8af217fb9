import StyletBase
import StyletCore

extension CommandTable {
  /// Brush, pen, fill and what else changes labels on the slice.
  static let drawing: [Command] = [
    Command("stamp", in: .drawing, modes: [.navigate, .adjust], repeatable: true) { work, _ in try work.stamp() },
    Command(
      "pen", in: .drawing, modes: [.navigate, .adjust], repeatable: true
    ) { work, _ in work.setPen(down: !work.tool.penDown) },
    Command("erase", in: .drawing) { work, _ in work.setErasing(!work.tool.erasing) },
    Command("brush-smaller", in: .drawing, counts: .times) { $0.stepRadius(by: -$1.times) },
    Command("brush-larger", in: .drawing, counts: .times) { $0.stepRadius(by: $1.times) },
    Command("brush", in: .drawing, argument: "MM") { work, call in
      guard let mm = number(call.argument), BrushRadius.range.contains(mm) else {
        throw Say.expected(words("expected.radius"), "brush 4")
      }
      work.setRadius(mm)
    },
    Command("brush-shape", in: .drawing) { work, _ in work.switchShape() },
    Command("gate", in: .drawing, argument: "[LOW HIGH|on|off]") { work, call in
      switch call.argument {
      case "": work.setGate(on: !work.tool.gated)
      case "on": work.setGate(on: true)
      case "off": work.setGate(on: false)
      default:
        guard let (low, high) = twoNumbers(call.argument), low <= high else {
          throw Say.expected(words("expected.gate"), "gate -750 -300")
        }
        work.setGate(low...high)
      }
    },
    Command("fill", in: .drawing, repeatable: true) { work, _ in try work.draw(.fill) },
    Command("copy", in: .drawing, repeatable: true) { work, _ in try work.draw(.copy) },
    Command("clear", in: .drawing, repeatable: true) { work, _ in try work.draw(.clear) },
    Command("repeat", in: .drawing, counts: .slicesOn) { try $0.repeatStroke(slices: $1.times) },
    Command("back", in: .drawing) { work, _ in work.back() },
  ]

  /// Outlines.
  static let contour: [Command] = [
    Command(
      "contour", in: .drawing, modes: [.navigate, .adjust, .contour]
    ) { work, _ in work.enterContour(wired: false) },
    Command("contour-vertex", in: .drawing, modes: [.contour]) { work, _ in work.dropVertex() },
    Command("contour-back", in: .drawing, modes: [.contour], counts: .times) { $0.takeVertexBack($1.times) },
    Command("contour-close", in: .drawing, modes: [.contour], repeatable: true) { work, _ in try work.closeContour() },
  ]

  /// A finite decimal number with a point or a comma, nil when `text` is none.
  static func number(_ text: some StringProtocol) -> Double? {
    Double(String(text).replacing(",", with: ".")).flatMap { $0.isFinite ? $0 : nil }
  }

  /// Two finite numbers with a blank or a comma between; with a blank between, a comma may be a decimal one.
  static func twoNumbers(_ text: String) -> (Double, Double)? {
    let isParted = isParted(byComma: text)
    let parts = text.split { $0 == " " || isParted && $0 == "," }.map { number($0) }
    guard parts.count == 2, let a = parts[0], let b = parts[1] else { return nil }
    return (a, b)
  }

  /// Whether a comma stands between the numbers of `text`, and not in one.
  static func isParted(byComma text: String) -> Bool {
    let parts = text.split(separator: " ")
    return parts.count == 1 ? text.contains(",") : parts.contains { $0.hasPrefix(",") || $0.hasSuffix(",") }
  }
}
