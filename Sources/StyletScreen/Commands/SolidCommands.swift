import StyletBase

extension CommandTable {
  /// The 3-D view.
  static let solid: [Command] = [
    Command("solid", in: .views, modes: Mode.free.union([.solid]), needsScan: true) { work, _ in work.solid.toggle() },
    turn("solid-left", 1, 0), turn("solid-right", -1, 0), turn("solid-up", 0, -1), turn("solid-down", 0, 1),
    Command("solid-side", in: .views, argument: "[front|back|left|right|head|feet]", modes: [.solid]) { work, call in
      try work.solid.look(from: call.argument)
    },
    Command("solid-in", in: .views, modes: [.solid], counts: .times) { $0.solid.zoom(steps: $1.times) },
    Command("solid-out", in: .views, modes: [.solid], counts: .times) { $0.solid.zoom(steps: -$1.times) },
    Command("solid-fit", in: .views, modes: [.solid]) { work, _ in work.solid.fit() },
    Command("solid-cut", in: .views, modes: [.solid]) { work, _ in work.solid.toggleCut() },
    Command("solid-spin", in: .views, aliases: ["cine"], modes: [.solid]) { work, _ in work.solid.toggleSpin() },
    Command("solid-peaks", in: .views, modes: [.solid]) { work, _ in work.solid.togglePeaks() },
    Command("solid-next", in: .views, modes: [.solid], counts: .times) { try $0.solid.choose(by: $1.times) },
    Command("solid-previous", in: .views, modes: [.solid], counts: .times) { try $0.solid.choose(by: -$1.times) },
    Command("solid-go", in: .views, modes: [.solid]) { work, _ in try work.solid.goToChosen() },
    Command("solid-beside", in: .views, modes: [.solid]) { work, _ in work.solid.giveKeysToPanes() },
  ]

  private static func turn(_ id: String, _ around: Int, _ up: Int) -> Command {
    Command(id, in: .views, argument: "[DEGREES]", modes: [.solid], counts: .times) { work, call in
      let by = call.argument.isEmpty ? SolidState.step : Int(call.argument)
      guard let by, (1...360).contains(by) else { throw Sentence.expected(words("expected.degrees"), "\(id) 30") }
      let degrees = by * min(call.times, 360)
      work.solid.turn(by: around * degrees, up: up * degrees)
    }
  }
}
