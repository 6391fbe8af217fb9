/// The controllers of a workstation: what the rows of the command table call.
final class Controllers {
  let workspace: Workspace
  let panes: PaneController
  let drawing: DrawingController
  let contour: ContourController
  let previews: PreviewController
  let macros: MacroController
  let interpolation: InterpolationController
  let lesions: LesionController
  let lungs: LungController
  let proposals: ProposalController
  let measuring: MeasuringController
  let history: HistoryController
  let reading: ReadingController
  let project: ProjectController
  let comparing: ComparisonController
  let solid: SolidController
  let mosaic: MosaicController
  let followUp: FollowUpController

  init(_ workspace: Workspace) {
    self.workspace = workspace
    panes = PaneController(workspace)
    drawing = DrawingController(workspace, panes: panes)
    contour = ContourController(workspace, panes: panes, drawing: drawing)
    previews = PreviewController(workspace, panes: panes, drawing: drawing)
    macros = MacroController(workspace, previews: previews)
    interpolation = InterpolationController(workspace, previews: previews)
    lesions = LesionController(workspace, panes: panes)
    lungs = LungController(workspace, panes: panes, lesions: lesions)
    proposals = ProposalController(workspace, panes: panes)
    measuring = MeasuringController(workspace, panes: panes)
    history = HistoryController(
      workspace, panes: panes, previews: previews, interpolation: interpolation, measuring: measuring)
    reading = ReadingController(workspace, panes: panes, interpolation: interpolation, proposals: proposals)
    project = ProjectController(workspace, panes: panes, interpolation: interpolation, reading: reading)
    comparing = ComparisonController(workspace, panes: panes, reading: reading)
    solid = SolidController(workspace, panes: panes, lesions: lesions, lungs: lungs)
    mosaic = MosaicController(workspace, panes: panes)
    followUp = FollowUpController(workspace, lungs: lungs)
    workspace.controllers = all
  }

  /// In the order in which they are told and asked: what lies over the rest comes first.
  private var all: [any Controller] {
    [
      previews, macros, mosaic, panes, measuring, contour, drawing, interpolation, lesions, lungs, proposals, history,
      reading, project, comparing, solid, followUp,
    ]
  }
}
