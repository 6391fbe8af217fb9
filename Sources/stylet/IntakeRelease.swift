import ArgumentParser
import StyletBase
import StyletIntake
import StyletStudy

/// `stylet intake release`: scans out of quarantine, by somebody who has looked at them and says why.
struct IntakeRelease: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "release", abstract: words("cli.intake.release.abstract"),
    discussion: words("cli.intake.release.discussion"))

  @Argument(help: ArgumentHelp(words("cli.intake.release.what"))) var what: String
  @Option(help: ArgumentHelp(words("cli.study.reason"))) var reason: String
  @OptionGroup var options: IntakeOptions
  @OptionGroup var language: LanguageOption

  func validate() throws { try StudyWords.check(reason: reason) }

  func run() throws {
    let study = options.folder, place = try options.place(), cleaner = try options.cleaner(isLookedAt: true)
    let key = try StudyKey.read(study.key, id: Study.read(study).keyID)
    if let id = CaseID(what), try StudyCase.read(study).contains(where: { $0.id == id }) {
      throw refused([IntakeReason.late.words])
    }
    try place.make()
    let claim = try StudyClaim.take(place.claim, of: .intake)
    defer { withExtendedLifetime(claim) {} }
    let settings = IntakeRun.Options(site: options.site, largest: 1 << 30, takes: false, isJSON: options.json)
    let (desk, admission) = try IntakeRun.begin(study, place, key, cleaner, settings, released: reason)
    guard let found = try desk.quarantined(what) else {
      throw Failure(
        .usage, path: place.quarantine, words("intake.release.nothing", ["what": what.escapedForTerminal]),
        advice: words("intake.release.nothing-advice"))
    }
    let free = found.scans.filter { $0.reason?.mayBeReleased == true }
    guard !free.isEmpty else { throw refused(found.scans.compactMap(\.reason?.words) + found.files.map(\.words)) }
    let keys = Set(free.map(\.key))
    for key in keys.sorted() { try desk.release(key) }
    let ready = desk.ready(quiet: nil, ended: keys, settling: false).filter { keys.contains($0.key) }
    let admitted = try admission.admit(ready, patient: true, stop: { false })
    let receipt = try desk.receipt(desk.decision(keys.sorted()))
    if options.json {
      try Output.line(String(decoding: JSONValue.object(receipt.json).bytes, as: UTF8.self))
    } else {
      for one in admitted { try Output.line(one.told) }
      let number = receipt.delivery.number ?? 0
      try Output.line(words("intake.decision", ["number": number, "count": keys.count]))
    }
    let others = found.scans.filter { !keys.contains($0.key) }.compactMap(\.reason?.words) + found.files.map(\.words)
    let again = admitted.filter { $0.state != .accepted }.count + keys.count - admitted.count
    if again > 0 {
      throw Failure(
        .badData, path: place.quarantine, words("intake.release.not-yet", ["n": again]),
        advice: words("intake.put-aside-advice"))
    }
    if !others.isEmpty { throw refused(others) }
  }

  private func refused(_ reasons: [String]) -> Failure {
    let why = reasons.reduce(into: [String]()) { all, one in if !all.contains(one) { all.append(one) } }
    return Failure(
      .badData, path: options.study, words("intake.release.never", ["why": why.joinedInWords]),
      advice: words("intake.release.never-advice"))
  }
}
