import StyletCore

/// What the workstation asks of the program around it: files. Each throws a ``Failure`` that says what to do;
/// the text it returns is shown as a notice.
public protocol WorkstationServices: AnyObject {
  /// Writes the project file: "Saved thorax.stylet.json".
  func save(_ session: EditSession, findings: LabelTable) throws -> String
  /// Gives up what was drawn since the last save: the journal is emptied.
  func discard(_ session: EditSession) throws
  /// The line was dropped, or the system ends the program: makes sure that everything is on disk. The journal
  /// has every stroke already; nothing can be shown any more, so nothing is thrown.
  func keep(_ session: EditSession, findings: LabelTable)
  /// Writes the findings in the format that the name asks for: "Exported mask.nii.gz".
  func export(_ session: EditSession, findings: LabelTable, to path: String) throws -> String
  /// Reads a mask that lies on the scan's grid.
  func importMask(from path: String, grid: VoxelGrid) throws -> ImportedMask
}

/// A mask from elsewhere, in canonical order on the scan's grid.
public struct ImportedMask: Sendable {
  public var labels: LabelMap
  /// Mask value → finding, where the file names its findings; values left out keep their number.
  public var mapping: [UInt8: UInt8]
  /// The label table with what the mask brings in addition.
  public var findings: LabelTable
  /// The file's name alone, for the undo list.
  public var source: String

  public init(labels: LabelMap, mapping: [UInt8: UInt8] = [:], findings: LabelTable, source: String) {
    self.labels = labels
    self.mapping = mapping
    self.findings = findings
    self.source = source
  }
}
