import StyletBase
import StyletCore
import StyletImaging

/// The words of the 3-D view.
enum SolidText {
  static var name: String { words("solid.name") }
  static var peaks: String { words("solid.peaks") }
  static var keys: String { words("solid.keys") }
  static var noRoom: String { words("solid.no-room") }
  static var arriving: String { words("solid.arriving") }
  static var noneChosen: Failure {
    Failure(.usage, words("solid.none-chosen"), advice: words("solid.none-chosen-advice"))
  }

  /// From where it is looked at: a side, or degrees around and up.
  static func from(_ viewpoint: Viewpoint) -> String {
    if let side = viewpoint.side { return words("solid.side", ["side": side.rawValue]) }
    return words("solid.between", ["around": viewpoint.azimuth, "up": viewpoint.elevation])
  }

  static func cut(_ cut: SolidView.Cut) -> String {
    words("solid.cut", ["plane": cut.plane.rawValue, "n": cut.w + 1])
  }

  static func isCut(_ plane: Plane) -> String { words("solid.is-cut", ["plane": plane.rawValue]) }

  static func searching(_ progress: Double) -> String {
    words("solid.searching", ["percent": Int(min(max(progress, 0), 1) * 100)])
  }

  static func noLungs(_ showsPeaks: Bool, isEmpty: Bool) -> String {
    words("solid.no-lungs", ["shown": isEmpty ? "nothing" : showsPeaks ? "peaks" : "lesions"])
  }

  static func lesion(_ lesion: Lesion, _ number: Int, _ count: Int, _ table: LabelTable) -> String {
    words(
      "solid.lesion",
      [
        "n": number, "of": count, "finding": table[lesion.label]?.code ?? "\(lesion.label)",
        "ml": NumberText.fixed(lesion.millilitres, lesion.millilitres < 10 ? 2 : 1),
      ])
  }
}
