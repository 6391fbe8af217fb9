/// Which scan of a path is meant, where the path holds several, and what may be mended to open it. Part of the
/// project, so that it opens the same scan again.
public struct ScanChoice: Hashable, Sendable {
  /// Of a folder with many series: a SeriesNumber, or the beginning of a SeriesInstanceUID; nil for the best chest CT.
  public var series: String?
  /// Of a file with more than three dimensions: which volume, base 0; nil when only one will do.
  public var volume: Int?
  /// Whether missing and uneven slices are filled in along the line between their neighbours.
  public var fillGaps: Bool

  public init(series: String? = nil, volume: Int? = nil, fillGaps: Bool = false) {
    self.series = series
    self.volume = volume
    self.fillGaps = fillGaps
  }

  public static let standard = ScanChoice()
}
