/// A named label map of a project, with the origin of each finding on each axial slice.
public struct LabelLayer: Sendable {
  /// The layer that readers draw findings in.
  public static let findings = "findings"
  /// The lungs: any label but 0.
  public static let lungs = "lungs"
  /// Lesions that a program proposes: none of the findings until a reader accepts them, and never counted with them.
  public static let proposal = "proposal"
  /// Those that a project has none of until they are first drawn in.
  package static let begun: Set<String> = [lungs, proposal]

  public let name: String
  public private(set) var labels: LabelMap
  public private(set) var origins: [SliceKey: Origin] = [:]

  public init(name: String, size: GridSize) {
    self.name = name
    labels = LabelMap(size: size)
  }

  public var size: GridSize { labels.size }

  /// Makes the changes of runs and origins. Cost: the voxels of the runs.
  public mutating func apply(_ runs: [Run], _ changes: [OriginChange]) {
    labels.apply(runs)
    for change in changes { origins[change.key] = change.new }
  }

  /// Makes changes that came from a file, unless they do not fit the labels.
  /// - Returns: false when they do not fit; nothing has changed then.
  public mutating func apply(ifFitting runs: [Run], _ changes: [OriginChange]) -> Bool {
    let slices = 0..<Int32(size.k)
    guard changes.allSatisfy({ slices.contains($0.key.k) }), labels.apply(ifFitting: runs) else { return false }
    for change in changes { origins[change.key] = change.new }
    return true
  }
}
