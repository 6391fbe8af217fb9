/// What each ballot comes to.
struct Decisions {
  /// The class of each ballot, `undecided` where there is none of them; nil where a class was drawn by some and not by
  /// others, and the method cannot do with that.
  var classes: [VoteMap.Ballot: UInt8]
  /// By class, of STAPLE.
  var staples: [UInt8: Staple] = [:]
}

extension VoteMap {
  /// Decides each ballot by the votes of some readers.
  /// - Parameters:
  ///   - voters: places, ascending.
  ///   - undecided: the number that stands for it; all classes are below it.
  /// - Returns: the class that some of them drew and others did not, where STAPLE is asked for.
  func decide(_ rule: ConsensusRule, by voters: [Int], undecided: UInt8) -> Result<Decisions, PresenceDisagreement> {
    switch rule.method {
    case .majority:
      return .success(
        Decisions(
          classes: Dictionary(
            ballots.map { all in (all.ballot, rule.majority(voters.map { all.ballot[$0] }, undecided: undecided)) },
            uniquingKeysWith: { first, _ in first })))
    case .staple: return staple(voters, undecided)
    }
  }

  /// A class that some drew and others did not.
  struct PresenceDisagreement: Error {
    var number: UInt8
    var drawn, missing: [Int]
  }

  private func staple(_ voters: [Int], _ undecided: UInt8) -> Result<Decisions, PresenceDisagreement> {
    var staples: [UInt8: Staple] = [:]
    for number in 1..<max(undecided, 1) {
      guard let box = box(of: number, by: voters, margin: Staple.margin) else { continue }
      var counts: [UInt64: Int] = [:]
      for (ballot, voxels) in ballots { counts[Self.pattern(of: number, in: ballot, voters), default: 0] += voxels }
      let sorted = counts.sorted { $0.key < $1.key }.map { (pattern: $0.key, voxels: $0.value) }
      guard let staple = Staple(sorted, box: box.count, readers: voters.count) else {
        let drawn = voters.enumerated().filter { at, _ in
          sorted.contains { $0.pattern >> UInt64(at) & 1 != 0 }
        }.map(\.element)
        return .failure(
          PresenceDisagreement(number: number, drawn: drawn, missing: voters.filter { !drawn.contains($0) }))
      }
      staples[number] = staple
    }
    let numbers = staples.keys.sorted()
    var classes: [Ballot: UInt8] = [:]
    for (ballot, _) in ballots {
      let taken = numbers.filter { number in
        staples[number]?.contains(Self.pattern(of: number, in: ballot, voters)) == true
      }
      let votes = voters.map { ballot[$0] }.filter { $0 != 0 }
      // That something is there is agreed on, and not what.
      let isSplit = Set(votes).count > 1 && 2 * votes.count > voters.count
      classes[ballot] = taken.count == 1 ? taken[0] : taken.count > 1 || isSplit ? undecided : 0
    }
    return .success(Decisions(classes: classes, staples: staples))
  }

  private static func pattern(of number: UInt8, in ballot: Ballot, _ voters: [Int]) -> UInt64 {
    voters.enumerated().reduce(0) { $0 | (ballot[$1.element] == number ? 1 << UInt64($1.offset) : 0) }
  }
}
