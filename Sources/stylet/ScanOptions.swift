import ArgumentParser
import StyletCore

/// Which scan of a path is meant, for subcommands that open one.
struct ScanOptions: ParsableArguments {
  @Option(help: "Of a folder with many series: a series number, or the beginning of a SeriesInstanceUID.")
  var series: String?
  @Option(help: "Of a file with many volumes: which one, base 1.")
  var volume: Int?
  @Flag(help: "Fill missing and uneven slices in from their neighbours.")
  var fillGaps = false

  @OptionGroup var whole: WholeScan

  func validate() throws {
    if let volume, volume < 1 { throw ValidationError("--volume \(volume) is none: the first one is 1") }
    if let series, series.isEmpty { throw ValidationError("--series is empty") }
  }

  /// Whether to go on without files that cannot be read.
  var incomplete: Bool { whole.incomplete }

  var choice: ScanChoice { ScanChoice(series: series, volume: volume.map { $0 - 1 }, fillGaps: fillGaps) }
}

/// Whether a scan may be used of which files are missing.
struct WholeScan: ParsableArguments {
  @Flag(help: "Go on although files that the scan lacks are left out.") var incomplete = false
}
