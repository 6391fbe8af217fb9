import ArgumentParser
import StyletBase
import StyletBatch
import StyletFiles

/// `stylet batch merge`: the answers of all items in one file.
struct BatchMergeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "merge", abstract: words("cli.batch.merge.abstract"), discussion: words("cli.batch.merge.discussion"))

  @OptionGroup var place: BatchPlace
  @Argument(help: ArgumentHelp(words("cli.batch.merge.table"))) var table: String
  @Flag(help: ArgumentHelp(words("cli.batch.merge.incomplete"))) var incomplete = false
  @OptionGroup var output: OutputOptions
  @OptionGroup var language: LanguageOption

  func run() throws {
    let asLines = table.hasSuffix(".jsonl") || table == OutputPolicy.standardOutput
    guard asLines || table.hasSuffix(".csv") else {
      throw Failure(
        .usage, path: table, words("error.output.no-ending"),
        advice: words("error.use-one-of", ["known": ".csv, .jsonl"]))
    }
    let manifest = try BatchManifest(reading: place.manifest)
    try output.writing([table], reading: [place.manifest] + manifest.scans, toStandardOutput: true, as: [.text]) {
      let merge = try BatchMerge(manifest, in: BatchFolder(place.out))
      guard merge.isWhole || incomplete else {
        throw Failure(
          .badData, path: place.manifest,
          words("batch.not-whole", ["missing": merge.count(.missing), "failed": merge.count(.failed)]),
          advice: words("batch.not-whole-advice"))
      }
      try OutputFile.write(asLines ? merge.lines : Array(merge.table.utf8), to: table)
      if !merge.isWhole {
        Messages.remark(
          table, words("batch.not-whole", ["missing": merge.count(.missing), "failed": merge.count(.failed)]))
      }
    }
  }
}
