import StyletCore
import StyletImaging

/// One of two scans of a patient, with its numbers.
public struct FollowUpScan: Sendable {
  public var report: DiseaseReport
  /// What a program's answer says of the scan; nil where it is not asked for.
  public var facts: ScanFacts?
  /// Remarks on the lungs that nobody has looked at.
  public var lungRemarks: Int
  /// Voxels that no reader has looked at, by finding.
  public var unreviewed: [UInt8: Int]
  /// Something is drawn, or a reader has said that there is nothing: else a finding that is not there is not known.
  public var isRead: Bool

  /// - Parameter session: counted.
  public init(_ session: EditSession, findings: LabelTable, facts: ScanFacts? = nil) {
    report = DiseaseReport(session, findings: findings)
    self.facts = facts
    lungRemarks = LungRecord(session.annotations)?.unseen ?? 0
    unreviewed = DiseaseExtent.unreviewed(session.findings.origins, session.ledger)
    isRead = session.isReadAsNone || !session.findings.labels.isEmpty
  }

  var disease: DiseaseExtent? { report.disease }

  /// mL of a finding in the whole scan, in lungs and outside; nil where it is not known.
  func millilitres(of code: String) -> Double? {
    let rows = report.extent.rows.filter { $0.finding.code == code }
    return rows.isEmpty && !isRead ? nil : rows.reduce(0) { $0 + $1.extent.millilitres }
  }

  func isUnreviewed(_ code: String) -> Bool {
    unreviewed.contains { value, voxels in voxels > 0 && report.findings[value]?.code == code }
  }
}

/// What is known of two scans besides their voxels; no identifier is kept.
public struct FollowUpFacts: Equatable, Sendable {
  /// Whether both state the same patient, or pseudonym; nil where one of them states none.
  public var isSamePatient: Bool?
  /// Days from the one before to the one after; negative where they are in the other order; nil where a date is not
  /// stated.
  public var days: Int?
  /// As the files state them, to be escaped before they are shown; nil where they state none.
  public var modalities: (before: String?, after: String?)

  public init(isSamePatient: Bool? = nil, days: Int? = nil, modalities: (before: String?, after: String?) = (nil, nil)) {
    (self.isSamePatient, self.days, self.modalities) = (isSamePatient, days, modalities)
  }

  public static func == (l: FollowUpFacts, r: FollowUpFacts) -> Bool {
    l.isSamePatient == r.isSamePatient && l.days == r.days && l.modalities == r.modalities
  }

  /// Days from one date to another, "20200331" as DICOM writes them; nil where one is none. Days of the proleptic
  /// Gregorian calendar (Fliegel and Van Flandern, Commun ACM 1968;11:657).
  public static func days(from: String, to: String) -> Int? {
    func day(_ text: String) -> Int? {
      let digits = Array(text.utf8)
      guard digits.count == 8, digits.allSatisfy({ $0 >= 48 && $0 <= 57 }), let n = Int(text) else { return nil }
      let (y, m, d) = (n / 10_000, n / 100 % 100, n % 100)
      guard (1...12).contains(m), (1...31).contains(d), y >= 1 else { return nil }
      let a = (m - 14) / 12
      return 1461 * (y + 4800 + a) / 4 + 367 * (m - 2 - 12 * a) / 12 - 3 * ((y + 4900 + a) / 100) / 4 + d
    }
    guard let first = day(from), let last = day(to) else { return nil }
    return last - first
  }
}
