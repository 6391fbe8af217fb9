import StyletBase
import StyletCore
import StyletImaging

/// One drawing made of several readers' of one scan, and how each reader stands to the others.
public struct ScanConsensus: Sendable {
  /// One finding.
  public struct Class: NamedFinding, Sendable {
    /// With its value in the consensus.
    public let finding: Finding?
    /// Voxels that at least 1, 2, … of the readers drew.
    public let votes: [Int]
    /// Voxels of the consensus, and undecided ones that a reader drew it in.
    public let voxels, undecided: Int
    /// nil unless it was made so.
    public let staple: Staple?
    /// By reader; nil where the others give no consensus.
    public let scores: [ReaderScore?]
  }

  public let scan: ScanFacts
  public let rule: ConsensusRule
  /// At least two.
  public let readings: [ScanAgreement.Reading]
  /// SHA-256 of each reading's file, lower-case hexadecimal.
  public let digests: [String]
  /// Those that somebody drew; none where all say that nothing is there.
  public let classes: [Class]
  /// All findings of the readings, and what is undecided, last.
  public let findings: LabelTable
  /// By the values of ``findings``.
  public let labels: LabelMap
  /// Voxels.
  public let undecided: Int
  /// How many readers drew something, in each voxel.
  public let votes: LabelMap

  /// - Parameters:
  ///   - readings: at least two, each with its digest.
  ///   - only: the findings that take part, by code; nil for all.
  /// - Throws: ``ConsensusRefusal``. Cost: the runs of all readers, some times over; memory follows what is drawn.
  public init(
    _ scan: ScanFacts, readings: [(reading: StudyReading, sha256: String)], only: [String]? = nil, rule: ConsensusRule
  ) throws(ConsensusRefusal) {
    let own = readings.map(\.reading)
    precondition(own.count >= 2, "a consensus of one reader")
    guard own.count <= VoteMap.mostReaders else { throw .tooManyReaders(VoteMap.mostReaders) }
    let whole = VoxelBox(scan.grid.size)
    for (place, reading) in own.enumerated() {
      if reading.labels.isEmpty, !reading.saysWhatIsNotThere { throw .notRead(place) }
      let undecided = reading.values(of: .finding(code: Finding.undecidedCode))
      if undecided.contains(where: { reading.labels.bounds(of: $0, within: whole) != nil }) {
        throw .isConsensus(place)
      }
    }
    let drawn = ScanAgreement.drawn(own, only).compactMap(\.finding)
    let table = try Self.table(own)
    guard drawn.count < 254, let last = table.findings.last else { throw .tooManyFindings }

    let votes = VoteMap(own.map { reading in
      var classes = [UInt8](repeating: 0, count: 256)
      for (n, finding) in drawn.enumerated() {
        for value in reading.values(of: .finding(code: finding.code)) { classes[Int(value)] = UInt8(n + 1) }
      }
      return VoteMap.Reader(labels: reading.labels, classes: classes)
    })
    let undecided = UInt8(drawn.count + 1), everybody = Array(own.indices)
    let decisions: Decisions
    switch votes.decide(rule, by: everybody, undecided: undecided) {
    case .success(let all): decisions = all
    case .failure(let why):
      throw .disagreement(code: drawn[Int(why.number) - 1].code, drawn: why.drawn, missing: why.missing)
    }
    let others = everybody.map { place in
      try? votes.decide(rule, by: everybody.filter { $0 != place }, undecided: undecided).get().classes
    }
    let values = drawn.map { finding in table.findings.first { $0.code == finding.code } }
    let classes = drawn.indices.map { n in
      Class(UInt8(n + 1), values[n], votes, decisions, others: others, readings: own, undecided: undecided)
    }
    let label = decisions.classes.mapValues { number -> UInt8 in
      number == 0 ? 0 : number == undecided ? last.value : values[Int(number) - 1]?.value ?? last.value
    }
    (self.scan, self.rule, self.classes, findings) = (scan, rule, classes, table)
    self.readings = own.map(ScanAgreement.Reading.init)
    digests = readings.map(\.sha256)
    labels = votes.labels(label)
    self.undecided = votes.ballots.reduce(0) { $0 + (decisions.classes[$1.ballot] == undecided ? $1.voxels : 0) }
    self.votes = votes.labels(
      Dictionary(
        votes.ballots.map { ($0.ballot, UInt8($0.ballot.count { $0 != 0 })) }, uniquingKeysWith: { first, _ in first }))
  }

  /// The findings of all, joined by their codes, and one for what is undecided.
  private static func table(_ readings: [StudyReading]) throws(ConsensusRefusal) -> LabelTable {
    var all = LabelTable(
      readings.first?.findings.findings.filter { $0.code != Finding.undecidedCode } ?? []) ?? .standard
    for finding in readings.flatMap(\.findings.findings) {
      guard finding.code != Finding.undecidedCode, !all.findings.contains(where: { $0.code == finding.code }) else {
        continue
      }
      let added = all.add(
        code: finding.code, name: finding.name, colour: finding.colour, value: finding.value, names: finding.names)
      if added == nil { throw .tooManyFindings }
    }
    let undecided = all.add(
      code: Finding.undecidedCode, name: "Undecided", colour: RGB(0xf0, 0xe4, 0x42), names: ["fr": "Indécis"])
    if undecided == nil { throw .tooManyFindings }
    return all
  }

  public func millilitres(_ voxels: Int) -> Double { Double(voxels) * scan.grid.voxelVolume / 1000 }
}

extension ScanConsensus.Class {
  /// - Parameters:
  ///   - others: for each reader what the ballots come to without him; nil where they come to nothing.
  fileprivate init(
    _ number: UInt8, _ finding: Finding?, _ map: VoteMap, _ decisions: Decisions,
    others: [[VoteMap.Ballot: UInt8]?], readings: [StudyReading], undecided open: UInt8
  ) {
    self.finding = finding
    var votes = [Int](repeating: 0, count: readings.count), voxels = 0, undecided = 0
    for (ballot, count) in map.ballots {
      for n in 0..<ballot.count(where: { $0 == number }) { votes[n] += count }
      if decisions.classes[ballot] == number { voxels += count }
      if decisions.classes[ballot] == open, ballot.contains(number) { undecided += count }
    }
    (self.votes, self.voxels, self.undecided, staple) = (votes, voxels, undecided, decisions.staples[number])
    let box = map.box(of: number, by: Array(readings.indices), margin: Staple.margin)?.count ?? 0
    let drew = readings.indices.map { place in map.ballots.contains { $0.ballot[place] == number } }
    func isAssessed(_ place: Int) -> Bool { drew[place] || readings[place].saysWhatIsNotThere }
    scores = readings.indices.map { place in
      others[place].map { decided in
        var overlap = MaskOverlap(first: 0, second: 0, common: 0), left = 0
        for (ballot, count) in map.ballots {
          let isOwn = ballot[place] == number, theirs = decided[ballot]
          let isTheirs = ballot.indices.contains { $0 != place && ballot[$0] == number }
          guard theirs != open || !isTheirs else {
            left += count
            continue
          }
          overlap.first += isOwn ? count : 0
          overlap.second += theirs == number ? count : 0
          overlap.common += isOwn && theirs == number ? count : 0
        }
        return ReaderScore(
          overlap: overlap, voxels: box - left, undecided: left, isAssessed: isAssessed(place),
          areOthersAssessed: readings.indices.allSatisfy { $0 == place || isAssessed($0) })
      }
    }
  }
}
