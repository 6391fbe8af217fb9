import StyletCore

/// The formats that Stylet knows: readers are chosen by a file's content, writers by the name to be written.
public struct FormatRegistry: Sendable {
  public let readers: [any ImageReader]
  public let writers: [any ImageWriter]

  /// The formats built in. A new format is added here, and nowhere else.
  public static let standard = FormatRegistry(
    readers: [NIfTIReader(), NRRDReader(), MetaImageReader(), DICOMSeriesReader()],
    writers: [NIfTIWriter(), NRRDWriter(), MetaImageWriter()])

  public init(readers: [any ImageReader], writers: [any ImageWriter]) {
    self.readers = readers
    self.writers = writers
  }

  /// The reader of a file or folder.
  /// - Throws: a ``Failure``: no such file, no permission, empty, or not a scan: then it says what the file seems
  ///   to be and which formats are read.
  public func reader(for path: String) throws -> any ImageReader {
    let probe = try FileProbe(path)
    if let reader = readers.first(where: { $0.recognises(probe) }) { return reader }
    let names = readers.map(\.name)
    let what = probe.foreignName.map { "not a scan that Stylet reads: it seems to be \($0)" }
    throw Failure(
      .badData, path: path, what ?? "not a scan that Stylet reads",
      advice: "formats read: \(names.joined(separator: ", "))")
  }

  /// Headers only.
  public func describe(_ path: String, _ options: ReadOptions = ReadOptions()) throws -> ImageDescription {
    try reader(for: path).describe(path, options: options)
  }

  public func read(_ path: String, _ options: ReadOptions = ReadOptions()) throws -> LoadedImage {
    try reader(for: path).read(path, options: options)
  }

  /// Reads a mask: whole numbers 0...255.
  public func readLabels(_ path: String, _ options: ReadOptions = ReadOptions()) throws -> LoadedLabels {
    try reader(for: path).readLabels(path, options: options)
  }

  /// The writer for a file of this name: by its ending, the longest that fits.
  public func writer(for path: String) throws -> any ImageWriter {
    let name = path.lowercased()
    let choices = writers.flatMap { w in w.extensions.map { (writer: w, end: $0) } }
    let fitting = choices.filter { name.hasSuffix("." + $0.end) }
    guard let best = fitting.max(by: { $0.end.count < $1.end.count }) else {
      throw Failure(
        .usage, path: path, "the ending of the name says no format that Stylet writes",
        advice: "use one of " + choices.map { "." + $0.end }.joined(separator: ", "))
    }
    return best.writer
  }
}
