import StyletBase
import StyletCore

/// Saving and leaving, files in and out: what goes through the services.
final class ProjectController: Controller {
  unowned let workspace: Workspace
  let panes: PaneController
  let interpolation: InterpolationController
  let reading: ReadingController
  /// The session's revision that the project file holds: a session is opened at 0 and replays its journal on top.
  private var savedRevision = 0
  private(set) var unsavedStrokes: Int

  init(
    _ workspace: Workspace, panes: PaneController, interpolation: InterpolationController, reading: ReadingController
  ) {
    (self.workspace, self.panes) = (workspace, panes)
    (self.interpolation, self.reading) = (interpolation, reading)
    unsavedStrokes = workspace.session.revision
  }

  func didChange(_ edit: Edit, as step: AppliedStep) { if step == .new { unsavedStrokes += 1 } }

  func show(in model: inout ScreenModel) { model.unsavedStrokes = unsavedStrokes }

  var isUnsaved: Bool { session.revision != savedRevision || !reading.state.changes.isEmpty }

  /// - Parameter replacing: also when another program has changed the project since it was opened.
  func save(replacing: Bool = false) throws {
    interpolation.finish()
    let place = panes.lookedAt, table = findingsTable
    let name = try services.save(&workspace.session, findings: table, place: place, replacing: replacing)
    savedRevision = session.revision
    unsavedStrokes = 0
    reading.state.changes = ReadingChanges()
    say(Sentence.saved(name))
  }

  /// Leaves, or asks first when something is not saved.
  /// - Parameter archive: whose page is gone to.
  func leaveProgram(for archive: String? = nil) {
    interpolation.finish()
    guard isUnsaved else { return leaveSaved(for: archive) }
    prompt = .question(
      Question(
        text: unsavedText,
        answers: [
          Answer(key: "y", text: Sentence.saveAndLeave) { [unowned self] in try saveAndLeave(for: archive) },
          Answer(key: "n", text: Sentence.leaveWithoutSaving) { [unowned self] in try leaveDiscarding(for: archive) },
        ]))
  }

  private var unsavedText: String {
    let answers = reading.state.changes.isEmpty ? "" : ReadingText.unsaved(reading.state.changes)
    if session.revision == savedRevision { return answers }
    return Sentence.unsaved(unsavedStrokes) + (answers.isEmpty ? "" : " " + answers)
  }

  func saveAndLeave(for archive: String? = nil) throws {
    guard isUnsaved else { return leaveSaved(for: archive) }
    try save()
    leave(for: archive)
  }

  /// There is nothing to save; where the reader was is kept.
  private func leaveSaved(for archive: String?) {
    services.leave(at: panes.lookedAt)
    leave(for: archive)
  }

  func leaveDiscarding(for archive: String? = nil) throws {
    interpolation.forget()
    guard isUnsaved else { return leaveSaved(for: archive) }
    try services.discard(session)
    leave(for: archive)
  }

  private func leave(for archive: String?) {
    workspace.archive = archive
    workspace.end()
  }

  /// Leaves the scan for the page of an archive, as it is left otherwise.
  /// - Parameter name: the archive's; the first one where it is empty.
  func turnToArchive(_ name: String) throws {
    guard let known = services.archives else { throw Sentence.noArchiveHere }
    guard let first = known.first else { throw Sentence.noArchives }
    guard name.isEmpty || known.contains(name) else { throw Sentence.noSuchArchive(known) }
    leaveProgram(for: name.isEmpty ? first : name)
  }

  /// The line is gone: everything is kept, nothing asked.
  func hangUp() {
    interpolation.forget()
    services.keep(session, findings: findingsTable)
    workspace.end()
  }

  func export(to path: String, replacing: Bool = false) throws {
    guard !path.isEmpty else { throw Sentence.expected(words("expected.file"), "export lesions.nii.gz") }
    interpolation.finish()
    say(Sentence.exported(try services.export(session, findings: findingsTable, to: path, replacing: replacing)))
  }

  func importMask(from path: String) throws {
    guard !path.isEmpty else { throw Sentence.expected(words("expected.file"), "import lesions.nii.gz") }
    try needFindings()
    try session.refuseIfSealed()  // the list of findings must not grow either
    endPenStroke()
    let mask = try services.importMask(from: path, grid: volume.grid, findings: findingsTable)
    guard mask.labels.size == volume.size else { throw Sentence.otherGrid(path) }
    let tool = ImportTool(mask: mask.labels, mapping: mask.mapping, source: mask.source)
    guard let edit = tool.edit(in: context(erasing: false)) else {
      say(Sentence.importSame(mask.source), .warning)
      return
    }
    if mask.findings != findingsTable { try services.record(mask.findings) }
    findingsTable = mask.findings
    try accept(edit)
    services.imported(mask.source)
    if table[self.tool.finding] == nil { self.tool.finding = table.findings.first?.value ?? 1 }
    say(Sentence.imported(mask.source, session.ledger.labels.count), checking: mask.remarks)
  }
}
