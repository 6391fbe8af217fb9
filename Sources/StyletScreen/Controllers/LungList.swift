import StyletBase
import StyletCore
import StyletImaging

/// What is known of the lungs as a list that leads to its places, and the way from remark to remark.
extension LungController {
  /// A row: what it shows, what it says in full, and where it leads; nil for what has no place.
  private struct LungRow {
    var cells: [String]
    var words: String
    var target: VoxelIndex?
  }

  /// The key that goes to the next remark, as the keymap in force has it; empty where none is bound.
  var remarkKey: String { KeyNames.key(of: "lungs-remark-next", keymap) }

  // MARK: From remark to remark

  /// Goes to the `n`-th remark from the one gone to last, round and round.
  func visitLungRemark(by n: Int) throws {
    _ = try needLungs()
    let rows = remarkRows
    guard !rows.isEmpty else { return say(Sentence.nothingToLookAt) }
    let from = state.remark.map { min($0, rows.count - 1) } ?? (n > 0 ? -1 : rows.count)
    let at = ((from + n) % rows.count + rows.count) % rows.count
    state.remark = at
    go(to: rows[at], Sentence.lungRemark(at + 1, of: rows.count, rows[at].words))
  }

  /// Marks the remark gone to last as seen, or takes that back.
  func markRemarkSeen() throws {
    guard let at = state.remark else { throw Sentence.noRemark }
    try markRemarkSeen(at)
  }

  private func markRemarkSeen(_ at: Int) throws {
    endPenStroke()
    guard let record = state.record(session.annotations) else { throw Sentence.noRemark }
    guard let remark = record.remarks[safe: at] else { throw Sentence.unknownStays }
    let isSeen = remark.seen == nil
    let seen = isSeen ? LungRemark.Seen(reader: reader, time: UTC.now()) : nil
    var edit = Edit(
      name: .words("tool.remark-seen", ["seen": isSeen ? "yes" : "no"]), tool: "lungs-remark-seen",
      layer: LabelLayer.lungs, runs: [])
    edit.annotations = LungRecord.marking(at, as: seen, in: session.annotations)
    try accept(edit)
    say(Sentence.remarkSeen(isSeen, left: record.unseen + (isSeen ? -1 : 1)))
  }

  private func go(to row: LungRow, _ words: String) {
    if let target = row.target { panes.visit(target) }
    say(words)
  }

  // MARK: The list

  /// Remarks, air that is no lung, volumes and limits of zones; Enter goes there.
  func listLungs() throws {
    open(try lungList(selected: state.remark ?? 0))
  }

  private func lungList(selected: Int) throws -> ListPrompt {
    let lungs = try needLungs()
    endPenStroke()
    let title = Sentence.lungsTitle(session.diseaseExtent(), state.record(session.annotations))
    let remarks = remarkRows
    let rows = remarks + airRows + partRows(lungs) + limitRows
    return lungList(title, rows, remarks: remarks.count, selected: min(selected, rows.count - 1))
  }

  private func lungList(_ title: String, _ rows: [LungRow], remarks: Int, selected: Int) -> ListPrompt {
    let goThere = ListAction(keys: [.enter], text: Sentence.goThere) { [unowned self] n in
      if n < remarks { state.remark = n }
      go(to: rows[n], rows[n].words)
      // What has no place is said, and the list stays.
      return rows[n].target == nil ? lungList(title, rows, remarks: remarks, selected: n) : nil
    }
    let see = ListAction(keys: [.character("s")], text: Sentence.seenIt) { [unowned self] n in
      guard n < remarks else { throw Sentence.noRemark }
      try markRemarkSeen(n)
      return try lungList(selected: n)
    }
    var list = ListPrompt(
      title: title, columns: Sentence.lungColumns, rows: rows.map(\.cells), selected: selected, actions: [goThere, see])
    list.detail = { rows[safe: $0]?.words ?? "" }
    return list
  }

  private var remarkRows: [LungRow] {
    guard let record = state.record(session.annotations) else { return [] }
    let known = record.remarks.map { remark in
      LungRow(
        cells: Sentence.lungRow(
          remark.seen == nil ? Sentence.toLookAt : Sentence.seenRemark, LungWords.name(remark.badge),
          remark.badge.millilitres, remark.slices, remark.badge.side ?? remark.place.flatMap(side)),
        words: LungWords.text(remark), target: remark.target(from: view.cursor, in: volume.size))
    }
    return known
      + record.unknownBadges.map { name in
        LungRow(
          cells: Sentence.lungRow(Sentence.toLookAt, name.escapedForTerminal, nil, nil, nil),
          words: Sentence.unknownBadge(name))
      }
  }

  /// The lung that a voxel lies in; nil outside.
  private func side(of v: VoxelIndex) -> LungSide? {
    switch lungs?[volume.size.clamp(v)] {
    case LungLabels.right: .right
    case LungLabels.left: .left
    default: nil
    }
  }

  private var airRows: [LungRow] {
    (state.record(session.annotations)?.air.rows ?? []).map { row in
      LungRow(
        cells: Sentence.lungRow(Sentence.otherAir, LungWords.text(row.kind), row.millilitres, row.slices, row.side),
        words: LungWords.text(row), target: volume.size.clamp(row.place))
    }
  }

  /// The lungs and the airways as they are drawn now; each leads to the slice with most of it.
  private func partRows(_ lungs: LabelMap) -> [LungRow] {
    let ledger = isOnLungs ? drawnLedger : ExtentLedger(recounting: lungs, volume: volume)
    return LungInks.table.findings.compactMap { part in
      guard let mL = ledger.extent(of: part.value, volume: volume)?.millilitres else { return nil }
      let areas = (0..<volume.size.k).map { ledger.area(of: part.value, k: $0, volume: volume) }
      guard let first = areas.firstIndex(where: { $0 > 0 }), let last = areas.lastIndex(where: { $0 > 0 }),
        let most = areas.indices.max(by: { areas[$0] < areas[$1] })
      else { return nil }
      let side: LungSide? = part.value == LungLabels.right ? .right : part.value == LungLabels.left ? .left : nil
      return LungRow(
        cells: Sentence.lungRow(Sentence.lungParts, part.said, mL, first...last, side),
        words: Sentence.lungPart(part, mL),
        target: VoxelIndex(view.cursor.i, view.cursor.j, most))
    }
  }

  private var limitRows: [LungRow] {
    guard let zones = session.zones else { return [] }
    return [(zones.carina, ZoneMark.carina), (zones.veins, .veins)].map { limit, mark in
      LungRow(
        cells: Sentence.lungRow(Sentence.zoneLimits, Sentence.zoneEnds(mark), nil, limit.k...limit.k, nil),
        words: Sentence.zoneLimit(limit, mark),
        target: VoxelIndex(view.cursor.i, view.cursor.j, limit.k))
    }
  }
}
