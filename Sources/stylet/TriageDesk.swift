import StyletBase
import StyletProject
import StyletStudy
import StyletTriage

/// What triage knows of a study: read anew where files have changed, so that it can be stopped and begun again anywhere.
struct TriageDesk {
  let folder: StudyFolder
  let rule: TriageRule
  private let clinicalPath: String
  private(set) var study: Study
  /// In order of arrival.
  private(set) var cases: [StudyCase] = []
  private(set) var results: [CaseID: TriageResult] = [:]
  private(set) var clinical: ClinicalTable?
  private(set) var overrides = TierOverrides()
  private var states: [String: FileState?] = [:]

  /// - Parameter clinical: the table; that of the study where nil, and none where there is none.
  init(_ folder: StudyFolder, rule: TriageRule, clinical: String?) throws {
    (self.folder, self.rule) = (folder, rule)
    if let clinical, !Paths.exists(clinical) { throw ProjectAdvice.missing(clinical) }
    clinicalPath = clinical ?? folder.clinical
    study = try Study.read(folder)
    try read()
  }

  /// Takes what has changed of a file. One that is wrong is read again the next time.
  private mutating func take(
    _ path: String, also isDue: Bool = false, _ body: (inout Self) throws -> Void
  ) throws -> Bool {
    let now = FileState(path)
    if !isDue, let before = states[path], before == now { return false }
    states[path] = nil
    try body(&self)
    states[path] = .some(now)
    return true
  }

  /// Takes what has changed. A result that cannot be read is none: the scan is measured again.
  /// - Returns: whether anything has.
  /// - Throws: a ``Failure`` of a file that is wrong; what was known of it counts on.
  @discardableResult
  mutating func read() throws -> Bool {
    let isStudy = try take(folder.study) { $0.study = try Study.read($0.folder) }
    let areCases = try take(folder.cases) { desk in
      let known = Set(desk.cases.map(\.id))
      desk.cases = try StudyCase.read(desk.folder)
      for one in desk.cases where !known.contains(one.id) { desk.take(one) }
    }
    let areOverrides = try take(folder.overrides) { $0.overrides = try TierOverrides.read($0.folder) }
    // A row of a case that came after it was unknown until then.
    let isClinical = try take(clinicalPath, also: areCases || isStudy) { try $0.readClinical() }
    return isStudy || areCases || areOverrides || isClinical
  }

  /// Takes what somebody else has measured since. Cost: a look for each case that is not measured.
  /// - Returns: whether there is anything.
  mutating func readResults() -> Bool {
    let before = results.count
    for one in cases where results[one.id] == nil && Paths.exists(folder.triageResult(one.id)) { take(one) }
    return results.count > before
  }

  /// Takes the result of a case that fits its scan.
  mutating func take(_ one: StudyCase) {
    let found = try? TriageResult.read(folder, one.id)
    results[one.id] = found?.fits(one) == true ? found : nil
  }

  private mutating func readClinical() throws {
    guard Paths.exists(clinicalPath) else { return clinical = nil }
    let known = Set(cases.map(\.id))
    let aliases = Paths.exists(folder.design) ? try DesignedReading.read(folder) : []
    let byAlias = Dictionary(aliases.map { ($0.alias.text, $0.caseID) }) { first, _ in first }
    clinical = try ClinicalTable(clinicalPath) { name in
      CaseID(name).flatMap { known.contains($0) ? $0 : nil } ?? byAlias[name]
    }
  }

  func order(at time: String = UTC.now()) -> TriageOrder {
    TriageOrder(cases, results: results, clinical: clinical, overrides: overrides, rule: rule, time: time)
  }

  /// What is still to be measured, the first of the order first.
  func pending(again: Bool) -> [StudyCase] {
    order().rows.map(\.study).filter { results[$0.id].map { again && $0.failure != nil } ?? true }
  }

  /// Writes the order, for the coordinator and for each reader, and that triage is at work. The trail tells of it first.
  /// - Returns: false where somebody else is changing the study: the next time will do.
  @discardableResult
  func publish(_ order: TriageOrder) throws -> Bool {
    let bytes = order.bytes, path = folder.triageOrder
    let before = Paths.exists(path) ? try SafeFile.read(path, limit: StudyFile.limit).bytes : nil
    if bytes != before {
      let changes = order.changes(since: TriageOrder.tiers(folder))
      let what = changes.isEmpty ? ["the rule, or reasons alone"] : changes.map(\.what)
      do {
        let change = try StudyChange(folder)
        try change.order(
          .prioritised, bytes, to: folder.triageOrder, cases: changes.map(\.id),
          because: "\(rule.name): " + what.joined(separator: "; "))
      } catch let failure as Failure where failure.kind == .inUse { return false }
    }
    if study.rules.order == .triage, Paths.exists(folder.design) {
      let design = try DesignedReading.read(folder)
      for reader in study.everyReader where Paths.exists(folder.list(reader)) {
        let own = order.order(for: reader, design).bytes, path = folder.order(reader)
        if Paths.exists(path), try SafeFile.read(path, limit: StudyFile.limit).bytes == own { continue }
        try StudyFile.write(own, to: path, mode: StudyFile.sharedMode)
      }
    }
    try TriageSign(time: UTC.now(), stale: Int(rule.stale * 60), rule: rule.name).write(folder)
    return true
  }
}
