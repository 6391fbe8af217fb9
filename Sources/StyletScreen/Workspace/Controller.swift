import StyletBase
import StyletCore
import StyletImaging

/// A part of the workstation: its own state, the commands that change it, and what it adds to the screen.
///
/// It has the ``Workspace`` and those other controllers that it names, none of the workstation. What all must know of
/// one another goes through the hooks below: the workspace calls them, in the order of ``Controllers/all``; a
/// controller answers those that concern it.
protocol Controller: AtWorkspace {
  // MARK: Keys

  /// What the keys are for while it has something open; nil while it has not.
  var mode: Mode? { get }
  /// What it has open that takes room from the panes; nil while it has nothing.
  var part: ScreenPart? { get }
  /// Esc: leaves the last thing that it has open. Nothing drawn is lost.
  /// - Returns: whether there was one.
  func back() -> Bool
  /// Something else begins that needs the keys: leaves what it has open. Nothing drawn is lost.
  func giveWay()
  /// After a key that nothing was said of: says again what it is at.
  func remind()

  // MARK: Time

  /// Whether it has work in the background that a quiet moment may finish.
  var isWorking: Bool { get }
  /// A quiet moment: takes what the background has done, or says how far it is.
  func idle()
  /// Waits for its work in the background.
  func finish()
  /// Work in the background that would draw ends; it is begun anew in a quiet moment.
  func pause()
  /// The reader leaves: nothing may go on behind.
  func end()

  // MARK: Edits

  /// An edit is about to be applied.
  /// - Throws: a ``Failure`` where it must not be.
  func willApply(_ edit: Edit) throws
  /// Whether a step of its own may follow the edit, and belong to it.
  func mayFollow(_ edit: Edit) -> Bool
  /// The edit was applied by the reader.
  /// - Parameter stroke: the number that it got.
  func didApply(_ edit: Edit, stroke: Int?)
  /// Labels or annotations have changed by an edit: a new one, an undone or redone one, or what was found by itself.
  func didChange(_ edit: Edit, as step: AppliedStep)
  /// Another layer will be drawn in: keeps what belongs to the one of now, and takes what it kept of the other.
  func willSwitchLayer()

  // MARK: What it tells

  /// HU that the study says a finding has; nil where it does not know.
  func usualValues(of finding: Finding) -> ClosedRange<Double>?
  /// Why there are no lungs yet, where they are on their way.
  var lungsAwaited: Failure? { get }
  /// What a reader should know who is about to sign.
  var signingRemarks: [String] { get }
  /// What the next frame shows of it.
  func show(in model: inout ScreenModel)
}

/// What an edit is in the history.
enum AppliedStep {
  case new
  /// It goes on with the step before.
  case same
  /// None: what was found by itself.
  case none
}

extension Controller {
  var mode: Mode? { nil }
  var part: ScreenPart? { nil }
  func back() -> Bool { false }
  func giveWay() {}
  func remind() {}
  var isWorking: Bool { false }
  func idle() {}
  func finish() {}
  func pause() {}
  func end() {}
  func willApply(_ edit: Edit) throws {}
  func mayFollow(_ edit: Edit) -> Bool { false }
  func didApply(_ edit: Edit, stroke: Int?) {}
  func didChange(_ edit: Edit, as step: AppliedStep) {}
  func willSwitchLayer() {}
  func usualValues(of finding: Finding) -> ClosedRange<Double>? { nil }
  var lungsAwaited: Failure? { nil }
  var signingRemarks: [String] { [] }
  func show(in model: inout ScreenModel) {}
}

/// Who works at a workspace has its parts under their own names.
protocol AtWorkspace: AnyObject {
  var workspace: Workspace { get }
}

extension AtWorkspace {
  var session: EditSession {
    get { workspace.session }
    _modify { yield &workspace.session }
  }
  var view: ViewState {
    get { workspace.view }
    _modify { yield &workspace.view }
  }
  var tool: ToolState {
    get { workspace.tool }
    _modify { yield &workspace.tool }
  }
  var findingsTable: LabelTable {
    get { workspace.findingsTable }
    set { workspace.findingsTable = newValue }
  }
  var prompt: Prompt {
    get { workspace.prompt }
    set { workspace.prompt = newValue }
  }
  var notice: Notice? {
    get { workspace.notice }
    set { workspace.notice = newValue }
  }
  var volume: Volume { workspace.volume }
  var table: LabelTable { workspace.table }
  var drawn: LabelLayer { workspace.drawn }
  var drawnLedger: ExtentLedger { workspace.drawnLedger }
  var lungLayer: LabelLayer { workspace.lungLayer }
  var lungs: LabelMap? { workspace.lungs }
  var isOnLungs: Bool { workspace.isOnLungs }
  var finding: String { workspace.finding }
  var place: (u: Int, v: Int, w: Int) { workspace.place }
  var keymap: Keymap { workspace.keymap }
  var services: any WorkstationServices { workspace.services }
  var reader: String { workspace.reader }
  var screen: (width: Int, height: Int) { workspace.screen }

  func say(_ text: String, _ weight: Notice.Weight = .info, progress task: Notice.Task? = nil) {
    workspace.say(text, weight, progress: task)
  }
  func say(_ text: String, checking remarks: [String]) { workspace.say(text, checking: remarks) }
  func say(_ error: any Error) { workspace.say(error) }
  func refuse(_ text: String) { workspace.refuse(text) }
  func maySay(progress task: Notice.Task) -> Bool { workspace.maySay(progress: task) }
  func accept(_ edit: Edit, stroke: Int? = nil) throws { try workspace.accept(edit, stroke: stroke) }
  func context(erasing: Bool) -> ToolContext { workspace.context(erasing: erasing) }
  func endPenStroke() { workspace.endPenStroke() }
  func needLungs() throws -> LabelMap { try workspace.needLungs() }
  func needFindings() throws { try workspace.needFindings() }
  func named(_ asked: String) throws -> Finding { try workspace.named(asked) }
  func open(_ list: ListPrompt) { workspace.prompt = .list(list) }
  func open(_ page: PageOverlay) { workspace.prompt = .page(page) }
}
