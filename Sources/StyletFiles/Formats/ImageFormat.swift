import StyletImaging

/// What a file is, from its header alone: what `stylet info` shows.
public struct ImageDescription: Sendable {
  /// "NIfTI-1", "DICOM series", …
  public var format: String
  /// As stored: "int16", "uint8", "float32", …
  public var voxelType: String
  public var grid: VoxelGrid
  public var rescale: Rescale
  /// Of slices that do not share one rescale, each that there is, as stored, with the number of its slices; the most
  /// first. Empty where all are alike: ``rescale`` is every slice's then, and else that of no slice or of some.
  public var sliceRescales: [(rescale: Rescale, slices: Int)] = []
  /// Further facts worth showing, in order: ("compression", "gzip"). No patient identifier.
  public var facts: [(name: String, value: String)]
  /// What is odd in the file but does not keep it from opening.
  public var problems: [String]
  /// The files that the image is made of, where the path alone does not say it: a header with its voxels elsewhere, the
  /// slices of a series. Empty where the path itself is all.
  public var parts: [String] = []
  /// Names of files that `problems` may tell.
  public var names: [String] = []
  /// Files of it, or of its series, that are no part of it.
  public var leftOut: [LeftOutFile] = []
  /// Of a folder with several series: the one that it is, in words, and how many others there are.
  public var chosen: (series: String, others: Int)?
  /// Tells it again, in the language that is in force then: for data, which are the same in every language.
  package var tellAgain: (@Sendable () -> ImageDescription)?

  public init(
    format: String, voxelType: String, grid: VoxelGrid, rescale: Rescale = .identity,
    facts: [(name: String, value: String)] = [], problems: [String] = []
  ) {
    self.format = format
    self.voxelType = voxelType
    self.grid = grid
    self.rescale = rescale
    self.facts = facts
    self.problems = problems
  }

  /// The same in the language in force: the texts of a description are those of when it was made.
  public var inLanguage: ImageDescription { tellAgain?() ?? self }
}

/// A file, or a frame of one, that was found with a scan and left out of it.
public struct LeftOutFile: Hashable, Sendable {
  public var path: String
  /// For messages: without its folder.
  public var name: String
  /// What is wrong with it, or the attribute that differs; no value of the patient.
  public var reason: String
  /// Whether the scan lacks it, or may: what is measured or written of the rest is not the whole scan.
  public var isLacking: Bool

  package init(path: String, name: String, reason: String, isLacking: Bool) {
    self.path = path
    self.name = name
    self.reason = reason
    self.isLacking = isLacking
  }
}

/// Choices that a reader of a file may make.
public struct ReadOptions: Sendable {
  /// Which scan of the path is meant.
  public var choice: ScanChoice
  /// Called from time to time with the part done, 0...1; throw to give up.
  public var progress: (@Sendable (Double) throws -> Void)?

  public init(choice: ScanChoice = .standard, progress: (@Sendable (Double) throws -> Void)? = nil) {
    self.choice = choice
    self.progress = progress
  }
}

/// A scan that was read.
public struct LoadedImage: Sendable {
  public var volume: Volume
  public var description: ImageDescription

  public init(volume: Volume, description: ImageDescription) {
    self.volume = volume
    self.description = description
  }
}

/// A scan that is being read.
public struct ArrivingImage: Sendable {
  public let arrival: LoadingVolume
  /// As it will be when all is read.
  public let description: ImageDescription

  public init(_ arrival: LoadingVolume, description: ImageDescription) {
    self.arrival = arrival
    self.description = description
  }
}

/// A file format that images are read from. Errors are ``Failure``s that name the file, the field and the
/// offset; no content of a file may trap.
public protocol ImageReader: Sendable {
  /// "NIfTI"
  var name: String { get }
  func recognises(_ probe: FileProbe) -> Bool
  /// Reads headers only.
  func describe(_ path: String, options: ReadOptions) throws -> ImageDescription
  /// Reads voxels into canonical order. Sizes are checked against the file before memory is taken.
  func read(_ path: String, options: ReadOptions) throws -> LoadedImage
  /// Begins to read, so that the first slices can be looked at while the others come. What the headers tell is thrown
  /// here, what shows later by the ``LoadingVolume``. By default, and where values are known only once all voxels were
  /// seen, all is read first.
  func begin(_ path: String, options: ReadOptions) throws -> ArrivingImage
  /// Reads a mask: every value must be a whole number 0...255. By default by way of ``read(_:options:)``.
  func readLabels(_ path: String, options: ReadOptions) throws -> LoadedLabels
}

extension ImageReader {
  public func begin(_ path: String, options: ReadOptions) throws -> ArrivingImage {
    ArrivingImage(try read(path, options: options))
  }
}

extension ArrivingImage {
  /// One that is there.
  public init(_ image: LoadedImage) { self.init(LoadingVolume(image.volume), description: image.description) }
}

/// A file format that images and masks are written in, on the source grid's own axis order.
public protocol ImageWriter: Sendable {
  var name: String { get }
  /// The name endings it is chosen by, longest first: ["nii.gz", "nii"].
  var extensions: [String] { get }
  /// Voxels and geometry exact. Written to a temporary file beside `path`, synced and renamed.
  /// - Parameter notes: ``ImageDescription/notes`` of the file that it comes from; a format without a place for them
  ///   leaves them out.
  func write(_ volume: Volume, notes: [(name: String, value: String)], to path: String) throws
  /// A mask as UInt8.
  func write(_ labels: LabelMap, grid: VoxelGrid, findings: LabelTable, to path: String) throws
}

extension ImageWriter {
  public func write(_ volume: Volume, to path: String) throws { try write(volume, notes: [], to: path) }
}
