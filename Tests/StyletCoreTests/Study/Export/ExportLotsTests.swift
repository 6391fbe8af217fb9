import StyletBase
import Testing

@testable import StyletStudy

@Suite struct ExportLotsTests {
  private static func patients(_ count: Int, sites: Int = 3) -> [(patient: String, site: String)] {
    (0..<count).map { n in ("p\(n)", "s\(n * n % sites)") }
  }

  /// Every site has its share of the test and of each fold, to within a patient of each.
  @Test(arguments: [(5, 4), (3, 0), (10, 10), (1, 2), (2, 5)]) func sitesAreSpreadEvenly(folds: Int, test: Int) {
    let all = Self.patients(301), parts = ExportLots(seed: 7, folds: folds, testOneOf: test).draw(all)
    #expect(parts.count == 301)
    for site in Set(all.map(\.site)) {
      let own = all.filter { $0.site == site }.map { parts[$0.patient]! }
      let tested = own.count { $0 == .test }
      #expect(test == 0 ? tested == 0 : (own.count / test...own.count / test + 1).contains(tested))
      let training = own.count - tested
      for fold in 0..<folds {
        let n = own.count { $0.fold == fold }
        #expect((training / folds...training / folds + 1).contains(n), "\(site) fold \(fold): \(n) of \(training)")
      }
    }
  }

  @Test func scansOfAPatientGoTogetherAndLaterOnesMoveNobody() {
    let lots = ExportLots(seed: 1, folds: 5, testOneOf: 5), all = Self.patients(200)
    let twice = all.flatMap { [$0, (patient: $0.patient, site: "another")] }
    #expect(lots.draw(twice) == lots.draw(all))
    let later = lots.draw(all + Self.patients(260).dropFirst(200))
    for (patient, part) in lots.draw(all) { #expect(later[patient] == part) }
    for n in [1, 7, 50] {
      let earlier = lots.draw(all.prefix(n))
      for (patient, part) in earlier { #expect(later[patient] == part) }
    }
  }

  @Test func aSeedGivesTheSameAndAnotherAnother() {
    let all = Self.patients(100)
    let parts = ExportLots(seed: 3, testOneOf: 4).draw(all)
    #expect(ExportLots(seed: 3, testOneOf: 4).draw(all) == parts)
    #expect(ExportLots(seed: 4, testOneOf: 4).draw(all) != parts)
    // By lot, and not by order: of 25 blocks of a site not all have their first for the test.
    let first = Self.patients(100, sites: 1).enumerated().filter { $0.offset % 4 == 0 }.map { $0.element.patient }
    let tested = ExportLots(seed: 3, testOneOf: 4).draw(Self.patients(100, sites: 1))
    #expect((1..<25).contains(first.count { tested[$0] == .test }))
  }
}
