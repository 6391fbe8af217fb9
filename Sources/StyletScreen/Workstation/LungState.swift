import StyletBase
import StyletCore
import StyletImaging

/// Whether the lungs are looked for without being asked for.
public enum LungsChoice: String, Sendable, CaseIterable {
  /// On opening a scan that may be a chest, when its project has no lungs.
  case auto
  /// Only by `:lungs`.
  case ask
}

/// What the workstation knows of the lungs besides their layer.
struct LungState {
  var choice = LungsChoice.ask
  /// The search under way.
  var search: BackgroundWork<FoundLungs>?
  /// It began by itself: what it finds is no step of the reader's.
  var isByItself = false
  /// The reader has asked for it, and hears how far it is.
  var isAsked = false
  /// The reader wants to draw on them once they are found; until then nothing is drawn on the findings.
  var isAwaited = false
  /// A search has ended and found none.
  var areMissing = false
  /// Outlined while findings are drawn.
  var areShown = true
  /// Changes with every change of the layer.
  private(set) var version = 0
  /// What is drawn in the layer, counted while it is asked for; nil when that is to be done anew.
  var ledger: ExtentLedger?
  /// How findings, and how lungs, are shown and drawn while the other is.
  var other = Hand(tool: ToolState(layer: LabelLayer.lungs), display: .outlined)

  /// What belongs to the layer that is drawn in.
  struct Hand {
    var tool: ToolState
    var display: FindingsDisplay
    var contours: [DrawnContour] = []
    var openContour: OpenContour?
    var lastStroke: Stroke?
  }

  /// The remark gone to last, by its place among all.
  var remark: Int?

  /// What is said of them, and the entries that it was read from.
  private var record: (entries: [JSONValue], value: LungRecord?) = ([], nil)

  mutating func record(_ annotations: Annotations) -> LungRecord? {
    if record.entries != annotations.lungs {
      let (before, now) = (record.value, LungRecord(annotations))
      record = (annotations.lungs, now)
      // One that is marked as seen keeps its place.
      if before?.badges != now?.badges { remark = nil }
    }
    return record.value
  }

  /// Takes over an edit of the layer, once it is applied.
  mutating func follow(_ edit: Edit, _ volume: Volume) {
    guard edit.layer == LabelLayer.lungs else { return }
    version += 1
    ledger?.apply(edit, volume: volume)
    if !edit.runs.isEmpty { areMissing = false }
  }
}

/// The layer that is drawn in, whichever it is.
extension Workstation {
  var isOnLungs: Bool { tool.layer == LabelLayer.lungs }

  /// The findings, or the labels of the lungs: what the keys draw.
  public var table: LabelTable { isOnLungs ? LungInks.table : findingsTable }

  /// The layer drawn in.
  var drawn: LabelLayer { isOnLungs ? lungLayer : session.findings }

  /// Its numbers. Of the lungs, counted when first asked for: cost then the lungs' voxels.
  var drawnLedger: ExtentLedger {
    guard isOnLungs else { return session.ledger }
    if let known = lungState.ledger { return known }
    let made = ExtentLedger(recounting: lungLayer.labels, volume: volume)
    lungState.ledger = made
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

  /// Takes the other layer into the hand: findings or lungs. Each keeps its own label, guards and last strokes.
  /// - Parameter asked: "lungs", "findings", or empty for the other one.
  func drawOn(_ asked: String) throws {
    let toLungs: Bool
    switch asked {
    case "": toLungs = !isOnLungs
    case LabelLayer.lungs: toLungs = true
    case LabelLayer.findings: toLungs = false
    default: throw Say.expected(words("expected.layer"), "draw-on lungs")
    }
    endPenStroke()
    guard toLungs != isOnLungs else { return say(Say.drawsOn(lungs: toLungs)) }
    // What is drawn before they are found would stand in their way.
    if toLungs, lungs == nil, let search = lungState.search {
      lungState.isAwaited = true
      tool.penDown = false
      throw Say.drawsOnLungsSoon(search.progress)
    }
    readyForContour()
    leavePreview()
    finishReinterpolation()
    let next = lungState.other
    lungState.other = LungState.Hand(
      tool: tool, display: view.findings, contours: drawnContours, openContour: openContour, lastStroke: lastStroke)
    // The brush itself goes along.
    let brush = (tool.radius, tool.shape, tool.adaptive)
    tool = next.tool
    (tool.radius, tool.shape, tool.adaptive) = brush
    (view.findings, drawnContours, openContour, lastStroke) =
      (next.display, next.contours, next.openContour, next.lastStroke)
    (tool.penDown, tool.erasing, tool.contour) = (false, false, nil)
    lungState.ledger = nil
    say(Say.drawsOn(lungs: toLungs))
  }

  /// The lungs, for what cannot be done without them.
  func needLungs() throws -> LabelMap {
    if let lungs { return lungs }
    throw lungState.search.map { Say.lungsAwaited($0.progress) } ?? Say.noLungs
  }

  /// What findings are needed for cannot be done while lungs are drawn.
  func needFindings() throws { if isOnLungs { throw Say.onLungs } }
}
