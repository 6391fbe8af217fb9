/// How many voxels two masks have, and have in common.
public struct MaskOverlap: Hashable, Sendable {
  /// Voxels of the first, of the second, and of both.
  public var first, second, common: Int

  public init(first: Int, second: Int, common: Int) { (self.first, self.second, self.common) = (first, second, common) }

  /// 2 · common / (first + second), 0...1; nil where a mask is empty.
  public var dice: Double? { isBoth ? 2 * Double(common) / Double(first + second) : nil }
  /// common / union, 0...1; nil where a mask is empty.
  public var jaccard: Double? { isBoth ? Double(common) / Double(first + second - common) : nil }

  private var isBoth: Bool { first > 0 && second > 0 }
}
