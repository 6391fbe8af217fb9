import StyletBase
import StyletCore
import StyletImaging

/// What a tool would draw, shown and not drawn yet: its parameters change it, Enter accepts it, Esc leaves no trace.
struct Preview {
  let assist: Assist
  /// In the order of the assist's parameters.
  var values: [Double]
  /// The parameter that the arrows change.
  var chosen = 0
  /// Where it was begun, and in which plane: moving on does not move it.
  let at: VoxelIndex
  let plane: Plane
  var outcome = Outcome.none
  /// The work under way; nil when the outcome is that of the values.
  var work: BackgroundEdit?

  enum Outcome {
    /// It would change nothing.
    case none
    /// The edit, and what it would lead to.
    case edit(Edit, Shown)
    case refused(Failure)
  }

  /// Labels and numbers as they would be.
  struct Shown {
    var labels: LabelMap
    var ledger: ExtentLedger
    var extent: DiseaseExtent?
  }

  var edit: Edit? { if case .edit(let edit, _) = outcome { edit } else { nil } }
  var shown: Shown? { if case .edit(_, let shown) = outcome { shown } else { nil } }
}

/// Tools with a preview.
extension Workstation {
  /// Shows what the tool would draw at the cursor, with the values that it was last used with. Where it could draw
  /// nothing with any, says why and shows nothing.
  func beginPreview(_ id: String) {
    guard let assist = AssistTable.assist(id) else { preconditionFailure("no assisted tool \(id)") }
    endPenStroke()
    if isRefusedAsSigned { return }
    leavePreview()
    pauseReinterpolation()
    adjusting = false
    tool.penDown = false
    let (begun, values) = assist.begun(
      with: tool, table, usual: usualValues(of: table[tool.finding]), last: assistValues[id])
    let preview = Preview(assist: begun, values: values, at: view.cursor, plane: view.active)
    if let refusal = refusal(of: preview) { return say(refusal) }
    self.preview = preview
    refreshPreview()
  }

  /// Why there would be nothing to show whatever the arrows choose; nil where something may be.
  private func refusal(of preview: Preview) -> Failure? {
    let context = previewContext(preview)
    var first: Failure?
    func isRefused(_ values: [Double]) -> Bool {
      do { _ = try preview.assist.tool(values, preview.at, context) } catch {
        first = first ?? error as? Failure ?? Failure(.defect, "\(error)")
        return true
      }
      return false
    }
    guard isRefused(preview.values) else { return nil }
    for (n, parameter) in preview.assist.parameters.enumerated() {
      var values = preview.values
      let others = parameter.options.isEmpty
        ? [parameter.standard, parameter.range.lowerBound, parameter.range.upperBound] : parameter.options.map(\.value)
      for other in others where other != preview.values[n] {
        values[n] = other
        if !isRefused(values) { return nil }
      }
    }
    return first
  }

  func stepPreview(by n: Int) {
    guard var preview, !preview.values.isEmpty else { return }
    let parameter = preview.assist.parameters[preview.chosen]
    preview.values[preview.chosen] = parameter.stepped(preview.values[preview.chosen], by: n)
    self.preview = preview
    refreshPreview()
  }

  func choosePreviewParameter(by n: Int) {
    guard var preview, preview.values.count > 1 else { return }
    let count = preview.values.count
    preview.chosen = ((preview.chosen + n) % count + count) % count
    self.preview = preview
    sayPreview()
  }

  /// Whether a preview stands there that would draw nothing: the next tool may begin.
  var hasEmptyPreview: Bool { preview.map { $0.work == nil && $0.edit == nil } ?? false }

  /// Draws what is shown; where that is nothing, leaves.
  func takePreview() throws {
    guard let waiting = preview else { return }
    if let work = waiting.work { finishPreview(work.wait()) }
    guard let preview else { return }
    if case .refused(let failure) = preview.outcome {
      leavePreview()
      throw failure
    }
    guard let edit = preview.edit else {
      leavePreview()
      say(Say.previewEmpty(preview), .warning)
      return
    }
    assistValues[preview.assist.id] = preview.values
    leavePreview()
    try accept(edit)
    lastStroke = .assist(preview.assist.id, preview.values)
    say(Say.done(edit))
  }

  /// Leaves it without a trace.
  func leavePreview() {
    preview?.work?.cancel()
    preview = nil
  }

  /// Computes the preview anew: at once, or in the background when that may take long.
  private func refreshPreview() {
    guard var preview else { return }
    preview.work?.cancel()
    preview.work = nil
    preview.outcome = .none
    self.preview = preview  // the labels it held are gone before others are made
    let context = previewContext(preview)
    do {
      let made = try preview.assist.tool(preview.values, preview.at, context)
      if preview.assist.isLong, !preview.assist.isQuick(preview.values) {
        self.preview?.work = BackgroundEdit(made, context)
        sayPreview()
        return
      }
      finishPreview(made.edit(in: context))
    } catch {
      self.preview?.outcome = .refused(error as? Failure ?? Failure(.defect, "\(error)"))
      sayPreview()
    }
  }

  private func previewContext(_ preview: Preview) -> ToolContext {
    var context = context(erasing: false)
    context.plane = preview.plane
    return context
  }

  private func finishPreview(_ edit: Edit?) {
    preview?.work = nil
    preview?.outcome = .none
    if let edit {
      preview?.outcome = .edit(edit, shown(after: edit))
    }
    sayPreview()
  }

  /// What an edit would lead to: made as a session makes it, and not kept.
  private func shown(after edit: Edit) -> Preview.Shown {
    var layer = drawn
    layer.apply(edit)
    var ledger = drawnLedger
    ledger.apply(edit, volume: volume)
    return Preview.Shown(labels: layer.labels, ledger: ledger, extent: extent(after: edit, labels: layer.labels, ledger: ledger))
  }

  /// In a quiet moment: takes what the background has finished.
  func pollPreview() {
    guard let work = preview?.work else { return }
    if let result = work.result { finishPreview(result) } else { sayPreview() }
  }

  private func sayPreview() {
    if let preview { say(Say.preview(preview), progress: .preview) }
  }
}
