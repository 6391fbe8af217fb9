import Glibc
import StyletBase

/// A delivery: what came, and what became of each file of it.
public struct IntakeDelivery: Sendable {
  struct Row: Sendable {
    /// The file on the disk, which may be an archive of many.
    let file: String
    let state: FileState?
    let sha256: String?
    let outcome: InstanceOutcome
    let reason: IntakeReason?
    let series: String?
  }

  public let path: String
  let kind: String
  /// HMAC of the path: a name may be a patient's.
  let source: String
  let isDeidentified: Bool
  public let missing: Int
  private(set) var rows: [Row] = []
  private(set) var patients: Set<String> = []
  public private(set) var bytes = 0
  /// The series that it has files of, in the order in which they came.
  public private(set) var series: [String] = []
  private var known: Set<String> = []
  /// Of its receipt.
  public internal(set) var number: Int?

  init(_ source: IntakeSource, key: String, isDeidentified: Bool) {
    (path, kind, missing) = (source.path, source.kind.rawValue, source.missing)
    (self.source, self.isDeidentified) = (key, isDeidentified)
  }

  /// Nothing came: scans of deliveries that have receipts were settled.
  init(decisionOn series: [String], at path: String, isDeidentified: Bool) {
    (self.path, kind, missing, source) = (path, "decision", 0, "")
    (self.series, self.isDeidentified) = (series, isDeidentified)
  }

  /// More of the same source.
  public mutating func add(_ more: IntakeDelivery) {
    for row in more.rows { add(row) }
    bytes += more.bytes
    patients.formUnion(more.patients)
  }

  mutating func add(_ row: Row, patient: String? = nil, bytes: Int = 0) {
    rows.append(row)
    self.bytes += bytes
    if let patient { patients.insert(patient) }
    if let key = row.series, row.outcome != .refused, known.insert(key).inserted { series.append(key) }
  }

  public var patientCount: Int { patients.count }
  public var files: Int { rows.count }
  public func count(_ outcome: InstanceOutcome) -> Int { rows.count { $0.outcome == outcome } }

  /// Why files were put aside or refused, with how many.
  public var reasons: [(outcome: InstanceOutcome, reason: IntakeReason, count: Int)] {
    [InstanceOutcome.quarantined, .refused].flatMap { outcome in
      IntakeReason.allCases.compactMap { reason in
        let count = rows.count { $0.outcome == outcome && $0.reason == reason }
        return count > 0 ? (outcome, reason, count) : nil
      }
    }
  }

  /// Whether there is anything to be told of it: what was looked at before is not.
  public var isEmpty: Bool { rows.allSatisfy { $0.outcome == .unfinished } }

  /// Files whose bytes are safe here, whole archives among them, as they were read.
  var safeFiles: [(path: String, state: FileState)] {
    let safe: Set<InstanceOutcome> = [.new, .again, .quarantined]
    return Dictionary(grouping: rows, by: \.file).compactMap { file, rows in
      guard rows.allSatisfy({ safe.contains($0.outcome) }), let state = rows.first?.state else { return nil }
      return (file, state)
    }
  }

  // MARK: Receipt

  /// No identifier of a patient is in it: no name, no number, no UID, no path.
  /// - Parameter all: with a row for each file.
  public func json(_ records: [SeriesRecord], all: Bool) -> JSONObject {
    var object: JSONObject = [
      "format": .string("stylet-intake-receipt"), "version": .int(1), "program": .string("stylet \(Release.version)"),
      "notice": .string(ResearchUse.notice), "number": number.map(JSONValue.int) ?? .null, "time": .string(UTC.now()),
      "kind": .string(kind), "source": .string(source), "deidentified": .bool(isDeidentified),
      "names_patients": .bool(!isDeidentified), "files": .int(files), "bytes": .int(bytes),
      "patients": .int(patientCount), "not_there": .int(missing),
      "digest": .string(ScanIdentity.sha256(ofDigests: rows.compactMap(\.sha256))),
      "outcomes": .object(JSONObject(InstanceOutcome.allCases.map { ($0.rawValue, .int(count($0))) })),
      "reasons": .array(
        reasons.map {
          .object([
            "outcome": .string($0.outcome.rawValue), "reason": .string($0.reason.rawValue), "count": .int($0.count),
          ])
        }),
      "series": .array(records.map { .object(Self.json($0)) }),
    ]
    guard all else { return object }
    object["instances"] = .array(
      rows.map { row in
        .object([
          "sha256": row.sha256.map(JSONValue.string) ?? .null, "outcome": .string(row.outcome.rawValue),
          "reason": row.reason.map { .string($0.rawValue) } ?? .null,
          "series": row.series.map { .string(String($0.prefix(16))) } ?? .null,
        ])
      })
    return object
  }

  private static func json(_ record: SeriesRecord) -> JSONObject {
    [
      "series": .string(String(record.key.prefix(16))), "exam": .string(record.exam),
      "state": .string(record.state.rawValue), "reason": record.reason.map { .string($0.rawValue) } ?? .null,
      "case": record.caseID.map(JSONValue.string) ?? .null, "instances": .int(record.count),
      "stated": record.stated.map(JSONValue.int) ?? .null,
      "complete_by": record.completeBy.map { .string($0.rawValue) } ?? .null, "late": .int(record.late),
    ]
  }
}
