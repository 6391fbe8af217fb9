import StyletCore

extension CommandTable {
  /// Slices between drawn ones.
  static let interpolation: [Command] = [
    Command(
      "interpolate", "interpolate between drawn slices",
      help: "Shows the finding chosen on the axial slices between those it is drawn on, following the CT. Arrows "
        + "change the weight of the CT (0 % is the shape alone), Enter accepts it, Esc leaves it. Drawn slices and "
        + "other findings stay as they are. A slice corrected later counts as drawn, and those around it follow.",
      in: .drawing, modes: [.navigate, .adjust], repeatable: true
    ) { work, _ in work.beginPreview("interpolate") },
    Command(
      "interpolation-accept", "accept the interpolated slices",
      help: "The interpolated slices of the finding chosen count as drawn from then on.", in: .drawing,
      modes: [.navigate, .adjust]
    ) { work, _ in try work.acceptInterpolation() },
  ]
}
