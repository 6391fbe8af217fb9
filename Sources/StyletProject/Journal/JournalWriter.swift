import Dispatch
import Glibc
import StyletBase
import StyletCore

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
  package private(set) var length = 0
  private var isTorn = false
  private var next = 1
  /// Keeps stroke numbers of one run of the program apart from those of the run before it.
  private var strokeOffset = 0
  /// The stroke that was written last, while it may still grow.
  private var openStroke: Int?
  private var index = JournalIndex()
  /// Bytes since the last save from which on what no longer matters is left out; doubled where that is little.
  private var compactAt: Int
  private let leastCompacted: Int
  /// The CRC-32 of the whole lines.
  private var checksum: UInt = 0
  /// Another program has changed what was written: only a save, which begins anew, leads on from here.
  private(set) var isForeign = false
  /// The file as it was after the last line: another program that writes on it shows.
  private var mark: FileState?
  /// Why nothing more is taken: the scan has turned out to be another one.
  var refusal: Failure?
  private let syncing = DispatchQueue(label: "stylet.journal")
  private let outcome = SyncOutcome()

  /// - Parameter compactAt: bytes since the last save from which on the journal is made shorter where it can be.
  init(path: String, header: JournalHeader, compactAt: Int = 32 << 20, calls: SystemCalls) {
    self.path = path
    self.header = header
    self.calls = calls
    (self.compactAt, leastCompacted) = (compactAt, compactAt)
  }

  deinit { closeFile() }

  /// Whether anything was recorded since the header.
  package var isEmpty: Bool { next == 1 }

  /// Begins an empty journal in the place of the old one, if any. The first event waits for the disk.
  func create() throws(SystemError) {
    let line = JournalLine.encode(JSONValue.object(header.json).bytes)
    try SafeFile.rename(path, with: line, backup: nil, synced: false, calls: calls)
    (length, next, strokeOffset, openStroke) = (line.count, 1, 0, nil)
    index.removeAll()
    (compactAt, checksum, isForeign) = (leastCompacted, JournalLine.sum(line, after: 0), false)
    try reopen()
    mark = state
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
    index = JournalIndex(contents)
    isTorn = contents.end != .whole
    try reopen()
    try? calls.makePrivate(file, path)  // whoever made it so, it is nobody else's to read
    try cutBack()
    checksum = try sum()
    mark = state
  }

  /// The CRC-32 of the whole lines as they are in the file.
  private func sum() throws(SystemError) -> UInt {
    var at = 0, sum: UInt = 0
    while at < length {
      let bytes = try SafeFile.part(of: file, path, at..<min(at + (1 << 20), length))
      sum = JournalLine.sum(bytes, after: sum)
      at += bytes.count
    }
    return sum
  }

  /// What was found at opening stays as it was found, so that ``cutBack(to:)`` can give up what came after it.
  func keepAll() { index.keepAll() }

  public func record(_ event: SessionEvent) throws { try append(.event(event)) }

  func append(_ entry: JournalEntry) throws {
    if let refusal { throw refusal }
    let stroke = entry.stroke
    do throws(SystemError) {
      try ready(waiting: stroke == nil || stroke != openStroke)
      if stroke == nil || stroke != openStroke { compactIfLong() }
      let line = JournalLine.encode(entry.encoded(number: next, strokeOffset: strokeOffset))
      isTorn = true
      do throws(SystemError) {
        try calls.write(line, to: file, path)
      } catch {
        try? cutBack()
        throw error
      }
      isTorn = false
      index.append(JournalIndex.Kind(entry, strokeOffset: strokeOffset), length..<length + line.count)
      length += line.count
      next += 1
      checksum = JournalLine.sum(line, after: checksum)
      mark = state
    } catch {
      throw error.failure(words("error.step-refused"), about: path)
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

  /// Leaves out what no longer matters once the journal has grown long. Cost: the bytes, each time that it has doubled.
  /// A failure does no harm: the long journal goes on.
  private func compactIfLong() {
    guard let floor = index.floorBytes, length - floor > compactAt else { return }
    let kept = index.reduced()
    let size = kept.dropFirst(index.floor).reduce(0) { $0 + $1.bytes.count }
    guard size < (length - floor) / 4 * 3 else {
      compactAt = 2 * (length - floor)
      return
    }
    do throws(SystemError) { try compact(kept, from: floor) } catch { compactAt = 2 * (length - floor) }
  }

  private func compact(_ kept: [JournalIndex.Line], from floor: Int) throws(SystemError) {
    var new = JournalIndex(), end = floor
    for line in kept[..<index.floor] { new.append(line.kind, line.bytes) }
    let (old, first) = (file, index.floor)
    try SafeFile.replace(path, calls: calls) { [path, calls] file, newPath throws(SystemError) in
      try SafeFile.copy(old, path, 0..<floor, to: file, newPath, calls: calls)
      var waiting: [UInt8] = []
      for (n, line) in kept.enumerated().dropFirst(first) {
        guard let bytes = JournalLine.renumbered(try SafeFile.part(of: old, path, line.bytes), n + 1) else {
          throw SystemError(call: .write, code: EINVAL, path: path)
        }
        new.append(line.kind, end..<end + bytes.count)
        end += bytes.count
        waiting += bytes
        if waiting.count > 1 << 20 {
          try calls.write(waiting, to: file, newPath)
          waiting = []
        }
      }
      if !waiting.isEmpty { try calls.write(waiting, to: file, newPath) }
    }
    try reopen()
    (length, next) = (end, kept.count + 1)
    index = new
    index.keep(first)
    compactAt = max(leastCompacted, 2 * (length - floor))
    checksum = try sum()
    mark = state
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
    try cutBack()
    if let now = state, now != mark { try checkContent() }
    // Deleted, moved away, or another file of that name, which is neither ours to write on nor to lose.
    let own = state, there = FileState(path)
    if own == nil || there?.device != own?.device || there?.inode != own?.inode {
      try SafeFile.setAside(path, calls: calls)
      try rewrite()
    }
  }

  private var state: FileState? {
    var s = stat()
    return fstat(file, &s) == 0 ? FileState(s) : nil
  }

  /// Somebody may have written on the file: that what it holds is still what was written. A file system that tells the
  /// time of a change late does no harm.
  private func checkContent() throws(SystemError) {
    guard let now = state, now.size >= length, try sum() == checksum else { throw foreign }
    if now.size > length { try calls.truncate(file, to: length, path) }  // what another program has put behind it
    mark = state
  }

  private var foreign: SystemError {
    isForeign = true
    return SystemError(call: .write, code: ESTALE, path: path)
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

  /// Writes these bytes of the whole lines, as they were written, behind what another file has.
  func copy(_ range: Range<Int>, to other: Int32, _ otherPath: String) throws(SystemError) {
    try SafeFile.copy(file, path, range, to: other, otherPath, calls: calls)
  }

  /// Gives up what was recorded since the file had this length: the end of a line.
  func cutBack(to old: Int) throws(SystemError) {
    guard old < length else { return }
    syncing.sync {}
    try calls.truncate(file, to: old, path)
    length = old
    try calls.sync(file, path)
  }

  /// Writes the whole lines into a new file: after a failed sync nobody knows what the old one holds on the
  /// disk, and one that was deleted has no name any more.
  private func rewrite() throws(SystemError) {
    do throws(SystemError) {
      let (old, length) = (file, length)
      try SafeFile.replace(path, calls: calls) { [path, calls] new, newPath throws(SystemError) in
        try SafeFile.copy(old, path, 0..<length, to: new, newPath, calls: calls)
      }
      try reopen()
      isTorn = false
      mark = state
    } catch {
      outcome.set(error)  // try again at the next event
      throw error
    }
  }
}

/// What the background sync met, until somebody asks.
private final class SyncOutcome: Sendable {
  private let error = Lock<SystemError?>(nil)
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
  private let value = Lock(false)

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
    if case .takenOver = event { return }
    throw reason
  }
}
