import StyletBase
import StyletImaging

extension CommandTable {
  /// The grey-level window.
  static let window: [Command] = [
    Command("window", in: .window, argument: "PRESET|LEVEL WIDTH") { work, call in
      let asked = call.argument
      if let preset = DisplayWindow.presets.first(where: { $0.name == asked }) {
        work.panes.setWindow(preset.window, name: preset.name)
      } else if asked == "auto" {
        try work.panes.setAutomaticWindow()
      } else if let (a, b) = TypedNumber.twoNumbers(asked) {
        let (level, width) = TypedNumber.isParted(byComma: asked) ? (b, a) : (a, b)
        guard width >= 1 else { throw Sentence.expected(words("expected.width"), "window -600 1500") }
        work.panes.setWindow(DisplayWindow(level: level, width: width), name: "custom")
      } else {
        throw Sentence.expected(words("expected.window"), "window -600 1500")
      }
    },
    Command("window-adjust", in: .window, modes: [.navigate, .contour]) { work, _ in work.panes.isAdjusting = true },
    adjust("window-narrower", level: 0, width: -1),
    adjust("window-wider", level: 0, width: 1),
    adjust("level-up", level: 1, width: 0),
    adjust("level-down", level: -1, width: 0),
  ]

  private static func adjust(_ id: String, level: Double, width: Double) -> Command {
    Command(id, in: .window, argument: "[HU]", counts: .times) { work, call in
      let by = call.argument.isEmpty ? 10 : TypedNumber.number(call.argument)
      guard let by, by > 0 else { throw Sentence.expected(words("expected.hu"), "\(id) 25") }
      work.panes.adjustWindow(level: level * by * Double(call.times), width: width * by * Double(call.times))
    }
  }
}
