import StyletCore
import StyletImaging
import StyletProject

/// Two readings of the scan that is open, to be compared and decided between. Wherever they come from: the workstation
/// reads no file of theirs and writes none.
public struct ComparedReadings: Sendable {
  public struct Reading: Sendable {
    /// What is drawn, in labels of the table that the workstation draws with.
    public var drawing: LabelLayer
    /// Its answers; they are compared where they follow the protocol of the workstation.
    public var record: ReadingRecord
    public var reference: ProtocolReference?
    /// Said only where ``ComparedReadings/isNamed``, or once all are signed.
    public var reader: String
    public var input: ComparisonRecord.Input

    public init(
      drawing: LabelLayer, record: ReadingRecord = ReadingRecord(), reference: ProtocolReference? = nil,
      reader: String = "", input: ComparisonRecord.Input
    ) {
      (self.drawing, self.record, self.reference) = (drawing, record, reference)
      (self.reader, self.input) = (reader, input)
    }
  }

  public var a: Reading
  public var b: Reading
  /// Readers are named from the beginning.
  public var isNamed: Bool
  /// Nothing is made of them: there is no result.
  public var isLookedAt: Bool

  public init(_ a: Reading, _ b: Reading, isNamed: Bool = false, isLookedAt: Bool = false) {
    (self.a, self.b, self.isNamed, self.isLookedAt) = (a, b, isNamed, isLookedAt)
  }
}
