import StyletBase
import StyletCore
import StyletImaging

/// What opening a project found out that its reader should know.
public enum OpenNotice: Hashable, Sendable, CustomStringConvertible {
  /// Work since the last save that a journal had kept.
  case recovered(steps: Int)
  /// The machine stopped while the last line was written: at most one step is missing.
  case lastStepIncomplete
  /// The journal is damaged or does not fit from a line on; all of it was kept under another name.
  case journalDamaged(line: Int, keptAs: String)
  /// The journal belongs to another state of the project; it was kept under another name.
  case journalOfAnotherState(keptAs: String)
  /// Not even the first line of the journal can be read; it was kept under another name.
  case journalUnreadable(keptAs: String)
  /// The journal goes on from a project that is not there any more; it was kept under another name.
  case journalWithoutProject(keptAs: String)
  /// The journal holds strokes on another scan; it was kept under another name.
  case journalOfAnotherScan(keptAs: String)
  /// A journal of this scan that had been set aside is the journal again.
  case journalTakenUp(from: String)
  /// The file of the steps of before the last save does not lead to the project as it is, or is damaged.
  case historyLeftAside
  /// It cannot be read just now.
  case historyUnreadable
  /// There is no project, but the backup of one.
  case backupWithoutProject(String)
  /// What is called its backup is a project of another scan.
  case backupOfAnotherScan(String)
  /// The project was begun by someone else.
  case otherReader(String)
  /// The project names its scan by a path where nothing is any more.
  case scanMoved(from: String)

  public var description: String {
    switch self {
    case .recovered(let steps): words("report.opened.recovered", ["steps": steps])
    case .lastStepIncomplete: words("report.opened.incomplete")
    case .journalDamaged(let line, let kept):
      words("report.opened.damaged", ["line": line, "kept": kept])
    case .journalOfAnotherState(let kept):
      words("report.opened.other-state", ["kept": kept])
    case .journalUnreadable(let kept): words("report.opened.unreadable", ["kept": kept])
    case .journalWithoutProject(let kept):
      words("report.opened.no-project", ["kept": kept])
    case .journalOfAnotherScan(let kept):
      words("report.opened.other-scan", ["kept": kept])
    case .journalTakenUp(let path):
      words("report.opened.taken-up", ["path": path])
    case .historyLeftAside: words("report.opened.no-history")
    case .historyUnreadable: words("report.opened.no-history-read")
    case .backupWithoutProject(let path): words("report.opened.only-backup", ["path": path])
    case .backupOfAnotherScan(let path):
      words("report.opened.backup-of-another", ["path": path])
    case .otherReader(let name): words("report.opened.begun-by", ["reader": name])
    case .scanMoved(let path): words("report.opened.moved", ["path": path])
    }
  }
}

/// Takes up what a journal holds beyond a saved project.
enum JournalReplay {
  struct Result {
    /// Edits, undos and redos replayed, and other changes of the project.
    var steps = 0
    /// The line (base 1) of the first entry that does not fit the labels.
    var misfit: Int?
    /// Why it ended there, where what is signed would have changed.
    var seal: Failure?
  }

  /// Replays entries in order, up to the first that does not fit.
  /// - Parameters:
  ///   - seal: why an entry may not be taken into the project as it is by then.
  ///   - endStroke: called where a save was begun: it ends the stroke, whether it succeeded or not.
  ///   - apply: an edit, to labels and annotations.
  ///   - take: members of the project that were written whole; annotations were in earlier versions.
  static func replay(
    _ entries: ArraySlice<JournalEntry>, into project: inout Project,
    seal: (JournalEntry, Project) -> Failure? = { _, _ in nil }, endStroke: () -> Void = {},
    apply: (SessionEvent) throws -> Void, take: (JSONObject) -> Void
  ) -> Result {
    var result = Result()
    for (n, entry) in zip(entries.indices, entries) {
      if let failure = seal(entry, project) {
        (result.misfit, result.seal) = (n + 2, failure)
        return result
      }
      switch entry {
      case .event(let event):
        do { try apply(event) } catch {
          result.misfit = n + 2  // after the header, base 1
          return result
        }
        result.steps += entry.isStep ? 1 : 0
      case .fields(let fields, let audit):
        guard project.take(journaled: fields) else {
          result.misfit = n + 2
          return result
        }
        project.audit += audit
        take(fields)
        result.steps += 1
      case .saved: endStroke()
      }
    }
    return result
  }

