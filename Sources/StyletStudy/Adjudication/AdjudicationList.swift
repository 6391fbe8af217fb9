import StyletBase
import StyletCore
import StyletImaging
import StyletProject

/// What of a study has to be decided between its readers, and what was. It names no reader of a case.
public struct AdjudicationList: Sendable {
  public enum State: String, Sendable, CaseIterable {
    /// The rule calls for it.
    case open
    /// Somebody has begun, and has not signed.
    case begun
    /// It was decided of other readings than are sealed now.
    case stale
    /// It is signed, and the trail does not tell of it.
    case untold
    case signed
  }

  public struct Row: Sendable {
    public var caseID: CaseID
    /// How many sealed readings it has.
    public var readings: Int
    public var state: State
    /// That which called for the decision, where somebody has begun it; else that in force.
    public var rule: AdjudicationRule
    /// Of the two that differ most; empty where the rule does not call for it.
    public var reasons: [AdjudicationReason]
    /// mL that these two call differently.
    public var millilitres: Double
    /// Who has decided, or has begun to.
    public var by: String?
    /// When it was signed.
    public var time: String?
  }

  /// In force.
  public let rule: AdjudicationRule
  /// The study's protocol in force, which names its fields; nil where it has none.
  public let form: ReadingProtocol?
  /// Those to be decided first, and of these the worst: most mL called differently, then most reasons, then in order of
  /// arrival.
  public private(set) var rows: [Row] = []
  /// Cases that several are asked to read, and have not all sealed or skipped yet, in order of arrival.
  public private(set) var waiting: [CaseID] = []
  /// Cases that were read together, and whose readings call for nothing.
  public private(set) var alike = 0

  /// - Parameters:
  ///   - cases: in order of arrival.
  ///   - design: of each case.
  ///   - progress: called with cases done and all.
  /// Cost: the projects of cases that several have read.
  /// - Throws: a ``Failure`` of the first project that is not as it was sealed.
  public init(
    _ folder: StudyFolder, cases: [StudyCase], design: [CaseID: [DesignedReading]], readings: some SealedReadings,
    study: Study, forms: StudyForms, key: StudyKey, progress: (Int, Int) -> Void = { _, _ in }
  ) throws {
    (rule, form) = (study.rulesInForce.adjudication, forms.inForce)
    let trail = try StudyTrail.read(folder, key: key)
    for (n, one) in cases.enumerated() where one.use == .study && one.status == .open {
      progress(n, cases.count)
      let asked = AskedReadings(design[one.id] ?? [], readings), sealed = asked.sealed
      let result = try Result(folder.adjudication(one.id), folder, trail)
      guard asked.isDone else {
        if asked.notSkipped > 1 { waiting.append(one.id) }
        continue
      }
      guard sealed.count > 1 else { continue }
      let pair = try AdjudicatedPair(sealed, of: one.id, readings, forms: forms, key: key)
      let seals = try Set(sealed.map(readings.seal)), begun = result?.state(seals)
      // What is stale is decided anew, by the rule of now.
      let since = begun == .stale ? nil : result?.since
      let rule = since.map { study.rules(at: $0).adjudication } ?? rule
      let reasons = rule.reasons(of: pair.difference)
      guard let state = begun ?? (reasons.isEmpty ? nil : .open) else {
        alike += 1
        continue
      }
      rows.append(
        Row(
          caseID: one.id, readings: sealed.count, state: state, rule: rule, reasons: reasons,
          millilitres: pair.difference.millilitres, by: result?.by, time: result?.time))
    }
    func isDone(_ row: Row) -> Bool { row.state == .signed }
    rows = rows.enumerated().sorted { a, b in
      if isDone(a.element) != isDone(b.element) { return isDone(b.element) }
      let (x, y) = (a.element, b.element)
      return (-x.millilitres, -x.reasons.count, a.offset) < (-y.millilitres, -y.reasons.count, b.offset)
    }.map(\.element)
  }

  /// What lies in the place of a case's adjudication.
  private struct Result {
    let by: String?
    let time: String?
    /// When somebody began to decide.
    let since: String?
    private let isSigned, isTold: Bool
    private let madeOf: Set<String>?

    /// nil where nothing does.
    init?(_ path: String, _ folder: StudyFolder, _ trail: StudyTrail) throws {
      guard Paths.exists(path) else { return nil }
      let project = try SealedReading.read(path).project, record = ReadingRecord(project.reading)
      (isSigned, madeOf) = (record.isSigned, SealedReading.decidedBetween(project))
      let told = trail.result(folder.relative(path))
      isTold = told != nil
      by = told?.result.by?.text ?? record.signature?.reader ?? project.reader
      time = record.signature?.time
      since = ComparisonRecord(project.annotations)?.time
    }

