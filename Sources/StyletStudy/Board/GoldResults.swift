import StyletAgreement
import StyletBase

/// How readers read the cases whose answer is known, by the rule by which readings agree: right is who draws a lesion
/// where gold has one and none where it has none, with the least Dice, and gives the answers that the rule names as
/// gold gives them.
public struct GoldResults: Sendable {
  public struct Reader: Sendable {
    public var name: ReaderName
    public var assigned = 0, sealed = 0
    /// Sealed readings that are not judged: gold has no answer yet, they are not measured yet, they cannot be.
    public var withoutAnswer = 0, unmeasured = 0, unreadable = 0
    public fileprivate(set) var judged: [MeasuredPair] = []
    public fileprivate(set) var rule: ExportRule

    public var right: Int { judged.count { $0.isMet(rule) } }
    /// Lesion where gold has one, none where it has none.
    public var found: Int { judged.count(where: \.isFoundAlike) }
    /// Of those in which somebody has drawn one.
    public var dice: [Double] { judged.compactMap(\.dice) }
    /// Of the answers that the rule names and gold has: how many, and those alike.
    public var answers: (compared: Int, alike: Int) {
      judged.reduce((0, 0)) { sum, pair in
        let alike = rule.answers.count { pair.alike.contains($0) }
        let other = rule.answers.count { pair.unlike.contains($0) || pair.missing.contains($0) }
        return (sum.0 + alike + other, sum.1 + alike)
      }
    }

    /// Wilson's of those that are right; nil where none was judged.
    public var interval: ClosedRange<Double>? {
      judged.isEmpty ? nil : StudyPrecision.interval(Double(right) / Double(judged.count), of: judged.count)
    }
  }

  public let rule: ExportRule
  public private(set) var readers: [Reader] = []
  public private(set) var total: Reader
  /// Gold cases of the study, and those whose answer is there.
  public let cases: Int, answered: Int
  /// Not measured yet.
  public private(set) var tasks: [StudyMeasures.Task] = []
  private var right: [Alias: Bool] = [:]

  /// - Parameter digests: SHA-256 of gold's files, by case; those that are there.
  public init(_ records: StudyRecords, digests: [CaseID: String], measures: StudyMeasures, rule: ExportRule) {
    self.rule = rule
    total = Reader(name: ReaderName("all")!, rule: rule)
    let open = OpenCases(records.cases), gold = records.cases.filter { $0.use == .gold && $0.status == .open }
    (cases, answered) = (gold.count, gold.count { digests[$0.id] != nil })
    let byReader = Dictionary(grouping: records.design.filter { $0.kind == .gold }, by: \.reader)
    for (place, own) in records.readers.enumerated() {
      var reader = Reader(name: own.name, rule: rule)
      for row in byReader[own.name] ?? [] where open[row.caseID] != nil {
        reader.assigned += 1
        guard own.progress.state(of: row.alias) == .sealed else { continue }
        reader.sealed += 1
        guard let answer = digests[row.caseID] else {
          reader.withoutAnswer += 1
          continue
        }
        guard let seal = records.seal(row, place) else {
          reader.unreadable += 1
          continue
        }
        let key = StudyMeasures.Key(answer, seal)
        if let pair = measures[key] {
          reader.judged.append(pair)
          right[row.alias] = pair.isMet(rule)
        } else if measures.failures[key] != nil {
          reader.unreadable += 1
        } else {
          reader.unmeasured += 1
          tasks.append(
            StudyMeasures.Task(
              key: key, firstPath: records.folder.gold(row.caseID),
              secondPath: records.folder.project(own.name, row.alias)))
        }
      }
      total.take(reader)
      readers.append(reader)
    }
  }

  /// Of a gold reading; nil of what is none, or was not judged.
  public func isRight(_ alias: Alias) -> Bool? { right[alias] }
}

extension GoldResults.Reader {
  fileprivate mutating func take(_ other: Self) {
    assigned += other.assigned
    sealed += other.sealed
    withoutAnswer += other.withoutAnswer
    unmeasured += other.unmeasured
    unreadable += other.unreadable
    judged += other.judged
  }
}
