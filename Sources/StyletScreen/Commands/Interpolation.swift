extension CommandTable {
  /// Slices between drawn ones.
  static let interpolation: [Command] = [
    Command(
      "interpolate", in: .drawing, modes: Mode.free, repeatable: true
    ) { work, _ in work.previews.begin("interpolate") },
    Command(
      "interpolation-accept", in: .drawing, modes: Mode.free
    ) { work, _ in try work.interpolation.acceptInterpolation() },
  ]
}
