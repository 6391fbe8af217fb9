import StyletBase
import StyletCore
import StyletImaging

/// The `view` member of a project: what was looked at when it was saved, so that opening it again goes on there.
///
/// It counts for nothing: it is under no signature, and what of it does not fit the scan is left out.
public struct PlaceRecord: Hashable, Sendable {
  public var plane: Plane
  /// Base 0, canonical.
  public var cursor: VoxelIndex
  public var window: DisplayWindow
  /// "lung", …, or "custom".
  public var windowName: String
  /// Millimetres that a pixel covers; nil where the whole slice fits.
  public var zoom: Double?
  /// The finding drawn with, 1...255.
  public var finding: UInt8
  /// The brush's, mm; nil where the record does not say.
  public var radius: Double?
  /// Likewise.
  public var shape: BrushTool.Shape?

  public init(
    plane: Plane, cursor: VoxelIndex, window: DisplayWindow, windowName: String, zoom: Double?, finding: UInt8,
    radius: Double? = nil, shape: BrushTool.Shape? = nil
  ) {
    self.plane = plane
    self.cursor = cursor
    self.window = window
    self.windowName = windowName
    self.zoom = zoom
    self.finding = finding
    self.radius = radius
    self.shape = shape
  }

  /// nil when the member names no voxel of a scan of this size, or not all that belongs to a place.
  public init?(_ json: JSONObject, size: GridSize) {
    let at = json["cursor"]?.array?.compactMap { $0.int } ?? []
    guard let plane = json["plane"]?.string.flatMap(Plane.init(rawValue:)), at.count == 3,
      (0..<size.i).contains(at[0]), (0..<size.j).contains(at[1]), (0..<size.k).contains(at[2]),
      let level = json["level"]?.double, let width = json["width"]?.double,
      abs(level) <= Self.limit, (1...Self.limit).contains(width),
      let finding = json["finding"]?.int, (1...255).contains(finding)
    else { return nil }
    let zoom = json["mm_per_pixel"]?.double
    if let zoom, !(0.001...1000).contains(zoom) { return nil }
    let radius = json["brush_radius_mm"]?.double
    if let radius, !Self.radii.contains(radius) { return nil }
    self.init(
      plane: plane, cursor: VoxelIndex(at[0], at[1], at[2]), window: DisplayWindow(level: level, width: width),
      windowName: json["window"]?.string ?? "custom", zoom: zoom, finding: UInt8(finding), radius: radius,
      shape: json["brush_shape"]?.string.flatMap(BrushTool.Shape.init(rawValue:)))
  }

  /// HU beyond which no window is set.
  private static let limit = 1e6
  /// Those that a brush can have, mm.
  public static let radii = 0.1...100.0

  /// - Parameter before: the member as it was; what this version does not know of it is kept.
  public func json(over before: JSONObject) -> JSONObject {
    var others = before
    others["mm_per_pixel"] = nil
    others["brush_radius_mm"] = nil
    others["brush_shape"] = nil
    var json: JSONObject = [
      "plane": .string(plane.rawValue), "cursor": .array([.int(cursor.i), .int(cursor.j), .int(cursor.k)]),
      "window": .string(windowName), "level": .double(window.level), "width": .double(window.width),
      "finding": .int(Int(finding)),
    ]
    if let zoom { json["mm_per_pixel"] = .double(zoom) }
    if let radius { json["brush_radius_mm"] = .double(radius) }
    if let shape { json["brush_shape"] = .string(shape.rawValue) }
    return json.with(others)
  }
}
