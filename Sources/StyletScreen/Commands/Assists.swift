import StyletBase

extension CommandTable {
  /// Tools that show what they would draw before they draw it.
  static let assists: [Command] = [
    Command(
      "grow", in: .drawing, modes: [.navigate, .adjust], repeatable: true
    ) { work, _ in work.beginPreview("grow") },
    Command(
      "grow-space", in: .drawing, modes: [.navigate, .adjust], repeatable: true
    ) { work, _ in work.beginPreview("grow-space") },
    Command(
      "preview-less", in: .drawing, argument: "[STEPS]", modes: [.preview], counts: .times
    ) { $0.stepPreview(by: -(try steps($1))) },
    Command(
      "preview-more", in: .drawing, argument: "[STEPS]", modes: [.preview], counts: .times
    ) { $0.stepPreview(by: try steps($1)) },
    Command("preview-next", in: .drawing, modes: [.preview]) { work, _ in work.choosePreviewParameter(by: 1) },
    Command("preview-previous", in: .drawing, modes: [.preview]) { work, _ in work.choosePreviewParameter(by: -1) },
    Command("preview-take", in: .drawing, modes: [.preview]) { work, _ in try work.takePreview() },
    Command(
      "draw-over", in: .drawing, argument: "[everything|unlabelled|FINDING]"
    ) { work, call in try work.setDrawOver(call.argument) },
    Command("lock", in: .findings, argument: "[FINDING]") { work, call in try work.toggleLock(call.argument) },
  ]

  private static func steps(_ call: Call) throws -> Int {
    guard !call.argument.isEmpty else { return call.times }
    guard let steps = Int(call.argument), (1...1000).contains(steps) else {
      throw Say.expected(words("expected.steps"), "preview-more 4")
    }
    return steps * call.times
  }
}
