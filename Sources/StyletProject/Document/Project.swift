import StyletBase
import StyletCore
import StyletImaging

/// One reader's work on one scan: what the project file holds. Fields that this version does not know are
/// kept, at every level, and written back after the known ones.
public struct Project: Sendable {
  public static let format = "stylet-project"
  public static let version = 1

  public var scan: ScanReference
  /// Who drew it. A name for the study, not for the hospital's directory.
  public var reader: String
  public var readingProtocol: ProtocolReference?
  public var labels: LabelTable
  public var layers: [LabelLayer]
  /// Entries of this program and of others; ``KnownAnnotations`` gives those that are understood a type.
  public var landmarks: [JSONValue] = []
  public var measurements: [JSONValue] = []
  /// What is said of the layer of the lungs; ``LungRecord`` understands it.
  public var lungs: [JSONValue] = []
  /// What is said of the layer of what is proposed; ``ProposalRecord`` understands it.
  public var proposal: [JSONValue] = []
  /// Of which two readings it is made, and what was decided between them; ``ComparisonRecord`` understands it.
  public var comparison: [JSONValue] = []
  public var reading = JSONObject()
  /// What was looked at when it was saved; ``PlaceRecord`` understands it.
  public var view = JSONObject()
  /// Derived at each save, for programs that want the numbers without the scan; never read back.
  public var extent = JSONObject()
  public var timing = Timing()
  public var audit: [AuditEntry] = []
  var unknown = UnknownFields()

  public init(scan: ScanReference, reader: String, readingProtocol: ProtocolReference? = nil, labels: LabelTable) {
    self.scan = scan
    self.reader = reader
    self.readingProtocol = readingProtocol
    self.labels = labels
    layers = [LabelLayer(name: LabelLayer.findings, size: scan.grid.size)]
  }
}

extension Project {
  package var annotations: Annotations {
    get {
      Annotations(
        measurements: measurements, landmarks: landmarks, lungs: lungs, proposal: proposal, comparison: comparison)
    }
    set {
      (measurements, landmarks) = (newValue.measurements, newValue.landmarks)
      (lungs, proposal, comparison) = (newValue.lungs, newValue.proposal, newValue.comparison)
    }
  }
}

/// Which scan a project belongs to.
public struct ScanReference: Hashable, Sendable {
  /// Relative to the project file's folder, or absolute.
  public var path: String
  /// Which scan of the path.
  public var choice: ScanChoice
  /// What ``ScanIdentity`` computes: lower-case hexadecimal; nil until it has been.
  public var sha256: String?
  /// ``ScanIdentity/fingerprint(ofFiles:)``, known at once; nil in projects of earlier versions.
  public var fingerprint: String?
  /// Canonical.
  public var grid: VoxelGrid

  public init(
    path: String, choice: ScanChoice = .standard, sha256: String? = nil, fingerprint: String? = nil, grid: VoxelGrid
  ) {
    self.path = path
    self.choice = choice
    self.sha256 = sha256
    self.fingerprint = fingerprint
    self.grid = grid
  }
}

/// The study's rules that a reading follows.
public struct ProtocolReference: Hashable, Sendable {
  public var id: String
  public var version: Int

  public init(id: String, version: Int) {
    self.id = id
    self.version = version
  }
}

/// How long the project was worked on, as far as this program knows.
public struct Timing: Hashable, Sendable {
  /// Times it was opened and saved.
  public var sessions = 0
  /// Seconds from opening to the last save, all sessions together; pauses included.
  public var seconds = 0.0
}

/// Who did what to the project, and when.
public struct AuditEntry: Hashable, Sendable {
  public enum Action: String, Sendable, CaseIterable {
    case created, opened, recovered, saved, exported, imported, signed, reopened
    /// It was made of several readings; the entry names them.
    case consensus
    /// Why it was signed so, in the reader's words.
    case decided
  }

  /// UTC, ISO 8601: "2026-03-01T09:30:00Z".
  public var time: String
  public var reader: String
  /// An ``Action``, or another program's word.
  public var action: String
  public var detail: String
  package var others = JSONObject()

  public init(time: String = UTC.now(), reader: String, action: Action, detail: String = "") {
    self.time = time
    self.reader = reader
    self.action = action.rawValue
    self.detail = detail
  }

  /// Of an entry ``Action/signed``, the digest of the signature: a signature that was changed as a whole is seen.
  var seal: String? {
    get { others["sha256"]?.string }
    set { others["sha256"] = newValue.map(JSONValue.string) }
  }

  init(time: String, reader: String, action: String, detail: String, others: JSONObject) {
    self.time = time
    self.reader = reader
    self.action = action
    self.detail = detail
    self.others = others
  }
}

/// Members of the file's objects that this version has no meaning for.
struct UnknownFields: Sendable {
  var top = JSONObject()
  var scan = JSONObject()
  var grid = JSONObject()
  var reader = JSONObject()
  var readingProtocol = JSONObject()
  var timing = JSONObject()
  var labels: [UInt8: JSONObject] = [:]
  var layers: [String: JSONObject] = [:]
  /// Written back while the finding is on the slice: they are about its drawing.
  var slices: [String: [SliceKey: JSONObject]] = [:]
}
