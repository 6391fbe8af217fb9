import ArgumentParser
import StyletBase
import StyletDICOM
import StyletFiles
import StyletIntake
import StyletStudy

/// `stylet intake`: scans that hospitals send, into a study.
struct IntakeCommand: ParsableCommand {
  @OptionGroup var language: LanguageOption

  static let configuration = CommandConfiguration(
    commandName: "intake", abstract: words("cli.intake.abstract"), discussion: words("cli.intake.discussion"),
    subcommands: [IntakeTake.self, IntakeRelease.self], defaultSubcommand: IntakeTake.self)
}

/// Which study, and how scans are de-identified on their way into it.
struct IntakeOptions: ParsableArguments {
  @Option(help: ArgumentHelp(words("cli.intake.study")), transform: Input.path) var study: String
  @Option(help: ArgumentHelp(words("cli.intake.key"))) var key: String?
  @Option(help: ArgumentHelp(words("cli.intake.policy"))) var policy: String?
  @Option(help: ArgumentHelp(words("cli.intake.site-folder"))) var siteFolder: String?
  @Flag(help: ArgumentHelp(words("cli.deidentify.cut"))) var cutAboveApex = false
  @Option(help: ArgumentHelp(words("cli.intake.passphrase"))) var passphrase: String?
  @Option(help: ArgumentHelp(words("cli.study.add.site"))) var site = "-"
  @Flag(help: ArgumentHelp(words("cli.info.json"))) var json = false

  func validate() throws {
    if site.isEmpty || site.utf8.count > 256 { throw ValidationError(words("cli.study.add.no-site")) }
    if policy != nil || siteFolder != nil || passphrase != nil || cutAboveApex, key == nil {
      throw ValidationError(words("cli.intake.no-key"))
    }
  }

  var folder: StudyFolder { StudyFolder(study) }

  /// - Parameter isLookedAt: by a person, whose word counts more than what only looks like text.
  func cleaner(isLookedAt: Bool = false) throws -> Deidentification? {
    try key.map { key in
      let policy = try policy.map(DeidentifyCommand.policy) ?? .standard
      return try Deidentification(
        policy: isLookedAt ? policy.lookedAt : policy, key: DeidentificationKey.read(key), keepsProved: true,
        isCut: cutAboveApex, seal: passphrase.map(PassphraseSeal.read))
    }
  }

  /// - Throws: a ``Failure`` where what names patients would lie in the study.
  func place() throws -> IntakeFolder {
    let place = IntakeFolder(
      study: folder.path, site: key == nil ? nil : siteFolder ?? folder.path.absolutePath + ".site")
    if place.kept != place.root, (place.kept.absolutePath + "/").hasPrefix(place.study.absolutePath + "/") {
      throw Failure(
        .usage, path: place.kept, words("deidentify.within", ["other": place.study]),
        advice: words("error.output.other-folder"))
    }
    return place
  }
}

/// `stylet intake SOURCE…`: what comes, once or as long as it comes.
struct IntakeTake: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "take", abstract: words("cli.intake.take.abstract"), discussion: words("cli.intake.take.discussion"))

  @Argument(help: ArgumentHelp(words("cli.intake.sources")), transform: Input.path) var sources: [String] = []
  @OptionGroup var options: IntakeOptions
  @Flag(help: ArgumentHelp(words("cli.intake.watch"))) var watch = false
  @Option(help: ArgumentHelp(words("cli.intake.quiet"))) var quiet = 30
  @Option(help: ArgumentHelp(words("cli.intake.poll"))) var poll = 2
  @Option(help: ArgumentHelp(words("cli.intake.largest"))) var largest = 1024
  @Flag(help: ArgumentHelp(words("cli.intake.settle"))) var settle = false
  @Flag(name: .customLong("take"), help: ArgumentHelp(words("cli.intake.remove"))) var takes = false
  @OptionGroup var language: LanguageOption

  func validate() throws {
    try BatchLimits.check("--quiet", quiet, 0...86_400)
    try BatchLimits.check("--poll", poll, 1...3600)
    try BatchLimits.check("--largest", largest, 1...65_536)
    if watch, sources.isEmpty { throw ValidationError(words("cli.intake.nothing-to-watch")) }
    if watch, settle { throw ValidationError(words("cli.intake.watch-settle")) }
  }

  func run() throws {
    let signals = IntakeSignals()
    let cleaner = try options.cleaner()
    for path in sources { try Scans.mustExist(path) }
    if watch { try sources.forEach(mustBeFolder) }
    let place = try options.place()
    try keepApart(place)
    let settings = IntakeRun.Options(
      site: options.site, largest: largest << 20, takes: takes, isJSON: options.json)
    // Before the first thread, which would take them otherwise.
    signals.watch()
    let run = try IntakeRun(options.folder, place, cleaner, options: settings, stop: { signals.isAsked })
    if watch { return try run.watch(sources, quiet: .seconds(quiet), poll: .seconds(poll)) }
    try run.once(sources, settling: settle)
  }

  private func mustBeFolder(_ path: String) throws {
    guard !Paths.isFolder(path) else { return }
    throw Failure(.usage, path: path, words("cli.intake.no-folder"), advice: words("cli.intake.without-watch"))
  }

  /// What comes in must not lie in what it comes into, nor the other way round.
  private func keepApart(_ place: IntakeFolder) throws {
    func whole(_ path: String) -> String { path.absolutePath + "/" }
    for source in sources {
      for own in [place.study, place.kept] where whole(own).hasPrefix(whole(source)) || whole(source).hasPrefix(whole(own)) {
        throw Failure(
          .usage, path: source, words("deidentify.within", ["other": own]), advice: words("error.output.other-folder"))
      }
    }
  }
}

/// Asked to end, an intake begins nothing new; asked again, it ends at once: what it has not finished is done again.
final class IntakeSignals: Sendable {
  private let asked = Guarded(0)
  var isAsked: Bool { asked.with { $0 > 0 } }

  /// To be called before the first thread is started.
  func watch() {
    let drain = BatchDrain(grace: 0) { [asked] signal, _ in
      let count = asked.with { count in
        count += 1
        return count
      }
      guard count > 1 else { return }
      Leftovers.clear()
      signal.end()
    }
    drain.watch()
  }
}
