import StyletBase
import StyletCore
import StyletImaging

/// A layer that leaves, with everything that a format may want to say of it.
public struct MaskSource: Sendable {
  public var layer: LabelLayer { didSet { counts = nil } }
  public var findings: LabelTable
  /// For the numbers: the lungs where there are any, the zones' limits among the annotations, and which findings count
  /// as lesion (nil for all).
  public var lungs: LabelLayer? { didSet { counts = nil } }
  public var annotations = Annotations()
  public var lesionFindings: Set<UInt8>?
  /// For the numbers, too: a reader has said that there is no lesion.
  public var isReadAsNone = false
  /// What was counted of layer and lungs; nil where nothing was.
  public var counts: EditSession.Counts?
  /// What drew the slices that are as a program proposed them; nil for this program.
  public var proposer: String?
  /// The scan that it was drawn on.
  public var volume: Volume
  /// Where the scan lies, for formats that name its instances; nil when it is not a file.
  public var scan: String?
  public var choice: ScanChoice
  /// What tells its content from another's, where that is known.
  public var scanSHA256: String?
  /// What of it the project's file does not have yet; nil where there is nothing.
  public var unsaved: UnsavedSteps?
  /// The study's name for the reader.
  public var reader: String
  /// Whether the patient's name, number and the like may go along. Never unless asked for.
  public var isIdentified: Bool
  public var date: Moment
  /// What identifiers of what is written are made of, so that the same content gives the same bytes again; nil for new
  /// ones each time.
  public var repeats: String?

  public init(
    layer: LabelLayer, findings: LabelTable, volume: Volume, scan: String? = nil, choice: ScanChoice = .standard,
    reader: String = "", isIdentified: Bool = false, date: Moment = .now
  ) {
    self.layer = layer
    self.findings = findings
    self.volume = volume
    self.scan = scan
    self.choice = choice
    self.reader = reader
    self.isIdentified = isIdentified
    self.date = date
  }

  public var labels: LabelMap { layer.labels }
  /// What the labels are, in a word, for formats that describe themselves.
  package var contents: String { layer.name == LabelLayer.lungs ? "lungs" : "findings" }
  public var grid: VoxelGrid { volume.grid }

  /// All of it, with its numbers. Cost: where they are not counted yet, the rows of the volume and the labelled voxels.
  public var session: EditSession {
    var session = EditSession(
      volume: volume, layers: [layer] + [lungs].compactMap { $0 }, annotations: annotations, counts: counts)
    (session.lesionFindings, session.isReadAsNone) = (lesionFindings, isReadAsNone)
    return session
  }
}

/// A form that what was drawn leaves in: a mask on the source grid, contours, a table.
public protocol MaskWriter: Sendable {
  /// What `--to` calls it: "dicom-seg".
  var form: String { get }
  /// The name endings it is chosen by, longest first; empty when only `--to` chooses it.
  var extensions: [String] { get }
  /// Whether it can hold a layer that is not of findings; false of tables that count what the findings come to.
  var takesAnyLayer: Bool { get }
  /// Written to a temporary file beside `path`, synced and renamed.
  func write(_ mask: MaskSource, to path: String) throws
}

extension MaskWriter {
  public var takesAnyLayer: Bool { true }
}

/// A file format that masks come in.
public protocol MaskReader: Sendable {
  var name: String { get }
  func recognises(_ probe: FileProbe) -> Bool
  /// The grid that the labels will come on, of the header alone; the scan's where the format has none of its own.
  func grid(_ path: String, on scan: VoxelGrid) throws -> VoxelGrid
  /// Reads the labels, on their own grid where the format has one, else on the scan's.
  /// - Parameter scan: the grid that the mask is for.
  func readMask(_ path: String, on scan: VoxelGrid, options: ReadOptions) throws -> LoadedLabels
}

extension MaskReader {
  public func grid(_ path: String, on scan: VoxelGrid) throws -> VoxelGrid { scan }
}
