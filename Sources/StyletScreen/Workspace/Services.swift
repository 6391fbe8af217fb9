import StyletBase
import StyletCore
import StyletDetection
import StyletImaging
import StyletProject

/// What the workstation asks of the program around it: files, and work in the background. Each throws a
/// ``Failure`` that says what to do.
public protocol WorkstationServices: AnyObject {
  /// Writes the project file and ends the open stroke.
  /// - Parameters:
  ///   - place: what is looked at, for the next opening.
  ///   - replacing: also when another program has changed the file since.
  /// - Returns: the file's name.
  func save(
    _ session: inout EditSession, findings: LabelTable, place: PlaceRecord, replacing: Bool
  ) throws -> String
  /// Makes a changed label table as safe as a stroke is, before anything is drawn with it.
  func record(_ findings: LabelTable) throws
  /// Makes answers as safe as a stroke is.
  /// - Parameters:
  ///   - reference: the protocol that they belong to.
  ///   - act: what goes to the audit trail besides.
  func record(_ reading: ReadingRecord, following reference: ProtocolReference?, act: ReadingAct?) throws
  /// What tells the scan's content from another's; nil where it is not known.
  var scanIdentity: String? { get }
  /// What is told of the project up to now, saved or not: a signature holds it; nil where there is none.
  var trail: [AuditEntry]? { get }
  /// Whose work it is from now on.
  func setReader(_ name: String) throws
  /// A protocol that the program carries, by name, or a file, and the file as the project names it.
  func readProtocol(_ asked: String) throws -> (form: ReadingProtocol, file: String?)
  /// Gives up what was drawn since the last save: the journal is emptied.
  func discard(_ session: EditSession) throws
  /// The reader leaves without a save: where they were, for the next opening, where there is a project already. Nothing
  /// else of it changes.
  func leave(at place: PlaceRecord)
  /// The line was dropped, or the system ends the program: makes sure that everything is on disk. The journal
  /// has every stroke already; nothing can be shown any more, so nothing is thrown.
  func keep(_ session: EditSession, findings: LabelTable)
  /// Writes the findings in the format that the name asks for.
  /// - Parameter replacing: also over a file that Stylet did not write.
  /// - Returns: the file's name.
  func export(_ session: EditSession, findings: LabelTable, to path: String, replacing: Bool) throws -> String
  /// Reads a mask that lies on the scan's grid; values without a finding get one in the table returned.
  func importMask(from path: String, grid: VoxelGrid, findings: LabelTable) throws -> ImportedMask
  /// Told once what was read is drawn: the audit trail says what changed the project, and nothing else.
  func imported(_ source: String)
  /// Archives that can be searched from here, by name; nil where nobody goes from here to another scan.
  var archives: [String]? { get }
  /// The work of a segmenter that the user's settings name; it is done in the background.
  func segmenter(_ name: String) throws -> SegmenterJob
  /// Why nothing is proposed here; nil where it may be.
  var noProposals: Failure? { get }
  /// Whether who signs with nothing drawn, and no answer that says why, is asked for it first.
  var asksForNothing: Bool { get }
  /// Whether who signs is asked why first.
  var asksForReason: Bool { get }
  /// Notes in the audit trail why the reader signs; told right before the signature is made.
  func decided(because reason: String)
  /// Whether the scan is the one that the project was drawn on; asked again while it is being checked.
  var scanCheck: ScanCheck { get }
  /// Whether something goes on in the background that may have news.
  var isWorking: Bool { get }
  /// What the background has to say, once.
  func news() -> Notice?
}

/// Whether a scan is the one that a project was drawn on.
public enum ScanCheck: Hashable, Sendable {
  /// It is, or the project does not say, or it cannot be told just now.
  case done
  /// Its content is being read: until then nothing is drawn or saved.
  case pending
  /// It is another one: the work ends, and why is said then.
  case another
}

/// What is done with a reading that the audit trail of the project tells.
public enum ReadingAct: Hashable, Sendable {
  /// With what the signature means.
  case signed(String)
  /// With the reason.
  case reopened(String)
}

extension WorkstationServices {
  public var scanIdentity: String? { nil }
  public var trail: [AuditEntry]? { nil }
  public var archives: [String]? { nil }
  public var noProposals: Failure? { nil }
  public var asksForNothing: Bool { false }
  public var asksForReason: Bool { false }
  public func decided(because reason: String) {}
  public var scanCheck: ScanCheck { .done }
  public func setReader(_ name: String) throws {}
  public func leave(at place: PlaceRecord) {}

  /// There are none where there are no settings.
  public func segmenter(_ name: String) throws -> SegmenterJob { throw Sentence.noSegmenter(name) }
}

/// Finds lesions or lungs in a scan, for a label table; ends soon once its work is cancelled.
public typealias SegmenterJob = @Sendable (Volume, LabelTable, CancellableWork) throws -> ProposalOutcome

/// A mask from elsewhere, in canonical order on the scan's grid.
public struct ImportedMask: Sendable {
  public var labels: LabelMap
  /// Mask value → finding, where the file names its findings; values left out keep their number.
  public var mapping: [UInt8: UInt8]
  /// Mask values of which a name, a code or a rule says what they are.
  public var named: Set<UInt8>
  /// The label table with what the mask brings in addition.
  public var findings: LabelTable
  /// The file's name alone, for the undo list.
  public var source: String
  /// What is odd in the file, in words.
  public var remarks: [String]
  /// What became of each of its labels, in words.
  public var matches: [String]

  public init(
    labels: LabelMap, mapping: [UInt8: UInt8] = [:], named: Set<UInt8> = [], findings: LabelTable, source: String,
    remarks: [String] = [], matches: [String] = []
  ) {
    self.labels = labels
    self.mapping = mapping
    self.named = named
    self.findings = findings
    self.source = source
    self.remarks = remarks
    self.matches = matches
  }
}

extension LungMask {
  /// The lungs of a mask that was read for them.
  /// - Throws: ``Failure`` when it has none, or right and left are exchanged: all that is said by side would be wrong.
  public init(_ file: ImportedMask, on volume: Volume) throws {
    try self.init(file.labels, mapping: file.mapping, named: file.named, on: volume)
    if LungLabels.areExchanged(labels) {
      throw Failure(.badData, words("error.mask-exchanged"), advice: words("error.mask-exchanged-advice"))
    }
  }
}
