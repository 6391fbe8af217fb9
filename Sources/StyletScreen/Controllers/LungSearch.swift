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
/// What is found by itself is taken over: no step that `u` takes back, nothing unsaved, no journal left behind. A save
/// keeps it in the project, and then it is not looked for again. What a reader asks for where the layer has begun is a
/// step like any other.
extension LungController {
  /// Begins the search by itself, where that is wanted and makes sense.
  func beginLungSearch() {
    // What is signed stays as it is: lungs found now would change its numbers.
    guard state.choice == .auto, state.search == nil, session.seal == nil, !workspace.isLoading, !hasLungLayer,
      Lungs.mayBe(in: volume)
    else { return }
    startLungSearch(byItself: true)
  }

  /// A reader, or a journal, has begun the layer.
  private var hasLungLayer: Bool { session.layers.contains { $0.name == LabelLayer.lungs } }

  func findLungs() {
    endPenStroke()
    if state.search == nil { startLungSearch(byItself: false) }
    sayLungs()
  }

  private func startLungSearch(byItself: Bool) {
    (state.areMissing, state.isByItself, state.isAsked) = (false, byItself, false)
    let volume = volume
    state.search = BackgroundWork { work in
      let lungs = Lungs.find(in: volume, work: work)
      return FoundLungs(lungs: lungs, edit: lungs?.edit(layer: LabelLayer.lungs))
    }
  }

  func take(_ found: FoundLungs) throws {
    guard let lungs = found.lungs, !lungs.report.isEmpty, let drawing = found.edit else {
      state.areMissing = found.lungs != nil
      return state.isAsked ? refuse(Sentence.noLungsFound) : ()
    }
    if state.isByItself {
      guard !hasLungLayer else { return }  // the reader was first
      let edit = lungs.completing(drawing, session.annotations, on: volume.grid)
      try session.takeOver(edit)
      workspace.follow(edit, as: .none)
      if state.isAsked || notice == nil && !lungs.report.remarks.isEmpty { sayFound(lungs) }
      return
    }
    var edit = drawing
    if hasLungLayer {
      let context = ToolContext(layer: lungLayer, volume: volume, plane: .axial, label: 0)
      let tool = ImportTool(mask: lungs.labels, source: LabelLayer.lungs, origin: .proposed)
      guard let changes = tool.edit(in: context) else { return say(Sentence.lungsAsBefore) }
      edit = changes
    }
    edit.title = .words("tool.lungs")
    try accept(lungs.completing(edit, session.annotations, on: volume.grid))
    sayFound(lungs)
  }

  private func sayFound(_ lungs: Lungs) {
    say(Sentence.lungsFound(lungs.report), checking: lungs.report.remarks.map(LungWords.text))
  }

  /// Leaves what else stands there.
  func sayLungs() {
    state.isAsked = true
    guard let search = state.search, maySay(progress: .lungs) else { return }
    say(Sentence.findingLungs + " \(Int(search.progress * 100)) %", progress: .lungs)
  }
}
