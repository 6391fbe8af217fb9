import StyletCore

/// The gate that goes with the finding drawn with.
extension Workstation {
  /// Sets the gate to the finding's usual values and lets it go with the finding; again: off.
  func toggleGatePreset() {
    if tool.gated, tool.gateFollows {
      setGate(on: false)
      return
    }
    (tool.gated, tool.gateFollows) = (true, true)
    let finding = table[tool.finding]
    if let values = finding?.usualValues { tool.gate = values }
    say(Say.gatePreset(tool, finding))
  }

  /// Another finding was chosen: says so, and a gate that follows does.
  func followGate(_ finding: Finding) {
    guard tool.gated, tool.gateFollows else {
      say(Say.finding(finding))
      return
    }
    if let values = finding.usualValues { tool.gate = values }
    say(Say.finding(finding) + ". " + Say.gatePreset(tool, finding))
  }
}
