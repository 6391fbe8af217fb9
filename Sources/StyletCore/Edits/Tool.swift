import StyletBase
import StyletImaging

/// What every tool is told besides its own parameters.
public struct ToolContext: Sendable {
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
  /// What may be drawn over.
  public var over: DrawOver
  /// Findings that nothing changes: neither drawn over nor erased nor added to.
  public var locked: Set<UInt8>
  /// The lungs, where they are known: what is not 0.
  public var lungs: LabelMap?
  /// Nothing is drawn where it is 0, whatever the tool; erasing is free everywhere. Of the volume's size.
  public var within: LabelMap?
  /// What the reader has marked as no finding, for tools that grow from seeds; of the volume's size.
  public var background: LabelMap?
  /// How a long tool says how far it is and learns that nobody waits for it any more.
  public var work: CancellableWork?

  public init(
    layer: LabelLayer, volume: Volume, plane: Plane, label: UInt8, erasing: UInt8? = nil,
    gate: ClosedRange<Double>? = nil, over: DrawOver = .everything, locked: Set<UInt8> = [],
    within: LabelMap? = nil, work: CancellableWork? = nil
  ) {
    self.layer = layer
    self.volume = volume
    self.plane = plane
    self.label = label
    self.erasing = erasing
    self.gate = gate
    self.over = over
    self.locked = locked
    self.within = within
    self.work = work
  }

  /// Whether voxels that carry `old` may become `label`, the gate left aside.
  public func mayChange(_ old: UInt8) -> Bool {
    if locked.contains(old) || label != 0 && locked.contains(label) { return false }
    if label == 0 { return erasing == nil || erasing == old }
    switch over {
    case .everything: return true
    case .unlabelled: return old == 0 || old == label
    case .finding(let under): return old == under || old == label
    }
  }
}

/// What drawing may go over.
public enum DrawOver: Hashable, Sendable {
  case everything
  /// Other findings stay as they are.
  case unlabelled
  /// Only voxels of this finding change: to class a part of a lesion anew.
  case finding(UInt8)
}

/// A tool: its parameters as a value, pure. The same tool on the same labels gives the same edit.
public protocol Tool: Sendable {
  /// Stable, for the journal and the audit trail: "brush".
  static var id: String { get }
  /// The change it makes, nil when it changes nothing.
  func edit(in context: ToolContext) -> Edit?
}
