import StyletCore

extension CommandTable {
  /// The grey-level window.
  static let window: [Command] = [
    Command(
      "window", "grey-level window",
      help: "A preset by name (lung, mediastinum, bone, fat), auto (from the slice's own values), or level and width "
        + "in HU; with a comma, width and level as the command line has them: 1500,-600.",
      in: .window, argument: "PRESET|LEVEL WIDTH"
    ) { work, call in
      let asked = call.argument
      if let preset = DisplayWindow.presets.first(where: { $0.name == asked }) {
        work.setWindow(preset.window, name: preset.name)
      } else if asked == "auto" {
        try work.setAutomaticWindow()
      } else if let (a, b) = twoNumbers(asked) {
        let (level, width) = asked.contains(",") ? (b, a) : (a, b)
        guard width >= 1 else { throw Say.expected("a width of at least 1 HU", "window -600 1500") }
        work.setWindow(DisplayWindow(level: level, width: width), name: "custom")
      } else {
        throw Say.expected("a preset, or level and width", "window -600 1500")
      }
    },
    Command(
      "window-adjust", "adjust the window with the arrows",
      help: "Left and right set the width, up and down the level, by 10 HU; H J K L by 100. "
        + "Esc ends it.",
      in: .window, modes: [.navigate, .contour]
    ) { work, _ in work.adjusting = true },
    adjust("window-narrower", "narrower window", level: 0, width: -1),
    adjust("window-wider", "wider window", level: 0, width: 1),
    adjust("level-up", "higher level, darker", level: 1, width: 0),
    adjust("level-down", "lower level, brighter", level: -1, width: 0),
  ]

  private static func adjust(_ id: String, _ title: String, level: Double, width: Double) -> Command {
    Command(
      id, title, help: "By 10 HU, or by as many as the argument says.", in: .window,
      argument: "[HU]", counts: .times
    ) { work, call in
      let by = call.argument.isEmpty ? 10 : number(call.argument)
      guard let by, by > 0 else { throw Say.expected("a step in HU", "\(id) 25") }
      work.adjustWindow(level: level * by * Double(call.times), width: width * by * Double(call.times))
    }
  }
}
