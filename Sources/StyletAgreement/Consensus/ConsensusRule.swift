import StyletBase

/// How one drawing is made of several readers'.
public struct ConsensusRule: Hashable, Sendable {
  public enum Method: String, Sendable, CaseIterable {
    case majority
    /// Warfield, Zou and Wells, IEEE TMI 2004;23:903: how well each reader draws is found with what is to be drawn.
    case staple
  }

  /// What a voxel is that exactly half of the readers drew.
  public enum Tie: String, Sendable, CaseIterable {
    /// A label of its own.
    case undecided
    /// Drawn.
    case `in`
    /// Not drawn.
    case out
  }

  public var method: Method
  /// Of the majority; STAPLE has no halves.
  public var tie: Tie

  public init(_ method: Method = .majority, tie: Tie = .undecided) { (self.method, self.tie) = (method, tie) }

  /// For data.
  static let convention =
    "majority: a class where more than half of the readers drew it; nothing where fewer than half drew any; what "
    + "exactly half drew by the tie rule; else undecided. staple: class by class on the box of all that was drawn "
    + "of it and 10 voxels more, where its probability is at least 0.5; undecided where that is so of two classes, "
    + "and where more than half drew something and that is so of none of several"

  /// The class of a ballot; `undecided` where there is none of them.
  func majority(_ ballot: some Collection<UInt8>, undecided: UInt8) -> UInt8 {
    var votes = [Int](repeating: 0, count: 256)
    for number in ballot { votes[Int(number)] += 1 }
    let n = ballot.count, drawn = n - votes[0]
    if let most = (1...255).first(where: { 2 * votes[$0] > n }) { return UInt8(most) }
    if 2 * drawn < n || 2 * drawn == n && tie == .out { return 0 }
    let halves = (1...255).filter { 2 * votes[$0] == n }
    return tie == .in && halves.count == 1 ? UInt8(halves[0]) : undecided
  }
}
