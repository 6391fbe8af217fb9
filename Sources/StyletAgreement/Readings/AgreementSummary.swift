import StyletBase
import StyletImaging

/// A number over scans.
public struct Estimate: Equatable, Sendable {
  /// nil where nothing gives it.
  public var value: Double?
  /// Scans that it is made of.
  public var n: Int
  /// Scans that two readers read and that gave nothing to it.
  public var undefined: Int
  /// 95 %, by drawing patients (``Bootstrap``); nil where there are too few.
  public var interval: ClosedRange<Double>?
}

/// Agreement over the scans that readers have in common, pair by pair and all together.
public struct AgreementSummary: Sendable {
  public struct Pair: Sendable {
    public let first, second: Int
    public let findings: [Finding]
    public let questions: [PairQuestion]
  }

  /// One finding, of two readers.
  public struct Finding: NamedFinding, Sendable {
    public let row: ComparedFinding
    public let finding: StyletImaging.Finding?
    /// Scans by who drew it.
    public let states: [FindingAgreement.State: Int]
    /// Means over scans; distances in mm.
    public let dice, surfaceDice, hausdorff95, averageDistance: Estimate
    /// Of all scans together.
    public let lesions: LesionMatches
    public let f1: Estimate
    /// mL, and percent of the lungs: first less second.
    public let millilitres, percent: Differences
    /// In a scan a drawing has voxels that no reader has looked at; lungs are as a program drew them.
    public let isUnreviewed, lungsAreProposed: Bool
  }

  /// Bland and Altman's, with the bias's interval.
  public struct Differences: Sendable {
    /// nil where fewer than two scans have both.
    public let numbers: BlandAltman?
    public let bias: Estimate
  }

  /// A question, of two readers.
  public struct PairQuestion: Sendable {
    public let question: ComparedQuestion
    /// Share of equal answers, 0...1.
    public let agreement: Estimate
    /// Cohen's; weighted ones of answers with an order.
    public let kappas: [RatingTable.Weights: Estimate]
  }

  /// A question, of all readers.
  public struct Question: Sendable {
    public let question: ComparedQuestion
    public let agreement: Estimate
    /// AC1; with weights AC2.
    public let gwet: [RatingTable.Weights: Estimate]
    public let alpha: [RatingTable.Measurement: Estimate]
    /// Of numbers alone.
    public let icc: Correlation?
  }

  public struct Correlation: Sendable {
    public let icc1: Estimate
    /// nil unless every reader has it of every scan.
    public let icc2: Estimate?
  }

  /// A finding's volume and share of the lungs, of all readers.
  public struct Quantity: NamedFinding, Sendable {
    public let row: ComparedFinding
    public let finding: StyletImaging.Finding?
    public let millilitres, percent: Correlation
    /// In a scan a drawing has voxels that no reader has looked at; lungs are as a program drew them.
    public let isUnreviewed, lungsAreProposed: Bool
  }

  public let scans, patients, readers: Int
  public let bootstrap: Bootstrap
  public let pairs: [Pair]
  public let quantities: [Quantity]
  public let questions: [Question]

