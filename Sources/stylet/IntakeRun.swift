import Glibc
import StyletBase
import StyletFiles
import StyletIntake
import StyletStudy

/// Deliveries brought into a study: once, or as long as somebody watches.
final class IntakeRun {
  struct Options {
    var site: String
    /// Bytes.
    var largest: Int
    var takes: Bool
    var isJSON: Bool
  }

  private let study: StudyFolder
  private let place: IntakeFolder
  private let cleaner: Deidentification?
  private let options: Options
  private let stop: () -> Bool
  private let key: StudyKey
  private let claim: StudyClaim
  private var desk: IntakeDesk
  private var admission: IntakeAdmission

  /// - Throws: ``Failure``: there is no study, somebody else takes in, a folder cannot be made.
  init(
    _ study: StudyFolder, _ place: IntakeFolder, _ cleaner: Deidentification?, options: Options, stop: @escaping () -> Bool
  ) throws {
    (self.study, self.place, self.cleaner, self.options, self.stop) = (study, place, cleaner, options, stop)
    key = try StudyKey.read(study.key, id: Study.read(study).keyID)
    try place.make()
    claim = try StudyClaim.take(place.claim, of: .intake)
    (desk, admission) = try Self.begin(study, place, key, cleaner, options)
  }

  /// - Parameter reason: why what was in quarantine is let in; nil of what comes by itself.
  static func begin(
    _ study: StudyFolder, _ place: IntakeFolder, _ key: StudyKey, _ cleaner: Deidentification?, _ options: Options,
    released reason: String? = nil
  ) throws -> (IntakeDesk, IntakeAdmission) {
    let desk = try IntakeDesk(place, isDeidentified: cleaner != nil, largest: options.largest) {
      KeyedHash.text(key.hash("intake|" + $0))
    }
    let cases = try StudyCase.read(study)
    try desk.goOn(cases: Dictionary(cases.map { ($0.path, $0.id.text) }) { first, _ in first })
    return (desk, IntakeAdmission(study, place, desk, cleaner, site: options.site, released: reason))
  }

  // MARK: Once

  /// - Parameter settling: what waits without a stated count is all there is.
  func once(_ sources: [String], settling: Bool) throws {
    var deliveries: [IntakeDelivery] = [], failures: [Failure] = []
    for path in sources where !stop() {
      let line = ProgressLine(path)
      defer { line.finish() }
      line.begin()
      do {
        deliveries.append(try desk.take(IntakeSource(path), quiet: nil, stop: stop))
      } catch let failure as Failure where failure.kind == .badData || failure.kind == .noPermission {
        failures.append(failure.about(path))
      }
    }
    let ended = Set(deliveries.flatMap(\.series))
    let admitted = try admission.admit(
      desk.ready(quiet: nil, ended: stop() ? [] : ended, settling: settling), patient: true, stop: stop)
    if deliveries.isEmpty, !admitted.isEmpty { deliveries = [desk.decision(admitted.map(\.key))] }
    // Written before anything is said: whoever listens may have left.
    let receipts = try deliveries.map(receipt)
    try tell(admitted)
    for one in receipts { try tell(one) }
    if !options.isJSON { try tellWaiting() }
    if stop() { throw Failure(.inUse, path: study.path, words("intake.stopped"), advice: words("intake.again")) }
    for failure in failures.dropFirst() { Messages.line(failure) }
    if let failure = failures.first { throw failure }
    try check(deliveries, admitted)
  }

  /// Says what was put aside, by the exit status too.
  private func check(_ deliveries: [IntakeDelivery], _ admitted: [IntakeAdmission.Outcome]) throws {
    if let none = deliveries.first(where: { $0.series.isEmpty && $0.count(.quarantined) + $0.count(.again) == 0 }) {
      throw Failure(.badData, path: none.path, words("intake.no-scan"), advice: words("intake.no-scan-advice"))
    }
    let files = deliveries.reduce(0) { $0 + $1.count(.quarantined) }
    let scans = admitted.count { $0.state == .quarantined }
    guard files + scans > 0 else { return }
    throw Failure(
      .badData, path: place.quarantine, words("intake.put-aside", ["files": files, "scans": scans]),
      advice: words("intake.put-aside-advice"))
  }

  // MARK: Watching

