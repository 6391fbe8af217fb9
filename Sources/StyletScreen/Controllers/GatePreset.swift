import StyletImaging

/// The gate that goes with the finding drawn with.
extension DrawingController {
  /// Sets the gate to the finding's usual values and lets it go with the finding; again: off.
  func toggleGatePreset() {
    if tool.gated, tool.gateFollows {
      setGate(on: false)
      return
    }
    (tool.gated, tool.gateFollows) = (true, true)
    say(presetGate(table[tool.finding]))
  }

  /// Sets the gate to the finding's usual values, where it has any. Returns what to say.
  private func presetGate(_ finding: Finding?) -> String {
    let values = workspace.usualValues(of: finding)
    if let values { tool.gate = values }
    return Sentence.gatePreset(tool, finding, isUsual: values != nil)
  }

  /// Another finding was chosen: says so, and a gate that follows does.
  func followGate(_ finding: Finding) {
    guard tool.gated, tool.gateFollows else {
      say(Sentence.finding(finding))
      return
    }
    say(Sentence.finding(finding) + ". " + presetGate(finding))
  }
}
