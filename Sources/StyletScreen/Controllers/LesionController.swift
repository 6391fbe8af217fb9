import StyletCore
import StyletImaging

/// Lesions one by one: going to them, listing, deleting, relabelling.
final class LesionController: Controller {
  unowned let workspace: Workspace
  let panes: PaneController
  var state = LesionState()

  init(_ workspace: Workspace, panes: PaneController) {
    (self.workspace, self.panes) = (workspace, panes)
  }

  func show(in model: inout ScreenModel) { model.diameters = shownDiameters }

  /// The lesions as drawn now. Cost: what is drawn, once after each change.
  func catalogue() -> LesionCatalogue {
    if let known = state.catalogue, known.revision == session.revision { return known.value }
    let made = LesionCatalogue(session.findings.labels, volume: volume)
    state.catalogue = (session.revision, made)
    return made
  }

  /// The diameters asked for, while they are those of what is drawn.
  var shownDiameters: LesionDiameters? {
    state.diameters.flatMap { $0.revision == session.revision ? $0.value : nil }
  }

  // MARK: Going there

  /// The `n`-th lesion of the list from the one under the cursor, or else from the one gone to last; round the list.
  /// - Parameter asked: a finding, to go to its lesions alone; empty for any.
  func goToLesion(by n: Int, of asked: String) throws {
    let catalogue = self.catalogue()
    guard !catalogue.lesions.isEmpty else { throw Sentence.noLesion }
    if !asked.isEmpty { try needFindings() }
    let wanted = asked.isEmpty ? nil : try named(asked)
    let places = catalogue.places(by: state.order)
    let fitting = places.indices.filter { wanted == nil || catalogue.lesions[places[$0]].label == wanted?.value }
    guard !fitting.isEmpty else { throw Sentence.noLesion(of: wanted?.code ?? "") }
    let (before, after) = startOfWalk(catalogue)
    let next = fitting.firstIndex { $0 > before } ?? 0
    let previous = fitting.lastIndex { $0 < after } ?? fitting.count - 1
    let at = n > 0 ? next + n - 1 : previous + n + 1
    go(to: places[fitting[(at % fitting.count + fitting.count) % fitting.count]], catalogue)
  }

  /// The rows of the list that a walk starts from: towards its end after the first, towards its beginning before the
  /// other. Both are the lesion under the cursor or gone to last; where that is gone, the rows it was between.
  private func startOfWalk(_ catalogue: LesionCatalogue) -> (Int, Int) {
    let known = catalogue.place(at: view.cursor) ?? state.current.flatMap { catalogue.place(at: $0.voxel) }
    if let known {
      let row = row(of: known, catalogue)
      return (row, row)
    }
    return state.current.map { ($0.row - 1, $0.row) } ?? (-1, 0)
  }

  /// The slice of its largest area, at its middle.
  func go(to place: Int, _ catalogue: LesionCatalogue) {
    let lesion = catalogue.lesions[place]
    state.current = (lesion.middle, row(of: place, catalogue))
    panes.visit(lesion.middle)
    say(Sentence.lesion(lesion, number: place + 1, of: catalogue.lesions.count, findingsTable))
  }

  /// The row of a lesion in the list as it is ordered.
  private func row(of place: Int, _ catalogue: LesionCatalogue) -> Int {
    catalogue.places(by: state.order).firstIndex(of: place) ?? 0
  }

  // MARK: One lesion

  func deleteLesion() throws { try changeLesion(at: view.cursor, to: 0) }

  /// - Parameter asked: the finding chosen when empty.
  func relabelLesion(_ asked: String) throws {
    try needFindings()
    try changeLesion(at: view.cursor, to: asked.isEmpty ? tool.finding : try named(asked).value)
  }

