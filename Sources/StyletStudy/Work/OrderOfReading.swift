import StyletBase

extension StudyFolder {
  public var overrides: String { triage.appendingPath("overrides.jsonl") }
  public var triageOrder: String { triage.appendingPath("order.json") }
  public var clinical: String { triage.appendingPath("clinical.csv") }
  public func triageResult(_ id: CaseID) -> String { triage.appendingPath(id.text + ".json") }
  public func triagePicture(_ id: CaseID) -> String { triage.appendingPath(id.text + ".png") }
}

extension StudyChange {
  /// Tells the trail of another order of reading, or of a tier that somebody set, and writes it.
  /// - Parameters:
  ///   - act: prioritised, overridden.
  ///   - path: in ``StudyFolder/triage``.
  ///   - cases: whose places it changes.
  ///   - reason: cut to ``Study/longestReason`` bytes.
  public func order(
    _ act: StudyTrail.Act, _ bytes: [UInt8], to path: String, cases: [CaseID], because reason: String,
    time: String = UTC.now()
  ) throws {
    var reason = reason
    while reason.utf8.count > Study.longestReason { reason.removeLast() }
    let file = folder.relative(path), digest = sha256(bytes)
    try Paths.makeFolder(folder.triage)
    try note(
      .init(act: act, time: time, files: [file: digest], withdrawal: Withdrawal(cases: cases, reason: reason)))
    try StudyFile.write(bytes, to: path)
  }

  /// Whether a file is as the trail last told it.
  public func isAsTold(_ path: String) throws -> Bool {
    let file = folder.relative(path)
    return try folder.digest(of: file) == trail.digest(of: file)
  }
}

/// When triage last looked: `triage.json`, for all in the study. It names no case.
public struct TriageSign: Hashable, Sendable {
  public static let format = "stylet-triage-sign"
  /// UTC.
  public var time: String
  /// Seconds after which it is out of date.
  public var stale: Int
  /// What the order goes by.
  public var rule: String

  public init(time: String, stale: Int, rule: String) { (self.time, self.stale, self.rule) = (time, stale, rule) }

  /// Whether triage is at work. A sign from the future by more than that is none either: a clock is wrong.
  public func isFresh(at now: String) -> Bool {
    guard let then = UTC.seconds(time), let now = UTC.seconds(now) else { return false }
    return abs(now - then) <= stale
  }

  public func write(_ folder: StudyFolder) throws {
    let text = JSONValue.object([
      "format": .string(Self.format), "version": .int(1), "program": .string("stylet \(Release.version)"),
      "notice": .string(ResearchUse.inData), "time": .string(time), "stale_seconds": .int(stale), "rule": .string(rule),
    ])
    try StudyFile.write(
      Array(Words.inData { text.text + "\n" }.utf8), to: folder.triageSign, mode: StudyFile.sharedMode)
  }

  /// nil where triage never was.
  public static func read(_ folder: StudyFolder) throws -> TriageSign? {
    guard Paths.exists(folder.triageSign) else { return nil }
    return try StudyFile.object(
      SafeFile.read(folder.triageSign, limit: 1 << 16).bytes, folder.triageSign, ""
    ) { f -> TriageSign? in
      let format = f.string("format")
      if format != Self.format { f.report("format", "\(Self.format) was expected") }
      _ = (f.int("version", in: 1...1), f.text("program"), f.text("notice", most: 1024))
      let time = f.time("time"), stale = f.int("stale_seconds", in: 1...1 << 20)
      let rule = f.text("rule", required: true)
      guard let time, let stale, let rule else { return nil }
      return TriageSign(time: time, stale: stale, rule: rule)
    }
  }
}

/// In which order triage would have a reader's list read: `readers/NAME/order.json`. It names aliases alone, and of each
/// its tier and as which it counts now: neither a number of the scan nor when it came, which two readers could compare.
public struct OrderOfReading: Hashable, Sendable {
  public static let format = "stylet-reading-order"

  public struct Row: Hashable, Sendable {
    /// "p2", "px".
    public var tier: String
    /// 1…5: by tier and wait.
    public var rank: Int

    public init(tier: String, rank: Int) { (self.tier, self.rank) = (tier, rank) }
  }

  public var rows: [Alias: Row]
  /// Of a row that triage has not seen yet.
  public var unknown: Int

  public init(_ rows: [Alias: Row], unknown: Int) { (self.rows, self.unknown) = (rows, unknown) }

  public func rank(_ alias: Alias) -> Int { rows[alias]?.rank ?? unknown }

  public var bytes: [UInt8] {
    let all = rows.sorted { $0.key < $1.key }.map { alias, row -> JSONValue in
      .object(["alias": .string(alias.text), "tier": .string(row.tier), "counts_as": .int(row.rank)])
    }
    let text = JSONValue.object([
      "format": .string(Self.format), "version": .int(1), "program": .string("stylet \(Release.version)"),
      "notice": .string(ResearchUse.inData), "unknown_counts_as": .int(unknown), "rows": .array(all),
    ])
    return Array(Words.inData { text.text + "\n" }.utf8)
  }

  /// nil where there is none.
  public static func read(_ folder: StudyFolder, _ reader: ReaderName) throws -> OrderOfReading? {
    let path = folder.order(reader)
    guard Paths.exists(path) else { return nil }
    return try StudyFile.object(SafeFile.read(path, limit: StudyFile.limit).bytes, path, "") { f -> OrderOfReading? in
      let format = f.string("format")
      if format != Self.format { f.report("format", "\(Self.format) was expected") }
      _ = (f.int("version", in: 1...1), f.text("program"), f.text("notice", most: 1024))
      let unknown = f.int("unknown_counts_as", in: 1...5) ?? 3
      var rows: [Alias: Row] = [:]
      for var entry in f.readers("rows", required: true) {
        let alias = entry.name("alias", as: Alias.self), rank = entry.int("counts_as", in: 1...5)
        let tier = entry.text("tier", most: 2, required: true)
        entry.refuseOthers()
        if let alias, let rank, let tier { rows[alias] = Row(tier: tier, rank: rank) }
      }
      return OrderOfReading(rows, unknown: unknown)
    }
  }
}
