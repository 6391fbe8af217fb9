import StyletBase
import StyletProject
import StyletStudy

/// The coordinator's page as its files have it, again and again: what did not change is not read again.
struct StudyBoardReader: Sendable {
  struct Options: Sendable {
    /// Of silence; and of a break between sessions, seconds.
    var days: Int, gap: Int
    /// nil for that of the study's rule.
    var dice: Double?
    /// Empty for those of the study's rule, or where it names none the classes of extent.
    var alike: [String]
  }

  private let folder: StudyFolder
  private let options: Options
  private var records: StudyRecords
  private var measures: StudyMeasures
  private var gold = GoldDigests()
  private var digests: [CaseID: String]
  private let rule: ExportRule
  private(set) var board: StudyBoard

  /// - Throws: a ``Failure``: no study, a file of it that cannot be read, a field of --alike that it does not have.
  init(_ folder: StudyFolder, _ options: Options) throws {
    (self.folder, self.options) = (folder, options)
    records = try StudyRecords(folder)
    let study = records.study, forms = try StudyForms(study, folder), form = forms.inForce
    var rule = ExportRule()
    let own = study.rulesInForce.adjudication
    rule.dice = options.dice ?? own.dice
    let asked = options.alike.isEmpty ? own.answers : options.alike
    rule.answers = asked.isEmpty ? form?.classesOfExtent ?? [] : asked
    for field in options.alike where form?.field(field) == nil {
      throw Failure(.usage, path: folder.readingProtocol, words("study.export.no-field", ["field": field]))
    }
    self.rule = rule
    measures = StudyMeasures(
      StudyMeasures.path(of: study), forms: forms, protocolDigests: study.protocols.map(\.digest))
    digests = gold.digests(folder, of: records.cases)
    board = StudyBoard(
      records, measures: measures, goldDigests: digests, rule: rule, days: options.days, gap: options.gap)
  }

  /// Whether a file has changed since. Cost: a look at each.
  mutating func isStale() -> Bool { gold.digests(folder, of: records.cases) != digests || records.isStale }

  mutating func read() throws {
    records = try StudyRecords(folder, after: records)
    digests = gold.digests(folder, of: records.cases)
    count()
  }

  private mutating func count() {
    board = StudyBoard(
      records, measures: measures, goldDigests: digests, rule: rule, days: options.days, gap: options.gap)
  }

  /// Measures what is not measured yet, some at a time, and keeps it.
  /// - Parameter progress: asked between; may throw to stop.
  mutating func measure(_ progress: (_ done: Int, _ all: Int) throws -> Void) rethrows {
    let tasks = board.tasks
    defer {
      measures.keep()
      count()
    }
    for from in stride(from: 0, to: tasks.count, by: Self.together) {
      try progress(from, tasks.count)
      measures.measure(Array(tasks[from..<min(from + Self.together, tasks.count)]))
    }
  }

  /// So many pairs of projects are in memory at most, a few on each core.
  private static let together = 32
}
