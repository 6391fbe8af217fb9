import StyletBase

/// In which order a reader reads what he is given at a time.
extension StudyDeal {
  /// So many others stand with each repeat in the part of a list that opens late.
  private static let company = [3, 1]

  /// Appends what a reader is given, and the repeats and gold cases that are due with it. First what is open, the
  /// urgent
  /// before the rest and else in an order drawn by lot; then a part that opens late: repeats, and others that were held
  /// back so that they are not alone. Gold cases stand over all of it, one in each stretch.
  /// - Parameter end: gold cases before this one may be given.
  mutating func arrange(_ given: [Hand], of reader: Int, golds end: Int) {
    guard !given.isEmpty else { return }
    var lots = Lots(seed: study.seed, "order|\(step)|\(lists[reader].reader.name)")
    let count = given.count { $0.kind == .first || study.design.readsPerCase > 1 }
    lists[reader].repeatsOwed += count * study.design.repeatsPer1000
    lists[reader].goldOwed += count * study.design.goldPer1000
    func urgency(_ hand: Hand) -> Int { cases[hand.place].priority ?? 6 }
    var open = lots.shuffled(given).enumerated().sorted {
      (urgency($0.element), $0.offset) < (urgency($1.element), $1.offset)
    }.map(\.element)
    let due = given[0].due
    let late = repeats(of: reader, after: open, &lots)
    let held = Array(open.suffix(late.held))
    open.removeLast(late.held)
    let again = late.places.map { Hand(place: $0, kind: .repeat, due: due) }
    lists[reader].repeated.formUnion(late.places)
    lists[reader].repeatsOwed -= 1000 * again.count
    let gold = gold(of: reader, before: end, &lots).map { Hand(place: $0, kind: .gold, due: due) }
    spread(gold, over: open, lots.shuffled(held + again), of: reader, &lots)
  }

  /// Which cases are repeated now, and how many rows are held back to stand with them: as many as are owed, or as there
  /// are whose reading lies far enough before.
  private func repeats(of reader: Int, after open: [Hand], _ lots: inout Lots) -> (places: [Int], held: Int) {
    let list = lists[reader]
    var positions: [(place: Int, at: Int)] = [], at = 0
    for row in list.rows where !row.isAway {
      if row.kind.isOfCase { positions.append((row.place, at)) }
      at += 1
    }
    let before = at
    positions += open.enumerated().map { ($0.element.place, before + $0.offset) }
    positions.removeAll { cases[$0.place].isStriking || list.repeated.contains($0.place) }
    for count in stride(from: list.repeatsOwed / 1000, to: 0, by: -1) {
      for company in Self.company where count * company <= open.count {
        let held = count * company, start = before + open.count - held
        let far = positions.filter { $0.at + study.design.repeatCases < start }
        if far.count >= count { return (lots.shuffled(far.map(\.place)).prefix(count).map { $0 }, held) }
      }
    }
    return ([], 0)
  }

  /// Gold cases that the reader has not had, as many as are owed.
  private mutating func gold(of reader: Int, before end: Int, _ lots: inout Lots) -> [Int] {
    let owed = lists[reader].goldOwed / 1000
    guard owed > 0 else { return [] }
    let list = lists[reader]
    let fresh = (0..<end).filter {
      cases[$0].use == .gold && !list.known.contains($0) && list.reader.meets(cases[$0].demands)
    }
    let chosen = Array(lots.shuffled(fresh).prefix(owed))
    lists[reader].known.formUnion(chosen)
    lists[reader].goldOwed -= 1000 * chosen.count
    return chosen
  }

  private mutating func spread(
    _ gold: [Hand], over open: [Hand], _ late: [Hand], of reader: Int, _ lots: inout Lots
  ) {
    let all = open + late
    var before: [Int: [Hand]] = [:]
    for (n, one) in gold.enumerated() {
      let stretch = n * all.count / gold.count..<(n + 1) * all.count / gold.count
      let at = stretch.isEmpty ? stretch.lowerBound : stretch.lowerBound + lots.number(below: stretch.count)
      before[at, default: []].append(one)
    }
    var opensAfter: Int?
    for (n, hand) in all.enumerated() {
      if n == open.count { opensAfter = self.opening(of: reader) }
      for one in before[n] ?? [] { add(one, to: reader, opensAfter: opensAfter) }
      add(hand, to: reader, opensAfter: opensAfter)
    }
  }

  /// What the part of the list that begins now opens after: all that may be repeated in it, and no more is told.
  private func opening(of reader: Int) -> Int {
    let rows = lists[reader].rows
    var at = rows.count, between = 0
    while at > 0, between < study.design.repeatCases {
      at -= 1
      if !rows[at].isAway { between += 1 }
    }
    return at
  }
}
