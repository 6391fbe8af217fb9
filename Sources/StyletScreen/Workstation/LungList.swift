import StyletBase
import StyletCore
import StyletImaging

/// What is known of the lungs as a list that leads to its places, and the way from remark to remark.
extension Workstation {
  /// A row: what it shows, what it says in full, and where it leads; nil for what has no place.
  private struct LungRow {
    var cells: [String]
    var words: String
    var target: VoxelIndex?
  }

  /// The key that goes to the next remark, as the keymap in force has it; empty where none is bound.
  var remarkKey: String { KeyTable.key(of: "lungs-remark-next", keymap) }

  // MARK: From remark to remark

  /// Goes to the `n`-th remark from the one gone to last, round and round.
  func visitLungRemark(by n: Int) throws {
    _ = try needLungs()
    let rows = remarkRows
    guard !rows.isEmpty else { return say(Say.nothingToLookAt) }
    let from = lungState.remark.map { min($0, rows.count - 1) } ?? (n > 0 ? -1 : rows.count)
    let at = ((from + n) % rows.count + rows.count) % rows.count
    lungState.remark = at
    go(to: rows[at], Say.lungRemark(at + 1, of: rows.count, rows[at].words))
  }

  /// Marks the remark gone to last as seen, or takes that back.
  func markRemarkSeen() throws {
    guard let at = lungState.remark else { throw Say.noRemark }
    try markRemarkSeen(at)
  }

  private func markRemarkSeen(_ at: Int) throws {
    endPenStroke()
    guard let record = lungState.record(session.annotations) else { throw Say.noRemark }
    guard let remark = record.remarks[safe: at] else { throw Say.unknownStays }
    let isSeen = remark.seen == nil
    let seen = isSeen ? LungRemark.Seen(reader: reader, time: UTC.now()) : nil
    var edit = Edit(
      name: .words("tool.remark-seen", ["seen": isSeen ? "yes" : "no"]), tool: "lungs-remark-seen",
      layer: LabelLayer.lungs, runs: [])
    edit.annotations = LungRecord.marking(at, as: seen, in: session.annotations)
    try accept(edit)
    say(Say.remarkSeen(isSeen, left: record.unseen + (isSeen ? -1 : 1)))
  }

  private func go(to row: LungRow, _ words: String) {
    if let target = row.target { visit(target) }
    say(words)
  }

  // MARK: The list

  /// Remarks, air that is no lung, volumes and limits of zones; Enter goes there.
  func listLungs() throws {
    open(try lungList(selected: lungState.remark ?? 0))
  }

  private func lungList(selected: Int) throws -> ListPrompt {
    let lungs = try needLungs()
    endPenStroke()
    let title = Say.lungsTitle(session.diseaseExtent(), lungState.record(session.annotations))
    let remarks = remarkRows
    let rows = remarks + airRows + partRows(lungs) + limitRows
    return lungList(title, rows, remarks: remarks.count, selected: min(selected, rows.count - 1))
  }

  private func lungList(_ title: String, _ rows: [LungRow], remarks: Int, selected: Int) -> ListPrompt {
    let goThere = ListAction(keys: [.enter], text: Say.goThere) { work, n in
      if n < remarks { work.lungState.remark = n }
      work.go(to: rows[n], rows[n].words)
      // What has no place is said, and the list stays.
      return rows[n].target == nil ? work.lungList(title, rows, remarks: remarks, selected: n) : nil
    }
    let see = ListAction(keys: [.character("s")], text: Say.seenIt) { work, n in
      guard n < remarks else { throw Say.noRemark }
      try work.markRemarkSeen(n)
      return try work.lungList(selected: n)
    }
    var list = ListPrompt(
      title: title, columns: Say.lungColumns, rows: rows.map(\.cells), selected: selected, actions: [goThere, see])
    list.detail = { rows[safe: $0]?.words ?? "" }
    return list
  }

  private var remarkRows: [LungRow] {
    guard let record = lungState.record(session.annotations) else { return [] }
    let known = record.remarks.map { remark in
      LungRow(
        cells: Say.lungRow(
          remark.seen == nil ? Say.toLookAt : Say.seenRemark, LungWords.name(remark.badge), remark.badge.millilitres,
          remark.slices, remark.badge.side ?? remark.place.flatMap(side)),
        words: LungWords.text(remark), target: remark.target(from: view.cursor, in: volume.size))
    }
    return known
      + record.unknownBadges.map { name in
        LungRow(cells: Say.lungRow(Say.toLookAt, name.escapedForTerminal, nil, nil, nil), words: Say.unknownBadge(name))
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
    (lungState.record(session.annotations)?.air.rows ?? []).map { row in
      LungRow(
        cells: Say.lungRow(Say.otherAir, LungWords.text(row.kind), row.millilitres, row.slices, row.side),
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
        cells: Say.lungRow(Say.lungParts, part.spoken, mL, first...last, side), words: Say.lungPart(part, mL),
        target: VoxelIndex(view.cursor.i, view.cursor.j, most))
    }
  }

  private var limitRows: [LungRow] {
    guard let zones = session.zones else { return [] }
    return [(zones.carina, ZoneMark.carina), (zones.veins, .veins)].map { limit, mark in
      LungRow(
        cells: Say.lungRow(Say.zoneLimits, Say.zoneEnds(mark), nil, limit.k...limit.k, nil),
        words: Say.zoneLimit(limit, mark),
        target: VoxelIndex(view.cursor.i, view.cursor.j, limit.k))
    }
  }
}
