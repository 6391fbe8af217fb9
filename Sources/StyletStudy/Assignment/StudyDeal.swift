import StyletBase

/// The lists of a study: a pure function of its seed, readers, amendments and cases in their order of arrival. The same
/// input gives the same bytes. What is added appends to lists; it reorders nothing.
public struct StudyDeal {
  let study: Study
  let cases: [StudyCase]
  let key: StudyKey
  /// In the order in which readers came.
  var lists: [DealtList]
  /// How many cases were dealt out so far.
  public private(set) var dealt = 0
  /// How often pairs read the same case, by place in `lists`, the smaller first.
  var pairCounts: [[Int]: Int] = [:]
  private var doublesOwed = 0
  private var aliases: Set<Alias> = []
  /// How many amendments were followed; names what is drawn by lot.
  var step = 0

  /// Cost: the readings, 12,000 of 10,000 cases and 20 readers in less than a second.
  /// - Throws: a ``Failure``: a case that too few readers may read, an amendment that fits nothing.
  public init(_ study: Study, cases: [StudyCase], key: StudyKey) throws {
    (self.study, self.cases, self.key) = (study, cases, key)
    lists = study.readers.map { DealtList($0) }
    for amendment in study.amendments {
      step += 1
      switch amendment {
      case .assigned(_, let through, let due):
        guard (dealt...cases.count).contains(through) else {
          throw wrong("through", words("error.study.no-through", ["count": cases.count, "through": through]))
        }
        try deal(dealt..<through, due: due)
        dealt = through
      case .joined(_, let reader, let begun): try join(reader, begun: begun)
      case .left(_, let reader, let begun): try leave(reader, begun: Set(begun))
      case .revised, .ruled: break  // by what is read changes nothing of who reads it
      }
    }
  }

  func wrong(_ field: String, _ what: String) -> Failure {
    StudyFile.wrong("study.json", "amendments[\(step - 1)].\(field)", what)
  }

  /// Those who have not left.
  var active: [Int] { lists.indices.filter { !lists[$0].hasLeft } }

  // MARK: Cases

  private mutating func deal(_ range: Range<Int>, due: String?) throws {
    var hands: [Int: [Hand]] = [:]
    let firsts = try dealFirsts(range, due: due, into: &hands)
    dealDoubles(firsts, due: due, into: &hands)
    for n in active { arrange(hands[n] ?? [], of: n, golds: range.upperBound) }
  }

  /// Site by site, each case to those who have least.
  /// - Returns: by reader, the cases that are his first.
  private mutating func dealFirsts(
    _ range: Range<Int>, due: String?, into hands: inout [Int: [Hand]]
  ) throws -> [Int: [Int]] {
    var firsts: [Int: [Int]] = [:], lots = Lots(seed: study.seed, "firsts|\(step)")
    let open = lots.shuffled(range.filter { cases[$0].use == .study })
    let bySite = open.enumerated().sorted {
      (cases[$0.element].site, $0.offset) < (cases[$1.element].site, $1.offset)
    }.map(\.element)
    for place in bySite {
      let readers = try choose(study.design.readsPerCase, for: place, among: lots.shuffled(active))
      for (n, reader) in readers.enumerated() {
        take(place, reader)
        for other in readers[..<n] { pairCounts[pair(other, reader), default: 0] += 1 }
        hands[reader, default: []].append(Hand(place: place, kind: n == 0 ? .first : .double, due: due))
      }
      firsts[readers[0], default: []].append(place)
    }
    return firsts
  }

  /// Those who have least to read, then least of this site, then least in common.
  /// - Parameter readers: in the order of the lot that decides between equals.
  func choose(_ count: Int, for place: Int, among readers: [Int]) throws -> [Int] {
    let one = cases[place]
    var rest = readers.filter { lists[$0].reader.meets(one.demands) && !lists[$0].known.contains(place) }
    guard rest.count >= count else {
      throw Failure(
        .badData, words("error.study.few-readers", ["case": one.id.text, "count": count, "found": rest.count]),
        advice: words("error.study.few-readers-advice"))
    }
    var chosen: [Int] = []
    for _ in 0..<count {
      func weight(_ n: Int) -> (Int, Int, Int) {
        let common = chosen.reduce(0) { $0 + pairCounts[pair($1, n), default: 0] }
        return (lists[n].load, lists[n].loadBySite[one.site, default: 0], common)
      }
      // The first of the least: `min` keeps the lot's order.
      guard let best = rest.indices.min(by: { weight(rest[$0]) < weight(rest[$1]) }) else { break }
      chosen.append(rest.remove(at: best))
    }
    return chosen
  }

  mutating func take(_ place: Int, _ reader: Int) {
    lists[reader].load += 1
    lists[reader].loadBySite[cases[place].site, default: 0] += 1
    lists[reader].known.insert(place)
  }

  func pair(_ a: Int, _ b: Int) -> [Int] { [min(a, b), max(a, b)] }

  /// The pairs that have least in common, in rounds, each a case that one of the two reads first.
  private mutating func dealDoubles(_ firsts: [Int: [Int]], due: String?, into hands: inout [Int: [Hand]]) {
    let readers = active
    doublesOwed += firsts.values.reduce(0) { $0 + $1.count } * study.design.doublesPer1000
    var lots = Lots(seed: study.seed, "doubles|\(step)")
    var free = firsts
    for n in readers { free[n] = lots.shuffled((firsts[n] ?? []).sorted()) }
    let rounds = PairRounds.pairs(readers.count).map { pair(readers[$0.0], readers[$0.1]) }
    while doublesOwed >= 1000, let least = rounds.map({ pairCounts[$0, default: 0] }).min() {
      var given = 0
      for two in rounds where doublesOwed >= 1000 && pairCounts[two, default: 0] == least {
        guard let (first, second, at) = double(of: two, free) else { continue }
        guard let place = free[first]?.remove(at: at) else { continue }
        lists[second].known.insert(place)
        lists[second].seconds += 1
        pairCounts[two, default: 0] += 1
        hands[second, default: []].append(Hand(place: place, kind: .double, due: due))
        doublesOwed -= 1000
        given += 1
      }
      if given == 0 { return }  // what is owed is given with the next cases
    }
  }

  /// Which of a pair reads a case of the other's, and the case's place among the free ones: who was second less often.
  private func double(of two: [Int], _ free: [Int: [Int]]) -> (first: Int, second: Int, at: Int)? {
    for second in two.sorted(by: { (lists[$0].seconds, $0) < (lists[$1].seconds, $1) }) {
      let first = two[0] == second ? two[1] : two[0]
      let at = free[first]?.firstIndex {
        lists[second].reader.meets(cases[$0].demands) && !lists[second].known.contains($0)
      }
      if let at { return (first, second, at) }
    }
    return nil
  }

  // MARK: Rows

  /// Adds a row to the end of a list.
  mutating func add(_ hand: Hand, to reader: Int, opensAfter: Int?) {
    let name = lists[reader].reader.name, id = cases[hand.place].id
    var attempt = 0, alias: Alias
    repeat {
      alias = Alias(of: name, id, occasion: hand.kind == .repeat ? 2 : 1, attempt: attempt, key: key)
      attempt += 1
    } while !aliases.insert(alias).inserted
    lists[reader].rows.append(
      DealtReading(place: hand.place, kind: hand.kind, due: hand.due, alias: alias, opensAfter: opensAfter))
  }
}
