import Glibc
import StyletBase
import StyletDICOM
import StyletFiles
import StyletImaging
import StyletIntake
import StyletStudy

/// Complete scans become cases: cleaned where that is asked for, read whole, put in their place, and appended to the
/// study's cases as `stylet study add` does it.
struct IntakeAdmission {
  /// What became of a scan.
  struct Outcome {
    let key: String
    let state: SeriesState
    /// A line for who takes in.
    let told: String
  }

  private struct Ready {
    let record: SeriesRecord
    let scan: IndexedScan
    let quality: ScanQuality
    let path: String
    let isLast: Bool
  }

  private let study: StudyFolder
  private let place: IntakeFolder
  private let desk: IntakeDesk
  private let cleaner: Deidentification?
  private let site: String
  private let reason: String?

  /// - Parameter reason: why what was in quarantine is let in; nil of what comes by itself.
  init(
    _ study: StudyFolder, _ place: IntakeFolder, _ desk: IntakeDesk, _ cleaner: Deidentification?, site: String,
    released reason: String? = nil
  ) {
    (self.study, self.place, self.desk, self.cleaner, self.site) = (study, place, desk, cleaner, site)
    self.reason = reason
  }

  /// Cases are written down so often: what a crash may cost of a long run.
  private static let pause = Duration.seconds(10)

  /// - Parameter patient: waits a while for whoever changes the study now.
  /// - Returns: what became of those that are settled. What could not be read for a disk's sake goes on waiting.
  func admit(_ ready: [SeriesRecord], patient: Bool, stop: () -> Bool) throws -> [Outcome] {
    // By what each is complete, before anything of it is moved.
    try desk.flush()
    var outcomes: [Outcome] = [], read: [Ready] = [], since = ContinuousClock.now
    for record in ready where !stop() {
      do {
        read.append(try prepare(record))
      } catch let aside as Aside {
        outcomes.append(quarantined(record, aside.reason, aside.detail))
      } catch let failure as Failure where failure.kind == .badData || failure.kind == .usage {
        outcomes.append(quarantined(record, .unreadable, failure.what))
      } catch is OutOfMemory {
        outcomes.append(quarantined(record, .unreadable, words("cli.stylet.memory")))
      } catch let failure as Failure where failure.kind == .io && desk.hasRoom() {
        Messages.line(failure)
        desk.wait(record.key, .unread)
      }
      guard ContinuousClock.now - since > Self.pause else { continue }
      outcomes += try settle(read, patient: patient)
      (read, since) = ([], .now)
    }
    outcomes += try settle(read, patient: patient)
    try desk.flush()
    return outcomes
  }

  private struct Aside: Error {
    let reason: IntakeReason
    let detail: String?
  }

  private func quarantined(_ record: SeriesRecord, _ reason: IntakeReason, _ detail: String?) -> Outcome {
    desk.quarantine(record.key, reason, detail)
    let told = words(
      "intake.quarantined",
      [
        "series": String(record.key.prefix(16)), "count": record.count, "reason": reason.words,
        "has": detail != nil, "detail": (detail ?? "").escapedForTerminal,
      ])
    return Outcome(key: record.key, state: .quarantined, told: told)
  }

  /// Reads a scan whole where it lies: what cannot be read is no case.
  private func prepare(_ record: SeriesRecord) throws -> Ready {
    var (path, isLast) = desk.place(of: record.key)
    if let cleaner, !isLast { path = try clean(record, path, cleaner) }
    let (scan, image) = try IndexedScan.read(path, .standard) { parts in
      let digests = parts.compactMap { record.digest(ofFile: $0.lastPathPart) }
      guard digests.count == parts.count else { return nil }
      return digests.count == 1 ? digests[0] : ScanIdentity.sha256(ofDigests: digests)
    }
    isLast = desk.place(of: record.key).isLast
    return Ready(record: record, scan: scan, quality: ScanQuality(image.volume), path: path, isLast: isLast)
  }

  /// All of it leaves the site, or nothing.
  private func clean(_ record: SeriesRecord, _ path: String, _ cleaner: Deidentification) throws -> String {
    let (out, site) = (place.cleaned(record.key), place.mapping(record.key))
    for left in [out, site] { Paths.remove(left) }
    do {
      let report = try cleaner.run(path, to: out, site: site) { _, _ in }
      // What was cut off on purpose is missed by nobody.
      guard report.putAside > report.cutOff || report.released == 0 else { return out }
      let why = report.reasons.map { words("deidentify.aside", ["n": $0.count, "reason": $0.words]) }
      Paths.remove(out)
      throw Aside(reason: .notCleaned, detail: why.joinedInWords)
    } catch let failure as Failure where failure.kind == .badData {
      throw Aside(reason: .notCleaned, detail: failure.what)
    }
  }

  private func settle(_ read: [Ready], patient: Bool) throws -> [Outcome] {
    guard !read.isEmpty else { return [] }
    guard let change = try begin(patient: patient) else {
      for one in read { desk.wait(one.record.key, .studyInUse) }
      return []
    }
    var intake = StudyIntake(change.cases, key: change.key)
    var new: [StudyCase] = [], settled: [(record: SeriesRecord, id: CaseID, isTwin: Bool, told: String)] = []
    for one in read {
      let path = place.place(one.record.key), series = String(one.record.key.prefix(16))
      if let twin = intake.twin(sha256: one.scan.digest) {
        let isOwn = change.cases.contains { $0.id == twin && $0.path == path }
        settled.append(
          (one.record, twin, !isOwn, words("intake.twin", ["series": series, "case": twin.text])))
        continue
      }
      if !one.isLast { try desk.settle(one.record.key, from: one.path) }
      let made = one.scan.studyCase(&intake, path: path, site: site)
      try one.quality.write(
        place, case: made.id.text, digest: made.sha256, files: made.files, record: one.record,
        isDeidentified: cleaner != nil)
      intake.note(made)
      new.append(made)
      settled.append((one.record, made.id, false, made.told(path)))
    }
    if !new.isEmpty { try change.add(new, released: reason) }
    return settled.map { record, id, isTwin, told in
      desk.accept(record.key, as: id.text, by: record.completeBy ?? .order, isTwin: isTwin)
      return Outcome(key: record.key, state: .accepted, told: told)
    }
  }

  /// - Returns: nil where somebody else changes the study now.
  private func begin(patient: Bool) throws -> StudyChange? {
    var left = patient ? 50 : 0
    while true {
      do { return try StudyChange(study) } catch let failure as Failure where failure.kind == .inUse {
        guard left > 0 else { return nil }
        left -= 1
        usleep(200_000)
      }
    }
  }
}
