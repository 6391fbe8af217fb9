import StyletBase

extension CommandTable {
  /// Which finding is drawn, and how findings are shown.
  static let findings: [Command] = [
    Command("finding", in: .findings, argument: "N|CODE") { try $0.drawing.chooseFinding($1.argument) },
    Command("finding-next", in: .findings, counts: .times) { $0.drawing.chooseFinding(by: $1.times) },
    Command("finding-previous", in: .findings, counts: .times) { $0.drawing.chooseFinding(by: -$1.times) },
    Command("finding-take", in: .findings) { work, _ in try work.drawing.takeFinding() },
    Command("findings-display", in: .findings, argument: "[shown|outlined|hidden]") { work, call in
      let all = FindingsDisplay.allCases
      if call.argument.isEmpty {
        let at = all.firstIndex(of: work.workspace.view.findings) ?? 0
        work.panes.show(findings: all[(at + 1) % all.count])
      } else if let display = FindingsDisplay(rawValue: call.argument) {
        work.panes.show(findings: display)
      } else {
        throw Sentence.expected(words("expected.display"), "findings-display outlined")
      }
    },
  ]
}
