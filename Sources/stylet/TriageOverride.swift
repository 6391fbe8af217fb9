import ArgumentParser
import StyletBase
import StyletStudy
import StyletTriage

/// `stylet triage override`: a tier that a person sets.
struct TriageOverride: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "override", abstract: words("cli.triage.override.abstract"),
    discussion: words("cli.triage.override.discussion"))

  @Argument(help: ArgumentHelp(words("cli.study.folder")), transform: Input.path) var study: String
  @Argument(help: ArgumentHelp(words("cli.triage.override.case")), transform: StudyWords.caseID) var name: CaseID
  @Argument(help: ArgumentHelp(words("cli.triage.override.tier"))) var tier: String
  @Option(help: ArgumentHelp(words("cli.study.reason"))) var reason: String
  @OptionGroup var options: TriageOptions
  @OptionGroup var language: LanguageOption

  private var own: TriageTier? { TriageTier(rawValue: tier.lowercased()) }

  func validate() throws {
    try StudyWords.check(reason: reason)
    guard own != .px, own != nil || tier.lowercased() == TierOverrides.none else {
      throw ValidationError(words("cli.triage.override.no-tier", ["tier": tier]))
    }
  }

  func run() throws {
    let folder = StudyFolder(study)
    var desk = try TriageDesk(folder, rule: options.read(), clinical: options.clinical)
    do {
      let change = try StudyChange(folder)
      guard change.cases.contains(where: { $0.id == name && $0.status == .open }) else {
        throw Failure(
          .usage, path: study, words("error.study.no-case", ["case": name.text]),
          advice: words("error.study.no-case-advice"))
      }
      var all = try TierOverrides.read(folder)
      all.add(.init(name, own, because: reason, time: UTC.now()))
      try change.order(.overridden, all.bytes, to: folder.overrides, cases: [name], because: reason)
    }
    try desk.read()
    // Triage that is at work publishes it; where it is down the order is the list's own, and stays it.
    let order = desk.order()
    try Output.line(words("cli.triage.override.done", [
      "case": name.text, "own": own != nil, "tier": order.rows.first { $0.id == name }?.verdict.tier.label ?? "",
    ]))
  }
}
