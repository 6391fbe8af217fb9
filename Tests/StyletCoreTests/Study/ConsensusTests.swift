import StyletBase
import StyletImaging
import Testing

@testable import StyletAgreement

/// What several readers drew made into one drawing: held to what is computed voxel by voxel.
@Suite struct ConsensusTests {
  private static let size = GridSize(21, 9, 6)!
  private static let facts = ScanFacts(
    name: "chest.nii", sha256: String(repeating: "a", count: 64), grid: StudyMasks.grid([0.5, 0.5, 2], size))

  private static func finding(_ value: UInt8, _ code: String) -> Finding {
    Finding(value: value, code: code, name: "Finding \(code)", colour: RGB(1, 2, 3))
  }

  /// Blobs with ragged edges, different for each reader; up to the grid's edges, and some rows full.
  private static func readings(_ count: Int, seed: UInt64, codes: [String] = ["GGO", "CON"]) -> [StudyReading] {
    (0..<count).map { n in
      var random = SplitMix64(seed: seed &+ UInt64(n) &* 77)
      var labels = LabelMap(size: size), runs: [Run] = []
      for k in 0..<size.k {
        for j in 0..<size.j {
          for i in 0..<size.i {
            let roll = random.next() % 100
            let isIn = (4..<16).contains(i) && (1..<8).contains(j) || j == 8
            let first: UInt64 = isIn ? 70 : 4, second: UInt64 = codes.count > 1 ? (isIn ? 85 : 6) : 0
            if roll < first { runs.append(Run(k: k, j: j, i: i, count: 1, old: 0, new: UInt8(n % 2 == 0 ? 1 : 5))) }
            if roll >= first, roll < second { runs.append(Run(k: k, j: j, i: i, count: 1, old: 0, new: 2)) }
          }
        }
      }
      labels.apply(runs)
      // One finding under two values, as the tables of two projects may have it.
      var table = [finding(n % 2 == 0 ? 1 : 5, codes[0])]
      if codes.count > 1 { table.append(finding(2, codes[1])) }
      return StudyReading(name: "r\(n)", labels: labels, findings: LabelTable(table)!)
    }
  }

  private static func consensus(
    _ readings: [StudyReading], _ rule: ConsensusRule, only: [String]? = nil
  ) throws(ConsensusRefusal) -> ScanConsensus {
    try ScanConsensus(facts, readings: readings.map { ($0, String(repeating: "b", count: 64)) }, only: only, rule: rule)
  }

  private static func code(_ labels: LabelMap, _ table: LabelTable, _ v: VoxelIndex) -> String {
    labels[v] == 0 ? "" : table[labels[v]]?.code ?? "?"
  }

  private static var voxels: [VoxelIndex] {
    (0..<size.count).map { VoxelIndex($0 % size.i, $0 / size.i % size.j, $0 / (size.i * size.j)) }
  }

  private static func codes(_ readings: [StudyReading], _ v: VoxelIndex) -> [String] {
    readings.map { code($0.labels, $0.findings, v) }
  }

  // MARK: The rule

  /// The rule as it is said, once more and in other words.
  private static func naive(_ said: [String], _ tie: ConsensusRule.Tie) -> String {
    let n = Double(said.count), share = { (code: String) in Double(said.filter { $0 == code }.count) / n }
    let drawn = 1 - share("")
    for code in Set(said) where code != "" && share(code) > 0.5 { return code }
    if drawn < 0.5 - 1e-9 { return "" }
    let isHalf = abs(drawn - 0.5) < 1e-9
    if isHalf, tie == .out { return "" }
    let halves = Set(said).filter { $0 != "" && share($0) == 0.5 }
    if tie == .in, halves.count == 1, let only = halves.first { return only }
    return "UNDECIDED"
  }

