import StyletCore

extension CommandTable {
  /// Ruler, bidirectional, regions, landmarks: kept in the project beside the labels, undone like strokes.
  static let measuring: [Command] = [
    begin("ruler", .ruler),
    begin("bidirectional", .bidirectional),
    begin("ellipse", .ellipse),
    begin("polygon", .polygon),
    Command(
      "landmark", in: .measuring, argument: "NAME"
    ) { work, call in try work.measuring.setLandmark(call.argument) },
    Command("measure-drop", in: .measuring, modes: [.measure]) { work, _ in try work.measuring.dropMeasuringPoint() },
    Command(
      "measure-back", in: .measuring, modes: [.measure], counts: .times
    ) { $0.measuring.takeMeasuringPointBack($1.times) },
    Command("measure-close", in: .measuring, modes: [.measure]) { work, _ in try work.measuring.closeMeasuring() },
    Command("measurements", in: .measuring) { work, _ in work.measuring.showMarks() },
    Command("measure-next", in: .measuring, counts: .times) { $0.measuring.visitMark(by: $1.times) },
    Command("measure-previous", in: .measuring, counts: .times) { $0.measuring.visitMark(by: -$1.times) },
    Command(
      "measure-go", in: .measuring, argument: "N"
    ) { work, call in try work.measuring.visitMark(number: Int(call.argument) ?? 0) },
    Command(
      "measure-name", in: .measuring, argument: "[NAME]"
    ) { work, call in try work.measuring.nameMark(call.argument) },
    Command("profile", in: .measuring) { work, _ in work.measuring.showProfile() },
    Command("measure-delete", in: .measuring) { work, _ in try work.measuring.deleteMark() },
  ]

  private static func begin(_ id: String, _ shape: Measurement.Shape) -> Command {
    Command(id, in: .measuring) { work, _ in work.measuring.beginMeasuring(shape) }
  }
}
