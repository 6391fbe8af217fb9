import StyletBase
import Testing

@testable import StyletStudy

/// Readers who come and go: what is begun stays, each case is read, nothing is read twice by one.
@Suite struct ReaderChangeTests {
  private func firsts(_ deal: StudyDeal) -> [CaseID: ReaderName] {
    Dictionary(deal.design.filter { $0.kind == .first }.map { ($0.caseID, $0.reader) }) { a, _ in a }
  }

  /// The first rows of each list are begun.
  private func begun(_ deal: StudyDeal, _ count: Int) -> [ReaderName: [Alias]] {
    Dictionary(uniqueKeysWithValues: deal.readers.map { ($0, (deal.list(of: $0) ?? []).prefix(count).map(\.alias)) })
  }

  @Test func whoJoinsGetsAShareOfWhatIsUnread() throws {
    for seed in 1...8 {
      let cases = PlannedStudy.cases(800, gold: 20), readers = PlannedStudy.readers(5)
      var study = PlannedStudy.study(readers, seed: seed, StudyDesign(), [PlannedStudy.assigned(500)])
      let before = try StudyDeal(study, cases: cases, key: PlannedStudy.key)
      let begun = begun(before, 40), new = StudyReader(name: ReaderName("late")!)
      study.amendments.append(.joined(time: PlannedStudy.time, reader: new, begun: begun))
      let after = try StudyDeal(study, cases: cases, key: PlannedStudy.key)
      #expect(Set(firsts(before).keys) == Set(firsts(after).keys))
      for reader in before.readers {
        let old = (before.list(of: reader) ?? []).map(\.alias), now = (after.list(of: reader) ?? []).map(\.alias)
        #expect(now.starts(with: begun[reader] ?? []))
        #expect(now == old.filter(Set(now).contains))
        #expect(now.count < old.count)
      }
      let own = firsts(after).values.count { $0 == new.name }
      #expect(own > 30)
      try check(after)
      // From then on he gets as many as the others: ±1 in all, which may be 2 of the last cases.
      study.amendments.append(PlannedStudy.assigned(800))
      let later = try StudyDeal(study, cases: cases, key: PlannedStudy.key)
      let counts = later.readers.map { reader in
        firsts(later).values.count { $0 == reader } - firsts(after).values.count { $0 == reader }
      }
      #expect(counts.max()! - counts.min()! <= 2)
      try check(later)
    }
  }

  @Test func whoLeavesLeavesNothingUnread() throws {
    for seed in 1...8 {
      let cases = PlannedStudy.cases(600, gold: 20), readers = PlannedStudy.readers(5)
      var study = PlannedStudy.study(readers, seed: seed, StudyDesign(), [PlannedStudy.assigned(600)])
      let before = try StudyDeal(study, cases: cases, key: PlannedStudy.key), gone = readers[2].name
      let begun = begun(before, 30)[gone] ?? []
      study.amendments.append(.left(time: PlannedStudy.time, reader: gone, begun: begun))
      let after = try StudyDeal(study, cases: cases, key: PlannedStudy.key)
      #expect(Set(firsts(before).keys) == Set(firsts(after).keys))
      #expect((after.list(of: gone) ?? []).map(\.alias) == begun)
      #expect(!after.readers.contains(gone))
      for reader in after.readers {
        let old = before.list(of: reader) ?? []
        #expect((after.list(of: reader) ?? []).starts(with: old))
      }
      #expect(after.design.count { $0.kind == .double } == before.design.count { $0.kind == .double })
      try check(after)
    }
  }

  @Test func theLastReaderCannotLeaveNorAStranger() throws {
    let cases = PlannedStudy.cases(10), readers = PlannedStudy.readers(1)
    for name in [readers[0].name, ReaderName("nobody")!] {
      let study = PlannedStudy.study(
        readers, StudyDesign(), [PlannedStudy.assigned(10), .left(time: PlannedStudy.time, reader: name, begun: [])])
      #expect(throws: Failure.self) { try StudyDeal(study, cases: cases, key: PlannedStudy.key) }
    }
    let twice = PlannedStudy.study(
      readers, StudyDesign(), [.joined(time: PlannedStudy.time, reader: readers[0], begun: [:])])
    #expect(throws: Failure.self) { try StudyDeal(twice, cases: cases, key: PlannedStudy.key) }
  }

  /// Nobody reads a case twice but as a repeat, which is far enough.
  private func check(_ deal: StudyDeal) throws {
    let rows = Dictionary(uniqueKeysWithValues: deal.design.map { ($0.alias, $0) })
    for reader in deal.readers {
      let list = (deal.list(of: reader) ?? []).compactMap { rows[$0.alias] }
      let once = list.filter { $0.kind != .repeat }.map(\.caseID)
      #expect(Set(once).count == once.count)
      for (at, row) in list.enumerated() where row.kind == .repeat {
        let first = try #require(list.firstIndex { $0.caseID == row.caseID })
        #expect(at - first - 1 >= 50)
      }
    }
  }
}
