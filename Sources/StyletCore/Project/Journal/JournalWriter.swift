import Foundation
import Synchronization

/// Keeps every edit in `SCAN.stylet.journal` before the next one is accepted.
///
/// An event costs one write, after which a crash of the program cannot lose it; the disk is waited for in the
/// background, and only the next stroke waits for that to end: the steps of one stroke do not wait for each other.
/// When an event cannot be kept the file is cut back to its last whole line and the event refused;
/// the next attempt starts afresh, so that freeing some space is enough.
public final class JournalWriter: SessionRecorder {
  private let path: String
  private let calls: SystemCalls
  private var header: JournalHeader
  private var file: Int32 = -1
  /// Bytes of whole lines; what the file must be cut back to when `isTorn`.
  private(set) var length = 0
  private var isTorn = false
  private var next = 1
  /// Keeps stroke numbers of one run of the program apart from those of the run before it.
  private var strokeOffset = 0
  /// The stroke that was written last, while it may still grow.
  private var openStroke: Int?
  /// Why nothing more is taken: the scan has turned out to be another one.
  var refusal: Failure?
  private let syncing = DispatchQueue(label: "stylet.journal")
  private let outcome = SyncOutcome()

  init(path: String, header: JournalHeader, calls: SystemCalls) {
    self.path = path
    self.header = header
    self.calls = calls
  }

  deinit { closeFile() }

  /// Whether anything was recorded since the header.
  var isEmpty: Bool { next == 1 }

  /// Begins an empty journal in the place of the old one, if any. The first event waits for the disk.
  func create() throws(SystemError) {
    let line = JournalLine.encode(JSONValue.object(header.json).bytes)
    try SafeFile.rename(path, with: line, backup: nil, synced: false, calls: calls)
    (length, next, strokeOffset, openStroke) = (line.count, 1, 0, nil)
    try reopen()
    sync(folder: SafeFile.folder(of: path))
  }

  /// Starts to bring the file to the disk, and its name when the folder is given; ``flush()`` waits for that.
  private func sync(folder: String? = nil) {
    if folder == nil, outcome.isSyncQueued.exchange(true) { return }  // one that has not begun covers this too
    let (file, path, calls, outcome) = (file, path, calls, outcome)
    syncing.async {
      if folder == nil { _ = outcome.isSyncQueued.exchange(false) }
      do throws(SystemError) {
        try calls.sync(file, path)
        if let folder { try calls.syncFolder(folder) }
      } catch {
        outcome.set(error)
      }
    }
  }

  /// Goes on after the whole lines of a journal that was read.
  func resume(_ contents: JournalContents) throws(SystemError) {
    (length, next, strokeOffset) = (contents.length, contents.entries.count + 1, contents.nextStroke)
    openStroke = nil
    isTorn = contents.end != .whole
    try reopen()
    try cutBack()
  }

  public func record(_ event: SessionEvent) throws { try append(.event(event)) }

  func append(_ entry: JournalEntry) throws {
    if let refusal { throw refusal }
    let stroke = entry.stroke
    do throws(SystemError) {
      try ready(waiting: stroke == nil || stroke != openStroke)
      let line = JournalLine.encode(entry.encoded(number: next, strokeOffset: strokeOffset))
      isTorn = true
      do throws(SystemError) {
        try calls.write(line, to: file, path)
      } catch {
        try? cutBack()
        throw error
      }
      isTorn = false
      length += line.count
      next += 1
    } catch {
      throw error.failure("the last step was refused because it could not be kept", about: path)
    }
    openStroke = stroke
    sync()
  }

  /// Waits until everything recorded is on the disk.
  func flush() throws(SystemError) {
    syncing.sync {}
    guard outcome.take() != nil else { return }
    try rewrite()
  }

  /// Begins anew after a save; when that fails the old journal goes on, behind the mark of the save.
  func restart(after project: String) throws(SystemError) {
    syncing.sync {}
    let old = header
    header.project = project
    do throws(SystemError) {
      try create()
    } catch {
      header = old
      throw error
    }
  }

  func closeFile() {
    syncing.sync {}
    if file >= 0 { close(file) }
    file = -1
  }

  /// A file that ends with a whole line, is on the disk and still has its name.
  /// - Parameter waiting: for the disk; else only a failure that is known already is mended.
  private func ready(waiting: Bool) throws(SystemError) {
    guard file >= 0 else { throw SystemError(call: .open, code: EBADF, path: path) }
    if waiting || outcome.isSet { try flush() }
    var s = stat()
    if fstat(file, &s) != 0 || s.st_nlink == 0 { try rewrite() }
    try cutBack()
  }

  private func cutBack() throws(SystemError) {
    guard isTorn else { return }
    try calls.truncate(file, to: length, path)
    isTorn = false
  }

  private func reopen() throws(SystemError) {
    let new = try calls.open(path, O_RDWR | O_APPEND)
    syncing.sync {}
    if file >= 0 { close(file) }
    file = new
  }

  /// These bytes of the whole lines, as they were written.
  func lines(_ range: Range<Int>) throws(SystemError) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: range.count)
    let count = bytes.withUnsafeMutableBytes { pread(file, $0.baseAddress, range.count, off_t(range.lowerBound)) }
    guard count == range.count else { throw SystemError(call: .sync, code: EIO, path: path) }
    return bytes
  }

  /// Writes the whole lines into a new file: after a failed sync nobody knows what the old one holds on the
  /// disk, and one that was deleted has no name any more.
  private func rewrite() throws(SystemError) {
    do throws(SystemError) {
      let bytes = try lines(0..<length)
      try SafeFile.replace(path, with: bytes, backup: nil, calls: calls)
      try reopen()
      isTorn = false
    } catch {
      outcome.set(error)  // try again at the next event
      throw error
    }
  }
}

/// What the background sync met, until somebody asks.
private final class SyncOutcome: Sendable {
  private let error = Mutex<SystemError?>(nil)
  /// A sync waits to begin.
  let isSyncQueued = Flag()

  var isSet: Bool { error.withLock { $0 != nil } }

  func set(_ new: SystemError) { error.withLock { $0 = new } }

  func take() -> SystemError? {
    error.withLock { error in
      defer { error = nil }
      return error
    }
  }
}

private final class Flag: Sendable {
  private let value = Mutex(false)

  /// The value before.
  func exchange(_ new: Bool) -> Bool {
    value.withLock { old in
      defer { old = new }
      return old
    }
  }
}

/// Refuses every step, with the reason: a project that is open for reading only, so that nobody draws for an
/// hour what cannot be kept. What a program found may be looked at.
final class RefusingRecorder: SessionRecorder {
  private let reason: Failure
  init(_ reason: Failure) { self.reason = reason }

  func record(_ event: SessionEvent) throws {
    if case .adopted = event { return }
    throw reason
  }
}
