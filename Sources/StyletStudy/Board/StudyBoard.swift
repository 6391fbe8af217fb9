import StyletBase
import StyletProject

/// All that the coordinator's page says of a study. It names readers and sites, no patient, no path, no case and no
/// alias.
public struct StudyBoard: Sendable {
  /// A reader's sittings.
  public struct Sittings: Sendable {
    public var reader: ReaderName
    public var sessions = 0
    /// Sealed in them, and of these with a known time.
    public var readings = 0, timed = 0
    /// Medians: minutes of a session at the screen are `sessionSeconds` by 60; readings of a session in which something
    /// was sealed; seconds of a reading with their middle half.
    public var sessionSeconds, perSession, seconds: Double?
    public var quartiles: ClosedRange<Double>?
    /// Events in the future, which count nowhere.
    public var ahead = 0
  }

  /// UTC.
  public let now: String
  /// Of silence.
  public let days: Int
  /// Of a break between sessions, seconds.
  public let gap: Int
  public let status: StudyStatus
  public let matrix: PairMatrix
  /// Of each pair of the matrix.
  public let pairs: [PairAgreement]
  public let gold: GoldResults
  public let sittings: [Sittings]
  public let effects: PositionEffects
  public let attention: StudyAttention
  /// Files that cannot be read, by reader: what they say is not counted.
  public let faults: [(reader: ReaderName, fault: Failure)]
  /// Sealed readings that can be measured and are not yet.
  public let tasks: [StudyMeasures.Task]

  /// - Parameters:
  ///   - now: UTC.
  ///   - days: without an event a reader is silent.
  ///   - gap: of a break between sessions, seconds.
  /// Cost: design and events; no project is opened.
  public init(
    _ records: StudyRecords, measures: StudyMeasures, goldDigests: [CaseID: String], rule: ExportRule,
    now: String = UTC.now(), days: Int = 7, gap: Int = ReadingSessions.longestGap
  ) {
    (self.now, self.days, self.gap) = (now, days, gap)
    status = StudyStatus(records, now: now)
    matrix = PairMatrix(records)
    pairs = matrix.pairs.map { PairAgreement($0, measures, rule: rule) }
    let gold = GoldResults(records, digests: goldDigests, measures: measures, rule: rule)
    self.gold = gold
    let seconds = UTC.seconds(now) ?? 0
    let sessions = Parallel.map(records.readers.count) { n in
      ReadingSessions(records.readers[n].events, now: seconds, gap: gap)
    }
    sittings = zip(records.readers, sessions).map { Self.sittings($0.name, $1) }
    effects = PositionEffects(sessions.map(\.readings), isRight: gold.isRight)
    attention = StudyAttention(records, now: now, days: days)
    faults = records.readers.flatMap { reader in reader.faults.map { (reader.name, $0) } }
    tasks = measures.unknown(gold.tasks + matrix.pairs.flatMap { $0.sealed.map { $0.task(records.folder) } })
  }

  private static func sittings(_ reader: ReaderName, _ sessions: ReadingSessions) -> Sittings {
    var own = Sittings(reader: reader)
    (own.sessions, own.readings, own.ahead) = (sessions.sessions.count, sessions.readings.count, sessions.ahead)
    own.sessionSeconds = OrderStatistics(sessions.sessions.map { Double($0.seconds) }).median
    own.perSession = OrderStatistics(sessions.sessions.map(\.readings).filter { $0 > 0 }.map(Double.init)).median
    let times = OrderStatistics(sessions.readings.compactMap(\.seconds).map(Double.init))
    (own.timed, own.seconds, own.quartiles) = (times.count, times.median, times.quartiles)
    return own
  }
}
