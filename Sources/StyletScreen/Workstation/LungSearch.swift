import StyletCore
import StyletDetection
import StyletImaging

/// What a search brings back.
struct FoundLungs: Sendable {
  /// nil when it was cancelled.
  var lungs: Lungs?
  /// Draws them in an empty layer.
  var edit: Edit?
}

/// The lungs, found in the background: on opening by itself, or when a reader asks for them. A proposal.
///
/// What is found by itself is adopted: no step that `u` takes back, nothing unsaved, no journal left behind. A save keeps
/// it in the project, and then it is not looked for again. What a reader asks for where the layer has begun is a step
/// like any other.
extension Workstation {
  /// Begins the search by itself, where that is wanted and makes sense.
  func beginLungSearch() {
    // What is signed stays as it is: lungs found now would change its numbers.
    guard lungState.choice == .auto, lungState.search == nil, session.seal == nil, !isLoading, !hasLungLayer,
      Lungs.mayBe(in: volume)
    else { return }
    startLungSearch(byItself: true)
  }

  /// A reader, or a journal, has begun the layer.
  private var hasLungLayer: Bool { session.layers.contains { $0.name == LabelLayer.lungs } }

  func findLungs() {
    endPenStroke()
    if lungState.search == nil { startLungSearch(byItself: false) }
    sayLungs()
  }

  private func startLungSearch(byItself: Bool) {
    (lungState.areMissing, lungState.isByItself, lungState.isAsked) = (false, byItself, false)
    let volume = volume
    lungState.search = BackgroundWork { work in
      let lungs = Lungs.find(in: volume, work: work)
      return FoundLungs(lungs: lungs, edit: lungs?.edit(layer: LabelLayer.lungs))
    }
  }

  /// In a quiet moment: says how far it is, or takes what was found.
  func pollLungs() {
    guard let search = lungState.search, preview == nil else { return }
    guard let found = search.result else {
      if lungState.isAsked { sayLungs() }
      return
    }
    lungState.search = nil
    do {
      try take(found)
      if lungState.isAwaited { try drawOn(LabelLayer.lungs) }
    } catch {
      say(error)
    }
    lungState.isAwaited = false
  }

  /// Returns when the search is at its end.
  func finishLungs() {
    guard let search = lungState.search, preview == nil else { return }
    _ = search.wait()
    pollLungs()
  }

  private func take(_ found: FoundLungs) throws {
    guard let lungs = found.lungs, !lungs.report.isEmpty, let drawing = found.edit else {
      lungState.areMissing = found.lungs != nil
      return lungState.isAsked ? say(Say.noLungsFound, .warning) : ()
    }
    if lungState.isByItself {
      guard !hasLungLayer else { return }  // the reader was first
      let edit = lungs.completing(drawing, session.annotations, on: volume.grid)
      try session.adopt(edit)
      reading.facts = nil  // the form's numbers go by steps, and this is none
      lungState.follow(edit, volume)
      if lungState.isAsked || notice == nil && !lungs.report.remarks.isEmpty { sayFound(lungs) }
      return
    }
    var edit = drawing
    if hasLungLayer {
      let context = ToolContext(layer: lungLayer, volume: volume, plane: .axial, label: 0)
      let tool = ImportTool(mask: lungs.labels, source: LabelLayer.lungs, origin: .proposed)
      guard let changes = tool.edit(in: context) else { return say(Say.lungsAsBefore) }
      edit = changes
    }
    edit.title = .words("tool.lungs")
    try accept(lungs.completing(edit, session.annotations, on: volume.grid))
    sayFound(lungs)
  }

  private func sayFound(_ lungs: Lungs) {
    say(Say.lungsFound(lungs.report), checking: lungs.report.remarks.map(LungWords.text))
  }

  /// Leaves what else stands there.
  private func sayLungs() {
    lungState.isAsked = true
    guard let search = lungState.search, maySay(progress: .lungs) else { return }
    say(Say.findingLungs + " \(Int(search.progress * 100)) %", progress: .lungs)
  }
}
