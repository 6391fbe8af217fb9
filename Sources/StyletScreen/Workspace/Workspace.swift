import StyletBase
import StyletCore
import StyletImaging

/// What all controllers work on: the scan and what is drawn, what is looked at and drawn with, and what is said.
///
/// Controllers change it; what more than one of them must know of a change, it tells them all (``Controller``).
final class Workspace {
  // What is looked at and drawn with.
  var view: ViewState
  var tool = ToolState()
  var session: EditSession
  /// How findings, and how lungs, are shown and drawn while the other is.
  private(set) var otherLayer = OtherLayer(tool: ToolState(layer: LabelLayer.lungs), display: .outlined)
  /// The project's findings; ``table`` is what is drawn.
  var findingsTable: LabelTable
  /// The stroke of the pen under way; whatever moves the cursor otherwise ends it.
  var pen: PenStroke?
  /// What is marked as no finding, for growing from seeds; nil when nothing is.
  var background: LabelLayer?

  // What lies over the panes, and what is said.
  var prompt = Prompt.none
  var notice: Notice? {
    didSet { if let notice, notice != oldValue { messages.keep(notice) } }
  }
  /// What was said so far.
  var messages = MessageLog()
  /// Why something that was asked for was not done: the first.
  var refusal: Failure?
  /// Asked for with `:lang`; nil for the program's.
  var language: Language?
  /// Another program wrote on the screen: all of it is to be sent again.
  var isRepaintAsked = false
  /// How the line to the terminal does.
  var link = LinkReport()
  /// The window, in cells.
  var screen: (width: Int, height: Int) = (80, 24)

  /// Whose work it is; empty when not given.
  var reader: String
  let keymap: Keymap
  let commands: CommandNames
  let services: any WorkstationServices
  /// The scan is not all there, or not known to be the project's.
  var isLoading = false
  var isFinished = false
  /// The archive whose page the reader left for.
  var archive: String?

  /// In the order in which they are told and asked.
  var controllers: [any Controller] = []

  /// The number of the stroke accepted last; nil when it had none.
  var acceptedStroke: Int?
  private var nextStroke = 1
  /// What is drawn of the lungs, counted while it is asked for; nil when that is to be done anew.
  private var countedLungs: ExtentLedger?

  init(
    session: EditSession, table: LabelTable, keymap: Keymap, commands: CommandNames,
    services: any WorkstationServices, reader: String
  ) {
    let size = session.volume.size
    view = ViewState(cursor: VoxelIndex(size.i / 2, size.j / 2, size.k / 2))
    self.session = session
    findingsTable = table
    self.keymap = keymap
    self.commands = commands
    self.services = services
    self.reader = reader
    if table[tool.finding] == nil { tool.finding = table.findings.first?.value ?? 1 }
  }

  var volume: Volume { session.volume }

  /// The cursor in the active plane's coordinates, base 0.
  var place: (u: Int, v: Int, w: Int) { view.active.coordinates(of: view.cursor, in: volume.size) }

  /// What the keys are for.
  var mode: Mode {
    for controller in controllers { if let mode = controller.mode { return mode } }
    return .navigate
  }

  /// The window is too small for a picture: nobody sees what a stroke does, nor where it goes.
  var isPictureHidden: Bool {
    screen.width < SmallestScreen.width || screen.height < SmallestScreen.height
  }

  /// What takes room from the panes.
  var parts: Set<ScreenPart> { Set(controllers.compactMap(\.part)) }

  // MARK: Layers

  var isOnLungs: Bool { tool.layer == LabelLayer.lungs }

  /// The findings, or the labels of the lungs: what the keys draw.
  var table: LabelTable { isOnLungs ? LungInks.table : findingsTable }

  /// The layer drawn in.
  var drawn: LabelLayer { isOnLungs ? lungLayer : session.findings }

  /// Its numbers. Of the lungs, counted when first asked for: cost then the lungs' voxels.
  var drawnLedger: ExtentLedger {
    guard isOnLungs else { return session.ledger }
    if let known = countedLungs { return known }
    let made = ExtentLedger(recounting: lungLayer.labels, volume: volume)
    countedLungs = made
    return made
  }

  /// The layer of the lungs, empty where it has not begun.
  var lungLayer: LabelLayer {
    session.layers.first { $0.name == LabelLayer.lungs } ?? LabelLayer(name: LabelLayer.lungs, size: volume.size)
  }

  /// The lungs, where they are known; nil when not.
  var lungs: LabelMap? {
    session.layers.first { $0.name == LabelLayer.lungs && !$0.labels.isEmpty }?.labels
  }

  /// Draws in the other layer from now on, with its own tool and display; the brush itself goes along.
  func switchLayer() {
    for controller in controllers { controller.willSwitchLayer() }
    let next = otherLayer
    otherLayer = OtherLayer(tool: tool, display: view.findings)
    let brush = (tool.radius, tool.shape, tool.adaptive)
    tool = next.tool
    (tool.radius, tool.shape, tool.adaptive) = brush
    view.findings = next.display
    (tool.penDown, tool.erasing, tool.contour) = (false, false, nil)
    countedLungs = nil
  }

