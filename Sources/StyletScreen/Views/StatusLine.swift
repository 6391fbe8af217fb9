import StyletBase
import StyletImaging

/// The lines above and below the panes: scan and reader; mode, tool, place and value; notice and pending keys.
struct StatusLine {
  let theme: Theme
  let glyphs: Glyphs
  let tier: ColourTier

  func title(_ r: CellRect, _ model: ScreenModel, into b: inout CellBuffer) {
    b.fill(r, with: Cell(" ", ink: theme.quiet, paper: theme.paper))
    let size = model.volume.size
    let spacing = model.volume.grid.spacing
    let grid =
      "\(size.i)×\(size.j)×\(size.k)   "
      + "\(NumberText.fixed(spacing.x, 2))×\(NumberText.fixed(spacing.y, 2))×\(NumberText.fixed(spacing.z, 2)) mm"
    let right = glyphs.plain(model.reader)
    let badge = model.signature.flatMap(ReadingText.badge).map { " \($0) " } ?? ""
    let isReaderShown = right.count + 2 + (badge.isEmpty ? 0 : badge.count + 2) < r.width
    let end = right.isEmpty || !isReaderShown ? 0 : right.count + 2
    let room = max(r.width - 2 - end - (badge.isEmpty ? 0 : badge.count + 1), 0)
    let col = b.write(
      NumberText.cut(glyphs.plain(model.title), room, glyphs), col: r.col + 1, row: r.row, ink: theme.text,
      paper: theme.paper)
    if col + 3 + grid.count < r.col + 1 + room {
      b.write(
        glyphs.plain(grid), col: model.title.isEmpty ? r.col + 1 : col + 3, row: r.row, ink: theme.quiet,
        paper: theme.paper)
    }
    if !badge.isEmpty {
      let ink = model.signature == .holds || model.signature == .answersOnly ? theme.accent : theme.warning
      b.write(
        badge, col: max(r.col + r.width - 1 - end - badge.count, r.col), row: r.row, limit: r.width, ink: ink,
        paper: theme.raised, tier == .mono ? .reverse : .bold)
    }
    if isReaderShown {
      b.write(right, col: r.col + r.width - 1 - right.count, row: r.row, ink: theme.quiet, paper: theme.paper)
    }
  }

  /// Each part is written whole or not at all; the first ones matter most.
  func status(_ r: CellRect, _ model: ScreenModel, into b: inout CellBuffer) {
    b.fill(r, with: Cell(" ", ink: theme.text, paper: theme.paper))
    let end = r.col + r.width
    var col = r.col
    if !model.modeName.isEmpty {
      let badge = " " + NumberText.cut(glyphs.plain(model.modeName), 14, glyphs) + " "
      col = b.write(
        badge, col: col, row: r.row, limit: max(end - col, 0), ink: theme.badge.ink, paper: theme.badge.paper,
        tier == .mono ? .reverse : .bold)
    }
    let v = model.volume.size.clamp(model.view.cursor)
    let plane = model.view.active
    let chosen = model.table[model.tool.finding]
    // "RL" alone might be taken for a finding.
    let finding = (model.tool.layer == LabelLayer.lungs ? chosen?.said : chosen?.code) ?? "?"
    let parts: [(String, Ink, Attributes)] = [
      (model.loading.map(PanelText.loading) ?? "", theme.warning, theme.strong),
      (
        (model.tool.erasing ? PanelText.action(model.tool) + " " : "") + finding,
        model.tool.erasing ? theme.warning : theme.text, .bold
      ),
      (model.isRecording ? PanelText.recording : "", theme.accent, []),
      (NumberText.padded(value(at: v, model.volume), 8), theme.text, []),
      (PanelText.brush(model.tool), theme.text, []),
      // It changes what a stroke does: before places.
      (model.tool.gated ? PanelText.gate(model.tool) : "", theme.text, []),
      (PanelText.name(plane) + " \(plane.coordinates(of: v, in: model.volume.size).w + 1)", theme.text, []),
      // The picture shows others, too.
      (model.view.slab == nil ? "" : PanelText.onThisSlice, theme.warning, []),
      (model.isInterpolated ? PanelText.interpolated : "", theme.warning, []),
      // On a screen without a title line.
      (b.height < ScreenLayout.heightWithTitle ? model.signature.flatMap(ReadingText.badge) ?? "" : "", theme.warning, []),
      (model.isLinkSlow ? PanelText.slowLink : "", theme.warning, []),
      (PanelText.position(model.volume.grid.patient(of: v)), theme.quiet, []),
      (model.tool.penDown ? PanelText.penDown : "", theme.warning, theme.strong),
      (
        model.tool.layer == LabelLayer.lungs ? "" : PanelText.findings(model.view.findings), theme.warning, []
      ),
    ]
    for (text, ink, attributes) in parts where !text.isEmpty {
      let forms = model.tool.gated && text == PanelText.gate(model.tool) ? [text, PanelText.gateOn] : [text]
      guard let plain = forms.map({ glyphs.plain($0) }).first(where: { col + 2 + $0.columns <= end }) else { continue }
      col = b.write(plain, col: col + 2, row: r.row, ink: ink, paper: theme.paper, attributes)
    }
  }

