import StyletBase
import StyletDICOM
import StyletFiles
import StyletImaging
import StyletProject

/// The formats that Stylet knows: readers are chosen by a file's content, writers by the name to be written.
public struct FormatRegistry: Sendable {
  public let readers: [any ImageReader]
  public let writers: [any ImageWriter]
  /// Formats that hold masks and nothing else; any image may be a mask besides.
  public let maskReaders: [any MaskReader]
  public let maskWriters: [any MaskWriter]

  /// The formats built in. What else a new one needs, ARCHITECTURE.md says ("How to add").
  public static let standard = FormatRegistry(
    readers: [NIfTIReader(), NRRDReader(), MetaImageReader(), DICOMSeriesReader()],
    writers: [NIfTIWriter(), NRRDWriter(), MetaImageWriter()],
    maskReaders: [SegNRRDReader(), COCOReader(), SegmentationReader(), RTStructReader()],
    maskWriters: [
      ImageMaskWriter(form: "nifti", writer: NIfTIWriter()),
      ImageMaskWriter(form: "nrrd", writer: NRRDWriter()),
      ImageMaskWriter(form: "mha", writer: MetaImageWriter()),
      SegNRRDWriter(), SegmentationWriter(), RTStructWriter(), RTStructWriter.exclusiveOr, ITKSnapLabelWriter(),
      DCMQIWriter(), COCOWriter(), ExtentCSVWriter(), ExtentJSONWriter(),
    ])

  public init(
    readers: [any ImageReader], writers: [any ImageWriter], maskReaders: [any MaskReader] = [],
    maskWriters: [any MaskWriter] = []
  ) {
    self.readers = readers
    self.writers = writers
    self.maskReaders = maskReaders
    self.maskWriters = maskWriters
  }

  /// The reader of a file or folder.
  /// - Throws: a ``Failure``: no such file, no permission, empty, or not a scan: then it says what the file seems
  ///   to be and which formats are read.
  public func reader(for path: String) throws -> any ImageReader {
    let probe = try FileProbe(path)
    if let reader = readers.first(where: { $0.recognises(probe) }) { return reader }
    if ProjectFiles.isProject(path) {
      throw Failure(
        .badData, path: path, words("error.input.is-project"),
        advice: words("error.input.is-project-advice"))
    }
    let names = readers.map(\.name)
    let what = probe.foreignName.map { words("error.input.seems", ["what": $0]) }
    throw Failure(
      .badData, path: path, what ?? words("error.input.no-scan"),
      advice: words("error.input.formats", ["names": names.joined(separator: ", ")]))
  }

  /// The same for a choice that it knows: only DICOM has series.
  private func reader(for path: String, _ options: ReadOptions) throws -> any ImageReader {
    let reader = try reader(for: path)
    if let series = options.choice.drawn?.asked ?? options.choice.series, !(reader is DICOMSeriesReader) {
      throw Failure(
        .usage, path: path, words("error.input.no-series", ["format": reader.name, "series": series]),
        advice: words("error.input.leave-series"))
    }
    return reader
  }

  /// The files that a scan named by a list of them is made of, the list among them; nil where the path itself is all.
  public static func parts(of path: String) throws -> [String]? {
    guard try !FileProbe(path).isDirectory else { return nil }
    return try DICOMDirectory(path).map { [path] + $0.files }
  }

  /// Headers only.
  public func describe(_ path: String, _ options: ReadOptions = ReadOptions()) throws -> ImageDescription {
    try reader(for: path, options).describe(path, options: options)
  }

  public func read(_ path: String, _ options: ReadOptions = ReadOptions()) throws -> LoadedImage {
    try reader(for: path, options).read(path, options: options)
  }

  /// Begins to read: see ``ImageReader/begin(_:options:)``.
  public func begin(_ path: String, _ options: ReadOptions = ReadOptions()) throws -> ArrivingImage {
    try reader(for: path, options).begin(path, options: options)
  }

