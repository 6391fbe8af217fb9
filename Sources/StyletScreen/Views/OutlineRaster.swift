import StyletImaging

/// The rims of labels in a pane, a pixel thick: for each pixel the label whose rim it shows, 0 for none.
///
/// A pixel takes the label of the voxel under its centre. The pane's own edge is no rim.
final class OutlineRaster {
  private(set) var rims: [UInt8] = []
  /// The label under each pixel's centre, 0 for none.
  private(set) var labels: [UInt8] = []
  private(set) var isEmpty = true
  private var key: Key?

  private struct Key: Equatable {
    var geometry: PaneGeometry
    var version: OutlineVersion
  }

  /// Brings the rims up to date. Cost: nothing when neither place nor labels changed; else the rows of voxels under the
  /// pane's rows of pixels.
  func update(_ map: LabelMap?, _ version: OutlineVersion, _ geometry: PaneGeometry) {
    guard let map, !map.isEmpty, map.size == geometry.size else {
      (key, isEmpty) = (nil, true)
      return
    }
    let key = Key(geometry: geometry, version: version)
    guard key != self.key else { return }
    self.key = key
    let window = geometry.window, extent = geometry.plane.size(of: geometry.size)
    let width = max(window.width, 0), height = max(window.height, 0)
    labels = [UInt8](repeating: 0, count: width * height)
    let columns = (0..<width).map { PaneGeometry.floor(window.u0 + (Double($0) + 0.5) * window.stepU) }
    let us = max(columns.first ?? 0, 0)..<max(min((columns.last ?? 0) + 1, extent.u), max(columns.first ?? 0, 0))
    var row = [UInt8](repeating: 0, count: us.count)
    for y in 0..<height where !us.isEmpty {
      let v = PaneGeometry.floor(window.v0 + (Double(y) + 0.5) * window.stepV)
      guard v >= 0, v < extent.v else { continue }
      row.withUnsafeMutableBufferPointer { map.read(geometry.plane, w: window.w, u: us, v: v..<v + 1, into: $0) }
      for x in 0..<width where us.contains(columns[x]) { labels[y * width + x] = row[columns[x] - us.lowerBound] }
    }
    rims = [UInt8](repeating: 0, count: labels.count)
    isEmpty = true
    for y in 0..<height {
      for x in 0..<width {
        let n = y * width + x, label = labels[n]
        guard label != 0 else { continue }
        if x > 0 && labels[n - 1] != label || x < width - 1 && labels[n + 1] != label
          || y > 0 && labels[n - width] != label || y < height - 1 && labels[n + width] != label
        {
          rims[n] = label
          isEmpty = false
        }
      }
    }
  }
}
