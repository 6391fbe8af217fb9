/// Copies the active finding's drawing from one slice of the active plane to another, honouring the gate.
///
/// Only unlabelled voxels take it, unless `over`. What the other slice has of the finding stays. Cost: the slice.
public struct CopyTool: Tool {
  public static let id = "copy"

  /// Slices in the active plane, base 0.
  public let from: Int
  public let to: Int
  /// Whether other findings give way.
  public let over: Bool

  public init(from: Int, to: Int, over: Bool = false) {
    self.from = from
    self.to = to
    self.over = over
  }

  public func edit(in context: ToolContext) -> Edit? {
    let plane = context.plane
    let extent = plane.size(of: context.layer.size)
    guard context.label != 0, from != to, (0..<extent.w).contains(from), (0..<extent.w).contains(to) else { return nil }
    var source = [UInt8](repeating: 0, count: extent.u * extent.v)
    source.withUnsafeMutableBufferPointer {
      context.layer.labels.read(plane, w: from, u: 0..<extent.u, v: 0..<extent.v, into: $0)
    }
    var builder = EditBuilder(context)
    for v in 0..<extent.v {
      var u = 0
      while u < extent.u {
        let start = u
        while u < extent.u, source[v * extent.u + u] == context.label { u += 1 }
        if u > start {
          builder.set(plane, w: to, v: v, u: start..<u, to: context.label) { over || $1 == 0 }
        } else {
          u += 1
        }
      }
    }
    return builder.edit(
      name: context.words("tool.copy", w: to, of: plane), tool: Self.id,
      parameters: context.parameters(
        ["from": "\(from)", "to": "\(to)", "over": over ? "all" : "unlabelled"], plane: plane),
      origin: .copied)
  }
}
