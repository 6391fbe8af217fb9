import StyletCore

extension AssistTable {
  /// From the cursor to where the values change.
  static let growing: [Assist] = [
    Assist(
      id: "grow", title: "Grow on the slice", parameters: [.tolerance(200), .length("radius", 30)]
    ) { values, at, _ in GrowTool(seed: at, tolerance: values[0], radius: values[1], isSpatial: false) },
    Assist(
      id: "grow-space", title: "Grow in space", parameters: [.tolerance(200), .length("radius", 20)], isLong: true
    ) { values, at, _ in GrowTool(seed: at, tolerance: values[0], radius: values[1], isSpatial: true) },
  ]
}