  @Test(arguments: ConsensusRule.Tie.allCases) func everyBallotIsDecidedAsTheRuleSays(_ tie: ConsensusRule.Tie) {
    let codes = ["", "GGO", "CON", "UNDECIDED"]
    for n in 1...6 {
      for number in 0..<Int((0..<n).reduce(1) { all, _ in all * 3 }) {
        var rest = number
        let ballot = (0..<n).map { _ -> UInt8 in
          defer { rest /= 3 }
          return UInt8(rest % 3)
        }
        let got = ConsensusRule(.majority, tie: tie).majority(ballot, undecided: 3)
        #expect(codes[Int(got)] == Self.naive(ballot.map { codes[Int($0)] }, tie), "\(ballot)")
      }
    }
  }

  @Test(arguments: 2...7) func theMajorityIsThatOfEachVoxel(_ count: Int) throws {
    for tie in ConsensusRule.Tie.allCases {
      let readings = Self.readings(count, seed: UInt64(count))
      let all = try Self.consensus(readings, ConsensusRule(.majority, tie: tie))
      var undecided = 0, votes = [String: [Int]]()
      for v in Self.voxels {
        let said = Self.codes(readings, v), right = Self.naive(said, tie)
        #expect(Self.code(all.labels, all.findings, v) == right, "\(v) \(said)")
        #expect(Int(all.votes[v]) == said.count { $0 != "" })
        undecided += right == "UNDECIDED" ? 1 : 0
        for code in Set(said) where code != "" {
          for n in 0..<said.count(where: { $0 == code }) {
            votes[code, default: [Int](repeating: 0, count: count)][n] += 1
          }
        }
      }
      #expect(all.undecided == undecided)
      #expect(Dictionary(uniqueKeysWithValues: all.classes.map { ($0.finding?.code ?? "", $0.votes) }) == votes)
      #expect(all.findings.findings.map(\.code) == ["GGO", "CON", "UNDECIDED"])
    }
  }

  // MARK: STAPLE

  private struct Naive {
    var p: [Double], q: [Double], w: [Double], iterations: Int
  }

  /// Voxel by voxel, as the paper writes it.
  private static func staple(_ masks: [[Bool]]) -> Naive {
    let n = masks.count, count = masks[0].count
    var w = (0..<count).map { x in Double(masks.count { $0[x] }) / Double(n) }
    let prior = w.reduce(0, +) / Double(count)
    var p = [Double](repeating: 0, count: n), q = p, iterations = 0
    while true {
      let (oldP, oldQ) = (p, q)
      for r in 0..<n {
        var (hit, all, pass, none) = (0.0, 0.0, 0.0, 0.0)
        for x in 0..<count {
          (all, none) = (all + w[x], none + 1 - w[x])
          if masks[r][x] { hit += w[x] } else { pass += 1 - w[x] }
        }
        (p[r], q[r]) = (hit / all, pass / none)
      }
      for x in 0..<count {
        var (a, b) = (prior, 1 - prior)
        for r in 0..<n { (a, b) = masks[r][x] ? (a * p[r], b * (1 - q[r])) : (a * (1 - p[r]), b * q[r]) }
        w[x] = a / (a + b)
      }
      let moved = zip(p, oldP).map { pow2($0 - $1) } + zip(q, oldQ).map { pow2($0 - $1) }
      if iterations > 0, moved.allSatisfy({ $0 <= 1e-14 }) { return Naive(p: p, q: q, w: w, iterations: iterations) }
      iterations += 1
    }
  }

  private static func pow2(_ x: Double) -> Double { x * x }

