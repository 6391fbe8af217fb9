import ArgumentParser
import StyletBase
import StyletImaging
import StyletProject

/// Which scan of a path is meant, for subcommands that open one.
struct ScanOptions: ParsableArguments {
  @Option(help: ArgumentHelp(words("cli.scan.series")))
  var series: String?
  @Option(help: ArgumentHelp(words("cli.scan.volume")))
  var volume: Int?
  @Flag(help: ArgumentHelp(words("cli.scan.gaps")))
  var fillGaps = false

  @OptionGroup var whole: WholeScan

  func validate() throws {
    if let volume, volume < 1 { throw ValidationError(words("cli.scan.no-volume", ["volume": volume])) }
    if let series, series.isEmpty { throw ValidationError(words("cli.scan.no-series")) }
  }

  /// Whether to go on without files that cannot be read.
  var incomplete: Bool { whole.incomplete }

  var choice: ScanChoice { ScanChoice(series: series, volume: volume.map { $0 - 1 }, fillGaps: fillGaps) }
}

/// Whether a scan may be used of which files are missing.
struct WholeScan: ParsableArguments {
  @Flag(help: ArgumentHelp(words("cli.scan.incomplete"))) var incomplete = false
}
