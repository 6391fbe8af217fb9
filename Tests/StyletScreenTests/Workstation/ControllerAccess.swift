import StyletCore
import StyletImaging
import StyletProject

@testable import StyletScreen

/// Short names for what tests look at in the controllers.
extension Workstation {
  var preview: Preview? { controllers.previews.preview }
  var hasEmptyPreview: Bool { controllers.previews.isEmpty }
  var reinterpolation: Reinterpolation { controllers.interpolation.reinterpolation }
  var lastStroke: Stroke? { controllers.drawing.lastStroke }
  var lesions: LesionState { controllers.lesions.state }
  var measuring: Measuring? { controllers.measuring.measuring }
  var messages: MessageLog { workspace.messages }
  var isLoading: Bool { workspace.isLoading }
  var geometries: [PaneGeometry] { controllers.panes.geometries }
  var lookedAt: PlaceRecord { controllers.panes.lookedAt }
  var formModel: FormModel? { controllers.reading.formModel }
  var sheet: ReadingSheet? { controllers.reading.sheet }
  var remarkKey: String { controllers.lungs.remarkKey }

  var assistValues: [String: [Double]] {
    get { controllers.previews.assistValues }
    set { controllers.previews.assistValues = newValue }
  }
  var macros: MacroState {
    get { controllers.macros.state }
    set { controllers.macros.state = newValue }
  }
  var proposals: ProposalState {
    get { controllers.proposals.state }
    set { controllers.proposals.state = newValue }
  }
  var reading: ReadingState {
    get { controllers.reading.state }
    set { controllers.reading.state = newValue }
  }
  var reader: String {
    get { workspace.reader }
    set { workspace.reader = newValue }
  }

  func checkSignature() { controllers.reading.checkSignature() }
  func chooseRow(_ n: Int) { controllers.reading.chooseRow(n) }
  func endProposing() { controllers.proposals.end() }
  func lesionCatalogue() -> LesionCatalogue { controllers.lesions.catalogue() }
  func readingFacts() -> ReadingFacts { controllers.reading.readingFacts() }
  func proposalCatalogue() -> LesionCatalogue { controllers.proposals.proposalCatalogue() }
  func jump(to voxel: VoxelIndex) { controllers.panes.jump(to: voxel) }
}
