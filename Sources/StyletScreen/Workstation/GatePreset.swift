import StyletImaging

/// The gate that goes with the finding drawn with.
extension Workstation {
  /// Sets the gate to the finding's usual values and lets it go with the finding; again: off.
  func toggleGatePreset() {
    if tool.gated, tool.gateFollows {
      setGate(on: false)
      return
    }
    (tool.gated, tool.gateFollows) = (true, true)
    say(presetGate(table[tool.finding]))
  }

  /// HU that a finding usually has: as the study's protocol says, else as is customary; nil when neither does.
  func usualValues(of finding: Finding?) -> ClosedRange<Double>? {
    guard let finding else { return nil }
    let row = reading.form?.findings.first { $0.finding.code == finding.code }
    return row?.band ?? finding.usualValues
  }

  /// Sets the gate to the finding's usual values, where it has any. Returns what to say.
  private func presetGate(_ finding: Finding?) -> String {
    let values = usualValues(of: finding)
    if let values { tool.gate = values }
    return Say.gatePreset(tool, finding, isUsual: values != nil)
  }

  /// Another finding was chosen: says so, and a gate that follows does.
  func followGate(_ finding: Finding) {
    guard tool.gated, tool.gateFollows else {
      say(Say.finding(finding))
      return
    }
    say(Say.finding(finding) + ". " + presetGate(finding))
  }
}