  /// Reads a mask: whole numbers 0...255.
  public func readLabels(_ path: String, _ options: ReadOptions = ReadOptions()) throws -> LoadedLabels {
    do {
      return try reader(for: path).readLabels(path, options: options)
    } catch var failure as Failure where failure.advice?.contains("--volume") == true && options.choice.volume == nil {
      // That option chooses the scan's volume: no command has one for a mask.
      failure.advice = words("mask.one-volume")
      throw failure
    }
  }

  /// Reads a mask of any format onto the scan's grid: every way in for a mask of a scan. Its own grid is held to the
  /// scan's by the header, before a voxel is read.
  /// - Returns: labels of the scan's size; the description is the mask's own.
  /// - Throws: a ``Failure`` that says how the grids differ, or what lies beyond the scan, besides what reading throws.
  public func readMask(_ path: String, placedOn scan: VoxelGrid, _ options: ReadOptions = ReadOptions()) throws
    -> LoadedLabels
  {
    let grid = try maskGrid(path, on: scan, options)
    _ = try Failure.naming(path) { try scan.place(of: grid) }
    var mask = try readMask(path, on: scan, options)
    mask.labels = try Failure.naming(path) { try scan.aligned(mask.labels, of: mask.description.grid) }
    return mask
  }

  /// Reads a mask of any format, wherever it lies.
  /// - Parameter scan: the grid that it is for.
  package func readMask(_ path: String, on scan: VoxelGrid, _ options: ReadOptions = ReadOptions()) throws
    -> LoadedLabels
  {
    let size = try maskGrid(path, on: scan, options).size
    guard size.count <= max(Self.largestMask, scan.size.count) else {
      throw Failure(
        .badData, path: path, words("error.mask-too-large", ["size": "\(size.i)x\(size.j)x\(size.k)"]),
        advice: words("error.export-on-grid"))
    }
    return try maskReader(path)?.readMask(path, on: scan, options: options) ?? readLabels(path, options)
  }

  /// Voxels of a mask that is larger than its scan: as many are read in a second or two.
  private static let largestMask = 1 << 30

  private func maskReader(_ path: String) throws -> (any MaskReader)? {
    let probe = try FileProbe(path)
    return maskReaders.first { $0.recognises(probe) }
  }

  /// The grid of a mask, of its header alone.
  private func maskGrid(_ path: String, on scan: VoxelGrid, _ options: ReadOptions) throws -> VoxelGrid {
    try maskReader(path).map { try $0.grid(path, on: scan) } ?? describe(path, options).grid
  }

  /// The writer of masks that `--to` names, or else that the file's name asks for.
  public func maskWriter(for path: String, form: String? = nil) throws -> any MaskWriter {
    if let form {
      if let writer = maskWriters.first(where: { $0.form == form }) { return writer }
      throw Failure(
        .usage, words("error.output.no-form", ["form": form]),
        advice: words("error.use-one-of", ["known": maskWriters.map(\.form).joined(separator: ", ")]))
    }
    let forms = maskWriters.map(\.form).joined(separator: ", ")
    return try Self.choice(
      of: maskWriters, for: path, endings: \.extensions, unnamed: words("error.output.name-form", ["forms": forms]))
  }

  /// The writer for a file of this name: by its ending, the longest that fits.
  public func writer(for path: String) throws -> any ImageWriter {
    try Self.choice(of: writers, for: path, endings: \.extensions)
  }

  /// - Parameter unnamed: what to do where the form of standard output is not known.
  private static func choice<W>(
    of writers: [W], for path: String, endings: (W) -> [String],
    unnamed: String = words("error.output.file-name")
  ) throws -> W {
    let name = path.lowercased()
    let choices = writers.flatMap { w in endings(w).map { (writer: w, end: $0) } }
    let fitting = choices.filter { name.hasSuffix("." + $0.end) }
    guard let best = fitting.max(by: { $0.end.count < $1.end.count }) else {
      if path == OutputPolicy.standardOutput {
        throw Failure(.usage, path: path, words("error.output.stdout-no-ending"), advice: unnamed)
      }
      throw Failure(
        .usage, path: path, words("error.output.no-ending"),
        advice: words("error.use-one-of", ["known": choices.map { "." + $0.end }.joined(separator: ", ")]))
    }
    return best.writer
  }
}
