import StyletCore
import StyletImaging

/// A stroke as `.` draws it again: in millimetres from the cursor along the plane's axes.
enum Stroke: Hashable {
  case brush(radius: Double, shape: ToolState.Shape, adaptive: Bool, erasing: Bool, path: [Offset])
  case contour(erasing: Bool, vertices: [Offset])
  case fill
  case copy
  case clear
  /// A tool of ``AssistTable`` with its parameters.
  case assist(String, [Double])

  struct Offset: Hashable {
    var u: Double
    var v: Double
  }
}

/// What the pen has drawn since it was set down, or since the slice was last changed.
struct PenStroke {
  var number: Int
  var plane: Plane
  var path: [VoxelIndex]
}
