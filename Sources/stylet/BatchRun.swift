import ArgumentParser
import StyletBase
import StyletBatch
import StyletFiles

/// `stylet batch run`: a plan, or a part of it, done.
struct BatchRun: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: words("cli.batch.run.abstract"), discussion: words("cli.batch.run.discussion"))

  @OptionGroup var place: BatchPlace
  @Option(help: ArgumentHelp(words("cli.batch.run.jobs"))) var jobs = 1
  @Option(help: ArgumentHelp(words("cli.batch.run.shard"))) var shard: String?
  @Option(help: ArgumentHelp(words("cli.batch.run.shards"))) var shards: Int?
  @OptionGroup var limits: BatchLimits
  @Option(help: ArgumentHelp(words("cli.batch.run.grace"))) var grace = 30
  @Flag(help: ArgumentHelp(words("cli.batch.run.retry"))) var retry = false
  @Flag(help: ArgumentHelp(words("cli.batch.run.claims"))) var claims = false
  @Option(help: ArgumentHelp(words("cli.batch.run.expiry"))) var expiry = Int(BatchClaim.usualExpiry)
  @OptionGroup var language: LanguageOption

  func validate() throws {
    try BatchLimits.check("--jobs", jobs, 1...256)
    try BatchLimits.check("--grace", grace, 0...3600)
    try BatchLimits.check("--expiry", expiry, 10...86_400)
    if let shards { try BatchLimits.check("--shards", shards, 1...BatchShard.most) }
    if let shard, BatchShard(shard) == nil { throw ValidationError(words("cli.batch.run.no-shard", ["text": shard])) }
    if shard != nil, shards != nil { throw ValidationError(words("cli.batch.run.two-shards")) }
    if claims, shard != nil || shards != nil { throw ValidationError(words("cli.batch.run.claims-shard")) }
  }

  func run() throws {
    let manifest = try BatchManifest(reading: place.manifest)
    try Self.checkOwn(manifest, place.manifest)
    let shard = try asked()
    let items = shard.items(of: manifest)
    let crew = BatchCrew(
      items, of: manifest, in: BatchFolder(place.out.absolutePath), limits: limits, retry: retry,
      expiry: claims ? Double(expiry) : nil)
    try BatchFolder.make(place.out)
    let drain = BatchDrain(grace: Double(grace)) { crew.drain(after: $1) }
    drain.watch()
    let tally = try crew.work(jobs: min(jobs, max(items.count, 1)))
    try Output.line(
      words("batch.ran", ["done": tally.done, "skipped": tally.skipped, "failed": tally.failed]))
    try tally.check(place.manifest)
  }

  /// With claims each worker may take each item, whatever an engine calls it.
  private func asked() throws -> BatchShard {
    if let shard { return BatchShard(shard) ?? .whole }
    if claims { return .whole }
    return try BatchEngine.shard(Paths.environment(BatchEngine.variables), shards: shards) ?? .whole
  }

  /// That this program finds what the plan was made for: otherwise numbers of two kinds would lie side by side.
  private static func checkOwn(_ manifest: BatchManifest, _ path: String) throws {
    let own = manifest.settings
    let here = BatchSettings(
      own.steps, of: own.subject, fillsGaps: own.fillsGaps, takesIncomplete: own.takesIncomplete,
      segmenters: try BatchSegmenters.digests(own.asked))
    guard here.digest == own.digest else {
      throw Failure(
        .usage, path: path, words("batch.other-program", ["planned": own.program, "here": here.program]),
        advice: words("batch.plan-anew"))
    }
  }
}

/// What an item may take.
struct BatchLimits: ParsableArguments {
  @Option(help: ArgumentHelp(words("cli.batch.run.memory"))) var memory = 4000
  @Option(help: ArgumentHelp(words("cli.batch.run.time"))) var time = 1800

  func validate() throws {
    try Self.check("--memory", memory, 16...1_000_000)
    try Self.check("--time", time, 1...604_800)
  }

  static func check(_ option: String, _ value: Int, _ range: ClosedRange<Int>) throws {
    guard range.contains(value) else {
      throw ValidationError(
        words("cli.study.design.range", [
          "option": option, "value": value, "low": range.lowerBound, "high": range.upperBound,
        ]))
    }
  }
}