  /// Replays on layers alone, where there is no scan at hand to make a session of. What is signed is not changed: the
  /// first entry that would, and fits, ends it.
  static func replay(
    _ entries: ArraySlice<JournalEntry>, into project: inout Project, layersOf layers: [LabelLayer],
    history: inout History
  ) -> (result: Result, layers: [LabelLayer]) {
    var layers = layers
    history.endStroke()
    var annotations = project.annotations
    let result = replay(entries, into: &project) { entry, project in
      guard let lock = ReadingRecord(project.reading).lock(project.audit) else { return nil }
      switch entry {
      case .event(let event):
        var (tried, marked) = (layers, annotations)
        return tried.apply(ifFitting: event.edit, annotations: &marked) ? lock : nil
      case .fields(let fields, _): return project.isReopened(by: fields) ? nil : lock
      case .saved: return nil
      }
    } endStroke: {
      history.endStroke()
    } apply: { event in
      let edit = event.edit
      guard layers.apply(ifFitting: edit, annotations: &annotations) else {
        throw Failure(.badData, words("error.edit-misfit"), at: edit.name)
      }
      history.follow(event)
    } take: { fields in
      for list in AnnotationList.allCases { annotations[list] = fields[list.rawValue]?.array ?? annotations[list] }
    }
    project.annotations = annotations
    return (result, layers)
  }
}

extension SessionEvent {
  /// What it does to labels and annotations.
  fileprivate var edit: Edit {
    switch self {
    case .performed(let edit, _), .redone(let edit), .takenOver(let edit): edit
    case .undone(let edit): edit.inverse
    }
  }
}

extension Project {
  /// Whether members that a journal has written leave what is signed as it is, or open it again.
  fileprivate func isReopened(by fields: JSONObject) -> Bool {
    var changed = self
    guard changed.take(journaled: fields) else { return true }  // that it cannot be understood is said instead
    let record = ReadingRecord(reading), next = ReadingRecord(changed.reading)
    return next.reopenings > record.reopenings || changed.journaled == journaled
  }

  /// The members that are neither drawn, marked nor derived: what ``ProjectStore/update(_:)`` keeps in the journal.
  var journaled: JSONObject {
    let p = readingProtocol.map { JSONValue.object(["id": .string($0.id), "version": .int($0.version)]) }
    return [
      "protocol": p ?? .null, "labels": .array(labels.findings.map { .object($0.json) }),
      "reading": .object(reading),
    ]
  }

  /// Takes over what a journal says of these members; of earlier versions, of landmarks and measurements too.
  /// - Returns: false, with nothing changed, when one of them is not what it must be.
  package mutating func take(journaled fields: JSONObject) -> Bool {
    let log = ProblemLog()
    var changed = self
    for member in fields.members {
      switch (member.name, member.value) {
      case ("protocol", .null): changed.readingProtocol = nil
      case ("protocol", .object(let p)):
        guard let id = p["id"]?.string, let version = p["version"]?.int else { return false }
        changed.readingProtocol = ProtocolReference(id: id, version: version)
      case ("labels", .array(let rows)):
        let findings = rows.compactMap { row -> Finding? in
          guard let object = row.object else { return nil }
          var fields = FieldReader(object, at: "labels", log: log)
          return Project.finding(&fields)
        }
        guard findings.count == rows.count, let table = LabelTable(findings) else { return false }
        changed.labels = table
      case ("landmarks", .array(let list)): changed.landmarks = list
      case ("measurements", .array(let list)): changed.measurements = list
      case ("reading", .object(let answers)): changed.reading = answers
      default: return false
      }
    }
    self = changed
    return true
  }
}
