import StyletCore
import StyletImaging
import StyletProject

/// Where a reader was, kept with each save and on leaving, and gone back to when the project is opened again. A gate is
/// left out on purpose: one that is on and forgotten takes away from each stroke.
extension PaneController {
  var lookedAt: PlaceRecord {
    var zoom: Double?
    if case .scale(let mm) = view.magnification { zoom = mm }
    return PlaceRecord(
      plane: view.active, cursor: view.cursor, window: view.window, windowName: view.windowName, zoom: zoom,
      finding: (isOnLungs ? workspace.otherLayer.tool : tool).finding,
      radius: tool.radius, shape: BrushTool.Shape(rawValue: tool.shape.rawValue))
  }

  /// Of a record that another program has written, the window's name and a finding that there is not are left out.
  func goBack(to place: PlaceRecord) {
    view.active = place.plane
    view.cursor = volume.size.clamp(place.cursor)
    view.window = place.window
    let preset = DisplayWindow.presets.first { $0.name == place.windowName && $0.window == place.window }
    view.windowName = preset?.name ?? "custom"
    view.magnification = place.zoom.map { .scale(mmPerPixel: $0) } ?? .fit
    view.centres = [:]
    if place.zoom != nil { centreOnCursor() }
    if findingsTable[place.finding] != nil { tool.finding = place.finding }
    if let radius = place.radius { tool.radius = radius }
    if let shape = place.shape.flatMap({ ToolState.Shape(rawValue: $0.rawValue) }) { tool.shape = shape }
    isFollowing = false
  }
}
