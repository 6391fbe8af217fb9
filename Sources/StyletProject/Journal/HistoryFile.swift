import Glibc
import StyletBase
import StyletCore

/// Keeps the steps of before a save in `SCAN.stylet.history`, so that they can be taken back after the project was
/// closed and opened again.
///
/// At each save the journal's lines go behind those of the saves before, word for word, so that it costs what was
/// done since the last save. The order is: project, history, new journal. Whatever stops in between, either the file
/// or the journal has the lines, with the mark that says which. The file is a convenience: when it cannot be written
/// the project is saved all the same, the lines stay in the journal, and the next save tries again.
final class HistoryFile {
  private let path: String
  private let calls: SystemCalls
  private let header: JournalHeader
  private var state: RecalledHistory
  /// The mark of a save in the journal, and the journal's bytes up to it, that the file lacks.
  private var pending: (project: String, end: Int)?

  /// Bytes that the file may be longer than what is worth keeping, however little that is.
  private let slack: Int

  /// - Parameter header: tells the grid and the reader where the file needs a header of its own.
  init(path: String, state: RecalledHistory, header: JournalHeader, slack: Int = 1 << 20, calls: SystemCalls) {
    self.path = path
    self.slack = slack
    self.calls = calls
    self.header = header
    self.state = state
    self.state.history = History()  // the session has it
  }

  /// Takes over the journal's lines up to its last one, the mark of the save that has just been made.
  /// - Parameter history: as it is at that save.
  func keep(_ journal: JournalWriter, savedAs project: String, _ history: History) throws(SystemError) {
    pending = (project, journal.length)
    if state.length == nil || isTooLong(for: history, times: 4) {
      try rewrite(history, savedAs: project, journal.length)
    } else if state.length == 0, history.isEmpty {
      (state.mark, state.taken, pending) = (project, journal.length, nil)
    } else {
      try append(journal)
    }
  }

  /// Writes the file anew from the steps in memory: the journal cannot be gone by.
  func keep(savedAs project: String, _ history: History) throws(SystemError) {
    try rewrite(history, savedAs: project, 0)
    state.taken = 0
  }

  /// The journal has begun anew behind the last save.
  func journalBeganAnew() { state.taken = 0 }

  /// Makes up leeway before the journal goes: what a save could not write, and a file that has grown too long.
  /// - Parameter history: as it is at the last save; nil when steps since then are given up.
  func close(_ journal: JournalWriter, _ history: History?) throws(SystemError) {
    if pending != nil, state.length != nil { try append(journal) }
    guard let history, let project = pending?.project ?? state.mark else { return }
    if pending != nil || isTooLong(for: history, times: 2) { try rewrite(history, savedAs: project, journal.length) }
  }

  private func isTooLong(for history: History, times: Int) -> Bool {
    (state.length ?? 0) > times * (history.memory + slack)
  }

  private func append(_ journal: JournalWriter) throws(SystemError) {
    guard let (project, end) = pending, let length = state.length, state.taken <= end else { return }
    var first: [UInt8] = []
    if state.taken > 0 {  // the rest of a journal: it needs a header of its own
      var header = header
      header.project = state.mark
      first = JournalLine.encode(JSONValue.object(header.json).bytes)
    }
    let file = try calls.open(path, O_WRONLY | O_APPEND | O_CREAT | O_NONBLOCK)
    defer { Glibc.close(file) }
    var s = stat()
    guard fstat(file, &s) == 0, s.st_mode & S_IFMT == S_IFREG, Int(s.st_size) >= length else {
      state.length = nil  // not the file that was read: the next save writes it anew
      throw SystemError(call: .open, code: EIO, path: path)
    }
    if Int(s.st_size) > length { try calls.truncate(file, to: length, path) }
    do throws(SystemError) {
      if s.st_size == 0 { try calls.makePrivate(file, path) }
      if !first.isEmpty { try calls.write(first, to: file, path) }
      try journal.copy(state.taken..<end, to: file, path)
      try calls.sync(file, path)
    } catch {
      try? calls.truncate(file, to: length, path)
      throw error
    }
    (state.length, state.mark, state.taken, pending) = (length + first.count + end - state.taken, project, end, nil)
  }

  /// Writes the whole file from the steps in memory.
  private func rewrite(_ history: History, savedAs project: String, _ end: Int) throws(SystemError) {
    state.length = nil
    if state.isUnreadable {
      try SafeFile.setAside(path, calls: calls)
      state.unreadable = nil
    }
    let bytes = Self.bytes(of: history, header, savedAs: project)
    try SafeFile.replace(path, with: bytes, backup: nil, calls: calls)
    (state.length, state.mark, state.taken, pending) = (bytes.count, project, end, nil)
  }

  /// A whole file. Cost: the steps.
  static func bytes(of history: History, _ header: JournalHeader, savedAs project: String) -> [UInt8] {
    var bytes = JournalLine.encode(JSONValue.object(header.json).bytes)
    let entries = history.events.map(JournalEntry.event) + [.saved(project)]
    for (n, entry) in entries.enumerated() {
      bytes += JournalLine.encode(entry.encoded(number: n + 1, strokeOffset: 0))
    }
    return bytes
  }
}
