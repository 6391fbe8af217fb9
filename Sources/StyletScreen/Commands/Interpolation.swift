extension CommandTable {
  /// Slices between drawn ones.
  static let interpolation: [Command] = [
    Command(
      "interpolate", in: .drawing, modes: [.navigate, .adjust], repeatable: true
    ) { work, _ in work.previews.begin("interpolate") },
    Command(
      "interpolation-accept", in: .drawing, modes: [.navigate, .adjust]
    ) { work, _ in try work.interpolation.acceptInterpolation() },
  ]
}
