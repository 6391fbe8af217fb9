import StyletBase
import Testing

@testable import StyletStudy

/// What holds of every deal, over many seeds and sizes.
@Suite struct StudyDealTests {
  private struct Size {
    let readers, cases, seed: Int
  }

  private static let sizes: [Size] = [2, 3, 5, 8, 20].flatMap { readers in
    [0, 1, 7, 100, 611].flatMap { cases in (1...3).map { Size(readers: readers, cases: cases, seed: $0 * 77) } }
  }

  @Test func firstReadingsAreBalancedBySiteToo() throws {
    for size in Self.sizes {
      let cases = PlannedStudy.cases(size.cases)
      let deal = try PlannedStudy.deal(size.readers, cases, seed: size.seed)
      let firsts = deal.design.filter { $0.kind == .first }
      #expect(Set(firsts.map(\.caseID)).count == size.cases)
      #expect(firsts.count == size.cases)
      let sites = Dictionary(uniqueKeysWithValues: cases.map { ($0.id, $0.site) })
      for site in [nil] + Set(cases.map(\.site)).map(Optional.some) {
        let counts = deal.readers.map { reader in
          firsts.count { $0.reader == reader && (site == nil || sites[$0.caseID] == site) }
        }
        #expect(counts.max()! - counts.min()! <= 1, "\(size), \(site ?? "all")")
      }
    }
  }

  @Test func pairsHaveEquallyManyCasesInCommon() throws {
    var design = StudyDesign()
    design.doublesPer1000 = 400
    for size in Self.sizes {
      let deal = try PlannedStudy.deal(size.readers, PlannedStudy.cases(size.cases), seed: size.seed, design)
      let doubles = deal.design.filter { $0.kind == .double }
      #expect(doubles.count == size.cases * 400 / 1000)
      let firsts = deal.design.filter { $0.kind == .first }
      let first = Dictionary(uniqueKeysWithValues: firsts.map { ($0.caseID, $0.reader) })
      var counts: [[ReaderName]: Int] = [:]
      for double in doubles {
        let other = try #require(first[double.caseID])
        #expect(other != double.reader)
        counts[[other, double.reader].sorted(), default: 0] += 1
      }
      let pairs = size.readers * (size.readers - 1) / 2
      let all = Array(counts.values) + Array(repeating: 0, count: pairs - counts.count)
      #expect(all.max()! - all.min()! <= 1, "\(size)")
    }
  }

  @Test func repeatsAreFarFromTheirFirstAndNeverAlone() throws {
    for seed in 1...12 {
      var cases = PlannedStudy.cases(1500, gold: 12)
      for n in stride(from: 0, to: 1500, by: 5) { cases[n].isStriking = true }
      let deal = try PlannedStudy.deal(4, cases, seed: seed, StudyDesign(), [700, 1500])
      let kinds = Dictionary(uniqueKeysWithValues: deal.design.map { ($0.alias, $0) })
      let striking = Set(cases.filter(\.isStriking).map(\.id))
      for reader in deal.readers {
        let list = try #require(deal.list(of: reader)), rows = list.compactMap { kinds[$0.alias] }
        let again = rows.indices.filter { rows[$0].kind == .repeat }
        #expect(again.count >= rows.count { $0.kind == .first } * 50 / 1000 - 1)
        for at in again {
          let first = try #require(rows.firstIndex { $0.caseID == rows[at].caseID })
          #expect(at - first - 1 >= 50)
          #expect(!striking.contains(rows[at].caseID))
          #expect(rows[first].kind != .gold)
          let opens = try #require(list[at].opens)
          #expect(opens.after > first && opens.days == 28)
        }
        // What opens late is mostly something else, and looks no different.
        let late = rows.indices.filter { list[$0].opens != nil }
        #expect(late.count >= 4 * again.count)
        #expect(Set(rows.map(\.alias)).count == rows.count)
      }
    }
  }

  @Test func goldIsSpreadOverTheList() throws {
    let deal = try PlannedStudy.deal(5, PlannedStudy.cases(1000, gold: 10), seed: 3)
    let kinds = Dictionary(uniqueKeysWithValues: deal.design.map { ($0.alias, $0) })
    for reader in deal.readers {
      let rows = try #require(deal.list(of: reader)).compactMap { kinds[$0.alias]?.kind }
      let gold = rows.indices.filter { rows[$0] == .gold }
      #expect(gold.count == 180 * 60 / 1000)
      // One in each stretch: nowhere are two stretches without any.
      let stretch = rows.count / gold.count + 2
      #expect(zip(gold, gold.dropFirst()).allSatisfy { $1 - $0 <= 2 * stretch })
      #expect(gold[0] <= stretch)
    }
  }

  @Test func laterCasesAppend() throws {
    for seed in 1...8 {
      let cases = PlannedStudy.cases(900, gold: 15)
      let first = try PlannedStudy.deal(7, Array(cases[..<400]), seed: seed, StudyDesign(), [400])
      let both = try PlannedStudy.deal(7, cases, seed: seed, StudyDesign(), [400, 900])
      for reader in first.readers {
        let before = try #require(first.list(of: reader)), after = try #require(both.list(of: reader))
        #expect(Array(after.prefix(before.count)) == before)
        #expect(after.count > before.count)
      }
    }
  }

