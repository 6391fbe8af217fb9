import StyletBase
import StyletCore
import StyletImaging

/// What the keys of the 3-D view do.
extension SolidController {
  /// Another picture, if it is open: coarse until it rests.
  private func change(_ body: (inout SolidState) throws -> Void) rethrows {
    guard var changed = state else { return }
    changed.isFine = false
    state = nil  // nobody else has its bodies meanwhile
    defer { state = changed }
    try body(&changed)
  }

  /// Opens it, gives it the keys, or closes it.
  func toggle() {
    if hasKeys { return close() }
    let opened = state ?? SolidState()
    workspace.leaveAll()
    state = opened
    change { $0.hasKeys = true }
    say(SolidText.keys)
  }

  func close() { state = nil }

  /// The keys go to the panes; the view stays beside them where there is room.
  func giveKeysToPanes() {
    giveWay()
    if part == nil { say(SolidText.noRoom) }
  }

  /// What it shows is made, where it is not yet. Cost: once the labelled voxels, or the scan's.
  func prepare() {
    guard let now = state, volume.isComplete else { return }
    if !now.hasBodies, now.wantsPeaks != true {
      state?.take(
        SolidScene(volume.grid, lungs: lungs, airway: LungLabels.airway, findings: session.findings.labels))
    }
    if state?.showsPeaks == true, now.peaks == nil {
      panes.findBodyQuietly()
      state?.take(PeakProjection(volume, box: view.body))
    }
  }

  func turn(by degrees: Int, up: Int = 0) {
    change { $0.viewpoint = $0.viewpoint.turned(by: degrees, up: up) }
  }

  /// From a side; without one from the next, round and round.
  func look(from asked: String) throws {
    let all = Viewpoint.Side.allCases
    let next = state?.viewpoint.side.flatMap(all.firstIndex).map { all[($0 + 1) % all.count] } ?? .front
    guard let side = asked.isEmpty ? next : Viewpoint.Side(rawValue: asked) else {
      throw Sentence.expected(words("expected.side"), "solid-side front")
    }
    change { $0.viewpoint = Viewpoint(from: side) }
  }

  /// - Parameter steps: two double it.
  func zoom(steps: Int) {
    change { state in
      for _ in 0..<min(abs(steps), 20) { state.zoom *= steps > 0 ? 2.0.squareRoot() : 0.5.squareRoot() }
      state.zoom = abs(state.zoom - 1) < 0.01 ? 1 : min(max(state.zoom, 0.5), SolidState.closest)
    }
  }

  /// All of it, from the front.
  func fit() { change { ($0.zoom, $0.viewpoint) = (1, Viewpoint(from: .front)) } }

  func toggleCut() {
    change { $0.isCut.toggle() }
    if state?.isCut == true { say(SolidText.isCut(view.active)) }
  }

  func toggleSpin() { change { $0.isSpinning.toggle() } }

  func togglePeaks() { change { $0.wantsPeaks = !$0.showsPeaks } }

  // MARK: Lesions

  /// The place of the lesion that is chosen; nil where none is, or it is gone.
  private func chosen(_ catalogue: LesionCatalogue) -> Int? { state?.lesion.flatMap { catalogue.place(at: $0.voxel) } }

  /// The next lesion of the list, round and round.
  func choose(by n: Int) throws {
    let catalogue = lesions.catalogue()
    let places = catalogue.places(by: lesions.state.order)
    guard !places.isEmpty else { throw Sentence.noLesion }
    let row = chosen(catalogue).flatMap { places.firstIndex(of: $0) }
    let next = row.map { $0 + n } ?? (n > 0 ? n - 1 : places.count + n)
    let place = places[(next % places.count + places.count) % places.count], lesion = catalogue.lesions[place]
    let text = SolidText.lesion(lesion, place + 1, places.count, findingsTable)
    change { $0.lesion = (lesion.middle, text) }
    say(Sentence.lesion(lesion, number: place + 1, of: places.count, findingsTable))
  }

  /// To the slice of the lesion that is chosen, or that the cursor is on; the keys are the panes' then.
  func goToChosen() throws {
    let catalogue = lesions.catalogue()
    guard let place = chosen(catalogue) ?? catalogue.place(at: view.cursor) else { throw SolidText.noneChosen }
    giveWay()
    lesions.go(to: place, catalogue)
  }
}
