import StyletBase
import Testing

@testable import StyletStudy

@Suite struct ExportRuleTests {
  @Test func pairsAgreeOrNot() {
    var rule = ExportRule()
    (rule.dice, rule.extent) = (0.7, 5)
    #expect(rule.isMet(by: .init(first: 10, second: 10, common: 7)))
    #expect(!rule.isMet(by: .init(first: 10, second: 11, common: 7)))
    #expect(rule.isMet(by: .init(first: 0, second: 0, common: 0)))
    #expect(!rule.isMet(by: .init(first: 1, second: 0, common: 0)))
    #expect(!rule.isMet(by: .init(first: 10, second: 10, common: 10, extentDifference: -5.01)))
    #expect(rule.isMet(by: .init(first: 10, second: 10, common: 10, extentDifference: 5)))
    #expect(!rule.isMet(by: .init(first: 10, second: 10, common: 10, differing: 1)))
  }

  @Test func commonVoxelsAreThoseOfALoop() {
    let a = StudyMasks.map { i, j, k in (i + j + k) % 3 == 0 }
    let b = StudyMasks.map(StudyMasks.size, 5) { i, j, k in j > 4 && k != 3 }
    var common = 0
    for k in 0..<12 where k != 3 { for j in 5..<14 { for i in 0..<16 where (i + j + k) % 3 == 0 { common += 1 } } }
    #expect(ExportRule.Pair.common((a, [1]), (b, [5, 6])) == common && common > 0)
    #expect(ExportRule.Pair.common((a, [2]), (b, [5])) == 0)
  }

  private static func reading(_ n: Int, _ kind: DesignedReading.Kind = .first) -> DesignedReading {
    let alias = Alias(String("234679cdf".dropFirst(n).prefix(1)) + "2222222")!
    return DesignedReading(
      reader: ReaderName("r\(n)")!, alias: alias, caseID: CaseID("C1")!, occasion: kind == .repeat ? 2 : 1, kind: kind)
  }

  private func stays(
    _ states: [ReadingProgress.State], kinds: [DesignedReading.Kind]? = nil, isAdjudicated: Bool = false,
    _ change: (inout StudyCase) -> Void = { _ in }
  ) -> LeftOutCase.Reason? {
    var one = PlannedStudy.cases(1)[0]
    change(&one)
    let design = states.indices.map { Self.reading($0, kinds?[$0] ?? ($0 == 0 ? .first : .double)) }
    let result = ExportCandidate.of(one, design: design, isAdjudicated: isAdjudicated) { reading in
      states[design.firstIndex(of: reading)!]
    }
    guard case .failure(let stays) = result else { return nil }
    return stays.reason
  }

  @Test func whichCasesLeave() {
    #expect(stays([.sealed]) == nil && stays([.sealed, .sealed]) == nil && stays([.sealed, .skipped]) == nil)
    #expect(stays([]) == .unread && stays([.open]) == .unread && stays([.skipped]) == .unread)
    #expect(stays([.sealed, .waiting]) == .unread && stays([.sealed, .open]) == .unread)
    #expect(stays([.sealed, .open], isAdjudicated: true) == nil && stays([.open], isAdjudicated: true) == .unread)
    // A repeat and a gold reading are not of the case's own.
    #expect(stays([.sealed, .waiting], kinds: [.first, .repeat]) == nil)
    #expect(stays([.sealed], kinds: [.gold]) == .unread)
    #expect(stays([.sealed]) { $0.use = .gold } == .gold)
    #expect(stays([.sealed]) { $0.status = .withdrawn } == .withdrawn)
  }
}
