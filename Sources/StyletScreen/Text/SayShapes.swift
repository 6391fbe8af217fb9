import StyletCore

/// What is said of operations on the shapes of findings.
extension Say {
  static func gatePreset(_ tool: ToolState, _ finding: Finding?, isUsual: Bool) -> String {
    let code = finding?.code ?? "\(tool.finding)"
    if isUsual { return "Gate as usual for \(code): \(gateRange(tool))" }
    return "\(code) has no usual values, the gate stays: \(gateRange(tool))"
  }

  private static func gateRange(_ tool: ToolState) -> String {
    "\(NumberText.trimmed(tool.gate.lowerBound)) to \(NumberText.trimmed(tool.gate.upperBound)) HU"
  }

  /// What a tool reports besides the voxels that change.
  static func keptParts(_ edit: Edit) -> String {
    guard let kept = edit.parameters["kept"].flatMap({ Int($0) }), kept > 0 else { return "" }
    return kept == 1 ? ", 1 thin part kept" : ", \(kept) thin parts kept"
  }

  static let shapeLocked = Failure(.usage, "The finding chosen is locked", advice: ":lock unlocks it")
  static let otherLocked = Failure(.usage, "That finding is locked", advice: ":lock with its name unlocks it")
  static let notOnFinding = Failure(
    .usage, "The cursor is not on the finding chosen", advice: "go to the part that is meant, or choose it with Enter")
  static let nothingToTakeIn = Failure(
    .usage, "No other finding is under the cursor", advice: "go to the one to take into the finding chosen")
  static let mayNotGoOver = Failure(
    .usage, "Drawing leaves that finding alone", advice: ":draw-over everything allows it")
  static let nothingToSplitInto = Failure(
    .usage, "There is no other finding to split into", advice: "the list of findings has but one")
  static let noValues = Failure(.usage, "The lowest value is above the highest", advice: "arrows change them")
  static let noSliceToCopy = Failure(
    .usage, "No other slice has the finding chosen", advice: "draw it on one slice first")
}
