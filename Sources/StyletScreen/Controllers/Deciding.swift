import StyletBase
import StyletCore
import StyletImaging

/// From region to region of what two readings differ in, and whose word is taken.
extension ComparisonController {
  /// What is compared, once it is known where the readings differ.
  private func ready() throws -> Disagreement {
    guard state != nil else { throw Sentence.notComparing }
    guard let found = state?.found else { throw Sentence.stillComparing }
    return found
  }

  // The state is never held: a second owner of its marks would make the next step copy them.
  private var taken: [ComparedTake?] { state?.taken ?? [] }
  private var current: Int? { state?.current }

  /// Goes to the `n`-th open region from the one gone to last, from the largest down and round; of all where none is
  /// open.
  /// - Returns: false while nothing is compared.
  func visit(by n: Int) throws -> Bool {
    guard state != nil, !isOnLungs else { return false }
    let found = try ready(), taken = taken
    guard !found.regions.isEmpty else {
      say(Sentence.noDifference)
      return true
    }
    let open = found.regions.indices.filter { taken[$0] == nil }
    let all = open.isEmpty ? Array(found.regions.indices) : open
    let from = current ?? (n > 0 ? -1 : 0)
    let next = all.firstIndex { $0 > from } ?? 0, previous = all.lastIndex { $0 < from } ?? all.count - 1
    let at = n > 0 ? next + n - 1 : previous + n + 1
    go(to: all[(at % all.count + all.count) % all.count])
    return true
  }

  private func go(to place: Int) {
    guard let found = state?.found else { return }
    state?.go(to: place)
    panes.visit(found.regions[place].middle)
    say(regionLine(place))
  }

  func regionLine(_ place: Int) -> String {
    guard let found = state?.found else { return "" }
    return Sentence.region(
      found.regions[place], number: place + 1, of: found.regions.count, open: state?.open ?? 0, taken[place],
      findingsTable)
  }

  // MARK: Deciding

  func decide(_ take: ComparedTake) throws {
    guard let place = try ready().place(at: view.cursor) ?? (take == .drawn ? current : nil) else {
      throw Sentence.noRegionHere
    }
    try decide(take, [place], isAll: false)
  }

  func decideAll(_ take: ComparedTake) throws {
    let found = try ready(), taken = taken
    let open = found.regions.indices.filter { taken[$0] == nil }
    guard !open.isEmpty else { throw Sentence.nothingOpen }
    try decide(take, open, isAll: true)
  }

  private func decide(_ take: ComparedTake, _ places: [Int], isAll: Bool) throws {
    let found = try ready()
    try session.refuseIfSealed()
    try needFindings()
    endPenStroke()
    let decided = places.filter { take.decides(found.regions[$0]) }
    guard !decided.isEmpty else { throw Sentence.hasNoUnion }
    for label in Set(decided.flatMap { found.regions[$0].findings }).sorted() where tool.locked.contains(label) {
      throw Sentence.lockedLesion(findingsTable[label]?.code ?? "\(label)")
    }
    let edit = found.edit(
      take, decided, isAll: isAll, in: session.findings, grid: volume.grid, reader: reader, session.annotations)
    try accept(edit)
    if !isAll { state?.go(to: decided.first) }
    let words = ComparedDecision.all(in: session.annotations).last
    say(
      Sentence.decided(
        take, regions: decided.count, drawn: words?.drawn ?? 0, cleared: words?.cleared ?? 0, open: state?.open ?? 0))
  }

  /// The disagreement, A alone, B alone, the result alone, and round.
  func showNext() throws {
    guard let state else { throw Sentence.notComparing }
    let side = state.side, all = ComparisonShown.Side.allCases.filter { $0 != .result || !state.readings.isLookedAt }
    let next = all[((all.firstIndex(of: side) ?? 0) + 1) % all.count]
    self.state?.show(next)
    say(Sentence.showsSide(next))
  }

  // MARK: The list

  func listRegions() throws {
    let found = try ready()
    guard !found.regions.isEmpty else { return say(Sentence.noDifference) }
    endPenStroke()
    open(regionList(selected: found.place(at: view.cursor) ?? current ?? 0))
  }

  private func regionList(selected: Int) -> ListPrompt? {
    guard let found = state?.found else { return nil }
    let table = findingsTable, taken = taken
    let go = ListAction(keys: [.enter], text: Sentence.goThere) { [unowned self] row in
      self.go(to: row)
      return nil
    }
    let takes: [(Character, ComparedTake)] = [("a", .a), ("b", .b), ("u", .both), ("c", .common), ("n", .neither)]
    let acts = takes.map { key, take in
      ListAction(keys: [.character(key)], text: Sentence.take(take)) { [unowned self] row in
        state?.go(to: row)
        panes.visit(found.regions[row].middle)
        try decide(take, [row], isAll: false)
        return regionList(selected: row)
      }
    }
    return ListPrompt(
      title: Sentence.regions(state?.open ?? 0, of: taken.count), columns: Sentence.regionColumns, count: taken.count,
      selected: selected, actions: [go] + acts
    ) { Sentence.regionRow(found.regions[$0], number: $0 + 1, taken[$0], table) }
  }

  private func open(_ list: ListPrompt?) { if let list { open(list) } }
}
