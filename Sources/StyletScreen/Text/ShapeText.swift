import StyletBase
import StyletCore
import StyletImaging

/// What is said of operations on the shapes of findings.
extension Sentence {
  static func gatePreset(_ tool: ToolState, _ finding: Finding?, isUsual: Bool) -> String {
    let code = finding?.code ?? "\(tool.finding)"
    if isUsual { return words("say.gate-preset", ["finding": code, "gate": gateRange(tool)]) }
    return words("say.gate-preset-none", ["finding": code, "gate": gateRange(tool)])
  }

  private static func gateRange(_ tool: ToolState) -> String {
    words(
      "say.gate-range",
      [
        "low": NumberText.trimmed(tool.gate.lowerBound),
        "high": NumberText.trimmed(tool.gate.upperBound),
      ])
  }

  /// What a tool reports besides the voxels that change.
  private static func keptParts(_ edit: Edit) -> String? {
    guard let kept = edit.parameters["kept"].flatMap({ Int($0) }), kept > 0 else { return nil }
    return words("say.kept-parts", ["n": kept])
  }

  /// Clauses for what a tool reports besides the voxels that change.
  static func remarks(_ edit: Edit) -> [String] {
    [edit.tool == GrowTool.id && GrowTool.hasMetLimit(edit) ? words("say.grown-to-limit") : nil, keptParts(edit)]
      .compactMap { $0 }
  }

  static var shapeLocked: Failure {
    Failure(.usage, words("say.shape-locked"), advice: words("say.shape-locked-advice"))
  }
  static var otherLocked: Failure {
    Failure(.usage, words("say.other-locked"), advice: words("say.other-locked-advice"))
  }
  static var notOnFinding: Failure {
    Failure(
      .usage, words("say.not-on-finding"), advice: words("say.not-on-finding-advice"))
  }
  static var nothingToTakeIn: Failure {
    Failure(
      .usage, words("say.nothing-to-take-in"), advice: words("say.nothing-to-take-in-advice"))
  }
  static var mayNotGoOver: Failure {
    Failure(
      .usage, words("say.may-not-go-over"), advice: words("say.may-not-go-over-advice"))
  }
  static var nothingToSplitInto: Failure {
    Failure(
      .usage, words("say.nothing-to-split-into"), advice: words("say.nothing-to-split-into-advice"))
  }
  static var noValues: Failure { Failure(.usage, words("say.no-values"), advice: words("say.no-values-advice")) }
  static var noSliceToCopy: Failure {
    Failure(
      .usage, words("say.no-slice-to-copy"), advice: words("say.no-slice-to-copy-advice"))
  }
}
