import StyletBase
import StyletCore

/// Saving and leaving, files in and out: what goes through the services.
extension Workstation {
  public var isUnsaved: Bool { session.revision != savedRevision || !reading.changes.isEmpty }

  /// - Parameter replacing: also when another program has changed the project since it was opened.
  public func save(replacing: Bool = false) throws {
    finishReinterpolation()
    let name = try services.save(&session, findings: findingsTable, place: lookedAt, replacing: replacing)
    savedRevision = session.revision
    unsavedStrokes = 0
    reading.changes = ReadingChanges()
    say(Say.saved(name))
  }

  /// Leaves, or asks first when something is not saved.
  func leave() {
    finishReinterpolation()
    guard isUnsaved else { return leaveSaved() }
    prompt = .question(
      Question(
        text: unsavedText,
        answers: [
          Answer(key: "y", text: Say.saveAndLeave) { try $0.saveAndLeave() },
          Answer(key: "n", text: Say.leaveWithoutSaving) { try $0.leaveDiscarding() },
        ]))
  }

  private var unsavedText: String {
    let answers = reading.changes.isEmpty ? "" : ReadingText.unsaved(reading.changes)
    if session.revision == savedRevision { return answers }
    return Say.unsaved(unsavedStrokes) + (answers.isEmpty ? "" : " " + answers)
  }

  func saveAndLeave() throws {
    guard isUnsaved else { return leaveSaved() }
    try save()
    endProposing()
    isFinished = true
  }

  /// There is nothing to save; where the reader was is kept.
  private func leaveSaved() {
    services.leave(at: lookedAt)
    endProposing()
    isFinished = true
  }

  func leaveDiscarding() throws {
    forgetReinterpolation()
    guard isUnsaved else { return leaveSaved() }
    try services.discard(session)
    endProposing()
    isFinished = true
  }

  /// The line is gone: everything is kept, nothing asked.
  func hangUp() {
    forgetReinterpolation()
    services.keep(session, findings: findingsTable)
    endProposing()
    isFinished = true
  }

  func export(to path: String, replacing: Bool = false) throws {
    guard !path.isEmpty else { throw Say.expected(words("expected.file"), "export lesions.nii.gz") }
    finishReinterpolation()
    say(Say.exported(try services.export(session, findings: findingsTable, to: path, replacing: replacing)))
  }

  func importMask(from path: String) throws {
    guard !path.isEmpty else { throw Say.expected(words("expected.file"), "import lesions.nii.gz") }
    try needFindings()
    try session.refuseIfSealed()  // the list of findings must not grow either
    endPenStroke()
    let mask = try services.importMask(from: path, grid: volume.grid, findings: findingsTable)
    guard mask.labels.size == volume.size else { throw Say.otherGrid(path) }
    let tool = ImportTool(mask: mask.labels, mapping: mask.mapping, source: mask.source)
    guard let edit = tool.edit(in: context(erasing: false)) else {
      say(Say.importSame(mask.source), .warning)
      return
    }
    if mask.findings != findingsTable { try services.record(mask.findings) }
    findingsTable = mask.findings
    try accept(edit)
    if table[self.tool.finding] == nil { self.tool.finding = table.findings.first?.value ?? 1 }
    say(Say.imported(mask.source, session.ledger.labels.count), checking: mask.remarks)
  }
}
