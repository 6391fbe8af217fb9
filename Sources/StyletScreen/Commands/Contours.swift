extension CommandTable {
  /// Outlines along edges, the last outline again, and the brush that stops at edges.
  static let contourEditing: [Command] = [
    Command(
      "contour-wire", "draw a contour along edges",
      help: "As contour, but from vertex to vertex the line follows the edges in the picture: a live-wire. While a "
        + "contour is drawn: along edges from here on.",
      in: .drawing, aliases: ["wire"], modes: [.navigate, .adjust, .contour]
    ) { work, _ in work.enterContour(wired: true) },
    Command(
      "contour-reopen", "open the last contour again",
      help: "Goes to the last contour, to move, add and remove vertices. Closing it takes away what it drew before, in "
        + "the same step.",
      in: .drawing, modes: [.navigate, .adjust]
    ) { work, _ in try work.reopenContour() },
    Command(
      "contour-paste", "paste the last contour here",
      help: "Lays the last contour on this slice, to be adjusted and closed. Lines along edges find the edges of this "
        + "slice, their vertices the best one within 3 mm.",
      in: .drawing, modes: [.navigate, .adjust]
    ) { work, _ in try work.pasteContour() },
    Command(
      "contour-next", "next vertex", help: "Goes to the next vertex of the contour.",
      in: .drawing, modes: [.contour], counts: .times
    ) { $0.goToVertex(by: $1.times) },
    Command(
      "contour-previous", "previous vertex", help: "Goes to the vertex before.",
      in: .drawing, modes: [.contour], counts: .times
    ) { $0.goToVertex(by: -$1.times) },
    Command(
      "brush-adaptive", "brush stops at edges / does not",
      help: "An adaptive brush paints only what belongs to the tissue at its centre: it stops at edges inside the disc "
        + "or ball.", in: .drawing
    ) { work, _ in work.switchAdaptive() },
  ]
}
