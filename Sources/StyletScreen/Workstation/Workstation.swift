import StyletBase
import StyletCore
import StyletImaging

/// The workstation: what a reader has before them, as one state, and the way from an event to its change.
///
/// A key goes through the keymap to a command (KeyInput), a command to one of the methods in this folder's
/// other files, a change of labels through ``accept(_:stroke:)`` (Strokes) and nothing else. No terminal, no
/// file formats: those are behind ``Application`` and ``WorkstationServices``.
public final class Workstation: Application {
  // What is looked at and drawn with.
  public internal(set) var view: ViewState
  public internal(set) var tool = ToolState()
  public internal(set) var session: EditSession
  /// The project's findings; ``table`` is what is drawn.
  public internal(set) var findingsTable: LabelTable
  public let keymap: Keymap

  // The keys typed so far, and what lies over the panes.
  var pending: [Key] = []
  var count: Int?
  /// Digits that were typed one after another where they are commands, and what they did.
  var digitsRun: [DigitRun] = []
  var clock: () -> ContinuousClock.Instant = { .now }
  var adjusting = false
  var prompt = Prompt.none
  public internal(set) var notice: Notice? {
    didSet { if let notice, notice != oldValue { messages.keep(notice) } }
  }
  /// What was said so far.
  var messages = MessageLog()
  /// Another program wrote on the screen: all of it is to be sent again.
  var isRepaintAsked = false
  public internal(set) var unknownInput: Failure?

  // Drawing.
  var pen: PenStroke?
  var lastStroke: Stroke?
  var openContour: OpenContour?
  /// Contours closed so far, the newest last.
  var drawnContours: [DrawnContour] = []
  /// Edges of the slice that a contour was last drawn on.
  var wire: LiveWire?
  var nextStroke = 1
  /// The number of the stroke accepted last; nil when it had none.
  var acceptedStroke: Int?
  var dragging = false
  /// What a tool shows and has not drawn.
  var preview: Preview?
  /// What each assisted tool was last taken with.
  var assistValues: [String: [Double]] = [:]
  /// Keys recorded and being played.
  var macros = MacroState()
  var lesions = LesionState()
  /// What is marked as no finding, for growing from seeds; nil when nothing is.
  var background: LabelLayer?
  var reinterpolation = Reinterpolation()
  var lungState = LungState()
  var trail = ExtentTrail()
  var proposals = ProposalState()

  /// The structured reading.
  var reading = ReadingState()

  /// Asked for with `:lang`; nil for the program's.
  var language: Language?

  // Measuring.
  var measuring: Measuring?
  var visitedMark: VisitedMark?

  // The scan, while it is being read.
  let arrival: Arrival?
  var isLoading: Bool
  /// Nothing was touched yet: the cursor goes with the slices that arrive.
  var isFollowing: Bool
  /// What waits for the end, in order.
  var postponed: [Postponed] = []

  // Saved and not.
  let services: any WorkstationServices
  /// The session's revision that the project file holds: a session is opened at 0 and replays its journal on top.
  var savedRevision = 0
  public internal(set) var unsavedStrokes: Int
  public internal(set) var isFinished = false

  // The screen.
  private let renderer: ScreenRenderer
  private let title: String
  var reader: String
  var screen: (width: Int, height: Int) = (80, 24)
  /// Keys have come since the last quiet moment: frames may be coarser.
  private var hurried = false
  private var pressedSinceIdle = false

  /// - Parameters:
  ///   - session: with what the journal held replayed; its recorder set.
  ///   - arrival: of the session's volume, where it may not be complete yet.
  ///   - title: the scan in a few words, with no identifier of the patient.
  ///   - lungs: whether they are looked for by themselves.
  public init(
    session: EditSession, arrival: Arrival? = nil, table: LabelTable = .standard, keymap: Keymap = .standard,
    traits: TerminalTraits = TerminalTraits(), services: any WorkstationServices,
    title: String = "", reader: String = "", lungs: LungsChoice = .ask
  ) {
    let size = session.volume.size
    view = ViewState(cursor: VoxelIndex(size.i / 2, size.j / 2, size.k / 2))
    self.session = session
    self.arrival = arrival
    isLoading = arrival?.volume.isComplete == false || arrival != nil && services.scanCheck != .done
    isFollowing = arrival?.volume.isComplete == false
    if !isLoading { self.session.countExtent() }
    findingsTable = table
    self.keymap = keymap
    self.services = services
    unsavedStrokes = session.revision
    renderer = ScreenRenderer(traits: traits)
    self.title = title
    self.reader = reader
    if table[tool.finding] == nil { tool.finding = table.findings.first?.value ?? 1 }
    lungState.choice = lungs
    trail.begin(self.session)
    beginLungSearch()
  }

  public var volume: Volume { session.volume }

  /// What the keys are for.
  public var mode: Mode {
    if preview != nil { return .preview }
    if adjusting { return .adjust }
    if measuring != nil { return .measure }
    return tool.contour != nil ? .contour : .navigate
  }

  // MARK: Application

  public func handle(_ event: InputEvent) { speaking { take(event) } }

