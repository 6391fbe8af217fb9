import StyletBase

/// Readers who come and go: what is begun stays whose it is.
extension StudyDeal {
  /// A new reader gets his share of what nobody has begun: from the ends of the longest lists, and nothing that another
  /// reading hangs on.
  mutating func join(_ reader: StudyReader, begun: [ReaderName: [Alias]]) throws {
    if lists.contains(where: { $0.reader.name == reader.name }) {
      throw wrong("reader", words("error.study.reader-there", ["name": reader.name.text]))
    }
    let others = active, new = lists.count
    let started = Set(begun.values.joined())
    let shared = Set(pairsRead())
    lists.append(DealtList(reader))
    var free: [Int: [Int]] = [:]
    for n in others {
      free[n] = lists[n].rows.indices.filter { at in
        let row = lists[n].rows[at]
        return row.kind == .first && !row.isAway && !started.contains(row.alias) && !shared.contains(row.place)
          && !lists[n].repeated.contains(row.place) && reader.meets(cases[row.place].demands)
      }
    }
    let share = free.values.reduce(0) { $0 + $1.count } / (others.count + 1)
    var hand: [Hand] = []
    while hand.count < share,
      let n = others.max(by: { ((free[$0]?.count ?? 0), -$0) < ((free[$1]?.count ?? 0), -$1) }),
      let at = free[n]?.popLast()
    {
      let row = lists[n].rows[at]
      lists[n].rows[at].isAway = true
      lists[new].known.insert(row.place)
      hand.append(Hand(place: row.place, kind: .first, due: row.due))
    }
    others.forEach { dropNearRepeats(of: $0, started) }
    // From here on he gets as many as the others: what was taken from them is not made up for.
    lists[new].load = others.map { lists[$0].load }.min() ?? 0
    lists[new].seconds = others.map { lists[$0].seconds }.min() ?? 0
    for site in Set(others.flatMap { lists[$0].loadBySite.keys }) {
      lists[new].loadBySite[site] = others.map { lists[$0].loadBySite[site, default: 0] }.min()
    }
    let least = PairRounds.pairs(others.count).map { pairCounts[pair(others[$0.0], others[$0.1]), default: 0] }.min()
    for n in others { pairCounts[pair(n, new)] = least ?? 0 }
    arrange(hand, of: new, golds: dealt)
  }

  /// What a reader who leaves has not begun goes to the others; his repeats and gold cases are dropped.
  mutating func leave(_ name: ReaderName, begun: Set<Alias>) throws {
    guard let gone = lists.firstIndex(where: { $0.reader.name == name && !$0.hasLeft }) else {
      throw wrong("reader", words("error.study.no-reader", ["name": name.text]))
    }
    lists[gone].hasLeft = true
    if active.isEmpty { throw wrong("reader", words("error.study.last-reader", ["name": name.text])) }
    var hands: [Int: [Hand]] = [:], lots = Lots(seed: study.seed, "left|\(step)")
    for at in lists[gone].rows.indices {
      let row = lists[gone].rows[at]
      guard !row.isAway, !begun.contains(row.alias) else { continue }
      lists[gone].rows[at].isAway = true
      guard row.kind.isOfCase else { continue }
      let able = lots.shuffled(active)
      // What somebody else reads too may go unread where there is nobody left for it; a case may not.
      let isReadElse = active.contains { reads(row.place, $0) }
      guard let next = isReadElse
        ? try? choose(1, for: row.place, among: able).first : try choose(1, for: row.place, among: able).first
      else { continue }
      if row.kind == .first || study.design.readsPerCase > 1 {
        take(row.place, next)
      } else {
        lists[next].known.insert(row.place)
        lists[next].seconds += 1
      }
      for n in lists.indices where n != next && reads(row.place, n) {
        pairCounts[pair(n, next), default: 0] += 1
        if n != gone { pairCounts[pair(n, gone), default: 0] -= 1 }
      }
      hands[next, default: []].append(Hand(place: row.place, kind: row.kind, due: row.due))
    }
    for n in active { arrange(hands[n] ?? [], of: n, golds: dealt) }
  }

  /// Where rows between a reading and its repeat were taken away, the repeat may stand too near: it is owed again.
  private mutating func dropNearRepeats(of reader: Int, _ begun: Set<Alias>) {
    var position: [Int: Int] = [:], at = 0
    for n in lists[reader].rows.indices {
      let row = lists[reader].rows[n]
      if row.isAway { continue }
      if row.kind == .repeat, !begun.contains(row.alias),
        let first = position[row.place], at - first - 1 < study.design.repeatCases
      {
        lists[reader].rows[n].isAway = true
        lists[reader].repeatsOwed += 1000
        continue
      }
      if row.kind != .repeat { position[row.place] = at }
      at += 1
    }
  }

  /// Whether a reader has a row of a case.
  private func reads(_ place: Int, _ reader: Int) -> Bool {
    lists[reader].rows.contains { $0.place == place && !$0.isAway && $0.kind != .repeat }
  }

  /// Cases that more than one reader reads.
  private func pairsRead() -> [Int] {
    var seen: Set<Int> = [], twice: [Int] = []
    for row in lists.joined where !row.isAway && row.kind != .repeat {
      if !seen.insert(row.place).inserted { twice.append(row.place) }
    }
    return twice
  }
}

extension [DealtList] {
  /// All rows, reader by reader.
  fileprivate var joined: [DealtReading] { flatMap(\.rows) }
}
