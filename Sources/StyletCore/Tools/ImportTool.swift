import StyletImaging

/// Makes a layer equal to a label map that came from elsewhere: one edit, so one undo.
///
/// Gate, plane, label and what may be drawn over play no part; what is locked stays as it is, and nothing is added to
/// it. Cost: the rows of the slices that either has, and the
/// voxels drawn in them.
public struct ImportTool: Tool {
  public static let id = "import"

  /// Must have the layer's size: whether the mask lies on the scan's grid is for the reader of its file to say
  /// (``VoxelGrid/mismatch(with:tolerance:)``).
  public let mask: LabelMap
  /// Mask value → layer label; a value that is not named keeps its number, one that maps to 0 is left out.
  public let mapping: [UInt8: UInt8]
  /// Where the mask came from, for the undo list and the audit trail; no path with a patient's name.
  public let source: String?

  /// How its slices came to be.
  public let origin: Origin

  public init(
    mask: LabelMap, mapping: [UInt8: UInt8] = [:], source: String? = nil, origin: Origin = .imported
  ) {
    self.origin = origin
    self.mask = mask
    self.mapping = mapping
    self.source = source
  }

  public func edit(in context: ToolContext) -> Edit? {
    let layer = context.layer, size = layer.size
    precondition(mask.size == size, "mask of another grid")
    var label = [UInt8](0...255)
    for (from, to) in mapping where from != 0 { label[Int(from)] = to }
    let locked = context.locked
    var builder = EditBuilder(layer: layer)
    func set(_ j: Int, _ k: Int, _ range: Range<Int>, to new: UInt8) {
      guard !range.isEmpty, new == 0 || !locked.contains(new) else { return }
      if locked.isEmpty {
        builder.set(j: j, k: k, range, to: new)
      } else {
        builder.set(j: j, k: k, range, to: new) { _, old in !locked.contains(old) }
      }
    }
    for k in 0..<size.k where mask.isUsed(k: k) || layer.labels.isUsed(k: k) {
      for j in 0..<size.j {
        var done = 0
        mask.forEachRun(j: j, k: k) { i, count, value in
          set(j, k, done..<i, to: 0)
          set(j, k, i..<i + count, to: label[Int(value)])
          done = i + count
        }
        set(j, k, done..<size.i, to: 0)
      }
    }
    let pairs = mapping.sorted { $0.key < $1.key }.map { "\($0.key)>\($0.value)" }
    var parameters = ["mapping": pairs.joined(separator: " ")]
    parameters["source"] = source
    return builder.edit(
      name: .words("tool.import"), tool: Self.id, parameters: parameters, origin: origin, rest: origin)
  }
}
