import StyletBase
import StyletCore
import StyletImaging
import StyletProject

/// What the readers of one scan made of it, pair by pair: numbers alone, the drawings are let go.
public struct ScanAgreement: Sendable {
  /// Two readers, by their places.
  public struct Pair: Sendable {
    public let first, second: Int
    public let findings: [FindingAgreement]
  }

  public let scan: ScanFacts
  /// Scans of one patient have one; it is never told.
  public let patient: String
  /// By reader, without what they drew; nil where one has not read it.
  public let readings: [Reading?]
  /// Every two readers who have, the earlier one first.
  public let pairs: [Pair]
  /// nil unless at least two readers follow one protocol.
  public let answers: AnswerAgreement?
  /// mm of the surface Dice.
  public let tolerance: Double

  /// What is told of a reading.
  public struct Reading: Sendable {
    public let name, reader: String
    public let saved: String?
    /// nil of a mask.
    public let signature: Signature?
    public let unsaved: UnsavedSteps?
    public let findings: LabelTable
    /// nil without lungs.
    public let extent: DiseaseExtent?
    public let unreviewed: [UInt8: Int]
    /// Whether its answers are those of a protocol that is here.
    public let hasForm: Bool

    init(_ reading: StudyReading) {
      (name, reader, saved, unsaved) = (reading.name, reading.reader, reading.saved, reading.unsaved)
      (findings, extent, unreviewed) = (reading.findings, reading.extent, reading.unreviewed)
      signature = reading.signature.map(Signature.init)
      hasForm = reading.form != nil
    }
  }

  /// What is told of a signature.
  public struct Signature: Equatable, Sendable {
    private let check: SignatureCheck

    init(_ check: SignatureCheck) { self.check = check }

    public var state: SignatureCheck.State { check.state }
    public var reader: String { check.signer?.reader ?? "" }
    /// UTC, ISO 8601.
    public var time: String { check.signer?.time ?? "" }
    /// As a sentence without its end, in the language in force.
    public var remark: String? { check.remark }
  }

  /// - Parameters:
  ///   - readings: by reader, all on this grid; nil where one has none.
  ///   - only: the findings that are asked for, by code; nil for all that are drawn, and all together that count as
  ///     lesion.
  ///   - tolerance: of the surface Dice, mm.
  /// Cost: that of ``MaskAgreement`` for each pair and finding.
  public init(
    _ scan: ScanFacts, patient: String, readings: [StudyReading?], only: [String]? = nil, tolerance: Double
  ) {
    (self.scan, self.patient, self.tolerance) = (scan, patient, tolerance)
    let rows = Self.rows(readings.compactMap { $0 }, only)
    var pairs: [Pair] = []
    for (a, first) in readings.enumerated() {
      for (b, second) in readings.enumerated().dropFirst(a + 1) {
        guard let first, let second else { continue }
        let findings = rows.map {
          FindingAgreement(first, second, $0.row, $0.finding, grid: scan.grid, tolerance: tolerance)
        }
        pairs.append(Pair(first: a, second: b, findings: findings))
      }
    }
    self.pairs = pairs
    answers = AnswerAgreement(readings)
    self.readings = readings.map { $0.map(Reading.init) }
  }

  /// What is compared: findings that somebody drew, in the order of the readers' tables, then the lesion as a whole.
  private static func rows(_ readings: [StudyReading], _ only: [String]?) -> [(row: ComparedFinding, finding: Finding?)] {
    var rows: [(row: ComparedFinding, finding: Finding?)] = []
    for reading in readings {
      let drawn = reading.findings.findings.filter { finding in
        only?.contains(finding.code)
          ?? (reading.labels.bounds(of: finding.value, within: VoxelBox(reading.labels.size)) != nil)
      }
      for finding in drawn where !rows.contains(where: { $0.row.code == finding.code }) {
        rows.append((.finding(code: finding.code), finding))
      }
    }
    if only == nil { rows.append((.lesion, nil)) }
    return rows
  }
}
