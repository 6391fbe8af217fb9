import StyletCore
import StyletImaging

/// What the next key of the drawing tools will do.
public struct ToolState: Hashable, Sendable {
  /// The layer drawn in: ``LabelLayer/findings`` or ``LabelLayer/lungs``.
  public internal(set) var layer = LabelLayer.findings
  /// The finding drawn with; its value in the label table.
  public var finding: UInt8 = 1
  /// mm, from the brush's centre.
  public var radius: Double = 5
  public enum Shape: String, Sendable { case disc, ball }
  public var shape = Shape.disc
  /// Whether the brush stops at edges inside it.
  public var adaptive = false
  /// Paint only values (HU) inside it, while `gated`.
  public var gate: ClosedRange<Double> = -750...150
  public var gated = false
  /// The gate is that of the finding's usual values, and changes with the finding.
  public var gateFollows = false
  public var erasing = false
  public var over = DrawOver.everything
  /// Findings that nothing changes.
  public var locked: Set<UInt8> = []
  /// Nothing is drawn outside the lungs.
  public var withinLungs = false
  /// Movement paints.
  public var penDown = false
  /// The contour being drawn, nil when none is.
  public var contour: OpenContour?

  public init() {}

  init(layer: String) { self.layer = layer }
}
