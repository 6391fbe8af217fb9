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

  /// What is typed: a tier, or that the rule decides again.
  struct Typed {
    /// nil of the rule's.
    let tier: TriageTier?

    /// - Returns: nil of what is neither.
    init?(_ text: String) {
      tier = TriageTier(rawValue: text.lowercased())
      guard tier != .px, tier != nil || text.lowercased() == TierOverrides.none else { return nil }
    }
  }

  func validate() throws {
    try StudyWords.check(reason: reason)
    if Typed(tier) == nil { throw ValidationError(words("cli.triage.override.no-tier", ["tier": tier])) }
  }

  /// Tells the trail, and writes it.
  static func set(_ tier: TriageTier?, of name: CaseID, because reason: String, in folder: StudyFolder) throws {
    let change = try StudyChange(folder)
    guard change.cases.contains(where: { $0.id == name && $0.status == .open }) else {
      throw Failure(
        .usage, path: folder.path, words("error.study.no-case", ["case": name.text]),
        advice: words("error.study.no-case-advice"))
    }
    var all = try TierOverrides.read(folder)
    all.add(.init(name, tier, because: reason, time: UTC.now()))
    try change.order(.overridden, all.bytes, to: folder.overrides, cases: [name], because: reason)
  }

  func run() throws {
    let folder = StudyFolder(study)
    var desk = try TriageDesk(folder, rule: options.read(), clinical: options.clinical)
    let own = Typed(tier)?.tier
    try Self.set(own, of: name, because: reason, in: folder)
    try desk.read()
    // Triage that is at work publishes it; where it is down the order is the list's own, and stays it.
    let order = desk.order()
    try Output.line(words("cli.triage.override.done", [
      "case": name.text, "own": own != nil, "tier": order.rows.first { $0.id == name }?.verdict.tier.label ?? "",
    ]))
  }
}
