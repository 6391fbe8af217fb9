import StyletImaging

/// What is shown of two readings that are compared.
public struct ComparisonShown {
  /// What the panes show: the disagreement over the result, or one reading alone.
  public enum Side: String, Sendable, CaseIterable { case difference, a, b, result }

  /// What a voxel that is open says: who draws it. The region gone to has these values and ``current`` more.
  public enum Mark { public static let a: UInt8 = 1, b: UInt8 = 2, conflict: UInt8 = 3, current: UInt8 = 3 }

  /// A finding's row, mL.
  public struct Row: Equatable, Sendable {
    public var finding: UInt8
    public var a: Double
    public var b: Double
    public var both: Double
    public var dice: Double?
  }

  /// Voxels that are open, by ``Mark``; nil where a reading or the result is shown alone.
  public var marks: LabelMap?
  public var side = Side.difference
  public var rows: [Row] = []
  /// Regions that are open, and all; nil while they are looked for.
  public var regions: (open: Int, count: Int)?
  /// Answers that differ and are not decided, and all that differ.
  public var answers = (open: 0, count: 0)
  /// Whose readings they are; nil while that is not said.
  public var names: (a: String, b: String)?
}
