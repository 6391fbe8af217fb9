import ArgumentParser
import StyletBase
import StyletBatch
import StyletFiles
import StyletReport

/// `stylet batch status`: how far a batch is.
struct BatchStatusCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status", abstract: words("cli.batch.status.abstract"),
    discussion: words("cli.batch.status.discussion"))

  @OptionGroup var place: BatchPlace
  @Flag(help: ArgumentHelp(words("cli.info.json"))) var json = false
  @Option(help: ArgumentHelp(words("cli.batch.status.html"))) var html: String?
  @OptionGroup var output: OutputOptions
  @OptionGroup var language: LanguageOption

  func run() throws {
    let manifest = try BatchManifest(reading: place.manifest)
    let status = BatchStatus(manifest, in: BatchFolder(place.out))
    if let html {
      try output.writing([html], reading: [place.manifest] + manifest.scans, toStandardOutput: !json, as: [.text]) {
        try OutputFile.write(Array(ReportPage.render(BatchWords(status).document()).utf8), to: html)
      }
      if html == OutputPolicy.standardOutput { return }
    }
    if json { return try Output.write(Words.inData { JSONValue.object(status.json).text + "\n" }) }
    try Output.write(BatchWords(status).text)
  }
}
