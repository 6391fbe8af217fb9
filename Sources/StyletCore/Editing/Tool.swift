/// What every tool is told besides its own parameters.
public struct ToolContext {
  public var layer: LabelLayer
  public var volume: Volume
  /// The plane the reader draws on.
  public var plane: Plane
  /// What to draw; 0 erases.
  public var label: UInt8
  /// When erasing: take away only this finding; any when nil.
  public var erasing: UInt8?
  /// Change only voxels whose value (HU) lies inside; all when nil.
  public var gate: ClosedRange<Double>?

  public init(
    layer: LabelLayer, volume: Volume, plane: Plane, label: UInt8, erasing: UInt8? = nil,
    gate: ClosedRange<Double>? = nil
  ) {
    self.layer = layer
    self.volume = volume
    self.plane = plane
    self.label = label
    self.erasing = erasing
    self.gate = gate
  }
}

/// A tool: its parameters as a value, pure. The same tool on the same labels gives the same edit.
public protocol Tool: Sendable {
  /// Stable, for the journal and the audit trail: "brush".
  static var id: String { get }
  /// The change it makes, nil when it changes nothing.
  func edit(in context: ToolContext) -> Edit?
}
