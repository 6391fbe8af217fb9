/// Why readings of a scan give no consensus. Readers are named by their places.
public enum ConsensusRefusal: Error, Hashable, Sendable {
  /// Nothing is drawn, and it is not said that nothing is there: it may not have been read.
  case notRead(Int)
  /// It holds undecided voxels: it is a consensus, and no reader's.
  case isConsensus(Int)
  /// They have more findings than a mask has labels.
  case tooManyFindings
  case tooManyReaders(Int)
  /// STAPLE: some drew a finding and others did not. Whether it is there is not for a probability of voxels to say.
  case disagreement(code: String, drawn: [Int], missing: [Int])
}

extension ConsensusRefusal {
  /// For data.
  public var name: String {
    switch self {
    case .notRead: "not_read"
    case .isConsensus: "is_consensus"
    case .tooManyFindings: "too_many_findings"
    case .tooManyReaders: "too_many_readers"
    case .disagreement: "presence_disagreement"
    }
  }
}
