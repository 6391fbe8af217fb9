import StyletBase
import StyletCore
import StyletImaging
import StyletProject

/// What the readers of one scan made of it, pair by pair: numbers alone, the drawings are let go.
public struct ScanAgreement: Sendable {
  /// Two readers, by their places.
  public struct Pair: Sendable {
    public let first, second: Int
    public fileprivate(set) var findings: [FindingAgreement]
    /// Findings of a reader's table that nobody drew in this scan.
    fileprivate var undrawn: [FindingAgreement]
  }

  public let scan: ScanFacts
  /// Scans of one patient have one; it is never told.
  public let patient: String
  /// Whether the scan's file says whose it is; else it counts as a patient's of its own.
  public let patientIsStated: Bool
  /// By reader, without what they drew; nil where one has not read it.
  public let readings: [Reading?]
  /// Every two readers who have, the earlier one first.
  public private(set) var pairs: [Pair]
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
  ///   - isStated: whether the scan's file says whose it is.
  ///   - readings: by reader, all on this grid; nil where one has none.
  ///   - only: the findings that are asked for, by code; nil for all that are drawn, and all together that count as
  ///     lesion.
  ///   - tolerance: of the surface Dice, mm.
  /// Cost: that of ``MaskAgreement`` for each pair and each finding that is drawn.
  public init(
    _ scan: ScanFacts, patient: String, isStated: Bool = true, readings: [StudyReading?], only: [String]? = nil,
    tolerance: Double
  ) {
    (self.scan, self.patient, self.tolerance) = (scan, patient, tolerance)
    patientIsStated = isStated
    let listed = Self.listed(readings.compactMap { $0 }, only)
    let drawn = readings.map { $0.map(Self.drawn) ?? [] }
    var pairs: [Pair] = []
    for (a, first) in readings.enumerated() {
      for (b, second) in readings.enumerated().dropFirst(a + 1) {
        guard let first, let second else { continue }
        // All together are often one finding: what is the same is measured once.
        var measured: [[Set<UInt8>]: MaskAgreement] = [:]
        func compare(_ row: ComparedFinding, _ finding: Finding?) -> FindingAgreement {
          let values = [(first, a), (second, b)].map { $0.values(of: row).intersection(drawn[$1]) }
          let masks =
            measured[values]
            ?? MaskAgreement(
              (first.labels, values[0]), (second.labels, values[1]), grid: scan.grid, tolerance: tolerance)
          measured[values] = masks
          return FindingAgreement(first, second, row, finding, masks)
        }
        var findings = listed.filter(\.isDrawn).map { compare($0.row, $0.finding) }
        if only == nil { findings.append(compare(.lesion, nil)) }
        let undrawn = listed.filter { !$0.isDrawn }.map { compare($0.row, $0.finding) }
        pairs.append(Pair(first: a, second: b, findings: findings, undrawn: undrawn))
      }
    }
    self.pairs = pairs
    answers = AnswerAgreement(readings)
    self.readings = readings.map { $0.map(Reading.init) }
  }

  /// The labels that are drawn.
  private static func drawn(_ reading: StudyReading) -> Set<UInt8> {
    let whole = VoxelBox(reading.labels.size)
    return Set((UInt8(1)...255).filter { reading.labels.bounds(of: $0, within: whole) != nil })
  }

  private typealias Listed = (row: ComparedFinding, finding: Finding, isDrawn: Bool)

  /// The findings of the readers' tables, in their order, by code; those that are asked for alone, and as if drawn.
  private static func listed(_ readings: [StudyReading], _ only: [String]?) -> [Listed] {
    var listed: [Listed] = []
    for reading in readings {
      for finding in reading.findings.findings where only?.contains(finding.code) ?? true {
        let isDrawn =
          only != nil || reading.labels.bounds(of: finding.value, within: VoxelBox(reading.labels.size)) != nil
        if let at = listed.firstIndex(where: { $0.finding.code == finding.code }) {
          if isDrawn { listed[at].isDrawn = true }
        } else {
          listed.append((.finding(code: finding.code), finding, isDrawn))
        }
      }
    }
    return listed
  }

  /// The findings that somebody drew, or those that are asked for, in the order of the readers' tables.
  static func drawn(_ readings: [StudyReading], _ only: [String]?) -> [(row: ComparedFinding, finding: Finding?)] {
    listed(readings, only).filter(\.isDrawn).map { ($0.row, $0.finding) }
  }

  /// The scans of one comparison: what is drawn in one of them has a row in each whose readers could have drawn it,
  /// since a finding that both leave out is read alike.
  static func together(_ scans: [ScanAgreement]) -> [ScanAgreement] {
    let codes = Set(scans.flatMap { $0.pairs.flatMap { $0.findings.map(\.row.code) } })
    return scans.map { scan in
      var scan = scan
      for n in scan.pairs.indices {
        let added = scan.pairs[n].undrawn.filter { codes.contains($0.row.code) }
        let place = scan.pairs[n].findings.lastIndex { $0.row == .lesion } ?? scan.pairs[n].findings.endIndex
        scan.pairs[n].findings.insert(contentsOf: added, at: place)
        scan.pairs[n].undrawn = []
      }
      return scan
    }
  }
}
