import StyletBase
import StyletCore
import StyletDetection
import StyletImaging
import StyletReport

/// Two scans of one patient side by side. The one after is the workstation's own: keys that move, zoom and set the window
/// are its, and the scan before follows to the same place. Both are looked at and no more.
final class FollowUpController: Controller {
  unowned let workspace: Workspace
  private let lungsFound: LungController
  /// nil while one scan alone is open.
  private(set) var state: FollowUpState?

  init(_ workspace: Workspace, lungs: LungController) { (self.workspace, lungsFound) = (workspace, lungs) }

  var part: ScreenPart? { state?.isShown == true ? .followUp : nil }

  /// Begins to look for what is not known yet: the lungs of the scan before, and which place is which.
  func begin(_ earlier: EarlierScan) {
    findingsTable = earlier.table
    var state = FollowUpState(earlier, beside: volume.grid)
    let before = earlier.session.volume
    if earlier.session.lungs?.labels.isEmpty ?? true, Lungs.mayBe(in: before) {
      state.search = BackgroundWork { work in
        let lungs = Lungs.find(in: before, work: work)
        return FoundLungs(lungs: lungs, edit: lungs?.edit(layer: LabelLayer.lungs))
      }
    }
    self.state = state
  }

  // MARK: Time

  var isWorking: Bool { state.map { !$0.isDone } ?? false }

  func idle() { advance(waiting: false) }

  func finish() {
    while let state, !state.isDone, !workspace.isLoading, lungsFound.state.search == nil {
      _ = state.search?.wait()
      _ = state.joining?.wait()
      advance(waiting: true)
    }
  }

  func end() {
    state?.search?.cancel()
    state?.joining?.cancel()
  }

  /// What is done is taken, and the next step begun.
  private func advance(waiting: Bool) {
    guard let state, !state.isDone, !workspace.isLoading else { return }
    if let search = state.search {
      guard let found = search.result else { return }
      do { try self.state?.take(found) } catch { say(error) }
      if !waiting { return }
    }
    // The lungs of the scan after are found as in any scan that is opened.
    guard lungsFound.state.search == nil else { return }
    guard let joining = state.joining else {
      guard let now = self.state else { return }
      let (before, after) = ((now.before.lungs?.labels, now.before.volume.grid), (lungs, volume.grid))
      self.state?.joining = BackgroundWork { ScanLink(before, after, work: $0) }
      return
    }
    guard let found = joining.result else { return }
    self.state?.take(found ?? state.link, session, findingsTable)
    sayWhatIsDoubtful()
  }

  /// The first frame has said what the keys are: only what is grave stands before it.
  private func sayWhatIsDoubtful() {
    guard let report = state?.report, let first = report.doubts.first(where: \.isGrave) else { return }
    guard notice == nil || notice?.footer.isEmpty == false else { return }
    let text = workspace.commands.naming(FollowUpText.grave(first), keymap)
    var said = Notice(.warning, text)
    said.footer = notice?.footer ?? []
    notice = said
  }

  // MARK: Commands

  private func opened() throws -> FollowUpState {
    guard let state else { throw FollowUpText.none }
    return state
  }

  /// Both, or the panes of the scan after alone.
  func toggle() throws {
    let isShown = try opened().isShown
    workspace.leaveAll()
    state?.isShown = !isShown
    say(FollowUpText.shows(both: !isShown))
  }

  /// All numbers of both, on a page.
  func showNumbers() throws {
    guard let report = try opened().report else { throw FollowUpText.still }
    open(FollowUpText.page(report))
  }

  // MARK: Edits

  func willApply(_ edit: Edit) throws { if state != nil { throw FollowUpText.isLookedAt } }

  // MARK: What it tells

  func show(in model: inout ScreenModel) {
    guard let state, state.isShown else { return }
    let isOutlined = model.lungs.outline != nil
    model.followUp = FollowUpShown(
      volume: state.before.volume, labels: state.before.findings.labels,
      lungs: isOutlined ? state.before.lungs?.labels : nil, version: state.before.lungs == nil ? 0 : 1,
      link: state.link, report: state.report, progress: state.progress, days: state.facts.days,
      numbers: workspace.commands.naming(FollowUpText.more, keymap))
    if workspace.mode == .navigate { model.modeName = FollowUpText.mode }
  }
}