  @Test(arguments: 2...6) func stapleIsThatOfEachVoxel(_ count: Int) throws {
    let readings = Self.readings(count, seed: 40 + UInt64(count), codes: ["GGO"])
    let all = try Self.consensus(readings, ConsensusRule(.staple))
    let own = try #require(all.classes.first), staple = try #require(own.staple)
    // The box of all that is drawn with ten voxels more is the whole grid.
    #expect(staple.voxels == Self.size.count && staple.isConverged && all.classes.count == 1)
    let masks = readings.map { reading in Self.voxels.map { reading.labels[$0] != 0 } }
    let right = Self.staple(masks)
    for (got, known) in [(staple.sensitivities, right.p), (staple.specificities, right.q)] {
      for (a, b) in zip(got, known) { #expect(abs(a - b) < 1e-9) }
    }
    #expect(staple.iterations == right.iterations)
    for (n, v) in Self.voxels.enumerated() { #expect((all.labels[v] != 0) == (right.w[n] >= 0.5)) }
    #expect(own.voxels == right.w.count { $0 >= 0.5 } && all.undecided == 0)
  }

  /// Ten voxels more than what is drawn, and no more than the grid has.
  @Test func stapleLooksAtTheBoxOfWhatIsDrawn() throws {
    let size = GridSize(60, 50, 40)!
    func reading(_ i: Range<Int>) -> StudyReading {
      let labels = StudyMasks.map(size) { a, b, c in i.contains(a) && (20..<24).contains(b) && (3..<5).contains(c) }
      return StudyReading(name: "r", labels: labels, findings: .standard)
    }
    let facts = ScanFacts(name: "s", sha256: nil, grid: StudyMasks.grid([1, 1, 1], size))
    let all = try ScanConsensus(
      facts, readings: [(reading(20..<26), ""), (reading(22..<30), ""), (reading(21..<27), "")],
      rule: ConsensusRule(.staple))
    #expect(all.classes.first?.staple?.voxels == 30 * 24 * 15)
    #expect(all.classes.first?.scores.first??.voxels == 30 * 24 * 15)
  }

  /// An empty mask makes STAPLE the intersection of the others: refused, and nothing divided by nothing.
  @Test func stapleRefusesAnEmptyMask() throws {
    #expect(Staple([(0b01, 5), (0b00, 3)], box: 100, readers: 2) == nil)
    #expect(Staple([], box: 100, readers: 3) == nil)
    // All of a box drawn by all: nothing outside to be wrong on.
    let full = try #require(Staple([(0b11, 64)], box: 64, readers: 2))
    #expect(full.sensitivities == [1, 1] && full.specificities == [1, 1] && full.contains(0b11) && full.isConverged)
    var none = Self.readings(3, seed: 1)
    none[1] = StudyReading(name: "b", labels: LabelMap(size: Self.size), findings: none[1].findings)
    #expect(throws: ConsensusRefusal.notRead(1)) { try Self.consensus(none, ConsensusRule()) }
    none[1].isReadAsNone = true
    #expect(throws: ConsensusRefusal.disagreement(code: "GGO", drawn: [0, 2], missing: [1])) {
      try Self.consensus(none, ConsensusRule(.staple))
    }
    // Who says that nothing is there votes so.
    let majority = try Self.consensus(none, ConsensusRule())
    #expect(majority.classes.allSatisfy { $0.votes[2] == 0 && $0.votes[1] > 0 })
    #expect(majority.classes[0].scores[1]?.dice == 0 && majority.classes[0].scores[1]?.sensitivity == 0)
  }

  /// Where two classes are likely, or something is agreed on and not what, nothing is taken for the truth.
  @Test func stapleLeavesUndecidedWhatReadersCallDifferently() throws {
    let table = LabelTable([Self.finding(1, "GGO"), Self.finding(2, "CON")])!
    func reading(_ middle: UInt8) -> StudyReading {
      var labels = LabelMap(size: Self.size)
      labels.apply([
        Run(k: 1, j: 2, i: 1, count: 8, old: 0, new: 1), Run(k: 3, j: 2, i: 1, count: 8, old: 0, new: 2),
        Run(k: 2, j: 2, i: 1, count: 2, old: 0, new: middle),
      ])
      return StudyReading(name: "r", labels: labels, findings: table)
    }
    let all = try Self.consensus([1, 2, 1, 2].map(reading), ConsensusRule(.staple))
    #expect(Self.code(all.labels, all.findings, VoxelIndex(2, 2, 1)) == "GGO")
    #expect(Self.code(all.labels, all.findings, VoxelIndex(2, 2, 3)) == "CON")
    #expect(Self.code(all.labels, all.findings, VoxelIndex(1, 2, 2)) == "UNDECIDED" && all.undecided == 2)
  }

  // MARK: Scores

  /// Each reader against the rule applied to the others alone.
  @Test(arguments: [2, 3, 4, 5], ConsensusRule.Tie.allCases) func scoresLeaveTheReaderOut(
    _ count: Int, _ tie: ConsensusRule.Tie
  ) throws {
    let readings = Self.readings(count, seed: 90 + UInt64(count))
    let all = try Self.consensus(readings, ConsensusRule(.majority, tie: tie))
    for own in all.classes {
      let code = try #require(own.finding?.code)
      for (place, score) in own.scores.enumerated() {
        var a = 0, b = 0, both = 0, counted = 0
        for v in Self.voxels {
          var said = Self.codes(readings, v)
          let mine = said.remove(at: place) == code, theirs = Self.naive(said, tie)
          if theirs == "UNDECIDED", said.contains(code) { continue }
          (a, b, both) = (a + (mine ? 1 : 0), b + (theirs == code ? 1 : 0), both + (mine && theirs == code ? 1 : 0))
          counted += 1
        }
        let got = try #require(score)
        #expect(got.overlap == MaskOverlap(first: a, second: b, common: both))
        #expect(got.voxels == counted && got.voxels + got.undecided == Self.size.count)
        #expect(got.dice == (a > 0 && b > 0 ? 2 * Double(both) / Double(a + b) : 0))
        #expect(got.sensitivity == (b > 0 ? Double(both) / Double(b) : nil))
        #expect(got.specificity == Double(counted - a - b + both) / Double(counted - b))
      }
    }
  }

  /// A class that one drew, and of which another says nothing: no score, and no zero.
  @Test func whatIsNotSaidIsNotScored() throws {
    var readings = Self.readings(3, seed: 5, codes: ["GGO"])
    readings[0].labels.apply([Run(k: 5, j: 0, i: 20, count: 1, old: readings[0].labels[VoxelIndex(20, 0, 5)], new: 9)])
    readings[0].findings = LabelTable([Self.finding(1, "GGO"), Self.finding(9, "NEW")])!
    func new() throws -> ScanConsensus.Class {
      try #require(try Self.consensus(readings, ConsensusRule()).classes.first { $0.finding?.code == "NEW" })
    }
    let silent = try new()
    #expect(silent.votes == [1, 0, 0] && silent.voxels == 0 && silent.scores.allSatisfy { $0?.dice == nil })
    for n in 1...2 { readings[n].isReadAsNone = true }
    #expect(try new().scores[0]?.dice == 0 && (try new()).scores[0]?.sensitivity == nil)
  }

  // MARK: What is refused

  @Test func readingsThatAreNoneAreRefused() throws {
    let readings = Self.readings(3, seed: 3), made = try Self.consensus(readings, ConsensusRule())
    let again = StudyReading(name: "c", labels: made.labels, findings: made.findings)
    #expect(made.undecided > 0)
    #expect(throws: ConsensusRefusal.isConsensus(1)) { try Self.consensus([readings[0], again], ConsensusRule()) }
    let many = [StudyReading](repeating: readings[0], count: 65)
    #expect(throws: ConsensusRefusal.tooManyReaders(64)) { try Self.consensus(many, ConsensusRule()) }
    var full = readings[0]
    full.findings = LabelTable((1...255).map { Self.finding(UInt8($0), "F\($0)") })!
    #expect(throws: ConsensusRefusal.tooManyFindings) { try Self.consensus([full, full], ConsensusRule()) }
    let some = try Self.consensus(readings, ConsensusRule(), only: ["CON"])
    #expect(some.classes.map { $0.finding?.code } == ["CON"])
  }

  /// All say that nothing is there: that is the consensus.
  @Test func nothingAgreedOnIsAConsensus() throws {
    var reading = StudyReading(name: "a", labels: LabelMap(size: Self.size), findings: .standard)
    reading.isReadAsNone = true
    for method in ConsensusRule.Method.allCases {
      let none = try Self.consensus([reading, reading], ConsensusRule(method))
      #expect(none.classes.isEmpty && none.labels.isEmpty && none.undecided == 0)
    }
  }
}
