import StyletBase

/// Lists, places and design, held against what the assignment gives.
extension StudyCheck {
  func compareLists(_ deal: StudyDeal) {
    if let design = reading(.design, { try DesignedReading.read(folder) }) {
      compareRows(design, deal.design, .design, folder.design, of: \.alias)
    }
    let known = reading(.answers) { try deal.knownAnswers(folder) }
    for list in deal.lists {
      let name = list.reader.name
      let rows = reading(.list) { try ListedReading.read(folder, name) }
      if let rows { compareRows(rows, deal.list(of: name) ?? [], .list, folder.list(name), of: \.alias) }
      comparePlaces(deal, list)
      if let known { compareAnswers(known?.bytes(of: list, deal), folder.answers(name)) }
    }
  }

  /// - Parameter wanted: nil where the study shows no answers.
  private func compareAnswers(_ wanted: [UInt8]?, _ path: String) {
    // Gold that was changed is named already.
    guard !faults.contains(where: { $0.path.hasPrefix(folder.relative(folder.gold)) }) else { return }
    let isThere = Paths.exists(path)
    guard wanted != nil || isThere else { return }
    guard let found = reading(.answers, { isThere ? try SafeFile.read(path, limit: StudyFile.limit).bytes : nil }),
      found != wanted
    else { return }
    fault(.answers, path, words("study.check.answers", ["due": wanted != nil]))
  }

  /// The first row that differs is said, and how: a file in which one row is missing differs in all that follow.
  private func compareRows<Row: Hashable>(
    _ found: [Row], _ wanted: [Row], _ kind: StudyFault.Kind, _ path: String, of alias: (Row) -> Alias
  ) {
    if found == wanted { return }
    let there = Set(found.map(alias)), due = Set(wanted.map(alias))
    let missing = wanted.filter { !there.contains(alias($0)) }, more = found.filter { !due.contains(alias($0)) }
    for (n, row) in found.enumerated() where !due.contains(alias(row)) {
      fault(kind, path, at: "line \(n + 1)", words("study.check.row-more", ["alias": alias(row).text]))
    }
    for row in missing { fault(kind, path, words("study.check.row-missing", ["alias": alias(row).text])) }
    guard missing.isEmpty, more.isEmpty else { return }
    guard let at = found.indices.first(where: { $0 >= wanted.count || found[$0] != wanted[$0] }) else { return }
    let isMoved = found[at...].contains { $0 == wanted[at] }
    fault(
      kind, path, at: "line \(at + 1)",
      words("study.check.row", ["moved": isMoved, "alias": alias(wanted[at]).text]))
  }

  private func comparePlaces(_ deal: StudyDeal, _ list: DealtList) {
    let path = folder.places(list.reader.name)
    func lines(_ bytes: [UInt8]) -> [[UInt8]] { bytes.split(separator: 10).map { Array($0) } }
    guard let bytes = reading(.place, { try SafeFile.read(path, limit: StudyFile.limit).bytes }) else { return }
    let wanted = SealedPlaces.bytes(deal.places(list))
    if bytes == wanted { return }
    let due = lines(wanted), found = lines(bytes)
    let at = found.indices.first { $0 >= due.count || found[$0] != due[$0] } ?? found.count
    let isGone = at >= due.count ? false : !found.contains(due[at]) && found.count < due.count
    fault(
      .place, path, at: "line \(at + 1)", words("study.check.place", ["gone": isGone]))
  }
}