  /// - Parameters:
  ///   - all: of the same readers.
  ///   - seed: of the draws.
  /// Cost: the draws of each number.
  public init(_ all: [ScanAgreement], seed: UInt64) {
    let bootstrap = Bootstrap(seed: seed)
    self.bootstrap = bootstrap
    scans = all.count
    let places = Dictionary(
      Set(all.map(\.patient)).sorted().enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    patients = places.count
    let readers = all.map(\.readings.count).max() ?? 0
    self.readers = readers
    let counted = Counted(bootstrap: bootstrap, patients: all.map { places[$0.patient] ?? 0 })

    var rows: [ComparedFinding] = [], named: [ComparedFinding: StyletImaging.Finding] = [:]
    for found in all.flatMap({ $0.pairs.flatMap(\.findings) }) where !rows.contains(found.row) {
      rows.append(found.row)
      named[found.row] = found.finding
    }
    // That of the lesion is the last one.
    rows = rows.filter { $0 != .lesion } + rows.filter { $0 == .lesion }
    let questions = Self.questions(all)

    var pairs: [Pair] = []
    for first in 0..<readers {
      for second in first + 1..<max(readers, first + 1) {
        let findings = rows.compactMap { row -> Finding? in
          let found = all.map { scan in
            scan.pairs.first { $0.first == first && $0.second == second }?.findings.first { $0.row == row }
          }
          guard found.contains(where: { $0 != nil }) else { return nil }
          return Finding(row, named[row], found, counted)
        }
        guard !findings.isEmpty else { continue }
        let asked = questions.compactMap { question, table, isSaid in
          PairQuestion(question, table.pair(first, second), isSaid.map { [$0[first], $0[second]] }, counted)
        }
        pairs.append(Pair(first: first, second: second, findings: findings, questions: asked))
      }
    }
    self.pairs = pairs
    quantities = rows.map { row in
      func table(_ value: (FindingAgreement.Side, Double) -> Double?) -> RatingTable {
        RatingTable(
          all.map { scan in
            var values = [Double?](repeating: nil, count: readers)
            for pair in scan.pairs {
              guard let finding = pair.findings.first(where: { $0.row == row }) else { continue }
              values[pair.first] = value(finding.first, finding.masks.voxelVolume)
              values[pair.second] = value(finding.second, finding.masks.voxelVolume)
            }
            return values
          }, patients: counted.patients)
      }
      let drawn = all.flatMap { $0.pairs.flatMap(\.findings) }.filter { $0.row == row }
      return Quantity(
        row: row, finding: named[row],
        millilitres: counted.correlation(
          table { $0.isAssessed ? Double($0.voxels) * $1 / 1000 : nil }, read: all.count),
        percent: counted.correlation(table { side, _ in side.percent }, read: all.count),
        isUnreviewed: drawn.contains(where: \.isUnreviewed),
        lungsAreProposed: drawn.contains(where: \.lungsAreProposed))
    }
    self.questions = questions.compactMap { question, table, isSaid in
      Question(question, table, isSaid, counted)
    }
  }

  /// By scan, then by reader: the ratings of each question, and whether anything was answered; nil where the scan was
  /// not read.
  private static func questions(
    _ all: [ScanAgreement]
  ) -> [(question: ComparedQuestion, table: RatingTable, isSaid: [[Bool?]])] {
    var questions: [ComparedQuestion] = []
    for question in all.flatMap({ $0.answers?.questions ?? [] }) where !questions.contains(question) {
      questions.append(question)
    }
    return questions.map { question in
      let answers = all.map { scan -> [ComparedAnswer?] in
        let place = scan.answers?.questions.firstIndex(of: question)
        return place.flatMap { scan.answers?.answers[$0] } ?? scan.readings.map { _ in nil }
      }
      // Sets of options are categories without an order: equal or not.
      let sets = Array(Set(answers.joined().compactMap { $0 }.filter { if case .words = $0 { true } else { false } }))
      let ratings = answers.map { row in
        row.map { answer -> Double? in
          if question.scale == .sets { return answer.flatMap { sets.firstIndex(of: $0) }.map(Double.init) }
          return question.rating(answer)
        }
      }
      let isSaid = zip(all, answers).map { scan, row in
        zip(scan.readings, row).map { reading, answer in reading.map { _ in answer != nil } }
      }
      return (question, RatingTable(ratings), isSaid)
    }
  }
}

/// How numbers over scans are made.
private struct Counted: Sendable {
  let bootstrap: Bootstrap
  /// Of each scan.
  let patients: [Int]

  /// A number of those scans for which there is something.
  func estimate<T: Sendable>(
    _ items: [T?], read: Int, _ number: @escaping @Sendable ([T]) -> Double?
  ) -> Estimate {
    let known = items.indices.compactMap { n in items[n].map { (patient: patients[n], item: $0) } }
    let values = known.map(\.item)
    return Estimate(
      value: number(values), n: known.count, undefined: max(read - known.count, 0),
      interval: bootstrap.interval(patients: known.map(\.patient)) { chosen in number(chosen.map { values[$0] }) })
  }

  /// Scans that two read and at least one of them answered for.
  static func asked(_ isSaid: [[Bool?]]) -> Int {
    isSaid.count { row in row.count { $0 != nil } >= 2 && row.contains(true) }
  }

  func mean(_ items: [Double?], read: Int) -> Estimate {
    estimate(items, read: read) { $0.isEmpty ? nil : $0.reduce(0, +) / Double($0.count) }
  }

  /// A number of a table's rows that at least two raters rated.
  func estimate(
    _ table: RatingTable, read: Int, _ number: @escaping @Sendable (RatingTable) -> Double?
  ) -> Estimate {
    let rows = table.rows.map { $0.count { $0 != nil } >= 2 ? $0 : nil }
    return estimate(rows, read: read) { $0.isEmpty ? nil : number(RatingTable($0)) }
  }