  /// Until it is asked to end. What a source lacks for a while, a mount that is gone, a disk that is full, is said once
  /// and waited for.
  func watch(_ sources: [String], quiet: Duration, poll: Duration) throws {
    var pending: [String: IntakeDelivery] = [:], said: Set<String> = [], accepted = 0
    defer { desk.beat("ended", accepted: accepted) }
    while !stop() {
      let began = ContinuousClock.now
      var now: Set<String> = []
      func say(_ failure: Failure) {
        now.insert(failure.description)
        if !said.contains(failure.description) { Messages.line(failure) }
      }
      var state = "watching"
      do {
        guard desk.hasRoom() else {
          throw Failure(.io, path: study.path, words("intake.full"), advice: words("error.output.make-room"))
        }
        var isArriving = false
        for path in sources where !stop() {
          do {
            let came = try desk.take(IntakeSource(path, mayBeEmpty: true), quiet: quiet, stop: stop)
            guard !came.isEmpty else { continue }
            isArriving = true
            pending[path]?.add(came)
            pending[path] = pending[path] ?? came
          } catch let failure as Failure where [.noInput, .noPermission, .badData].contains(failure.kind) {
            say(failure.about(path))
          }
        }
        let admitted = try admission.admit(desk.ready(quiet: quiet, settling: false), patient: false, stop: stop)
        accepted += admitted.count { $0.state == .accepted }
        try? tell(admitted)
        // A delivery has no end here: its receipt is written once nothing more comes, or a scan of it is settled.
        if !isArriving || !admitted.isEmpty {
          let received = Set(pending.values.flatMap(\.series))
          for path in sources { if let delivery = pending.removeValue(forKey: path) { try finish(delivery) } }
          let others = admitted.map(\.key).filter { !received.contains($0) }
          if !others.isEmpty { try finish(desk.decision(others)) }
          desk.forget()
        }
      } catch let failure as Failure {
        say(failure)
        pending = [:]
        state = desk.hasRoom() ? "failing" : "full"
        // Nothing that was not written down counts.
        if let (desk, admission) = try? Self.begin(study, place, key, cleaner, options) {
          (self.desk, self.admission) = (desk, admission)
        }
      }
      said = now
      desk.beat(state, accepted: accepted)
      while ContinuousClock.now - began < poll, !stop() { usleep(50_000) }
    }
    for delivery in pending.values { try finish(delivery) }
  }

  // MARK: Saying

  private typealias Receipt = (delivery: IntakeDelivery, json: JSONObject)

  /// Of somebody who watches: the scans matter, whether or not anybody listens.
  private func finish(_ delivery: IntakeDelivery) throws {
    let receipt = try receipt(delivery)
    try? tell(receipt)
  }

  private func receipt(_ delivery: IntakeDelivery) throws -> Receipt {
    let (receipted, json) = try desk.receipt(delivery)
    if options.takes { _ = desk.remove(receipted) }
    for record in try receipted.series.compactMap(desk.record) where record.late > 0 {
      if let id = record.caseID { try ScanQuality.note(late: record.late, case: id, place) }
    }
    return (receipted, json)
  }

  private func tell(_ receipt: Receipt) throws {
    let (receipted, json) = receipt
    if options.isJSON { return try Output.line(String(decoding: JSONValue.object(json).bytes, as: UTF8.self)) }
    if receipted.files == 0 {
      return try Output.line(
        words("intake.decision", ["number": receipted.number ?? 0, "count": receipted.series.count]))
    }
    try Output.line(
      words(
        "intake.delivery",
        [
          "path": receipted.path.escapedForTerminal, "files": receipted.files, "new": receipted.count(.new),
          "again": receipted.count(.again), "number": receipted.number ?? 0, "patients": receipted.patientCount,
        ]))
    for (outcome, reason, count) in receipted.reasons {
      try Output.line(
        words("intake.files", ["outcome": outcome.rawValue, "count": count, "reason": reason.words]))
    }
    if receipted.missing > 0 { try Output.line(words("intake.not-there", ["count": receipted.missing])) }
    if receipted.count(.unfinished) > 0 {
      try Output.line(words("intake.unfinished", ["count": receipted.count(.unfinished)]))
    }
  }

  private func tell(_ admitted: [IntakeAdmission.Outcome]) throws {
    guard !options.isJSON else { return }
    for one in admitted { try Output.line(one.told) }
  }

  private func tellWaiting() throws {
    for record in desk.waiting.sorted(by: { ($0.received, $0.key) < ($1.received, $1.key) }) {
      try Output.line(
        words(
          "intake.waits",
          [
            "series": String(record.key.prefix(16)), "count": record.count,
            "reason": (record.reason ?? .recent).words,
          ]))
    }
  }
}