  /// The lungs, for what cannot be done without them.
  func needLungs() throws -> LabelMap {
    if let lungs { return lungs }
    for controller in controllers { if let failure = controller.lungsAwaited { throw failure } }
    throw Sentence.noLungs
  }

  /// What findings are needed for cannot be done while lungs are drawn.
  func needFindings() throws { if isOnLungs { throw Sentence.onLungs } }

  // MARK: Findings

  /// The code of the finding drawn with.
  var finding: String { table[tool.finding]?.code ?? "\(tool.finding)" }

  /// By place in the list, code or name.
  func named(_ asked: String) throws -> Finding {
    let findings = table.findings
    let byPlace = Int(asked).flatMap { $0 > 0 ? findings[safe: $0 - 1] : nil }
    let name = asked.lowercased()
    let byName = findings.first { [$0.code, $0.name, $0.said].contains { $0.lowercased() == name } }
    guard let chosen = byPlace ?? byName else { throw Sentence.noFinding(asked, table) }
    return chosen
  }

  /// HU that a finding usually has: as the study's protocol says, else as is customary; nil when neither does.
  func usualValues(of finding: Finding?) -> ClosedRange<Double>? {
    guard let finding else { return nil }
    for controller in controllers { if let values = controller.usualValues(of: finding) { return values } }
    return finding.usualValues
  }

  // MARK: Edits

  /// The one way to change labels: the session applies the edit, and history, ledger and journal with it.
  func accept(_ edit: Edit, stroke: Int? = nil) throws {
    for controller in controllers { try controller.willApply(edit) }
    let stroke = stroke ?? (controllers.contains { $0.mayFollow(edit) } ? newStroke() : nil)
    let isNew = stroke == nil || stroke != acceptedStroke
    do {
      try session.perform(edit, stroke: stroke)
    } catch {
      throw Sentence.refused(error)
    }
    acceptedStroke = stroke
    for controller in controllers { controller.didApply(edit, stroke: stroke) }
    follow(edit, as: isNew ? .new : .same)
  }

  /// What besides the session keeps up with an edit that was made.
  func follow(_ edit: Edit, as step: AppliedStep) {
    if edit.layer == LabelLayer.lungs { countedLungs?.apply(edit, volume: volume) }
    for controller in controllers { controller.didChange(edit, as: step) }
  }

  /// That the reading is signed, or was and the signature is void or gone; nil where it may be drawn.
  var isSigned: Failure? {
    session.seal.map { seal in
      var failure = seal
      failure.what = failure.what.beginningSentence
      return failure
    }
  }

  /// Says so where the reading is signed: what could not be kept is not begun.
  var isRefusedAsSigned: Bool {
    guard let isSigned else { return false }
    say(isSigned)
    return true
  }

  func newStroke() -> Int {
    nextStroke += 1
    return nextStroke - 1
  }

  /// What every tool is told: the finding, or that it is erased, and the gate.
  func context(erasing: Bool) -> ToolContext {
    var context = ToolContext(
      layer: drawn, volume: volume, plane: view.active, label: erasing ? 0 : tool.finding,
      erasing: erasing ? tool.finding : nil, gate: tool.gated ? tool.gate : nil, over: tool.over, locked: tool.locked,
      within: tool.withinLungs ? lungs : nil)
    context.lungs = lungs
    context.background = background?.labels
    return context
  }

  /// The next movement of the pen is a stroke of its own; going to another slice does not paint.
  func endPenStroke() { pen = nil }

  func liftPen() {
    guard tool.penDown else { return }
    endPenStroke()
    tool.penDown = false
    say(Sentence.penUp)
  }

  // MARK: What goes to all controllers

  /// Esc: one level back. Nothing drawn is lost.
  func back() { _ = controllers.contains { $0.back() } }

  /// Something begins that needs all keys: nothing else is under way, and the pen is up.
  func leaveAll() {
    endPenStroke()
    for controller in controllers { controller.giveWay() }
    tool.penDown = false
  }

  func pause() { for controller in controllers { controller.pause() } }

  /// The reader leaves.
  func end() {
    for controller in controllers { controller.end() }
    isFinished = true
  }
}

/// What is to be known of the commands, whose table stands above all controllers.
struct CommandNames {
  /// A sentence with the keys in force in the places of commands.
  var naming: (_ sentence: String, _ keymap: Keymap) -> String
  /// Columns that the titles of most commands take, in the language in force.
  var titleWidth: () -> Int
}

/// What belongs to the layer that is not drawn in.
struct OtherLayer {
  var tool: ToolState
  var display: FindingsDisplay
}

extension Array {
  subscript(safe at: Int) -> Element? { indices.contains(at) ? self[at] : nil }
}
