extension CommandTable {
  /// Outlines along edges, the last outline again, and the brush that stops at edges.
  static let contourEditing: [Command] = [
    Command(
      "contour-wire", in: .drawing, aliases: ["wire"], modes: Mode.free.union([.contour])
    ) { work, _ in work.contour.enterContour(wired: true) },
    Command(
      "contour-reopen", in: .drawing, modes: Mode.free
    ) { work, _ in try work.contour.reopenContour() },
    Command("contour-paste", in: .drawing, modes: Mode.free) { work, _ in try work.contour.pasteContour() },
    Command("contour-next", in: .drawing, modes: [.contour], counts: .times) { $0.contour.goToVertex(by: $1.times) },
    Command(
      "contour-previous", in: .drawing, modes: [.contour], counts: .times
    ) { $0.contour.goToVertex(by: -$1.times) },
    Command("brush-adaptive", in: .drawing) { work, _ in work.drawing.switchAdaptive() },
  ]
}
