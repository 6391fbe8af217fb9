import StyletCore

extension CommandTable {
  /// Ruler, bidirectional, regions, landmarks: kept in the project beside the labels, undone like strokes.
  static let measuring: [Command] = [
    begin(
      "ruler", "ruler", .ruler,
      "Measures from the cursor in mm of the patient: move, also to another slice or pane; Space drops the end."),
    begin(
      "bidirectional", "two axes of a lesion", .bidirectional,
      "Measures two axes on a slice, the first from the cursor. The second starts where you drop it and runs at a "
        + "right angle to the first."),
    begin(
      "ellipse", "ellipse: mean, SD, area", .ellipse,
      "Statistics of the values within an ellipse around the cursor. Moving opens it, Space accepts it."),
    begin(
      "polygon", "polygon: mean, SD, area", .polygon,
      "Statistics of the values within a polygon, its first corner at the cursor. Space drops a corner, a closes it."),
    Command(
      "landmark", "name a place", help: "Marks the cursor's voxel with a name, in the project and in all panes.",
      in: .measuring, argument: "NAME"
    ) { work, call in try work.setLandmark(call.argument) },
    Command(
      "measure-drop", "drop a point", help: "The cursor's voxel is the measurement's next point.", in: .measuring,
      modes: [.measure]
    ) { work, _ in try work.dropMeasuringPoint() },
    Command(
      "measure-back", "take a point back", help: "Takes the measurement's last point back.", in: .measuring,
      modes: [.measure], counts: .times
    ) { $0.takeMeasuringPointBack($1.times) },
    Command(
      "measure-close", "close the polygon", help: "Joins the last corner to the first and keeps the measurement.",
      in: .measuring, modes: [.measure]
    ) { work, _ in try work.closeMeasuring() },
    Command(
      "measurements", "list of measurements", help: "Shows all measurements and landmarks with their numbers.",
      in: .measuring
    ) { work, _ in work.showMarks() },
    Command(
      "measure-next", "next measurement", help: "Goes to the next measurement or landmark, round and round.",
      in: .measuring, counts: .times
    ) { $0.visitMark(by: $1.times) },
    Command(
      "measure-previous", "previous measurement", help: "Goes to the measurement or landmark before.", in: .measuring,
      counts: .times
    ) { $0.visitMark(by: -$1.times) },
    Command(
      "measure-go", "go to a measurement", help: "Goes to a measurement or landmark by its number in the list.",
      in: .measuring, argument: "N"
    ) { work, call in try work.visitMark(number: Int(call.argument) ?? 0) },
    Command(
      "measure-name", "name a measurement",
      help: "Names the measurement or landmark gone to last, else the nearest one on this slice. Without a name, the "
        + "old one goes.",
      in: .measuring, argument: "[NAME]"
    ) { work, call in try work.nameMark(call.argument) },
    Command(
      "measure-delete", "delete a measurement",
      help: "Deletes the measurement or landmark gone to last, else the nearest one on this slice.", in: .measuring
    ) { work, _ in try work.deleteMark() },
  ]

  private static func begin(_ id: String, _ title: String, _ shape: Measurement.Shape, _ help: String) -> Command {
    Command(id, title, help: help, in: .measuring) { work, _ in work.beginMeasuring(shape) }
  }
}
