import StyletBase
import StyletImaging

/// What is said of contours and of the adaptive brush.
extension Sentence {
  static func contourName(_ tool: ToolState, _ lungs: Bool) -> String {
    words(tool.contour?.isWired == true ? "mode.wire" : "mode.contour", ["lungs": lungs])
  }

  static func contourStarted(wired: Bool) -> String { words("say.contour-started", ["wired": wired]) }

  static func contourResumed(_ n: Int) -> String { words("say.contour-resumed", ["vertices": vertices(n)]) }

  static func contourWay(wired: Bool) -> String { words("say.contour-way", ["wired": wired]) }

  static func contourReopened(_ n: Int) -> String {
    words("say.contour-reopened", ["vertices": vertices(n)])
  }

  static func contourPasted(_ n: Int) -> String {
    words("say.contour-pasted", ["vertices": vertices(n)])
  }

  static var vertexPicked: String { words("say.vertex-picked") }
  static var vertexPutBack: String { words("say.vertex-put-back") }
  static var noVertexHere: String { words("say.no-vertex-here") }
  static func atVertex(_ n: Int, of count: Int) -> String { words("say.at-vertex", ["n": n + 1, "count": count]) }
  static var contourUnchanged: String { words("say.contour-unchanged") }
  static var noContourToReopen: Failure {
    Failure(.usage, words("say.no-contour-to-reopen"), advice: words("say.no-contour-to-reopen-advice"))
  }
  static var noContourToPaste: Failure {
    Failure(.usage, words("say.no-contour-to-paste"), advice: words("say.no-contour-to-paste-advice"))
  }

  static func pasteElsewhere(_ plane: Plane) -> Failure {
    Failure(
      .usage, words("say.paste-elsewhere", ["plane": plane.rawValue]), advice: words("say.paste-elsewhere-advice"))
  }

}

extension PanelText {
  static func contour(_ contour: OpenContour) -> String {
    words("panel.contour", ["wired": contour.isWired, "n": contour.vertices.count])
  }

}
