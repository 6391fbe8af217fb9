import StyletBase

extension CommandTable {
  /// Which finding is drawn, and how findings are shown.
  static let findings: [Command] = [
    Command("finding", in: .findings, argument: "N|CODE") { try $0.chooseFinding($1.argument) },
    Command("finding-next", in: .findings, counts: .times) { $0.chooseFinding(by: $1.times) },
    Command("finding-previous", in: .findings, counts: .times) { $0.chooseFinding(by: -$1.times) },
    Command("finding-take", in: .findings) { work, _ in try work.takeFinding() },
    Command("findings-display", in: .findings, argument: "[shown|outlined|hidden]") { work, call in
      let all = FindingsDisplay.allCases
      if call.argument.isEmpty {
        let at = all.firstIndex(of: work.view.findings) ?? 0
        work.show(findings: all[(at + 1) % all.count])
      } else if let display = FindingsDisplay(rawValue: call.argument) {
        work.show(findings: display)
      } else {
        throw Say.expected(words("expected.display"), "findings-display outlined")
      }
    },
  ]
}
