import ArgumentParser
import StyletBase
import StyletBatch
import StyletFiles

/// `stylet batch submit`: a batch as an array of a cluster's.
struct BatchSubmit: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "submit", abstract: words("cli.batch.submit.abstract"),
    discussion: words("cli.batch.submit.discussion"))

  @OptionGroup var place: BatchPlace
  @Flag(help: ArgumentHelp(words("cli.batch.submit.slurm"))) var slurm = false
  @Flag(name: .customLong("print"), help: ArgumentHelp(words("cli.batch.submit.print"))) var isPrinted = false
  @Option(help: ArgumentHelp(words("cli.batch.submit.shards"))) var shards: Int?
  @Option(help: ArgumentHelp(words("cli.batch.submit.throttle"))) var throttle: Int?
  @Option(help: ArgumentHelp(words("cli.batch.submit.jobs"))) var jobs = 1
  @Option(help: ArgumentHelp(words("cli.batch.submit.minutes"))) var minutes = 240
  @OptionGroup var limits: BatchLimits
  @Option(
    name: .customLong("sbatch"), parsing: .unconditionalSingleValue,
    help: ArgumentHelp(words("cli.batch.submit.sbatch")))
  var options: [String] = []
  @OptionGroup var language: LanguageOption

  func validate() throws {
    if !slurm { throw ValidationError(words("cli.batch.submit.which")) }
    try BatchLimits.check("--jobs", jobs, 1...256)
    try BatchLimits.check("--minutes", minutes, 3...1_000_000)
    if let shards { try BatchLimits.check("--shards", shards, 1...BatchShard.most) }
    if let throttle { try BatchLimits.check("--throttle", throttle, 1...BatchShard.most) }
    if let bad = options.first(where: { !$0.hasPrefix("-") || Self.hasControls($0) }) {
      throw ValidationError(words("cli.batch.submit.no-option", ["option": bad]))
    }
  }

  func run() throws {
    let manifest = try BatchManifest(reading: place.manifest)
    let folder = BatchFolder(place.out.absolutePath), path = place.manifest.absolutePath
    for path in [path, folder.path, Paths.program] where Self.hasControls(path) {
      throw Failure(.usage, path: path, words("batch.unsafe-path"), advice: words("error.output.other-name"))
    }
    let size = try arraySize()
    if let shards, shards > size {
      throw Failure(
        .usage, words("batch.too-many-shards", ["shards": shards, "most": size]), advice: words("batch.fewer-shards"))
    }
    let array = SlurmArray(
      shards: shards ?? SlurmArray.shards(for: manifest, arraySize: size), throttle: throttle, jobs: jobs,
      limits: .init(memory: limits.memory, seconds: limits.time), minutes: minutes, options: options)
    let script = array.script(program: Paths.program, manifest: path, folder: folder)
    if isPrinted { return try Output.write(script) }
    for made in [folder.path, folder.logs] { try BatchFolder.make(made) }
    let file = folder.path.appendingPath("slurm.sh")
    try OutputPolicy.$current.withValue(OutputPolicy(kinds: [.text])) {
      try OutputFile.write(Array(script.utf8), to: file)
    }
    let answer = try CommandRun.answer(of: ["sbatch", "--parsable", file], name: "sbatch", seconds: 60)
    let job = answer.split(whereSeparator: { $0 == ";" || $0.isWhitespace }).first.map(String.init) ?? ""
    guard !job.isEmpty, job.allSatisfy(\.isNumber) else {
      throw Failure(.io, words("batch.no-job", ["answer": answer.escapedForTerminal]))
    }
    try Output.line(words("batch.submitted", ["job": job, "shards": array.shards, "script": file.escapedForTerminal]))
  }

  /// Slurm reads its own lines of the script, and a line of them ends at its end; other characters that control a
  /// terminal would reach it by `--print`.
  private static func hasControls(_ text: String) -> Bool { text.unicodeScalars.contains(where: \.isUnsafeToShow) }

  /// What Slurm takes. To print a script nothing need be installed: Slurm's own usual limit then.
  private func arraySize() throws -> Int {
    do {
      let config = try CommandRun.answer(of: ["scontrol", "show", "config"], name: "scontrol", seconds: 30)
      return SlurmArray.arraySize(config) ?? SlurmArray.usualArraySize
    } catch where isPrinted {
      Messages.note("scontrol", words("batch.no-scontrol", ["size": SlurmArray.usualArraySize]))
      return SlurmArray.usualArraySize
    }
  }
}
