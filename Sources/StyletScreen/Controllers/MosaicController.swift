import StyletBase
import StyletImaging

/// The mosaic: its cursor is the slice that all else has, so that what goes to a slice goes there in it, too.
final class MosaicController: Controller {
  unowned let workspace: Workspace
  private let panes: PaneController
  private(set) var mosaic: Mosaic?
  /// Where the cursor was when it was opened: Esc goes back there.
  private var before: VoxelIndex?

  init(_ workspace: Workspace, panes: PaneController) { (self.workspace, self.panes) = (workspace, panes) }

  var mode: Mode? { mosaic == nil ? nil : .mosaic }
  var part: ScreenPart? { mosaic == nil ? nil : .mosaic }

  func back() -> Bool {
    guard mosaic != nil else { return false }
    mosaic = nil
    if let before { panes.visit(before) }
    return true
  }

  func giveWay() { mosaic = nil }

  func show(in model: inout ScreenModel) { model.mosaic = mosaic }

  /// Opens it, or sets its step: "", "3" (slices), "5 mm".
  func open(_ asked: String) throws {
    let step = try step(asked)
    if mosaic == nil {
      workspace.leaveAll()
      before = view.cursor
    }
    mosaic = Mosaic(step: step)
    guard let plan else { return }
    say(Sentence.mosaic(plan, mm: Double(plan.step) * view.active.spacing(of: volume.grid).w))
  }

  private func step(_ asked: String) throws -> Mosaic.Step? {
    guard !asked.isEmpty else { return nil }
    if let n = Int(asked), n > 0 { return .slices(n) }
    if asked.hasSuffix("mm"), let mm = TypedNumber.number(asked.dropLast(2).trimmed), mm > 0 { return .millimetres(mm) }
    throw Sentence.expected(words("expected.mosaic"), "mosaic 5 mm")
  }

  /// Enter: the panes, on the slice that is marked.
  func go() { mosaic = nil }

  enum Way: String, CaseIterable { case next, previous, below, above, page, back }

  func move(_ asked: String, times: Int) throws {
    guard let way = Way(rawValue: asked) else {
      throw Sentence.expected(words("expected.mosaic-way"), "mosaic-move next")
    }
    guard let plan else { return }
    let pictures =
      switch way {
      case .next: 1
      case .previous: -1
      case .below: plan.columns
      case .above: -plan.columns
      case .page: plan.columns * plan.rows
      case .back: -plan.columns * plan.rows
      }
    panes.visit(slice: plan.slice(pictures * min(times, 10_000), from: place.w))
  }

  /// As the screen has it; nil while it is too small.
  private var plan: MosaicPlan? {
    guard let mosaic else { return nil }
    let layout = ScreenLayout(
      width: screen.width, height: screen.height, grid: volume.grid, active: view.active, layout: view.layout,
      findings: table.findings.count, parts: workspace.parts, body: view.body)
    return layout.mosaic.map { MosaicPlan(mosaic, view.active, in: $0, volume.grid, body: view.body) }
  }
}
