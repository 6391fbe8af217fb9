import StyletBase
import StyletDICOM

/// What is known of a series that came: `intake/series/AB/KEY.json`. UIDs and patients stand in it as keyed digests.
public struct SeriesRecord: Sendable {
  /// A file of the series.
  struct Instance: Sendable {
    /// HMAC of the SOP Instance UID.
    let key: String
    let sha256: String
    let number: Int?
    /// Of its slices, mm along their normal; none of a localiser and other files that belong to the series.
    let heights: [Double]
    let shape: String
  }

  /// HMAC of the Series Instance UID, 32 hexadecimal digits.
  public let key: String
  /// HMAC of the Study Instance UID; 16.
  public let exam: String
  let patient: String
  public internal(set) var state = SeriesState.waiting
  public internal(set) var reason: IntakeReason?
  /// What a reader of the scan said of it.
  public internal(set) var detail: String?
  var stated: Int?
  public internal(set) var completeBy: SeriesCompletion?
  /// The case that it is.
  public internal(set) var caseID: String?
  /// UTC of the last instance that came.
  public internal(set) var received: String
  /// Digests of instances that came after it was accepted.
  var lateOnes: [String] = []
  public var late: Int { lateOnes.count }
  private var instances: [Instance] = []
  var all: [Instance] { instances }
  private var byKey: [String: Int] = [:]

  init(key: String, exam: String, patient: String, received: String) {
    (self.key, self.exam, self.patient, self.received) = (key, exam, patient, received)
  }

  subscript(_ key: String) -> Instance? { byKey[key].map { instances[$0] } }

  mutating func add(_ one: Instance) {
    guard byKey[one.key] == nil else { return }
    byKey[one.key] = instances.count
    instances.append(one)
  }

  /// Without slices of which the files are gone.
  /// - Parameter isThere: asked with an instance's key.
  func keeping(_ isThere: (String) -> Bool) -> SeriesRecord {
    var kept = self
    (kept.instances, kept.byKey) = ([], [:])
    for one in instances where one.heights.isEmpty || isThere(one.key) { kept.add(one) }
    return kept
  }

  /// Those whose bytes are kept.
  var slices: [Instance] { instances.filter { !$0.heights.isEmpty } }
  public var count: Int { slices.count }

  /// The digest of an instance by the name of its file.
  public func digest(ofFile name: String) -> String? {
    guard name.hasSuffix(Self.ending) else { return nil }
    return self[String(name.dropLast(Self.ending.count))]?.sha256
  }

  static let ending = ".dcm"
  static func fileName(_ key: String) -> String { key + ending }

  // MARK: File

  private static let limit = 256 << 20

  /// - Returns: nil where none is there.
  static func read(_ key: String, _ folder: IntakeFolder) throws -> SeriesRecord? {
    let path = folder.record(key)
    guard Paths.exists(path) else { return nil }
    return try ObjectFile.object(
      SafeFile.read(path, limit: limit).bytes, path, "", advice: words("error.study.wrong-advice")
    ) { fields in
      _ = fields.string("format")
      _ = fields.int("version", in: 1...1)
      guard let key = fields.string("series"), let exam = fields.string("exam"), let patient = fields.string("patient"),
        let received = fields.time("received"), let state = fields.word("state", as: SeriesState.self)
      else { return nil }
      var record = SeriesRecord(key: key, exam: exam, patient: patient, received: received)
      record.state = state
      record.reason = fields.string("reason", required: false).flatMap(IntakeReason.init(rawValue:))
      record.detail = fields.string("detail", required: false)
      record.stated = fields.int("stated", in: 1...1 << 20, required: false)
      record.completeBy = fields.string("complete_by", required: false).flatMap(SeriesCompletion.init(rawValue:))
      record.caseID = fields.string("case", required: false)
      record.lateOnes = fields.array("late").compactMap(\.string)
      for var row in fields.readers("instances") {
        guard let key = row.string("instance"), let sha256 = row.string("sha256"), let shape = row.string("shape")
        else { continue }
        let number = row.int("number", in: 0...Int(Int32.max), required: false)
        record.add(
          Instance(
            key: key, sha256: sha256, number: number, heights: row.array("heights").compactMap(\.double), shape: shape))
      }
      return record
    }
  }

  func write(_ folder: IntakeFolder) throws {
    let path = folder.record(key)
    try Paths.makeFolder(path.pathFolder)
    let text: JSONObject = [
      "format": .string("stylet-intake-series"), "version": .int(1), "series": .string(key), "exam": .string(exam),
      "patient": .string(patient), "received": .string(received), "state": .string(state.rawValue),
      "reason": reason.map { .string($0.rawValue) } ?? .null, "detail": detail.map(JSONValue.string) ?? .null,
      "stated": stated.map(JSONValue.int) ?? .null,
      "complete_by": completeBy.map { .string($0.rawValue) } ?? .null, "case": caseID.map(JSONValue.string) ?? .null,
      "late": .array(lateOnes.map(JSONValue.string)),
      "instances": .array(
        instances.map { one in
          .object([
            "instance": .string(one.key), "sha256": .string(one.sha256),
            "number": one.number.map(JSONValue.int) ?? .null, "shape": .string(one.shape),
            "heights": .array(one.heights.map(JSONValue.double)),
          ])
        }),
    ]
    try IntakeFile.write(text, to: path)
  }
}

/// A file of intake's own, whole or not there.
enum IntakeFile {
  static func write(_ object: JSONObject, to path: String, synced: Bool = true) throws {
    let bytes = JSONValue.object(object).bytes + [10]
    do throws(SystemError) {
      guard synced else { return try SafeFile.rename(path, with: bytes, backup: nil, synced: false, calls: .live) }
      try SafeFile.replace(path, with: bytes, backup: nil, calls: .live)
    } catch { throw error.failure(words("error.study.not-written"), about: path) }
  }
}
