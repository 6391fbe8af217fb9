import StyletBase
import StyletCore
import StyletDetection
import StyletImaging

/// What a reader does with the lungs: looking at them, taking them, replacing them, moving the limits of their zones.
extension LungController {
  /// Draws in the other layer from now on: findings or lungs. Each keeps its own label, guards and last strokes.
  /// - Parameter asked: "lungs", "findings", or empty for the other one.
  func drawOn(_ asked: String) throws {
    let toLungs: Bool
    switch asked {
    case "": toLungs = !isOnLungs
    case LabelLayer.lungs: toLungs = true
    case LabelLayer.findings: toLungs = false
    default: throw Sentence.expected(words("expected.layer"), "draw-on lungs")
    }
    endPenStroke()
    guard toLungs != isOnLungs else { return say(Sentence.drawsOn(lungs: toLungs)) }
    // What is drawn before they are found would stand in their way.
    if toLungs, lungs == nil, let search = state.search {
      state.isAwaited = true
      tool.penDown = false
      throw Sentence.drawsOnLungsSoon(search.progress)
    }
    workspace.switchLayer()
    say(Sentence.drawsOn(lungs: toLungs))
  }

  func showLungOutlines(_ shown: Bool) {
    state.areShown = shown
    say(Sentence.outlines(shown: shown, isKnown: lungs != nil))
  }

  /// The reader has looked at the proposed slices and takes them as they are.
  func acceptLungs() throws {
    endPenStroke()
    _ = try needLungs()
    let context = ToolContext(layer: lungLayer, volume: volume, plane: .axial, label: 0)
    guard var edit = AcceptLungsTool().edit(in: context) else { return say(Sentence.nothingToAcceptOfLungs, .warning) }
    if edit.origins.contains(where: { $0.old == .proposed }) {
      let record = LungRecord(session.annotations)
      let source = record?.source == .imported ? record?.file : nil  // another segmenter's
      let word = Acceptance(time: UTC.now(), reader: reader, source: source)
      edit.annotations = LungRecord.accepting(word, in: session.annotations)
    }
    try accept(edit)
    say(Sentence.lungsAccepted(slices: Set(edit.origins.map(\.key.k)).count))
  }

  /// Makes the lesion under the cursor part of the lung that most of it lies in, or else of the nearest one.
  func addLesionToLungs() throws {
    try needFindings()
    endPenStroke()
    _ = try needLungs()
    let catalogue = lesions.catalogue()
    guard let place = catalogue.place(at: view.cursor) else { throw Sentence.noLesionHere }
    let added = LesionToLungs(catalogue.runs(of: place), lungs: lungLayer, volume: volume)
    guard let added else { throw Sentence.noLungs }
    let outside = Double(added.outside) * volume.grid.voxelVolume / 1000
    guard let edit = added.edit else {
      let why = Sentence.nothingForLungs(outside: outside)
      return outside > 0 ? refuse(why) : say(why, .warning)
    }
    try accept(edit)
    let millilitres = Double(edit.voxels) * volume.grid.voxelVolume / 1000
    say(Sentence.lesionToLungs(added.lung, millilitres, outside: outside), outside > 0 ? .warning : .info)
  }

  /// Replaces the lungs by those of a mask on the scan's grid; one step to undo.
  func importLungs(from path: String) throws {
    guard !path.isEmpty else { throw Sentence.expected(words("expected.file"), "lungs-import lungs.nii.gz") }
    endPenStroke()
    let file = try services.importMask(from: path, grid: volume.grid, findings: LungLabels.table)
    guard file.labels.size == volume.size else { throw Sentence.otherGrid(path) }
    let mask = try LungMask(file, on: volume)
    guard let edit = mask.edit(of: lungLayer, session.annotations, volume: volume, source: file.source) else {
      return say(Sentence.importSame(file.source), .warning)
    }
    state.search?.cancel()
    state.search = nil
    try accept(edit)
    services.imported(file.source)
    say(Sentence.lungsImported(file.source), checking: Sentence.lungsTaken(mask) + file.remarks)
  }

  /// Puts a limit of the zones at the cursor's axial slice: the lowest one of the zone above.
  func setZone(_ mark: ZoneMark) throws {
    endPenStroke()
    _ = try needLungs()
    guard let zones = session.zones else { throw Sentence.noLungs }
    try session.refuseIfSealed()
    if mark == .veins, view.cursor.k > zones.carina.k { throw Sentence.zonesCross }
    // Without a landmark of their own the veins follow the carina.
    let veins = session.annotations.zoneMark(.veins, on: volume.grid)?.landmark.point.z.rounded()
    if mark == .carina, let veins, Double(view.cursor.k) < veins { throw Sentence.carinaBelowVeins }
    let edit = session.annotations.settingZone(
      mark, at: view.cursor, reader: reader.isEmpty ? nil : reader, time: UTC.now(), on: volume.grid)
    guard let edit else { return say(Sentence.zoneAsBefore(mark)) }
    try accept(edit)
    say(Sentence.zoneSet(mark, k: view.cursor.k))
  }
}
