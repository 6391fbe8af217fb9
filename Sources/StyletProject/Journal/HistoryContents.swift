import StyletBase
import StyletCore

/// What can be read of `SCAN.stylet.history`: what the journals held that saves have ended, one after another, each
/// with its header and the mark of its save at the end.
struct HistoryContents {
  /// The mark of a save: the steps up to it led to the project with this SHA-256.
  struct Mark {
    var project: String
    /// Bytes up to and with it.
    var end: Int
  }

  private let path: String
  private(set) var marks: [Mark] = []
  /// It holds no whole journal, but may be the beginning of one: the machine stopped at the first save.
  private(set) var isBegun = false

  /// A mark's line is far shorter than this, and shorter lines are few: looking for them reads hardly anything.
  private static let longestMark = 160

  /// Cost: the bytes, once over for the ends of lines.
  /// - Throws: ``Failure`` when the file cannot be read.
  init(_ path: String) throws {
    self.path = path
    let log = ProblemLog(), lines = try JournalLine.reader(path)
    var isEmpty = true
    while let line = try lines.next(), line.isWhole {
      if isEmpty { isBegun = JournalLine.decode(line.bytes).flatMap { JournalHeader($0, log: log) } != nil }
      isEmpty = false
      if line.bytes.count < Self.longestMark, let hash = JournalLine.decode(line.bytes)?.object?["saved"]?.string {
        marks.append(Mark(project: hash, end: line.end))
      }
    }
    isBegun = marks.isEmpty && (isBegun || isEmpty)
  }

  /// The steps up to a mark, replayed for what can be taken back; labels play no part. Whatever the bytes, nothing
  /// traps; that a step fits the labels is found out when it is taken back.
  /// - Returns: nil when a line before the mark is damaged, missing or of another grid. Cost: the bytes.
  func history(upTo mark: Mark, scan: ScanMatch) -> History? {
    let log = ProblemLog()
    guard let lines = try? JournalLine.reader(path) else { return nil }
    var history = History()
    var read = 0
    var saved: String?
    var number: Int?
    while read < mark.end {
      guard let next = try? lines.next(), next.isWhole, let line = JournalLine.decode(next.bytes) else { return nil }
      let isFirst = read == 0
      read = next.end
      if let header = JournalHeader(line, log: log) {
        // a journal goes on where the save before it ended
        guard scan.fits(header), isFirst || header.project == saved else { return nil }
        history.endStroke()
        number = nil
        continue
      }
      guard !isFirst, let n = line.object?["n"]?.int, n > 0, n == number ?? n, n < Int.max,
        let entry = JournalEntry(line, number: n, log: log)
      else { return nil }
      number = n + 1
      history.follow(entry)
      saved = if case .saved(let hash) = entry { hash } else { nil }
    }
    return history
  }
}

extension History {
  /// What an entry of a journal means for what can be taken back.
  mutating func follow(_ entry: JournalEntry) {
    switch entry {
    case .event(let event): follow(event)
    case .fields: break
    case .saved: endStroke()
    }
  }
}

/// The steps of before the project was closed, and where their file goes on.
struct RecalledHistory {
  var history = History()
  /// Bytes of the file that are to be kept, up to a mark; nil when the file is not one to go on with.
  var length: Int? = 0
  /// The project that the file's steps lead to.
  var mark: String?
  /// Bytes of the journal that the file has already.
  var taken = 0
  /// It cannot be read just now, and may be whole: nothing may be written in its place.
  var isUnreadable: Bool { unreadable != nil }
  /// Why.
  var unreadable: Failure?
  /// There is a file, and it does not lead to the project as it is.
  var isLeftAside: Bool { length == nil }

  /// The history of a project, as far as the file, and the journal for what a stopped save has not moved to the file
  /// yet, lead to exactly this project.
  /// - Parameters:
  ///   - project: the SHA-256 of the project file as it is; nil when there is none.
  ///   - journal: of the same scan.
  init(_ path: String, project: String?, journal: JournalContents?, scan: ScanMatch) {
    let save = journal?.saves.last { $0.project == project }
    if FileState(path) != nil {
      var contents: HistoryContents?
      do { contents = try HistoryContents(path) } catch {
        unreadable = (error as? Failure) ?? Failure(.io, path: path, words("error.cannot-read"))
      }
      func take(_ hash: String?, _ contents: HistoryContents?) -> Bool {
        guard let contents, let found = contents.marks.last(where: { $0.project == hash }),
          let history = contents.history(upTo: found, scan: scan)
        else { return false }
        (self.history, length, mark) = (history, found.end, found.project)
        return true
      }
      if take(project, contents) {
        taken = save?.end ?? 0
        return
      }
      let continues = save != nil && take(journal?.header.project, contents)
      if !continues, contents?.isBegun != true { length = nil }
    }
    guard let journal, let save else { return }
    history.endStroke()
    for entry in journal.entries[..<save.entries] { history.follow(entry) }
  }
}