  private func take(_ event: InputEvent) {
    guard !isFinished else { return }
    if isLoading { takeArrival() }
    guard !isFinished, !mustWait(event) else { return }
    switch event {
    case .key(let key):
      quicken()
      if takeWhilePlaying(key) { return }
      notice = nil
      record(key)
      press(key)
      if notice == nil { pollPreview() }
      if notice == nil { sayMeasuring() }
    case .mouse(let mouse):
      quicken()
      guard macros.playback == nil else { return }
      handle(mouse)
      if isRecording, mouse.action == .press { say(Say.notRecorded, .warning) }
    case .paste(let text):
      guard macros.playback == nil else { return }
      paste(text)
      if isRecording { say(Say.notRecorded, .warning) }
    case .brokenPaste: say(Say.pasteBroken, .warning)
    case .resize(let width, let height): resize(width, height)
    case .hangUp: hangUp()
    case .idle:
      (hurried, pressedSinceIdle) = (false, false)
      pollPreview()
      playOn()
      pollReinterpolation()
      pollLungs()
      pollProposal()
      if let news = services.news() { notice = news }
    }
  }

  public var wantsIdle: Bool {
    hurried || isLoading || services.isWorking || macros.playback != nil || preview?.work != nil
      || lungState.search != nil || proposals.search != nil
      || preview == nil && !reinterpolation.isIdle
  }

  public func takesRepaint() -> Bool {
    defer { isRepaintAsked = false }
    return isRepaintAsked
  }

  public func waitForWork() { speaking { finishWork() } }

  private func finishWork() {
    playOn(patient: true)
    if let work = preview?.work {
      _ = work.wait()
      pollPreview()
    }
    finishReinterpolation()
    finishLungs()
    finishProposal()
  }

  public func draw(width: Int, height: Int) -> CellBuffer {
    if (width, height) != screen { resize(width, height) }
    if isFollowing { followArrival() }
    leadContour()
    return speaking { renderer.draw(model, width: width, height: height) }
  }

  /// What the next frame shows. Let go of it before the next event is handled: it shares the labels.
  public var model: ScreenModel {
    var model = ScreenModel(view: view, tool: tool, session: session, table: table)
    (model.labels, model.ledger) = (drawn.labels, drawnLedger)
    showLungs(in: &model)
    model.title = title
    model.reader = reader
    model.modeName = reading.view != nil && mode == .navigate ? ReadingText.mode : Say.modeName(mode, tool)
    model.pending = KeyNotation.write(pending)
    model.count = count
    model.notice = notice
    model.overlay = overlay
    model.unsavedStrokes = unsavedStrokes
    if let shown = preview?.shown { (model.labels, model.ledger) = (shown.labels, shown.ledger) }
    model.background = background?.labels
    (model.proposal, model.proposed) = (proposalLayer.labels, proposalExtent)
    model.proposedTotal = proposedTotal(model.extent)
    let origins = drawn.origins
    model.isInterpolated = origins[SliceKey(k: view.cursor.k, label: tool.finding)] == .interpolated
    model.interpolatedSlices = origins.count(where: { $0.key.label == tool.finding && $0.value == .interpolated })
    (model.marks, model.measuring) = (session.marks, liveMeasurement)
    model.hurried = hurried
    model.loading = loading
    model.isRecording = isRecording
    model.diameters = shownDiameters
    model.form = formModel
    model.signature = reading.signatureState ?? (reading.record.isSigned ? .holds : nil)
    return model
  }

  /// The second event without a quiet moment in between is the start of a hurry.
  private func quicken() {
    hurried = pressedSinceIdle
    pressedSinceIdle = true
  }

  private func resize(_ width: Int, _ height: Int) {
    screen = (max(width, 0), max(height, 0))
    followCursor()
  }

  /// Shows a line to the reader until the next key, with the keys in force (``KeyTable/naming(_:_:)``).
  /// - Parameter task: what goes on, where this says how far it is.
  public func say(_ text: String, _ weight: Notice.Weight = .info, progress task: Notice.Task? = nil) {
    notice = Notice(weight, KeyTable.naming(text, keymap).escapedForTerminal, progress: task)
  }

  /// Shows a line, and behind it what should be looked at: whole where two lines of a small screen have room for it,
  /// else how much it is and where it stands.
  func say(_ text: String, checking remarks: [String]) {
    guard !remarks.isEmpty else { return say(text) }
    let whole = text + remarks.map { ";  " + Say.check($0) }.joined()
    if Say.fits(KeyTable.naming(whole, keymap)) { return say(whole, .warning) }
    var folded = Notice(
      .warning, KeyTable.naming(text + ";  " + Say.toCheck(remarks.count), keymap).escapedForTerminal)
    folded.details = remarks.map { Say.check($0).escapedForTerminal }
    notice = folded
  }

  /// Whether progress of a task may be said: what else stands there stays.
  func maySay(progress task: Notice.Task) -> Bool { notice.map { $0.progress == task } ?? true }

  /// What a reader sees first: what is to be known of this scan and its project, the research notice, and the keys to
  /// begin with, which stand whole at every size.
  /// - Parameter readOnly: why nothing can be kept.
  public func welcome(_ news: [String], readOnly: Failure? = nil) {
    // That it does not hold is among the news.
    let signature = reading.signatureRemark == nil ? reading.record.signature : nil
    let words =
      (readOnly.map { [Say.cannotBeSaved($0)] } ?? []) + (signature.map { [ReadingText.opensSigned($0)] } ?? []) + news
    notice = Notice(
      words.isEmpty ? .info : .warning, words.joined(separator: ".  ").escapedForTerminal,
      footer: [ResearchUse.notice, Say.firstKeys(keymap)])
  }

  /// Shows an error, and what to do about it.
  public func say(_ error: any Error) {
    let failure = error as? Failure
    say(failure?.onScreen ?? "\(error)", failure?.kind == .usage ? .warning : .error)
  }
}