  @Test func theSameInputGivesTheSameBytesAndAnotherSeedOthers() throws {
    let cases = PlannedStudy.cases(300, gold: 20)
    func bytes(_ seed: Int) throws -> [UInt8] {
      let deal = try PlannedStudy.deal(6, cases, seed: seed)
      return DesignedReading.bytes(deal.design) + deal.readers.flatMap { ListedReading.bytes(deal.list(of: $0) ?? []) }
    }
    #expect(try bytes(5) == bytes(5))
    #expect(try bytes(5) != bytes(6))
  }

  /// The lists of a fixed study are these bytes, with every compiler and on every machine.
  @Test func theBytesOfAFixedStudy() throws {
    var cases = PlannedStudy.cases(700, sites: 4, gold: 25)
    for n in stride(from: 0, to: 700, by: 9) { cases[n].priority = n % 5 + 1 }
    for n in stride(from: 3, to: 700, by: 11) { cases[n].isStriking = true }
    var study = PlannedStudy.study(PlannedStudy.readers(5), seed: 42, StudyDesign(), [PlannedStudy.assigned(400)])
    let begun = try StudyDeal(study, cases: cases, key: PlannedStudy.key)
    let rows = Dictionary(uniqueKeysWithValues: begun.readers.map { reader in
      (reader, (begun.list(of: reader) ?? []).prefix(12).map(\.alias))
    })
    study.amendments.append(
      .joined(time: PlannedStudy.time, reader: StudyReader(name: ReaderName("late")!), begun: rows))
    study.amendments.append(
      .left(time: PlannedStudy.time, reader: study.readers[1].name, begun: rows[study.readers[1].name] ?? []))
    study.amendments.append(PlannedStudy.assigned(700))
    let deal = try StudyDeal(study, cases: cases, key: PlannedStudy.key)
    let bytes = DesignedReading.bytes(deal.design)
      + deal.lists.flatMap { list in
        ListedReading.bytes(deal.list(of: list.reader.name) ?? []) + SealedPlaces.bytes(deal.places(list))
      }
    #expect(sha256(bytes) == "c5607dbe2f80af5eba442cb7077860856d1c52129e818159c9e92ee1e5755dde")
  }

  @Test func eachCaseIsReadByAsManyAsAsked() throws {
    var design = StudyDesign()
    (design.readsPerCase, design.doublesPer1000, design.goldPer1000) = (3, 0, 0)
    let deal = try PlannedStudy.deal(7, PlannedStudy.cases(210), design)
    let byCase = Dictionary(grouping: deal.design.filter { $0.kind != .repeat }, by: \.caseID)
    #expect(byCase.count == 210)
    #expect(byCase.values.allSatisfy { $0.count == 3 && Set($0.map(\.reader)).count == 3 })
    let counts = deal.readers.map { reader in deal.design.count { $0.reader == reader && $0.kind != .repeat } }
    #expect(counts == Array(repeating: 90, count: 7))
    #expect(deal.pairCounts.values.max()! - deal.pairCounts.values.min()! <= 2)
  }

  @Test func onlyTheExperiencedGetWhatDemandsIt() throws {
    var cases = PlannedStudy.cases(60), readers = PlannedStudy.readers(4)
    for n in 0..<20 { cases[n].demands = ["ild": 2] }
    (readers[1].experience, readers[2].experience) = (["ild": 3], ["ild": 1])
    var study = PlannedStudy.study(readers, StudyDesign(), [PlannedStudy.assigned(60)])
    let deal = try StudyDeal(study, cases: cases, key: PlannedStudy.key)
    let hard = Set(cases[..<20].map(\.id))
    #expect(deal.design.filter { hard.contains($0.caseID) }.allSatisfy { $0.reader == readers[1].name })
    study.readers[1].experience = [:]
    #expect(throws: Failure.self) { try StudyDeal(study, cases: cases, key: PlannedStudy.key) }
  }

  @Test func aliasesTellNothing() throws {
    let deal = try PlannedStudy.deal(20, PlannedStudy.cases(800, gold: 20), StudyDesign())
    let aliases = deal.design.map(\.alias)
    #expect(Set(aliases).count == aliases.count)
    #expect(aliases.allSatisfy { Alias($0.text) == $0 })
    // Of one case nobody's aliases share a beginning oftener than chance has it (1 in 484).
    let byCase = Dictionary(grouping: deal.design, by: \.caseID).values.filter { $0.count > 1 }
    let alike = byCase.count { Set($0.map(\.alias.folder)).count < $0.count }
    #expect(alike < byCase.count / 20 + 3)
  }

  @Test func tenThousandCasesOfTwentyReaders() throws {
    let cases = PlannedStudy.cases(10_400, sites: 12, gold: 26)
    let design = try PlannedStudy.deal(20, cases).design
    #expect(design.count { $0.kind == .first } == 10_000)
    #expect(design.count { $0.kind == .double } == 950)
  }
}
