import StyletBase
import TestSupport
import Testing

@testable import StyletStudy

/// All that a reader's folder has, read as somebody would who wants to know which rows are one case: nothing tells.
@Suite struct BlindingTests {
  /// What a row shows, by what it is called; and where it stands in each file.
  private struct Shown {
    var features: [String: String] = [:]
    var place = 0
    var isLate = false
  }

  /// Every file of a reader's folder, row by row, with no knowledge of what they mean but which alias a row belongs to.
  private func shown(_ folder: StudyFolder, _ reader: ReaderName) throws -> [Alias: Shown] {
    var all: [Alias: Shown] = [:]
    let rows = try ListedReading.read(folder, reader)
    let list = String(decoding: try SafeFile.read(folder.list(reader)).bytes, as: UTF8.self).split(separator: "\n")
    let scans = String(decoding: try SafeFile.read(folder.places(reader)).bytes, as: UTF8.self).split(separator: "\n")
    // What stands in quotes, with the row that it stands in.
    var quoted: [Substring: Int] = [:]
    for (n, row) in scans.enumerated() { for text in row.split(separator: "\"") { quoted[text] = n } }
    for (n, row) in rows.enumerated() {
      var one = Shown(place: n, isLate: row.opens != nil)
      one.features["priority"] = "\(row.priority ?? 0)"
      one.features["due"] = row.due ?? ""
      one.features["length in the list"] = "\(list[n].utf8.count)"
      one.features["folder"] = row.alias.folder
      for at in 0..<Alias.length { one.features["letter \(at)"] = String(Array(row.alias.text)[at]) }
      let tag = MaskedRows.places.tag(of: row.alias)
      let at = try #require(quoted[tag[...]])
      let value = try JSONParser.parse(Array(scans[at].utf8)).object
      let place = value?["place"]?.string ?? "", check = value?["check"]?.string ?? ""
      one.features["tag"] = String(tag.prefix(2))
      one.features["check"] = String(check.prefix(2))
      one.features["length of the place"] = "\(scans[at].utf8.count)"
      for n in [0, 8, 40, 80, 120] { one.features["place \(n)"] = String(Array(place.utf8)[n]) }
      one.features["tenth of the places"] = "\(at * 10 / scans.count)"
      all[row.alias] = one
    }
    return all
  }

  @Test func nothingLinksTwoOccasionsOrTwoReaders() throws {
    try withTemporaryFolder { path in
      var design = StudyDesign()
      (design.doublesPer1000, design.repeatsPer1000) = (300, 150)
      var cases = PlannedStudy.cases(3000, gold: 30)
      for n in cases.indices where n % 7 == 0 { cases[n].priority = n % 5 + 1 }
      let deal = try PlannedStudy.deal(5, cases, seed: 3, design), folder = StudyFolder(path)
      for made in [folder.keys, folder.readers] { try Paths.makeFolder(made) }
      try deal.write(folder)
      var shown: [Alias: Shown] = [:]
      for reader in deal.readers {
        #expect(Set(Paths.names(in: folder.reader(reader)) ?? []) == ["list.jsonl", "scans.jsonl"])
        shown.merge(try self.shown(folder, reader)) { a, _ in a }
      }
      let rows = deal.design, byReader = Dictionary(grouping: rows, by: \.reader)
      // A repeat and its first reading, against the repeat and any other row of what was open.
      var linked: [(Shown, Shown)] = [], others: [(Shown, Shown)] = []
      for own in byReader.values {
        let firsts = own.filter { $0.kind != .gold && shown[$0.alias]?.isLate == false }
        for again in own where again.kind == .repeat {
          let late = try #require(shown[again.alias])
          for (n, first) in firsts.enumerated() where first.caseID == again.caseID || (n + linked.count) % 23 == 0 {
            let early = try #require(shown[first.alias])
            if first.caseID == again.caseID { linked.append((early, late)) } else { others.append((early, late)) }
          }
        }
      }
      #expect(linked.count > 300)
      expectNoLink(linked, others, "a repeat")
      // Where a first reading stood tells nothing of where its repeat does.
      let order = correlation(linked.map { (Double($0.0.place), Double($0.1.place)) })
      #expect(abs(order) < 4 / Double(linked.count).squareRoot(), "\(order)")
      // Two readers of one case, against two readers of two. Priorities are the cases': they are shown to both.
      let firsts = rows.filter { $0.kind == .first }, doubles = rows.filter { $0.kind == .double }
      let place = Dictionary(uniqueKeysWithValues: firsts.map { ($0.caseID, $0) })
      let pairs = doubles.compactMap { double in place[double.caseID].map { ($0, double) } }
      let same = pairs.compactMap { a, b in shown[a.alias].flatMap { x in shown[b.alias].map { (x, $0) } } }
      var mixed: [(Shown, Shown)] = []
      for n in pairs.indices {
        for step in [1, 7, 31, 77] {
          let other = pairs[(n + step) % pairs.count].1
          if other.reader != pairs[n].0.reader, let x = shown[pairs[n].0.alias], let y = shown[other.alias] {
            mixed.append((x, y))
          }
        }
      }
      #expect(same.count > 800)
      expectNoLink(same, mixed, "two readers", but: ["priority", "length in the list"])
    }
  }

  /// Priorities stand in their order, whatever a gold case's own is: one that stood out of it would be told by that.
  @Test(arguments: [nil, 1, 5]) func aGoldCaseHasThePriorityOfItsNeighbour(_ own: Int?) throws {
    var cases = PlannedStudy.cases(900, gold: 9), design = StudyDesign()
    for n in cases.indices { cases[n].priority = cases[n].use == .gold ? own : n % 5 + 1 }
    design.goldPer1000 = 80
    let deal = try PlannedStudy.deal(3, cases, seed: 4, design)
    let gold = Set(deal.design.filter { $0.kind == .gold }.map(\.alias))
    var seen = 0
    for reader in deal.readers {
      let rows = try #require(deal.list(of: reader)), open = rows.filter { $0.opens == nil }
      let shown = open.compactMap(\.priority)
      #expect(shown.count == open.count && shown == shown.sorted())
      #expect(rows.allSatisfy { $0.opens == nil || $0.priority == nil })
      seen += open.count { gold.contains($0.alias) }
    }
    #expect(seen > 30)
  }

  /// Equal no more often in pairs of one case than in others.
  private func expectNoLink(
    _ linked: [(Shown, Shown)], _ others: [(Shown, Shown)], _ what: String, but known: Set<String> = []
  ) {
    for name in linked[0].0.features.keys.sorted() where !known.contains(name) {
      func rate(_ pairs: [(Shown, Shown)]) -> Double {
        Double(pairs.count { $0.0.features[name] == $0.1.features[name] }) / Double(pairs.count)
      }
      let usual = rate(others), n = Double(linked.count)
      let bound = usual + 4 * (usual * (1 - usual) / n).squareRoot() + 3 / n
      #expect(rate(linked) <= bound, "\(what), \(name): \(rate(linked)), usually \(usual)")
    }
  }

  private func correlation(_ pairs: [(Double, Double)]) -> Double {
    let n = Double(pairs.count), x = pairs.reduce(0) { $0 + $1.0 } / n, y = pairs.reduce(0) { $0 + $1.1 } / n
    var xy = 0.0, xx = 0.0, yy = 0.0
    for (a, b) in pairs { (xy, xx, yy) = (xy + (a - x) * (b - y), xx + (a - x) * (a - x), yy + (b - y) * (b - y)) }
    return xy / (xx * yy).squareRoot()
  }
}