    func state(_ sealed: Set<String>) -> State {
      guard isSigned else { return .begun }
      guard madeOf.map({ $0.isSubset(of: sealed) }) ?? true else { return .stale }
      return isTold ? .signed : .untold
    }
  }
}

/// What is known of the readings of a study.
public protocol SealedReadings {
  func state(of reading: DesignedReading) -> ReadingProgress.State
  func path(of reading: DesignedReading) -> String
  /// SHA-256 of the project as it was sealed.
  func seal(of reading: DesignedReading) throws -> String
}

/// What several were asked to read of a case, and how far it is: first readings and doubles, no repeats and no gold.
public struct AskedReadings {
  /// Those that are sealed, in the design's order.
  public let sealed: [DesignedReading]
  /// How many were not skipped.
  let notSkipped: Int
  /// Whether nobody has one to read any more.
  public var isDone: Bool { sealed.count == notSkipped }

  /// - Parameter design: the case's.
  public init(_ design: [DesignedReading], _ readings: some SealedReadings) {
    let asked = design.filter(\.kind.isOfCase), states = asked.map(readings.state)
    sealed = zip(asked, states).filter { $1 == .sealed }.map(\.0)
    notSkipped = states.count { $0 != .skipped }
  }
}

/// The two readings of a case that differ most.
public struct AdjudicatedPair: Sendable {
  /// In an order drawn by lot: it does not tell who is who.
  public let a, b: DesignedReading
  public let difference: ReadingDifference

  /// - Parameter sealed: two or more readings of the case.
  /// Cost: their projects.
  public init(
    _ sealed: [DesignedReading], of id: CaseID, _ readings: some SealedReadings, forms: StudyForms, key: StudyKey
  ) throws {
    let projects = try sealed.map {
      try SealedReading.read(readings.path(of: $0), sealed: readings.seal(of: $0)).project
    }
    var found: (a: Int, b: Int, difference: ReadingDifference)?
    for (n, first) in projects.enumerated() {
      for (m, second) in projects.enumerated().dropFirst(n + 1) {
        let grid = first.scan.grid, other = second.scan.grid
        guard grid.size == other.size, length(grid.spacing - other.spacing) <= 1e-3 else {
          throw Failure(
            .badData, path: readings.path(of: sealed[m]), words("study.sealed.other-grid"),
            advice: words("study.sealed.check-advice"))
        }
        let own = try forms.form(of: first, at: readings.path(of: sealed[n]))
        let others = try forms.form(of: second, at: readings.path(of: sealed[m]))
        let difference = ReadingDifference(first, second, form: own, other: others)
        func size(_ one: ReadingDifference) -> (Double, Int) { (one.millilitres, one.answers.count) }
        if found.map({ size($0.difference) < size(difference) }) ?? true { found = (n, m, difference) }
      }
    }
    guard let found else { preconditionFailure("two readings are compared") }
    difference = found.difference
    let isTurned = key.hash("adjudication|\(id)")[0] & 1 == 1
    (a, b) = isTurned ? (sealed[found.b], sealed[found.a]) : (sealed[found.a], sealed[found.b])
  }
}

extension SealedReading {
  /// SHA-256 of the readings that somebody has decided between, as the project says; nil where it does not.
  public var decidedBetween: Set<String>? { Self.decidedBetween(project) }

  /// The same of a file.
  public static func decidedBetween(_ path: String) throws -> Set<String>? { decidedBetween(try read(path).project) }

  static func decidedBetween(_ project: Project) -> Set<String>? {
    ComparisonRecord(project.annotations).map { [$0.a.file, $0.b.file] }
  }
}

// MARK: JSON

extension AdjudicationList {
  /// `"format": "stylet-study-adjudication"`; what its members are stands in the help of `stylet study adjudicate`.
  public var json: JSONObject {
    [
      "format": .string("stylet-study-adjudication"), "version": .int(1),
      "program": .string("stylet \(Release.version)"), "notice": .string(ResearchUse.inData),
      "rule": .object(rule.json),
      "cases": .array(rows.map { row in
        .object([
          "case": .string(row.caseID.text), "state": .string(row.state.rawValue), "readings": .int(row.readings),
          "differ_ml": .double(row.millilitres), "reasons": .array(row.reasons.map { .object($0.json(row.rule)) }),
          "rule": .object(row.rule.json), "by": row.by.map(JSONValue.string) ?? .null,
          "signed": row.time.map(JSONValue.string) ?? .null,
        ])
      }),
      "waiting": .array(waiting.map { .string($0.text) }), "alike": .int(alike),
    ]
  }
}
