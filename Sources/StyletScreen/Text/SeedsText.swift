import StyletBase
import StyletCore

/// Words about growing and its seeds.
extension Sentence {
  /// What besides the voxels is to be known of an edit that is shown.
  static func grown(_ edit: Edit, _ voxels: String) -> String {
    guard let values = GrowTool.values(of: edit) else { return voxels }
    let range = words(
      "say.gate-range", ["low": NumberText.trimmed(values.lowerBound), "high": NumberText.trimmed(values.upperBound)])
    return words("say.grown", ["voxels": voxels, "values": range])
  }

  static func noSeeds(_ margin: Double) -> Failure {
    Failure(
      .usage, words("say.no-seeds", ["margin": NumberText.trimmed(margin)]),
      advice: words("say.no-seeds-advice"))
  }

  static var backgroundSeeded: String { words("say.background-seeded") }
  static var backgroundTaken: String { words("say.background-taken") }
  static var backgroundForgotten: String { words("say.background-forgotten") }
  static var noBackground: String { words("say.no-background") }

  static var noLungs: Failure {
    Failure(
      .usage, words("say.no-lungs"), advice: words("say.no-lungs-advice"))
  }

  static func within(_ isOn: Bool) -> String { words("say.within", ["on": isOn]) }
}
