import StyletBase

/// What steps are called that draw, name or delete what is measured and marked.
extension StepName {
  public enum MarkAct: String, Sendable {
    case draw, name, delete
  }

  /// "Ruler, coronal slice 152", "Delete Ruler between slices".
  public static func drawn(_ m: Measurement, _ act: MarkAct = .draw) -> StepName {
    var arguments = ["act": act.rawValue, "shape": m.shape.rawValue]
    guard let plane = m.plane, let slice = m.slice else { return .words("tool.ruler-between", arguments) }
    (arguments["plane"], arguments["slice"]) = (plane.rawValue, "\(slice + 1)")
    return .words("tool.measure", arguments)
  }
}
