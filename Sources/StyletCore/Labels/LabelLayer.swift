/// A named label map of a project, with the origin of each finding on each axial slice.
public struct LabelLayer: Sendable {
  /// The layer that readers draw findings in.
  public static let findings = "findings"

  public let name: String
  public private(set) var labels: LabelMap
  public private(set) var origins: [SliceKey: Origin] = [:]

  public init(name: String, size: GridSize) {
    self.name = name
    labels = LabelMap(size: size)
  }

  public var size: GridSize { labels.size }

  /// Applies an edit of this layer. Cost: the voxels of the edit.
  public mutating func apply(_ edit: Edit) {
    precondition(edit.layer == name, "edit of another layer")
    labels.apply(edit)
    for change in edit.origins { origins[change.key] = change.new }
  }
}
