import ArgumentParser
import StyletBase
import StyletBatch
import StyletFiles
import StyletProject

extension BatchSubject: ExpressibleByArgument {}

/// `stylet batch plan`: what is to be done with what.
struct BatchPlan: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan", abstract: words("cli.batch.plan.abstract"), discussion: words("cli.batch.plan.discussion"))

  @Argument(help: ArgumentHelp(words("cli.batch.plan.paths"))) var paths: [String]
  @Option(help: ArgumentHelp(words("cli.batch.plan.steps"))) var steps: String
  @Flag(help: ArgumentHelp(words("cli.batch.plan.projects"))) var projects = false
  @Flag(help: ArgumentHelp(words("cli.batch.plan.each-series"))) var eachSeries = false
  @Flag(help: ArgumentHelp(words("cli.scan.gaps"))) var fillGaps = false
  @OptionGroup var whole: WholeScan
  @OptionGroup var language: LanguageOption

  func validate() throws {
    if paths.count < 2 { throw ValidationError(words("cli.batch.plan.none")) }
    if projects && (eachSeries || fillGaps) { throw ValidationError(words("cli.batch.plan.of-projects")) }
  }

  func run() throws {
    let (sources, out) = (paths.dropLast().map { $0 }, paths[paths.count - 1])
    let subject: BatchSubject = projects ? .projects : .scans
    let asked = try BatchSteps(steps, of: subject)
    var settings = BatchSettings(asked, of: subject, fillsGaps: fillGaps, takesIncomplete: whole.incomplete)
    settings = BatchSettings(
      asked, of: subject, fillsGaps: fillGaps, takesIncomplete: whole.incomplete,
      segmenters: try BatchSegmenters.digests(settings.asked))
    let policy = OutputPolicy(inputs: sources, toStandardOutput: true, kinds: [.text])
    if out != OutputPolicy.standardOutput, Paths.exists(out) {
      throw Failure(.cannotCreate, path: out, words("batch.manifest-there"), advice: words("error.output.other-name"))
    }
    try policy.check(out)
    var found = BatchSources(settings, eachSeries: eachSeries)
    for source in sources { try found.add(Input.path(source)) }
    let manifest = BatchManifest(settings, found.items)
    guard !manifest.items.isEmpty else {
      throw found.refused.first
        ?? Failure(.noInput, path: sources[0], words("batch.nothing"), advice: words("batch.nothing-advice"))
    }
    try OutputPolicy.$current.withValue(policy) { try manifest.write(to: out) }
    if out != OutputPolicy.standardOutput {
      let hours = NumberText.short(manifest.seconds / 3600)
      let size = NumberText.short(Double(manifest.bytes) / 1e6)
      try Output.line(
        words("batch.planned", ["count": manifest.items.count, "mb": size, "hours": hours]))
      if found.masks > 0 { try Output.line(words("batch.masks", ["count": found.masks])) }
    }
    guard let first = found.refused.first else { return }
    for other in found.refused.dropFirst() { Messages.line(other) }
    throw first
  }
}

/// Other programs that steps ask for, as the user's settings have them.
enum BatchSegmenters {
  /// By name the digest of what is run and of how its answer is read.
  static func digests(_ names: [String]) throws -> [String: String] {
    try names.reduce(into: [:]) { all, name in
      let one = try ExternalSegmenter.named(name)
      let labels = one.labels.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
      let text = ([one.kind.rawValue] + labels + [""] + one.words).joined(separator: "\n")
      all[name] = sha256(Array(text.utf8))
    }
  }
}
