import StyletBase

/// Which scan of a path is meant, where the path holds several, and what may be mended to open it. Part of the
/// project, so that it opens the same scan again.
public struct ScanChoice: Hashable, Sendable {
  /// Of a folder with many series: a SeriesNumber, or the beginning of a SeriesInstanceUID; nil for the best chest CT.
  public var series: String?
  /// Of a file with more than three dimensions: which volume, base 0; nil when only one will do.
  public var volume: Int?
  /// Whether missing and uneven slices are filled in along the line between their neighbours.
  public var fillGaps: Bool
  /// What a project that is there says of the scan that it was drawn on: nil where there is none. No part of the
  /// choice, but the way to the same scan when others have come to lie beside it.
  public var drawn: DrawnScan?

  public init(series: String? = nil, volume: Int? = nil, fillGaps: Bool = false) {
    self.series = series
    self.volume = volume
    self.fillGaps = fillGaps
  }

  public static let standard = ScanChoice()

  public static func == (a: ScanChoice, b: ScanChoice) -> Bool {
    a.series == b.series && a.volume == b.volume && a.fillGaps == b.fillGaps
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(series)
    hasher.combine(volume)
    hasher.combine(fillGaps)
  }
}

/// What tells a project's own series among those of a folder.
public struct DrawnScan: Sendable {
  /// ``ScanIdentity/fingerprint(ofFiles:)``; nil in projects of earlier versions.
  public var fingerprint: String?
  /// The grid's; nil where it cannot be read.
  public var size: GridSize?
  /// The series that the user asked for besides: it must be this one.
  public var asked: String?

  package init(fingerprint: String?, size: GridSize?) { (self.fingerprint, self.size) = (fingerprint, size) }

  /// As a project's member `scan` has it.
  package init(_ scan: JSONObject) {
    fingerprint = scan["fingerprint"]?.string
    let size = scan["grid"]?.object?["size"]?.array?.compactMap(\.int) ?? []
    self.size = size.count == 3 ? GridSize(size[0], size[1], size[2]) : nil
  }
}

extension ScanChoice {
  /// The members of a project's `scan` that say it: none where it is the standard one.
  package var json: JSONObject {
    var object = JSONObject()
    object["series"] = series.map(JSONValue.string)
    object["volume"] = volume.map { .int($0) }
    object["fill_gaps"] = fillGaps ? .bool(true) : nil
    return object
  }

  package init(_ fields: inout FieldReader) {
    series = fields.string("series", required: false)
    volume = fields.int("volume", in: 0...Int(Int32.max), required: false)
    fillGaps = fields.bool("fill_gaps", required: false) ?? false
  }

  /// "series 3, gaps filled"; nil for the standard choice.
  public var inWords: String? {
    var parts: [String] = []
    if let series { parts.append(words("error.choice.series", ["series": series])) }
    if let volume { parts.append(words("error.choice.volume", ["volume": volume + 1])) }
    if fillGaps { parts.append(words("error.choice.gaps")) }
    return parts.isEmpty ? nil : parts.joined(separator: ", ")
  }
}
