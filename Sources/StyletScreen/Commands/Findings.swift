import StyletCore

extension CommandTable {
  /// Which finding is drawn, and how findings are shown.
  static let findings: [Command] = [
    Command(
      "finding", "choose a finding",
      help: "Chooses the finding to draw: by its place in the list, counted from 1, or its code.", in: .findings,
      argument: "N|CODE"
    ) { try $0.chooseFinding($1.argument) },
    Command(
      "finding-next", "next finding", help: "Chooses the next finding of the list.", in: .findings, counts: .times
    ) { $0.chooseFinding(by: $1.times) },
    Command(
      "finding-previous", "previous finding", help: "Chooses the previous finding of the list.", in: .findings,
      counts: .times
    ) { $0.chooseFinding(by: -$1.times) },
    Command(
      "finding-take", "take the finding under the cursor",
      help: "Chooses the finding that the voxel under the cursor carries.", in: .findings
    ) { work, _ in try work.takeFinding() },
    Command(
      "findings-display", "findings shown / outlined / hidden",
      help: "Shows findings tinted, as outlines, or not at all; without an argument the next of these.", in: .findings,
      argument: "[shown|outlined|hidden]"
    ) { work, call in
      let all = FindingsDisplay.allCases
      if call.argument.isEmpty {
        let at = all.firstIndex(of: work.view.findings) ?? 0
        work.show(findings: all[(at + 1) % all.count])
      } else if let display = FindingsDisplay(rawValue: call.argument) {
        work.show(findings: display)
      } else {
        throw Say.expected("shown, outlined or hidden", "findings-display outlined")
      }
    },
  ]
}
