import StyletBase

/// A scan or a project of a batch.
public struct BatchItem: Hashable, Sendable {
  /// What its files are called by: 16 hexadecimal digits of a digest of path and series.
  public let id: String
  /// As a rule absolute.
  public let path: String
  /// Of a folder with several series the one that is meant: its SeriesInstanceUID or number; nil where there is one.
  public let series: String?
  /// How many files it is made of, and their bytes.
  public let files: Int
  public let bytes: Int
  /// ``ScanIdentity/fingerprint(ofFiles:)`` of these files, as they were when the batch was planned.
  public let fingerprint: String
  /// Of the header: "NIfTI-1"; voxels towards left, back and head; their spacing, mm.
  public let format: String
  public let size: [Int]
  public let spacing: [Double]
  /// What it may take, seconds of one core.
  public let seconds: Double

  public init(
    path: String, series: String?, files: Int, bytes: Int, fingerprint: String, format: String, size: [Int],
    spacing: [Double], seconds: Double
  ) {
    id = Self.id(path: path, series: series)
    (self.path, self.series, self.files, self.bytes) = (path, series, files, bytes)
    (self.fingerprint, self.format, self.size, self.spacing) = (fingerprint, format, size, spacing)
    self.seconds = (seconds * 100).rounded() / 100
  }

  static func id(path: String, series: String?) -> String {
    String(sha256(path.pathBytes + [0] + Array((series ?? "").utf8)).prefix(16))
  }

  /// The scan's name: what its path ends with.
  public var name: String { path.lastPathPart }

  var json: JSONObject {
    [
      "id": .string(id), "path": .string(path), "series": series.map(JSONValue.string) ?? .null,
      "files": .int(files), "bytes": .int(bytes), "fingerprint": .string(fingerprint), "format": .string(format),
      "size": .array(size.map(JSONValue.int)), "spacing_mm": .array(spacing.map(JSONValue.double)),
      "seconds": .double(seconds),
    ]
  }

  /// As it stands in the manifest, without the line's end.
  package var line: String { String(decoding: JSONValue.object(json).bytes, as: UTF8.self) }

  /// - Throws: a ``Failure`` with the field of the first mistake.
  package init(line: String) throws {
    self = try ObjectFile.object(Array(line.utf8), "--item", "", advice: words("batch.manifest-advice")) { BatchItem(&$0) }
  }

  /// - Returns: nil where something is wrong, which the reader has then.
  init?(_ fields: inout FieldReader) {
    let id = fields.text("id", most: 16, required: true), path = fields.string("path")
    let series = fields.text("series"), fingerprint = fields.digest("fingerprint")
    let files = fields.int("files", in: 1...1 << 30), bytes = fields.int("bytes", in: 0...1 << 60)
    let format = fields.text("format", required: true), seconds = fields.number("seconds")
    let size = fields.array("size", required: true).compactMap(\.int)
    let spacing = fields.numbers("spacing_mm", count: 3)
    guard size.count == 3, size.allSatisfy({ (1...1 << 20).contains($0) }) else {
      fields.report("size", "three whole numbers from 1 were expected")
      return nil
    }
    guard let id, let path, let fingerprint, let files, let bytes, let format, let spacing else { return nil }
    self.init(
      path: path, series: series, files: files, bytes: bytes, fingerprint: fingerprint, format: format, size: size,
      spacing: spacing, seconds: seconds)
    if id != self.id { fields.report("id", "it is not that of its path and series") }
  }
}
