import StyletImaging

/// Which finding each pixel of a pane shows, 0 for none.
///
/// Where a pixel lies within a voxel, the voxel's own label, exactly. Where pixels cover more, whole cells: the
/// finding that fills half of the cell; one that is too small or thin to fill half of any cell around still
/// shows where there is most of it, so that nothing drawn is invisible.
struct FindingsRaster {
  /// Row by row, as the pane's pixels.
  private(set) var labels: [UInt8]
  private(set) var isEmpty = true
  let width: Int
  let height: Int
  private let least: Float

  /// - Parameter least: the part of a cell that a finding must fill to show at all.
  ///
  /// Cost: the bricks under the pane and the labelled voxels in them.
  init(_ map: LabelMap, _ geometry: PaneGeometry, least: Float = 0) {
    self.least = least
    let window = geometry.window
    (width, height) = (window.width, window.height)
    labels = [UInt8](repeating: 0, count: max(width * height, 0))
    guard !map.isEmpty, width > 0, height > 0 else { return }
    let extent = geometry.plane.size(of: geometry.size)
    func covered(_ start: Double, _ step: Double, _ n: Int, _ extent: Int) -> Range<Int> {
      let a = min(max(PaneGeometry.floor(start), 0), extent)
      return a..<min(max(PaneGeometry.floor(start + Double(n) * step) + 1, a), extent)
    }
    let us = covered(window.u0, window.stepU, width, extent.u)
    let vs = covered(window.v0, window.stepV, height, extent.v)
    guard !us.isEmpty, !vs.isEmpty else { return }
    let voxels = [UInt8](unsafeUninitializedCapacity: us.count * vs.count) { out, count in
      count = us.count * vs.count
      map.read(geometry.plane, w: window.w, u: us, v: vs, into: UnsafeMutableBufferPointer(rebasing: out[..<count]))
    }
    let source = Source(voxels: voxels, us: us, vs: vs)
    if geometry.showsVoxels { byPixel(source, window) } else { byCell(source, window) }
  }

  /// Whether a pixel is at the rim of its finding.
  func isEdge(_ x: Int, _ y: Int, step: Int) -> Bool {
    let label = labels[y * width + x]
    func differs(_ x: Int, _ y: Int) -> Bool {
      x < 0 || y < 0 || x >= width || y >= height || labels[y * width + x] != label
    }
    return differs(x - 1, y) || differs(x + 1, y) || differs(x, y - step) || differs(x, y + step)
  }

  private struct Source {
    let voxels: [UInt8]
    let us: Range<Int>
    let vs: Range<Int>
  }

  private mutating func byPixel(_ s: Source, _ window: SliceWindow) {
    let columns = (0..<width).map { PaneGeometry.floor(window.u0 + (Double($0) + 0.5) * window.stepU) }
    for y in 0..<height {
      let v = PaneGeometry.floor(window.v0 + (Double(y) + 0.5) * window.stepV)
      guard s.vs.contains(v) else { continue }
      let line = (v - s.vs.lowerBound) * s.us.count - s.us.lowerBound
      for x in 0..<width where s.us.contains(columns[x]) {
        let label = s.voxels[line + columns[x]]
        if label != 0 {
          labels[y * width + x] = label
          isEmpty = false
        }
      }
    }
  }

  private mutating func byCell(_ s: Source, _ window: SliceWindow) {
    let rows = (height + 1) / 2
    let across = Self.parts(width, window.u0, window.stepU, s.us)
    let down = Self.parts(rows, window.v0, window.stepV * 2, s.vs)
    var share = [Float](repeating: 0, count: width * rows)
    var most = [UInt8](repeating: 0, count: width * rows)
    var counts = [Int](repeating: 0, count: 256)
    s.voxels.withUnsafeBufferPointer { voxels in
      let used = s.vs.map { v in
        let line = (v - s.vs.lowerBound) * s.us.count
        return Self.isLabelled(voxels, line..<line + s.us.count)
      }
      for row in 0..<rows {
        let vs = down[row].map { $0 - s.vs.lowerBound }
        let lines = vs.filter { used[$0] }.map { $0 * s.us.count - s.us.lowerBound }
        guard !lines.isEmpty else { continue }
        for col in 0..<width {
          let us = across[col]
          guard lines.contains(where: { Self.isLabelled(voxels, $0 + us.lowerBound..<$0 + us.upperBound) }) else {
            continue
          }
          var seen: [UInt8] = []
          for line in lines {
            for label in voxels[line + us.lowerBound..<line + us.upperBound] where label != 0 {
              if counts[Int(label)] == 0 { seen.append(label) }
              counts[Int(label)] += 1
            }
          }
          guard let label = seen.max(by: { counts[Int($0)] < counts[Int($1)] }) else { continue }
          let all = seen.reduce(0) { $0 + counts[Int($1)] }
          share[row * width + col] = Float(all) / Float(down[row].count * us.count)
          most[row * width + col] = label
          for label in seen { counts[Int(label)] = 0 }
          isEmpty = false
        }
      }
    }
    if isEmpty { return }
    func at(_ col: Int, _ row: Int) -> Float {
      col < 0 || row < 0 || col >= width || row >= rows ? 0 : share[row * width + col]
    }
    for row in 0..<rows {
      for col in 0..<width where share[row * width + col] > 0 {
        let own = at(col, row)
        if own < 0.5 {
          let around = (-1...1).contains { dy in (-1...1).contains { dx in at(col + dx, row + dy) >= 0.5 } }
          let peak =
            own >= max(at(col - 1, row), at(col + 1, row)) || own >= max(at(col, row - 1), at(col, row + 1))
          if around || !peak || own < least { continue }
        }
        let label = most[row * width + col]
        labels[2 * row * width + col] = label
        if 2 * row + 1 < height { labels[(2 * row + 1) * width + col] = label }
      }
    }
  }

  /// Whether any of these voxels has a label.
  @inline(__always)
  private static func isLabelled(_ voxels: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Bool {
    var any: UInt8 = 0
    for n in range { any |= voxels[n] }
    return any != 0
  }

  /// The voxels of each of `n` parts of an axis: those whose centres lie in it, or the one under its middle.
  private static func parts(_ n: Int, _ start: Double, _ step: Double, _ extent: Range<Int>) -> [Range<Int>] {
    (0..<n).map { p in
      let low = start + Double(p) * step
      let a = PaneGeometry.floor((low - 0.5).rounded(.up))
      let b = PaneGeometry.floor((low + step - 0.5).rounded(.up))
      let middle = PaneGeometry.floor(low + step / 2)
      let part = a < b ? a..<b : middle..<middle + 1
      return part.clamped(to: extent)
    }
  }
}
