import StyletCore

/// What is said of contours and of the adaptive brush.
extension Say {
  static func contourName(_ tool: ToolState) -> String { tool.contour?.isWired == true ? "LIVE WIRE" : "CONTOUR" }

  static func contourStarted(wired: Bool) -> String {
    "\(wired ? "Contour along edges" : "Contour"): Space drops a vertex, Backspace takes one back, {contour-close} closes and fills, "
      + "Esc leaves"
  }

  static func contourResumed(_ n: Int) -> String { "Going on with the contour: \(vertices(n))" }

  static func contourWay(wired: Bool) -> String { wired ? "Along edges from here on" : "Straight lines from here on" }

  static func contourReopened(_ n: Int) -> String {
    "The last contour, \(vertices(n)): {contour-next} goes to a vertex, Space picks it up and drops it, {contour-close} closes, Esc leaves"
  }

  static func contourPasted(_ n: Int) -> String {
    "Pasted, \(vertices(n)): {contour-close} closes and fills; {contour-next} goes to a vertex, Space picks it up and drops it"
  }

  static let vertexPicked = "The vertex goes with the cursor: Space drops it, Backspace takes it away, Esc leaves it"
  static let vertexPutBack = "The vertex is where it was"
  static let noVertexHere = "No vertex under the cursor; {contour-next} goes to one"
  static func atVertex(_ n: Int, of count: Int) -> String { "Vertex \(n + 1) of \(count)" }
  static let contourUnchanged = "The contour draws what it drew before"
  static let noContourToReopen = Failure(.usage, "No contour to open again", advice: "draw one with {contour} or {contour-wire}")
  static let noContourToPaste = Failure(.usage, "No contour to paste", advice: "draw one with {contour} or {contour-wire}")

  static func pasteElsewhere(_ plane: Plane) -> Failure {
    Failure(.usage, "The last contour lies on \(plane.rawValue) slices", advice: "Tab goes there")
  }

  static func adaptive(_ tool: ToolState) -> String { tool.adaptive ? ", stops at edges" : "" }
}

extension PanelText {
  static func contour(_ contour: OpenContour) -> String {
    (contour.isWired ? "wire, " : "contour, ") + Say.vertices(contour.vertices.count)
  }

  static func adaptive(_ tool: ToolState) -> String { tool.adaptive ? " adaptive" : "" }
}
