import Dispatch
import Glibc
import StyletBase
import StyletBatch
import StyletFiles

/// What a run has come to.
struct BatchTally: Sendable {
  var done = 0, skipped = 0, failed = 0
  /// Not done, since the run was stopped.
  var left = 0
  /// Failed for what the machine lacked.
  var lacking = 0

  /// - Throws: a ``Failure`` whose kind says what is to be done: 75 to run it again, 65 or 74 to look at what failed.
  func check(_ manifest: String) throws {
    if left > 0 {
      throw Failure(.inUse, path: manifest, words("batch.stopped", ["left": left]), advice: words("batch.again"))
    }
    guard failed > 0 else { return }
    throw Failure(
      lacking == failed ? .io : .badData, path: manifest, words("batch.failed", ["failed": failed]),
      advice: words("batch.failed-advice"))
  }
}

/// The workers of a run: each takes the next item, has a child do it, and writes its result.
final class BatchCrew: Sendable {
  private struct State: Sendable {
    /// To be taken from the end.
    var waiting: [BatchItem]
    /// Those that another worker of the batch had, to be looked at again.
    var others: [BatchItem] = []
    var working = 0
    var tally = BatchTally()
    /// What no further item helps against: results cannot be written.
    var failure: Failure?
    /// On the clock of the machine, ns: nil while nobody has asked to stop.
    var stopsAt: UInt64?
  }

  private let manifest: BatchManifest
  private let settings: String
  private let folder: BatchFolder
  private let limits: BatchLimits
  private let retry: Bool
  private let expiry: Double?
  private let count: Int
  private let state: Monitor<State>

  /// - Parameter expiry: of claims, s; nil for none.
  init(
    _ items: [BatchItem], of manifest: BatchManifest, in folder: BatchFolder, limits: BatchLimits, retry: Bool,
    expiry: Double?
  ) {
    (self.manifest, self.folder, self.limits, self.retry) = (manifest, folder, limits, retry)
    (self.expiry, settings, count) = (expiry, manifest.settings.digest, items.count)
    state = Monitor(State(waiting: items.reversed()))
  }

  private static var now: UInt64 { DispatchTime.now().uptimeNanoseconds }

  /// Nothing new is begun, and in so many seconds nothing is done any more.
  func drain(after seconds: Double) {
    let end = Self.now &+ UInt64(seconds * 1e9)
    state.change { $0.stopsAt = min($0.stopsAt ?? .max, end) }
  }

  /// Ends when all items have a result, or are another's, or it was stopped.
  /// - Throws: a ``Failure`` where results cannot be written.
  func work(jobs: Int) throws -> BatchTally {
    let line = ProgressLine("batch"), running = Monitor(jobs)
    for _ in 0..<jobs {
      Threads.run { [self] in
        while let item = next() {
          let became = Result { try work(on: item) }
          state.change { state in
            state.working -= 1
            switch became {
            case .success(let note): note(&state, item)
            case .failure(let error):
              state.failure = state.failure ?? error as? Failure ?? Failure(.io, "\(error)")
            }
            line.update(Double(state.tally.done + state.tally.skipped + state.tally.failed) / Double(max(count, 1)))
          }
        }
        running.change { $0 -= 1 }
      }
    }
    running.wait { $0 == 0 ? () : nil }
    line.finish()
    return try state.withLock { state in
      if let failure = state.failure { throw failure }
      state.tally.left += state.waiting.count + state.others.count
      return state.tally
    }
  }

  /// The next item; nil where there is nothing more to do. Items of others are looked at again once all else is done.
  private func next() -> BatchItem? {
    while true {
      let found = state.wait(atMost: 2) { state -> BatchItem?? in
        if state.stopsAt != nil || state.failure != nil { return .some(nil) }
        if let item = state.waiting.popLast() {
          state.working += 1
          return item
        }
        if state.others.isEmpty, state.working == 0 || expiry == nil { return .some(nil) }
        return nil
      }
      if let found { return found }
      state.withLock { state in
        state.waiting += state.others
        state.others = []
      }
    }
  }

  private typealias Note = (inout State, BatchItem) -> Void