  /// None where the voxel has not been read yet.
  private func value(at v: VoxelIndex, _ volume: Volume) -> String {
    PanelText.value(volume.arrived.contains(v.k) ? volume.value(at: v) : .nan)
  }

  /// The lines of a notice on a screen of this size: one where it fits, else as many as it takes, up to a fifth of the
  /// screen and two at least. The text gives way to the footer, and says where the rest of it stands.
  func lines(of notice: Notice?, width: Int, height: Int, pending: Int) -> [String] {
    guard let notice, width > 4 else { return [] }
    let room = width - 2
    let text = glyphs.plain(notice.text)
    let footer = notice.footer.flatMap { Wrapping.lines(glyphs.plain($0), room) }
    if footer.isEmpty, text.columns <= room - pending { return [text] }
    let most = max(height / 5, 2, min(footer.count + 1, 2 * height / 5))
    var lines = text.isEmpty ? [] : Wrapping.lines(text, room)
    let left = max(most - footer.count, 0)
    if lines.count > left {
      let rest = " " + PanelText.moreOfMessage
      lines = Array(lines.prefix(left))
      if let last = lines.popLast() {
        lines.append(NumberText.cut(last + glyphs.plain("…"), max(room - rest.count, 0), glyphs) + rest)
      }
    }
    return Array((lines + footer).prefix(most))
  }

  /// What was done on the left, in as many rows as it takes; keys on their way on the right of the last, which win.
  func message(_ r: CellRect, _ lines: [String], _ model: ScreenModel, into b: inout CellBuffer) {
    b.fill(r, with: Cell(" ", ink: theme.text, paper: theme.paper))
    var end = r.col + r.width - 1
    let bottom = r.row + r.height - 1
    func right(_ text: String, _ ink: Ink, _ attributes: Attributes = []) {
      guard !text.isEmpty, end - text.columns > r.col else { return }
      end -= text.columns
      b.write(text, col: end, row: bottom, ink: ink, paper: theme.paper, attributes)
      end -= 3
    }
    right(glyphs.plain((model.count.map(String.init) ?? "") + model.pending), theme.accent, .bold)
    guard let notice = model.notice else { return }
    let ink: Ink =
      switch notice.weight {
      case .info: theme.quiet
      case .warning: theme.warning
      case .error: theme.error
      }
    for (n, line) in lines.suffix(r.height).enumerated() {
      let row = bottom - min(lines.count, r.height) + 1 + n
      b.write(
        NumberText.cut(line, max((row == bottom ? end : r.col + r.width - 1) - r.col, 0), glyphs), col: r.col + 1,
        row: row, ink: ink, paper: theme.paper, notice.weight == .info ? [] : theme.strong)
    }
  }
}
