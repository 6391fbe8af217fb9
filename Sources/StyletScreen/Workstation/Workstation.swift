import StyletBase
import StyletCore
import StyletImaging
import StyletProject

/// The workstation: from an event to its change, and from the state to a frame.
///
/// A key goes through the key map to a row of the command table, which calls a controller (``Controllers``). What they
/// share is the ``Workspace``; what a frame shows is the ``ScreenModel``, to which each of them adds its own. No
/// terminal, no file formats: those are behind ``Application`` and ``WorkstationServices``.
public final class Workstation: Application, AtWorkspace, KeyTaker {
  let workspace: Workspace
  let controllers: Controllers

  // The keys typed so far.
  var pending: [Key] = []
  var count: Int?
  /// Digits that were typed one after another where they are commands, and what they did.
  var digitsRun: [DigitRun] = []
  var clock: () -> ContinuousClock.Instant = { .now }
  var dragging = false
  /// The commands that match the palette's line, until that changes.
  var matched: PaletteMatches?
  public internal(set) var unknownInput: Failure?
  public var refusal: Failure? { workspace.refusal ?? waiting }

  // The scan, while it is being read.
  let arrival: LoadingVolume?
  /// What waits for the end, in order.
  var postponed: [Postponed] = []

  // The screen.
  private let renderer: ScreenRenderer
  private let title: String
  /// Keys have come since the last quiet moment: frames may be coarser.
  private var hurried = false
  private var pressedSinceIdle = false
  private var pressedAt: ContinuousClock.Instant?
  /// After so long without one, the next key is a single step.
  private static let quiet = Duration.milliseconds(400)

  /// - Parameters:
  ///   - session: with what the journal held replayed; its recorder set.
  ///   - arrival: of the session's volume, where it may not be complete yet.
  ///   - title: the scan in a few words, with no identifier of the patient.
  ///   - lungs: whether they are looked for by themselves.
  public init(
    session: EditSession, arrival: LoadingVolume? = nil, table: LabelTable = .standard, keymap: Keymap = .standard,
    traits: TerminalTraits = TerminalTraits(), services: any WorkstationServices,
    title: String = "", reader: String = "", lungs: LungsChoice = .ask
  ) {
    workspace = Workspace(
      session: session, table: table, keymap: keymap,
      commands: CommandNames(naming: KeyTable.naming) { KeyTable.titleWidth }, services: services, reader: reader)
    workspace.isLoading = arrival?.volume.isComplete == false || arrival != nil && services.scanCheck != .done
    if !workspace.isLoading { workspace.session.countExtent() }
    controllers = Controllers(workspace)
    self.arrival = arrival
    renderer = ScreenRenderer(traits: traits)
    self.title = title
    controllers.macros.keys = self
    controllers.panes.isFollowing = arrival?.volume.isComplete == false
    controllers.panes.traits = traits
    controllers.panes.findBody()
    controllers.lungs.state.choice = lungs
    controllers.lungs.beginLungSearch()
  }

  /// What the keys are for.
  public var mode: Mode { workspace.mode }

  // MARK: Application

  public func handle(_ event: InputEvent) { workspace.speaking { take(event) } }

  private func take(_ event: InputEvent) {
    guard !isFinished else { return }
    if workspace.isLoading { takeArrival() }
    guard !isFinished, !mustWait(event) else { return }
    switch event {
    case .key(let key):
      quicken()
      if controllers.macros.takeWhilePlaying(key) { return }
      notice = nil
      controllers.macros.record(key)
      press(key)
      for controller in workspace.controllers where notice == nil { controller.remind() }
    case .mouse(let mouse):
      quicken()
      guard !controllers.macros.isPlaying else { return }
      handle(mouse)
      if isRecording, mouse.action == .press { say(Sentence.notRecorded, .warning) }
    case .paste(let text):
      guard !controllers.macros.isPlaying else { return }
      paste(text)
      if isRecording { say(Sentence.notRecorded, .warning) }
    case .brokenPaste: say(Sentence.pasteBroken, .warning)
    case .resize(let width, let height): resize(width, height)
    case .hangUp: controllers.project.hangUp()
    case .idle:
      (hurried, pressedSinceIdle) = (false, false)
      for controller in workspace.controllers { controller.idle() }
      if let news = services.news() { notice = news }
    }
  }

  public internal(set) var isFinished: Bool {
    get { workspace.isFinished }
    set { workspace.isFinished = newValue }
  }

  public var wantsIdle: Bool {
    hurried || workspace.isLoading || services.isWorking || workspace.controllers.contains { $0.isWorking }
  }

  public func takesRepaint() -> Bool {
    defer { workspace.isRepaintAsked = false }
    return workspace.isRepaintAsked
  }

  public func note(_ link: LinkReport) { workspace.link = link }

  public func waitForWork() {
    workspace.speaking { for controller in workspace.controllers { controller.finish() } }
  }

  public func draw(width: Int, height: Int) -> CellBuffer {
    if (width, height) != screen { resize(width, height) }
    if controllers.panes.isFollowing { controllers.panes.followArrival() }
    controllers.contour.leadContour()
    return workspace.speaking { renderer.draw(model, width: width, height: height) }
  }

  /// What the next frame shows. Let go of it before the next event is handled: it shares the labels.
  public var model: ScreenModel {
    var model = ScreenModel(view: view, tool: tool, session: session, table: table)
    (model.labels, model.ledger) = (drawn.labels, drawnLedger)
    // A preview has its own, which takes as long.
    model.extent = if let shown = controllers.previews.preview?.shown { shown.extent } else { session.diseaseExtent() }
    model.title = title
    model.reader = reader
    model.modeName = Sentence.modeName(mode, tool)
    model.pending = KeyNotation.write(pending)
    model.count = count
    model.notice = notice
    model.overlay = overlay
    model.hurried = hurried
    model.isLinkSlow = workspace.link.isSlow
    model.cell = workspace.link.cell
    model.loading = loading
    model.parts = workspace.parts
    for controller in workspace.controllers { controller.show(in: &model) }
    return model
  }

  /// The second event without a quiet moment in between is the start of a hurry: where nothing was due, none was told.
  private func quicken() {
    let now = clock()
    hurried = pressedSinceIdle && pressedAt.map { now - $0 < Self.quiet } ?? false
    pressedAt = now
    pressedSinceIdle = true
  }

  private func resize(_ width: Int, _ height: Int) {
    workspace.screen = (max(width, 0), max(height, 0))
    controllers.panes.followCursor()
  }

  /// What a reader sees first: what is to be known of this scan and its project, the research notice, and the keys to
  /// begin with, which stand whole at every size.
  /// - Parameter readOnly: why nothing can be kept.
  public func welcome(_ news: [String], readOnly: Failure? = nil) {
    let reading = controllers.reading.state
    // That it does not hold is among the news.
    let signature = reading.signatureRemark == nil ? reading.record.signature : nil
    let words =
      (readOnly.map { [Sentence.cannotBeSaved($0)] } ?? [])
      + (signature.map { [ReadingText.opensSigned($0)] } ?? []) + news
    notice = Notice(
      words.isEmpty ? .info : .warning, Sentence.sentences(words).escapedForTerminal,
      footer: [ResearchUse.notice, Sentence.firstKeys(keymap)])
  }
}
