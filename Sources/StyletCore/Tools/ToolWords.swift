import StyletBase
import StyletImaging

/// How edits are named and their parameters written, alike for all tools.
extension ToolContext {
  /// "Brush, slice 152", or "Brush, coronal slice 152" off the axial plane. Slice numbers shown to a reader count from
  /// 1 in every plane: w + 1. The message may say whether the tool erases.
  func words(_ id: String, w: Int, of plane: Plane, _ more: [String: String] = [:]) -> StepName {
    var arguments = more
    arguments["plane"] = plane.rawValue
    arguments["slice"] = "\(w + 1)"
    arguments["erasing"] = label == 0 ? "yes" : "no"
    return .words(id, arguments)
  }

  /// "Smooth, slice 152" or "Smooth in space".
  func words(_ id: String, _ scope: ShapeScope, _ more: [String: String] = [:]) -> StepName {
    var arguments = more
    switch scope {
    case .slice(let w):
      arguments["scope"] = "slice"
      return words(id, w: w, of: plane, arguments)
    case .space:
      arguments["scope"] = "space"
      return .words(id, arguments)
    }
  }

  /// What every tool records besides its own parameters: plane, label, gate.
  package func parameters(_ own: [String: String], plane: Plane) -> [String: String] {
    var all = own
    all["plane"] = plane.rawValue
    all["label"] = "\(label)"
    if label == 0, let erasing { all["erasing"] = "\(erasing)" }
    if let gate { all["gate"] = "\(gate.lowerBound.plain) to \(gate.upperBound.plain) HU" }
    return all
  }
}

extension Double {
  /// Without a trailing ".0": "5", "2.5".
  package var plain: String { printed("%g") }
}

extension VoxelIndex {
  /// "i,j,k", base 0.
  package var words: String { "\(i),\(j),\(k)" }
}