  private func changeLesion(at voxel: VoxelIndex, to value: UInt8) throws {
    try needFindings()
    endPenStroke()
    let label = session.findings.labels[voxel]
    guard label != 0 else { throw Sentence.noLesionHere }
    func code(_ value: UInt8) -> String { findingsTable[value]?.code ?? "\(value)" }
    if label == value { throw Sentence.isAlready(code(value)) }
    for one in [label, value] where tool.locked.contains(one) { throw Sentence.lockedLesion(code(one)) }
    let catalogue = self.catalogue()
    if let place = catalogue.place(at: voxel) { state.current = (voxel, row(of: place, catalogue)) }
    let edit = LesionTool(at: voxel, becomes: value).edit(in: context(erasing: false))
    guard let edit else { throw Sentence.noLesionHere }
    try accept(edit)
    say(Sentence.done(edit))
  }

  func toggleDiameters() throws {
    let catalogue = self.catalogue()
    guard let place = catalogue.place(at: view.cursor) else {
      guard shownDiameters != nil else { throw Sentence.noLesionHere }
      return hideDiameters()
    }
    let lesion = catalogue.lesions[place]
    if shownDiameters == lesion.diameters { return hideDiameters() }
    state.diameters = (session.revision, lesion.diameters)
    let here = SIMD2(Double(view.cursor.i), Double(view.cursor.j))
    let k = lesion.diameters.k
    if view.cursor.k != k, let voxel = catalogue.nearest(to: here, of: place, k: k, on: volume.grid) {
      panes.visit(voxel)
    }
    say(Sentence.diameters(lesion, findingsTable))
  }

  private func hideDiameters() {
    state.diameters = nil
    say(Sentence.diametersGone)
  }

  // MARK: The list

  func listLesions() throws {
    let catalogue = self.catalogue()
    guard !catalogue.lesions.isEmpty else { throw Sentence.noLesion }
    endPenStroke()
    let current = catalogue.place(at: view.cursor) ?? state.current.flatMap { catalogue.place(at: $0.voxel) }
    open(lesionList(catalogue, selected: current.map { row(of: $0, catalogue) } ?? 0))
  }

  private func lesionList(_ catalogue: LesionCatalogue, selected: Int) -> ListPrompt {
    let places = catalogue.places(by: state.order)
    let bySize = state.order == .size
    let table = findingsTable
    return ListPrompt(
      title: bySize ? Sentence.lesionsBySize : Sentence.lesionsByPosition, columns: Sentence.lesionColumns,
      count: places.count, selected: selected,
      actions: [
        ListAction(keys: [.enter], text: Sentence.goThere) { [unowned self] row in
          go(to: places[row], catalogue)
          return nil
        },
        ListAction(keys: [.character("x"), .delete], text: Sentence.deleteIt) { [unowned self] row in
          try changeListed(catalogue.lesions[places[row]], to: 0, row: row)
        },
        ListAction(keys: [.character("r")], text: Sentence.makeIt(finding)) { [unowned self] row in
          try changeListed(catalogue.lesions[places[row]], to: tool.finding, row: row)
        },
        ListAction(keys: [.character("o")], text: bySize ? Sentence.orderByPosition : Sentence.orderBySize) {
          [unowned self] row in
          state.order = bySize ? .position : .size
          return lesionList(catalogue, selected: self.row(of: places[row], catalogue))
        },
      ]
    ) { Sentence.lesionRow(catalogue.lesions[places[$0]], number: places[$0] + 1, table) }
  }

  /// Changes a lesion of the list, and shows it in the panes behind.
  private func changeListed(_ lesion: Lesion, to value: UInt8, row: Int) throws -> ListPrompt? {
    panes.visit(lesion.middle)
    try changeLesion(at: lesion.middle, to: value)
    let catalogue = self.catalogue()
    guard !catalogue.lesions.isEmpty else { return nil }
    let kept = value == 0 ? nil : catalogue.place(at: lesion.middle)
    return lesionList(catalogue, selected: kept.map { self.row(of: $0, catalogue) } ?? row)
  }
}
