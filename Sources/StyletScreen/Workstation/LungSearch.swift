import StyletCore

/// The lungs, found beside the screen when a reader asks for them: a layer of their own, a proposal.
extension Workstation {
  /// The layer of the lungs, empty where it has not begun.
  private var lungLayer: LabelLayer {
    session.layers.first { $0.name == LabelLayer.lungs } ?? LabelLayer(name: LabelLayer.lungs, size: volume.size)
  }

  func findLungs() {
    endPenStroke()
    if lungSearch == nil {
      let volume = volume
      lungSearch = BackgroundWork { Lungs.find(in: volume, work: $0) }
    }
    sayLungs()
  }

  /// In a quiet moment: says how far it is, or takes what was found.
  func pollLungs() {
    guard let search = lungSearch, preview == nil else { return }
    guard let found = search.result else { return sayLungs() }
    lungSearch = nil
    do {
      try take(found)
    } catch {
      say(error)
    }
  }

  /// Returns when the search is at its end.
  func finishLungs() {
    guard let search = lungSearch, preview == nil else { return }
    _ = search.wait()
    pollLungs()
  }

  private func take(_ found: Lungs?) throws {
    guard let found, !found.report.isEmpty else { return say(Say.noLungsFound, .warning) }
    let context = ToolContext(layer: lungLayer, volume: volume, plane: .axial, label: 0)
    let tool = ImportTool(mask: found.labels, source: "lungs", origin: .proposed)
    guard var edit = tool.edit(in: context) else { return say(Say.lungsAsBefore) }
    edit.name = Say.lungsStep
    edit.annotations = found.zoneChanges(session.annotations, on: volume.grid)
    try accept(edit)
    say(Say.lungsFound(found.report), found.report.badges.isEmpty ? .info : .warning)
  }

  /// Leaves what else stands there.
  private func sayLungs() {
    guard let search = lungSearch, notice.map({ $0.text.hasPrefix(Say.findingLungs) }) ?? true else { return }
    say(Say.findingLungs + " \(Int(search.progress * 100)) %")
  }
}
