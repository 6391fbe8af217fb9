import StyletBase
import StyletCore
import StyletImaging
import StyletProject

/// The structured reading: questions, answers, signature, and the form while it is open.
final class ReadingController: Controller {
  unowned let workspace: Workspace
  let panes: PaneController
  let interpolation: InterpolationController
  let proposals: ProposalController
  var state = ReadingState()

  init(
    _ workspace: Workspace, panes: PaneController, interpolation: InterpolationController, proposals: ProposalController
  ) {
    (self.workspace, self.panes) = (workspace, panes)
    (self.interpolation, self.proposals) = (interpolation, proposals)
  }

  var isOpen: Bool { state.view != nil }

  var part: ScreenPart? { isOpen && state.form != nil ? .form : nil }

  func didChange(_ edit: Edit, as step: AppliedStep) {
    // The numbers go by the history's steps, and this is none.
    if step == .none { state.facts = nil }
  }

  func usualValues(of finding: Finding) -> ClosedRange<Double>? {
    state.form?.findings.first { $0.finding.code == finding.code }?.band
  }

  func show(in model: inout ScreenModel) {
    if isOpen, workspace.mode == .navigate { model.modeName = ReadingText.mode }
    model.form = formModel
    model.signature = state.signatureState ?? (state.record.isSigned ? .holds : nil)
  }

  // MARK: Numbers

  /// What was drawn and measured, for the form. Worked out again only after an edit.
  func readingFacts() -> ReadingFacts {
    guard session.isCounted else { return ReadingFacts() }
    if let known = state.facts, known.revision == session.revision { return known.facts }
    let facts = session.readingFacts(
      lesionFindings: state.form?.lesionFindings, findings: findingsTable, words: ReadingText.factWords)
    state.facts = (session.revision, facts)
    return facts
  }
}
