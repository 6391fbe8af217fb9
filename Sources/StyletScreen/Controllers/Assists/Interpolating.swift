import StyletCore

extension AssistTable {
  /// Between the slices that the finding is drawn on.
  static let interpolation: [Assist] = [
    Assist(
      id: "interpolate",
      parameters: [.init(id: "weight", unit: "%", standard: 100, range: 0...100, step: 10)], isLong: true
    ) { values, _, context in
      guard !context.layer.gaps(of: context.label).isEmpty else { throw Sentence.nothingToInterpolate }
      return InterpolateTool(strength: values[0] / 100)
    }
  ]
}
