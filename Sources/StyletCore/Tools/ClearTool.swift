/// Takes a finding, or all of them, off one slice of the active plane. The gate plays no part.
/// Cost: the slice.
public struct ClearTool: Tool {
  public static let id = "clear"

  /// The finding to take away; every finding when nil.
  public let label: UInt8?
  /// The slice, base 0, in the active plane.
  public let w: Int

  public init(label: UInt8?, w: Int) {
    self.label = label
    self.w = w
  }

  public func edit(in context: ToolContext) -> Edit? {
    var erase = context
    (erase.label, erase.erasing, erase.gate) = (0, label, nil)
    let plane = context.plane
    let extent = plane.size(of: context.layer.size)
    guard w >= 0, w < extent.w else { return nil }
    var builder = EditBuilder(erase)
    for v in 0..<extent.v { builder.set(plane, w: w, v: v, u: 0..<extent.u, to: 0) }
    return builder.edit(
      name: context.words("tool.clear", w: w, of: plane), tool: Self.id,
      parameters: erase.parameters(["w": "\(w)"], plane: plane), origin: .manual)
  }
}
