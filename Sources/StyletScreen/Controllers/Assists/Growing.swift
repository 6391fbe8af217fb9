import StyletCore
import StyletImaging

extension AssistTable {
  /// From the cursor, or from what is drawn, to where the values change.
  static let growing: [Assist] = [
    Assist(id: "grow", parameters: [.share, .reach, .neck]) { values, at, _ in
      GrowTool(seed: at, tolerance: values[0], radius: values[1], neck: values[2], isSpatial: false)
    },
    Assist(
      id: "grow-space",
      parameters: [.share, .reach, .neck, .volume("limit", 100)], isLong: true
    ) { values, at, _ in
      GrowTool(
        seed: at, tolerance: values[0], radius: values[1], neck: values[2], limit: values[3], isSpatial: true)
    },
    Assist(id: "grow-seeds", parameters: [.margin, .smoothness, .findings]) {
      values, at, context in try seeds(values, at, context, isSpatial: false)
    },
    Assist(
      id: "grow-seeds-space", parameters: [.margin, .smoothness, .findings],
      isLong: true
    ) { values, at, context in try seeds(values, at, context, isSpatial: true) },
  ]

  private static func seeds(
    _ values: [Double], _ at: VoxelIndex, _ context: ToolContext, isSpatial: Bool
  ) throws -> SeedsTool {
    let tool = SeedsTool(
      at: at, margin: values[0], smoothness: values[1], all: values[2] > 0, isSpatial: isSpatial)
    guard tool.hasSeeds(in: context) else { throw Sentence.noSeeds(values[0]) }
    return tool
  }
}

extension Assist.Parameter {
  /// How far from the lesion's value to what lies around it.
  fileprivate static let share = Self(id: "tolerance", unit: "%", standard: 50, range: 5...100, step: 5)
  fileprivate static let reach = Self(
    id: "radius", unit: "mm", standard: 30, range: 1...100, step: 1, isGeometric: true)
  fileprivate static let neck = Self(id: "neck", unit: "mm", standard: 5, range: 0...30, step: 1)
  fileprivate static let margin = Self(
    id: "margin", unit: "mm", standard: 25, range: 1...100, step: 1, isGeometric: true)
  fileprivate static let smoothness = Self(id: "smoothness", unit: "", standard: 5, range: 0...100, step: 5)
  /// Whether other findings grow as well.
  fileprivate static let findings = choice(["others-stay", "others-grow"])

  static func volume(_ id: String, _ mL: Double) -> Self {
    Self(id: id, unit: "mL", standard: mL, range: 0.1...5000, step: 0.1, isGeometric: true)
  }
}