  func correlation(_ table: RatingTable, read: Int) -> AgreementSummary.Correlation {
    AgreementSummary.Correlation(
      icc1: estimate(table, read: read, \.icc1),
      icc2: table.isComplete ? estimate(table, read: read, \.icc2) : nil)
  }
}

extension AgreementSummary.Finding {
  fileprivate init(
    _ row: ComparedFinding, _ finding: StyletImaging.Finding?, _ found: [FindingAgreement?], _ counted: Counted
  ) {
    (self.row, self.finding) = (row, finding)
    let read = found.count { $0 != nil }
    states = found.compactMap { $0?.state }.reduce(into: [:]) { $0[$1, default: 0] += 1 }
    dice = counted.mean(found.map { $0?.dice }, read: read)
    surfaceDice = counted.mean(found.map { $0?.surfaceDice }, read: read)
    hausdorff95 = counted.mean(found.map { $0?.hausdorff95 }, read: read)
    averageDistance = counted.mean(found.map { $0?.averageDistance }, read: read)
    let matches = found.map { $0?.lesions }
    lesions = LesionMatches(matches.compactMap { $0 })
    // A scan in which neither found a lesion says nothing of how those that are there are found.
    f1 = counted.estimate(matches.map { $0?.f1 == nil ? nil : $0 }, read: read) { LesionMatches($0).f1 }
    isUnreviewed = found.contains { $0?.isUnreviewed == true }
    lungsAreProposed = found.contains { $0?.lungsAreProposed == true }
    func differences(_ values: [Double?]) -> AgreementSummary.Differences {
      let bias = counted.mean(values, read: read)
      return AgreementSummary.Differences(
        numbers: BlandAltman(RatingTable(values.compactMap { $0 }.map { [$0, 0] })), bias: bias)
    }
    millilitres = differences(found.map { $0?.difference })
    percent = differences(found.map { $0?.percentDifference })
  }
}

extension ComparedQuestion.Scale {
  /// Whether answers that differ can differ more or less.
  fileprivate var hasOrder: Bool {
    switch self {
    case .ordinal(let options): options.count > 2
    case .number, .nominal, .sets: false
    }
  }

  /// How much answers that differ are taken to differ: kappa and AC are given under each of these.
  fileprivate var weights: [RatingTable.Weights] { hasOrder ? [.nominal, .linear, .quadratic] : [.nominal] }

  /// The categories; nil where they are those that were used.
  fileprivate var categories: [Double]? {
    switch self {
    case .ordinal(let options), .nominal(let options): options.indices.map(Double.init)
    case .number, .sets: nil
    }
  }
}

extension AgreementSummary.PairQuestion {
  /// nil where neither answered for a scan that both read.
  fileprivate init?(_ question: ComparedQuestion, _ table: RatingTable, _ isSaid: [[Bool?]], _ counted: Counted) {
    let read = Counted.asked(isSaid)
    guard read > 0 else { return nil }
    self.question = question
    agreement = counted.estimate(table, read: read, \.percentAgreement)
    let scale = question.scale.categories
    guard question.scale != .number else {
      kappas = [:]
      return
    }
    kappas = question.scale.weights.reduce(into: [:]) { all, weights in
      all[weights] = counted.estimate(table, read: read) { $0.kappa(weights, scale: scale) }
    }
  }
}

extension AgreementSummary.Question {
  /// nil where nobody answered for a scan that two read.
  fileprivate init?(_ question: ComparedQuestion, _ table: RatingTable, _ isSaid: [[Bool?]], _ counted: Counted) {
    let read = Counted.asked(isSaid)
    guard read > 0 else { return nil }
    self.question = question
    agreement = counted.estimate(table, read: read, \.percentAgreement)
    guard question.scale != .number else {
      (gwet, alpha) = ([:], [.interval: counted.estimate(table, read: read) { $0.alpha(.interval) }])
      icc = counted.correlation(table, read: read)
      return
    }
    icc = nil
    let scale = question.scale.categories
    gwet = question.scale.weights.reduce(into: [:]) { all, weights in
      all[weights] = counted.estimate(table, read: read) { $0.gwet(weights, scale: scale) }
    }
    let kinds: [RatingTable.Measurement] = question.scale.hasOrder ? [.nominal, .ordinal] : [.nominal]
    alpha = kinds.reduce(into: [:]) { all, kind in
      all[kind] = counted.estimate(table, read: read) { $0.alpha(kind) }
    }
  }
}
