import StyletBase
import StyletCore
import StyletImaging

/// Tools with a preview.
extension PreviewController {
  /// Shows what the tool would draw at the cursor, with the values that it was last used with. Where it could draw
  /// nothing with any, says why and shows nothing.
  func begin(_ id: String) {
    guard let assist = AssistTable.assist(id) else { preconditionFailure("no assisted tool \(id)") }
    endPenStroke()
    if workspace.isRefusedAsSigned { return }
    leave()
    workspace.pause()
    panes.isAdjusting = false
    tool.penDown = false
    let (begun, values) = assist.begun(
      with: tool, table, usual: workspace.usualValues(of: table[tool.finding]), last: assistValues[id])
    let preview = Preview(assist: begun, values: values, at: view.cursor, plane: view.active)
    if let refusal = refusal(of: preview) { return say(refusal) }
    self.preview = preview
    refresh()
  }

  /// Why there would be nothing to show whatever the arrows choose; nil where something may be.
  private func refusal(of preview: Preview) -> Failure? {
    let context = context(of: preview)
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

  func step(by n: Int) {
    guard var preview, !preview.values.isEmpty else { return }
    let parameter = preview.assist.parameters[preview.chosen]
    preview.values[preview.chosen] = parameter.stepped(preview.values[preview.chosen], by: n)
    self.preview = preview
    refresh()
  }

  func chooseParameter(by n: Int) {
    guard var preview, preview.values.count > 1 else { return }
    let count = preview.values.count
    preview.chosen = ((preview.chosen + n) % count + count) % count
    self.preview = preview
    sayPreview()
  }

  /// Whether a preview stands there that would draw nothing: the next tool may begin.
  var isEmpty: Bool { preview.map { $0.work == nil && $0.edit == nil } ?? false }

  /// Draws what is shown; where that is nothing, leaves.
  func take() throws {
    guard let waiting = preview else { return }
    if let work = waiting.work { settle(work.wait()) }
    guard let preview else { return }
    if case .refused(let failure) = preview.outcome {
      leave()
      throw failure
    }
    guard let edit = preview.edit else {
      leave()
      refuse(Sentence.previewEmpty(preview))
      return
    }
    assistValues[preview.assist.id] = preview.values
    leave()
    try accept(edit)
    drawing.lastStroke = .assist(preview.assist.id, preview.values)
    say(Sentence.done(edit))
  }

  /// Computes the preview anew: at once, or in the background when that may take long.
  private func refresh() {
    guard var preview else { return }
    preview.work?.cancel()
    preview.work = nil
    preview.outcome = .none
    self.preview = preview  // the labels it held are gone before others are made
    let context = context(of: preview)
    do {
      let made = try preview.assist.tool(preview.values, preview.at, context)
      if preview.assist.isLong, !preview.assist.isQuick(preview.values) {
        self.preview?.work = BackgroundEdit(made, context)
        sayPreview()
        return
      }
      settle(made.edit(in: context))
    } catch {
      self.preview?.outcome = .refused(error as? Failure ?? Failure(.defect, "\(error)"))
      sayPreview()
    }
  }

  private func context(of preview: Preview) -> ToolContext {
    var context = context(erasing: false)
    context.plane = preview.plane
    return context
  }

  private func settle(_ edit: Edit?) {
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
    let extent = extent(after: edit, labels: layer.labels, ledger: ledger)
    return Preview.Shown(labels: layer.labels, ledger: ledger, extent: extent)
  }

  /// In a quiet moment: takes what the background has finished.
  func poll() {
    guard let work = preview?.work else { return }
    if let result = work.result { settle(result) } else { sayPreview() }
  }

  func sayPreview() {
    if let preview { say(Sentence.preview(preview), progress: .preview) }
  }

  /// The extent as an edit would leave it.
  private func extent(after edit: Edit, labels: LabelMap, ledger: ExtentLedger) -> DiseaseExtent? {
    let lungs = session.lungLedger(after: edit, labels: labels)
    return session.diseaseExtent(preview: (edit.layer == LabelLayer.findings ? ledger : session.ledger, lungs))
  }
}
