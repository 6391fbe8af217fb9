import StyletBase

/// How far a study is: by reader, and by the site of the cases. Of the coordinator's files.
public struct StudyStatus: Sendable {
  /// Readings and what became of them.
  public struct Counts: Hashable, Sendable {
    public var assigned = 0, open = 0, sealed = 0, skipped = 0, away = 0, flagged = 0
    /// Of these, assigned and sealed.
    public var doubles = Part(), repeats = Part(), gold = Part()

    public struct Part: Hashable, Sendable {
      public var assigned = 0, sealed = 0
    }

    mutating func add(
      _ kind: DesignedReading.Kind, _ state: ReadingProgress.State, isAway: Bool, isFlagged: Bool
    ) {
      assigned += 1
      if isAway { away += 1 }
      if state == .open { open += 1 }
      if state == .sealed { sealed += 1 }
      if state == .skipped { skipped += 1 }
      if isFlagged { flagged += 1 }
      func count(_ part: inout Part) {
        part.assigned += 1
        if state == .sealed { part.sealed += 1 }
      }
      switch kind {
      case .first: break
      case .double: count(&doubles)
      case .repeat: count(&repeats)
      case .gold: count(&gold)
      }
    }
  }

  public struct Reader: Sendable {
    public var name: ReaderName
    public var hasLeft: Bool
    public var counts = Counts()
    /// The last event, UTC; nil where there is none.
    public var last: String?
    /// Rows that are neither sealed nor skipped after their day.
    public var overdue = 0
  }

  public let title: String
  public private(set) var readers: [Reader] = []
  /// By site, in their order.
  public private(set) var sites: [(name: String, cases: Int, counts: Counts)] = []
  public private(set) var total = Counts()
  /// Cases in the study, dealt out, and withdrawn.
  public let cases: Int, dealt: Int, withdrawn: Int

  /// - Parameter now: UTC; days before its own are over.
  /// Cost: cases, design, lists and logs.
  /// - Throws: a ``Failure`` of the first file that is wrong.
  public init(_ folder: StudyFolder, now: String = UTC.now()) throws {
    let records = try StudyRecords(folder)
    if let fault = records.faults.first { throw fault }
    self.init(records, now: now)
  }

  /// Of a reader whose files cannot be read nothing is known: all is as if it were still to be read.
  public init(_ records: StudyRecords, now: String) {
    let today = String(now.prefix(10))
    title = records.study.title
    cases = records.cases.count
    withdrawn = records.cases.count { $0.status == .withdrawn }
    dealt = records.dealt
    var sites: [String: (cases: Int, counts: Counts)] = [:]
    let open = OpenCases(records.cases)
    for one in records.cases { sites[one.site, default: (0, Counts())].cases += 1 }
    let byReader = Dictionary(grouping: records.design, by: \.reader)
    for own in records.readers {
      let progress = own.progress
      var reader = Reader(name: own.name, hasLeft: own.hasLeft)
      reader.last = progress.last
      for row in byReader[own.name] ?? [] {
        guard let site = open.site(of: row.caseID) else { continue }
        let state = progress.state(of: row.alias), isFlagged = progress.flagged.contains(row.alias)
        let isAway = own.away.contains(row.alias)
        func count(_ counts: inout Counts) { counts.add(row.kind, state, isAway: isAway, isFlagged: isFlagged) }
        count(&reader.counts)
        count(&total)
        count(&sites[site, default: (0, Counts())].counts)
      }
      reader.overdue = progress.toRead(own.list, at: now).count { $0.due.map { $0 < today } ?? false }
      readers.append(reader)
    }
    self.sites = sites.sorted { $0.key < $1.key }.map { ($0.key, $0.value.cases, $0.value.counts) }
  }

  // MARK: JSON

  /// `"format": "stylet-study-status"`; what its members are stands in the help of `stylet study status`.
  public var json: JSONObject {
    [
      "format": .string("stylet-study-status"), "version": .int(1), "program": .string("stylet \(Release.version)"),
      "notice": .string(ResearchUse.inData), "title": .string(title), "cases": .int(cases), "dealt": .int(dealt),
      "withdrawn": .int(withdrawn), "readings": .object(Self.json(total)),
      "readers": .array(readers.map { reader in
        let own: JSONObject = [
          "reader": .string(reader.name.text), "left": .bool(reader.hasLeft),
          "last": reader.last.map(JSONValue.string) ?? .null, "overdue": .int(reader.overdue),
        ]
        return .object(own.with(Self.json(reader.counts)))
      }),
      "sites": .array(sites.map { site in
        let own: JSONObject = ["site": .string(site.name), "cases": .int(site.cases)]
        return .object(own.with(Self.json(site.counts)))
      }),
    ]
  }

  private static func json(_ counts: Counts) -> JSONObject {
    func part(_ part: Counts.Part) -> JSONValue {
      .object(["assigned": .int(part.assigned), "sealed": .int(part.sealed)])
    }
    return [
      "assigned": .int(counts.assigned), "open": .int(counts.open), "sealed": .int(counts.sealed),
      "skipped": .int(counts.skipped), "away": .int(counts.away), "flagged": .int(counts.flagged),
      "doubles": part(counts.doubles), "repeats": part(counts.repeats), "gold": part(counts.gold),
    ]
  }
}

/// The cases that are read, by name.
struct OpenCases {
  private let places: [CaseID: Int]
  private let cases: [StudyCase]

  init(_ cases: [StudyCase]) {
    self.cases = cases
    places = Dictionary(cases.indices.map { (cases[$0].id, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// nil of a case that is withdrawn, or that there is none of.
  subscript(id: CaseID) -> StudyCase? {
    guard let place = places[id], cases[place].status == .open else { return nil }
    return cases[place]
  }

  func site(of id: CaseID) -> String? { self[id]?.site }
}
