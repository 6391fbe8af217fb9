/// One reader's drawing of a class against the consensus of the others, in which his own vote is not: it would flatter
/// him. What the others leave undecided is left out.
public struct ReaderScore: Equatable, Sendable {
  /// First the reader, second the others.
  public let overlap: MaskOverlap
  /// Voxels that were counted: those of the box but the undecided ones.
  public let voxels: Int
  /// Voxels of the box that the others leave undecided.
  public let undecided: Int
  /// The reader drew it, or says that it is not there; and so did each of the others.
  let isAssessed, areOthersAssessed: Bool

  /// 0...1; 0 where one side says that it is not there; nil where neither has it, and where that was not said.
  public var dice: Double? {
    if overlap.first > 0, overlap.second > 0 { return overlap.dice }
    guard overlap.first > 0 || overlap.second > 0 else { return nil }
    return isAssessed && areOthersAssessed ? 0 : nil
  }

  /// Share of the others' consensus that the reader drew too, 0...1; nil where there is none, or nothing was said.
  public var sensitivity: Double? {
    overlap.second > 0 && isAssessed ? Double(overlap.common) / Double(overlap.second) : nil
  }

  /// Share of what is not the others' consensus, in the box, that the reader did not draw either, 0...1.
  public var specificity: Double? {
    let outside = voxels - overlap.second
    return outside > 0 && isAssessed ? Double(outside - overlap.first + overlap.common) / Double(outside) : nil
  }

  static let convention =
    "a reader against the consensus of the others by the same rule; sensitivity and specificity on the box of all that "
    + "was drawn of the class and 10 voxels more, without what the others leave undecided"
}
