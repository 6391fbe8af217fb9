import StyletCore
import StyletImaging

/// What tools that grow are told besides the labels: what is no finding, and where the lungs are.
extension DrawingController {
  /// Marks the brush's disc at the cursor as background, or takes such a mark away.
  func stampBackground() {
    endPenStroke()
    var seeds = workspace.background ?? LabelLayer(name: "background", size: volume.size)
    let takes = seeds.labels[view.cursor] != 0
    let context = ToolContext(layer: seeds, volume: volume, plane: view.active, label: takes ? 0 : 1)
    if let edit = BrushTool(radius: tool.radius, shape: .disc, path: [view.cursor]).edit(in: context) {
      seeds.apply(edit)
    }
    workspace.background = seeds.labels.isEmpty ? nil : seeds
    say(takes ? Sentence.backgroundTaken : Sentence.backgroundSeeded)
  }

  func forgetBackground() {
    guard workspace.background != nil else { return say(Sentence.noBackground, .warning) }
    workspace.background = nil
    say(Sentence.backgroundForgotten)
  }

  func switchWithinLungs() throws {
    try needFindings()
    endPenStroke()
    if !tool.withinLungs { _ = try needLungs() }
    tool.withinLungs.toggle()
    say(Sentence.within(tool.withinLungs))
  }
}