  private func work(on item: BatchItem) throws -> Note {
    func isSettled() throws -> Bool {
      guard let result = try folder.result(item, settings) else { return false }
      return !(retry && result.reason?.isRetried == true)
    }
    func settled(_ state: inout State, _ item: BatchItem) {
      state.tally.skipped += 1
      // One that failed before is no better now.
      guard let reason = (try? folder.result(item, settings))?.reason else { return }
      state.tally.skipped -= 1
      state.tally.failed += 1
      state.tally.lacking += reason.isRetried ? 1 : 0
    }
    if try isSettled() { return settled }
    try folder.makeFolders(for: item, claims: expiry != nil)
    var claim: BatchClaim?
    if let expiry {
      claim = try BatchClaim.take(folder.claim(item), expiry: expiry)
      guard claim != nil else { return { state, item in state.others.append(item) } }
      if try isSettled() { return settled }
    }
    let result = try withExtendedLifetime(claim) { try attempts(item) }
    guard let result else { return { state, _ in state.tally.left += 1 } }
    return { state, _ in
      guard let reason = result.reason else { return state.tally.done += 1 }
      state.tally.failed += 1
      state.tally.lacking += reason.isRetried ? 1 : 0
    }
  }

  /// nil where it was stopped.
  private func attempts(_ item: BatchItem) throws -> BatchResult? {
    var attempts: [BatchResult.Attempt] = [], outputs: [BatchResult.Output] = []
    while true {
      folder.clear(item)
      let began = UTC.now()
      // Killed, it leaves nothing behind: what it writes besides is gone with it.
      let outcome = try Leftovers.withFolder { temporary in
        try CommandRun.supervise(
          command(item, temporary: temporary), name: "stylet",
          limits: CommandLimits(seconds: Double(limits.time), bytes: limits.memory * 1_000_000),
          isStopped: { self.isStopped })
      }
      var reason = BatchReason(outcome), what = said(outcome)
      if reason == nil {
        do { outputs = try self.outputs(of: item) } catch {
          (reason, what) = (.io, (error as? Failure)?.description ?? "\(error)")
        }
      }
      // What ends us may end our children first.
      if reason == .killed { usleep(500_000) }
      if outcome.end == .stopped || reason == .killed && isDraining { return nil }
      attempts.append(
        BatchResult.Attempt(
          reason, what, host: MachineName.here, began: began, ended: UTC.now(), seconds: outcome.seconds,
          peak: Double(outcome.peak) / 1e6))
      guard let reason, reason.isRetried, attempts.count < BatchResult.mostAttempts else { break }
      let pause = Double(attempts.count)
      if state.wait(atMost: pause, for: { $0.stopsAt != nil ? true : nil }) == true { return nil }
    }
    let result = BatchResult(
      item: item.id, settings: settings, fingerprint: item.fingerprint, attempts: attempts, outputs: outputs)
    try OutputPolicy.$current.withValue(OutputPolicy(kinds: [.record])) { try result.write(to: folder.result(item)) }
    return result
  }

  private var isDraining: Bool { state.withLock { $0.stopsAt != nil } }
  private var isStopped: Bool { state.withLock { $0.stopsAt.map { $0 <= Self.now } ?? false } }

  /// What the steps have left, held to the disk.
  private func outputs(of item: BatchItem) throws -> [BatchResult.Output] {
    try manifest.settings.steps.all.flatMap(\.files).map { file in
      let path = folder.outputs(item).appendingPath(file)
      return BatchResult.Output(
        file, bytes: FileState(path)?.size ?? 0, digest: try ScanIdentity.sha256(of: path))
    }
  }

  /// This program again: its own path as the system knows it, wherever it was started from.
  private func command(_ item: BatchItem, temporary: String) -> [String] {
    [
      Paths.program, "batch", "work", "--lang", "en", "--memory", "\(limits.memory)", "--item", item.line,
      "--settings", manifest.settings.line, "--out", folder.outputs(item), "--temporary", temporary,
    ]
  }

  /// In English, as all that is kept for programs.
  private func said(_ outcome: CommandOutcome) -> String {
    switch outcome.end {
    case .status(0): ""
    case .tooSlow: "not done within \(limits.time) s"
    case .tooLarge: "more than \(limits.memory) MB of memory"
    case .signal(let signal) where outcome.said.isEmpty: "ended by signal \(signal)"
    default: outcome.said.hasPrefix("stylet: ") ? String(outcome.said.dropFirst(8)) : outcome.said
    }
  }
}
