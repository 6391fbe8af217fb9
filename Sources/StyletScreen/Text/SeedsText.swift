import StyletCore

/// Words about growing and its seeds.
extension Say {
  /// What besides the voxels is to be known of an edit that is shown.
  static func grown(_ edit: Edit) -> String {
    guard edit.tool == GrowTool.id else { return "" }
    let values = edit.parameters["values"].map { " of \($0)" } ?? ""
    return values + (GrowTool.hasMetLimit(edit) ? ", stopped at the limit (less tolerance if it leaks)" : "")
  }

  static func noSeeds(_ margin: Double) -> Failure {
    Failure(
      .usage, "No stroke of the finding within \(NumberText.trimmed(margin)) mm of the cursor",
      advice: "paint a few strokes in it first, then grow them")
  }

  static let backgroundSeeded = "Marked as background: strokes do not grow here; {seed-background-clear} forgets it"
  static let backgroundTaken = "Background mark taken away"
  static let backgroundForgotten = "Background marks forgotten"
  static let noBackground = "No background is marked"

  static let noLungs = Failure(
    .usage, "The lungs of this scan are not known yet", advice: ":lungs finds them")

  static func within(_ isOn: Bool) -> String {
    isOn ? "Drawing stays within the lungs" : "Drawing goes everywhere"
  }
}
