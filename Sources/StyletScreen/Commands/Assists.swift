import StyletBase

extension CommandTable {
  /// Tools that preview the result.
  static let assists: [Command] = [
    Command(
      "grow", in: .drawing, modes: Mode.free, repeatable: true
    ) { work, _ in work.previews.begin("grow") },
    Command(
      "grow-space", in: .drawing, modes: Mode.free, repeatable: true
    ) { work, _ in work.previews.begin("grow-space") },
    Command(
      "preview-less", in: .drawing, argument: "[STEPS]", modes: [.preview], counts: .times
    ) { $0.previews.step(by: -(try steps($1))) },
    Command(
      "preview-more", in: .drawing, argument: "[STEPS]", modes: [.preview], counts: .times
    ) { $0.previews.step(by: try steps($1)) },
    Command("preview-next", in: .drawing, modes: [.preview]) { work, _ in work.previews.chooseParameter(by: 1) },
    Command("preview-previous", in: .drawing, modes: [.preview]) { work, _ in work.previews.chooseParameter(by: -1) },
    Command("preview-take", in: .drawing, modes: [.preview]) { work, _ in try work.previews.take() },
    Command(
      "draw-over", in: .drawing, argument: "[everything|unlabelled|FINDING]"
    ) { work, call in try work.drawing.setDrawOver(call.argument) },
    Command("lock", in: .findings, argument: "[FINDING]") { work, call in try work.drawing.toggleLock(call.argument) },
  ]

  private static func steps(_ call: Call) throws -> Int {
    guard !call.argument.isEmpty else { return call.times }
    guard let steps = Int(call.argument), (1...1000).contains(steps) else {
      throw Sentence.expected(words("expected.steps"), "preview-more 4")
    }
    return steps * call.times
  }
}
