import ArgumentParser
import Glibc
import StyletBase
import StyletStudy
import StyletTriage

/// `stylet triage --study S`: measures the cases that nobody has measured yet, and puts all into an order.
struct TriageRun: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: words("cli.triage.run.abstract"), discussion: words("cli.triage.run.discussion"))

  @Option(help: ArgumentHelp(words("cli.study.folder")), transform: Input.path) var study: String
  @Flag(help: ArgumentHelp(words("cli.triage.once"))) var once = false
  @Flag(help: ArgumentHelp(words("cli.triage.watch"))) var watch = false
  @Flag(help: ArgumentHelp(words("cli.triage.again"))) var again = false
  @Option(help: ArgumentHelp(words("cli.triage.limit"))) var limit = 300
  @OptionGroup var options: TriageOptions
  @OptionGroup var language: LanguageOption

  func validate() throws {
    if once == watch { throw ValidationError(words("cli.triage.one-way")) }
    if !(10...86_400).contains(limit) { throw ValidationError(words("cli.triage.no-limit", ["seconds": limit])) }
  }

  /// s: between two looks, two signs of life, and two orders while there is more to measure.
  private static let look = 1, patience = 60, sign = Duration.seconds(20), pause = Duration.seconds(5)

  func run() throws {
    let folder = StudyFolder(study)
    var desk = try TriageDesk(folder, rule: options.read(), clinical: options.clinical)
    try Paths.makeFolder(folder.triage)
    let claim = try StudyClaim.take(folder.triage.appendingPath("work.claim"), of: .triage)
    defer { withExtendedLifetime(claim) {} }
    sayUnknown(desk)
    let child = TriageChild(folder, limit: limit, rule: options.rule)
    var tried: Set<CaseID> = [], unread: Set<CaseID> = [], measured = 0, failed = 0
    var published = ContinuousClock.now, isOwed = true, waits = 0, said = ""
    while true {
      isOwed = try read(&desk, &said) || isOwed
      let next = desk.pending(again: again).first { !tried.contains($0.id) }
      if let next {
        tried.insert(next.id)
        switch try child.measure(next, desk.rule) {
        case .measured: measured += 1
        case .failed: failed += 1
        case .unreachable(let what):
          if unread.insert(next.id).inserted { Messages.note(next.id.text, what) }
        }
        desk.take(next)
        if desk.results[next.id] != nil { unread.remove(next.id) }
        isOwed = true
      }
      let since = ContinuousClock.now - published
      if isOwed && (next == nil || since > Self.pause) || since > Self.sign {
        isOwed = try !desk.publish(desk.order())
        published = .now
        // What could not be reached is tried again, as often as there is a sign of life.
        if watch { tried.subtract(unread) }
      }
      guard next == nil else { continue }
      if once, !isOwed { break }
      waits += 1
      if once, waits > Self.patience {
        throw Failure(.inUse, path: study, words("cli.triage.busy"), advice: words("error.study.log-advice"))
      }
      sleep(UInt32(Self.look))
    }
    try Output.line(words("cli.triage.done", ["measured": measured, "failed": failed, "unread": unread.count]))
    if failed > 0 || !unread.isEmpty {
      throw Failure(
        failed > 0 ? .badData : .io, path: study, words("cli.triage.failed", ["n": failed + unread.count]),
        advice: words("cli.triage.failed-advice"))
    }
  }

  /// A table that somebody is still typing must not end the watch: what was known of it counts until it is whole.
  /// - Returns: whether anything has changed.
  private func read(_ desk: inout TriageDesk, _ said: inout String) throws -> Bool {
    do { return try desk.read() } catch let failure as Failure where watch {
      if said != "\(failure)" { Messages.line(failure) }
      said = "\(failure)"
      return false
    }
  }

  private func sayUnknown(_ desk: TriageDesk) {
    guard let clinical = desk.clinical, !clinical.unknown.isEmpty else { return }
    Messages.note(study, words("triage.clinical.unknown", ["n": clinical.unknown.count]))
  }
}
