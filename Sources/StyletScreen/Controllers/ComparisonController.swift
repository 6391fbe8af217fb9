import StyletBase
import StyletCore
import StyletImaging
import StyletProject

/// Two readings compared: where they differ, the way from region to region, and whose word is taken. The drawing, the
/// answers and the signature are the workstation's own: what is decided is drawn by ordinary edits.
final class ComparisonController: Controller {
  unowned let workspace: Workspace
  let panes: PaneController
  let reading: ReadingController
  /// nil while nothing is compared.
  var state: ComparisonState?

  init(_ workspace: Workspace, panes: PaneController, reading: ReadingController) {
    (self.workspace, self.panes, self.reading) = (workspace, panes, reading)
  }

  // MARK: Time

  /// Begins to look where they differ.
  /// - Throws: a ``Failure`` where what is open was made of other readings, or of none and is not empty.
  func begin(_ readings: ComparedReadings) throws {
    if let record = ComparisonRecord(session.annotations) {
      guard record.a.drawing == readings.a.input.drawing, record.a.answers == readings.a.input.answers,
        record.b.drawing == readings.b.input.drawing, record.b.answers == readings.b.input.answers
      else { throw Sentence.otherReadings }
    } else if !session.findings.labels.isEmpty {
      throw Sentence.notOfComparison
    }
    var state = ComparisonState(readings)
    let (a, b, grid) = (readings.a.drawing, readings.b.drawing, volume.grid)
    state.search = BackgroundWork { Disagreement(a, b, grid: grid, work: $0) }
    self.state = state
  }

  var isWorking: Bool { state?.search != nil }

  func idle() {
    guard !workspace.isLoading, let search = state?.search, let found = search.result else { return }
    guard let found else { return }
    state?.take(found, volume.grid)
    do {
      try begin(found)
    } catch {
      say(error)
    }
    state?.follow(session.annotations, isFirst: true)
  }

  func finish() {
    guard !workspace.isLoading, let search = state?.search else { return }
    _ = search.wait()
    idle()
  }

  func end() { state?.search?.cancel() }

  /// What both draw alike is where a comparison starts from: found by the program, and no step of the reader's.
  private func begin(_ found: Disagreement) throws {
    guard let readings = state?.readings else { return }
    if !readings.isLookedAt, ComparisonRecord(session.annotations) == nil {
      let record = ComparisonRecord(
        time: UTC.now(), reader: reader, a: readings.a.input, b: readings.b.input, agreed: 0, regions: 0)
      let edit = found.beginning(record, in: session.findings, grid: volume.grid, session.annotations)
      try session.takeOver(edit)
      workspace.follow(edit, as: .none)
    }
    let open = found.taken(ComparedDecision.all(in: session.annotations)).count { $0 == nil }
    if notice == nil || notice?.footer.isEmpty == false {
      let what = Sentence.compared(open, of: found.regions.count, isLookedAt: readings.isLookedAt)
      var said = Notice(.info, workspace.commands.naming(what, keymap))
      said.footer = notice?.footer ?? []
      notice = said
    }
  }

  // MARK: Edits

  func willApply(_ edit: Edit) throws {
    guard let readings = state?.readings else { return }
    if readings.isLookedAt { throw Sentence.isLookedAt }
    if state?.found == nil { throw Sentence.stillComparing }
    if edit.layer == LabelLayer.findings, !edit.runs.isEmpty { state?.show(.difference) }
  }

  /// Drawing in the region that the reader has gone to is a word on it.
  func mayFollow(_ edit: Edit) -> Bool { drawnRegion(edit) != nil }

  func didApply(_ edit: Edit, stroke: Int?) {
    guard let place = drawnRegion(edit), let found = state?.found else { return }
    let word = found.edit(
      .drawn, [place], isAll: false, in: session.findings, grid: volume.grid, reader: reader, session.annotations)
    do { try accept(word, stroke: stroke) } catch { say(error) }
  }

  func didChange(_ edit: Edit, as step: AppliedStep) {
    if edit.annotations.contains(where: { $0.list == .comparison }) { state?.follow(session.annotations) }
  }

  /// The open region gone to, where an edit of the reader's own changes it.
  private func drawnRegion(_ edit: Edit) -> Int? {
    guard let state, let found = state.found, edit.layer == LabelLayer.findings,
      ![Disagreement.decision, Disagreement.beginning].contains(edit.tool), let place = state.current,
      state.taken[safe: place] == .some(nil), found.touches(place, edit)
    else { return nil }
    return place
  }

  // MARK: What it tells

  var signingRemarks: [String] {
    guard let state else { return [] }
    guard state.found != nil else { return [Sentence.stillComparing.what] }
    let answers = differingAnswers.count { !$0.isDecided }
    return (state.open > 0 ? [Sentence.regionsOpen(state.open)] : [])
      + (answers > 0 ? [Sentence.answersOpen(answers)] : [])
  }

  /// Whose readings they are; nil while that would break the blinding.
  var names: (a: String, b: String)? {
    guard let readings = state?.readings else { return nil }
    let isSigned =
      readings.a.record.isSigned && readings.b.record.isSigned && reading.state.record.isSigned
    guard readings.isNamed || isSigned else { return nil }
    return (readings.a.reader.escapedForTerminal, readings.b.reader.escapedForTerminal)
  }

  func show(in model: inout ScreenModel) {
    guard let state else { return }
    var shown = ComparisonShown()
    (shown.side, shown.rows, shown.names) = (state.side, state.rows, names)
    if state.found != nil { shown.regions = (state.open, state.taken.count) }
    let answers = differingAnswers
    shown.answers = (answers.count { !$0.isDecided }, answers.count)
    if !isOnLungs {
      switch state.side {
      case .difference: shown.marks = state.marks
      case .a: model.labels = state.readings.a.drawing.labels
      case .b: model.labels = state.readings.b.drawing.labels
      case .result: break
      }
    }
    model.comparison = shown
    if workspace.mode == .navigate, !tool.penDown, !isOnLungs, !reading.isOpen { model.modeName = Sentence.compareMode }
  }
}
